/** Answers what was said or written with the passages themselves, each cited at its place; says so when the sources do not speak of it. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { chunkKinds } from '#db/schema/chunks.ts'
import { isNear, speaksOf } from '#rag/proof.ts'
import { search, type Passage } from '#rag/search.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import { asQuote, asWords } from '../kit/as-words.ts'
import { defineTool } from '../kit/define-tool.ts'

/** Accounts that "which customers" shows at most. */
const mostOfEach = 8

const day = z.iso.date()

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Searching what was said and written',
  description:
    'Finds what customers and colleagues said in calls, mails, notes, tickets and surveys and what documents and playbooks ' +
    'say: quotes with speaker and time. Use it for questions about words, reasons, promises, names or terms that no field ' +
    'holds. Never for counts or figures of records.',
  input: z.strictObject({
    question: z
      .string()
      .min(2)
      .describe('The question in the words of the person, without the account’s name'),
    accounts: z
      .array(z.string())
      .optional()
      .describe('Ids of the accounts whose calls and documents count; all when left out'),
    kinds: z
      .array(z.enum(chunkKinds))
      .min(1)
      .optional()
      .describe('Where it was said; anywhere when left out'),
    from: day.optional().describe('Said on this day or later'),
    to: day.optional().describe('Said on this day or before'),
    speaker: z.string().optional().describe('The name, or a part of it, of who must have said it'),
    sentiment: z.enum(['negative', 'positive']).optional().describe('Of mails and notes: their tone'),
    newest: z.boolean().optional().describe('Only the newest source of these: "in the last call"'),
    order: z.enum(['best', 'newest']).default('best').describe('newest: for "most recently"'),
    each: z
      .literal('account')
      .optional()
      .describe('One passage an account: for "which customers …", "who …"'),
    limit: z.int().min(1).max(20).default(3),
  }),
  phrases: {
    frames: [
      'what did {account} say about {text}',
      '(did|has) anyone at {account} (ask|mention|say|complain) {text}',
      'which {text} was mentioned in the {account} call',
      'why (did|does|is) {text}',
      '(who|what|which|when|why|how) … (say|says|said|mention|mentions|mentioned|promise|promised|complain|complains|complained) …',
      '(who|what|which|when|where|why|how|did|does|do|has|have|is|are|was|will) … {account} …',
      '(who|what|which|when|where|why|how|did|does|do|has|have|is|are|was|will) … {account}',
      '(find|search|look for|quote) … (in|from) … (call|calls|meeting|meetings|transcript|transcripts|document|documents|notes) …',
    ],
    examples: [
      'What did Northwind say about offline mode?',
      'Which notice period is written in the Halcyon agreement?',
    ],
  },
  meaning: ({ question }) => question,
  run: async ({ kinds, accounts, order, limit, ...asked }, { tx, asker, vector }) => {
    const shown = shownKinds(asker.rights.withheld, kinds)
    const most = asked.each ? Math.max(limit, mostOfEach) : limit
    const filters = {
      ...asked,
      limit: most,
      accounts,
      vector,
      ...(shown.length < chunkKinds.length && { kinds: shown }),
    }
    const found = shown.length > 0 ? await search(tx, asker.workspace, filters) : []
    const among = accounts?.length || asked.speaker || kinds ? 'ofFew' : 'anywhere'
    const good = found.filter((passage) => isNear(passage, among))
    if (order === 'newest') good.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
    if (good.length === 0) {
      return {
        text: accounts?.length
          ? 'The sources of this account say nothing about that.'
          : 'The sources say nothing about that.',
        blocks: [],
      }
    }
    return {
      text: good.some((passage) => speaksOf(passage, among))
        ? answerOf(good)
        : `${nearest}\n\n${answerOf(good)}`,
      blocks: good.map(({ source, title, locator, speaker, text }, i) => ({
        kind: 'citation' as const,
        ...{ id: uuid(), n: i + 1, source, title: title || source },
        ...(locator !== '' && { locator }),
        ...(speaker !== null && { speaker }),
        quote: text,
      })),
    }
  },
})

const nearest = 'The sources do not speak of this in these words. What comes nearest:'

/** The best passage in full, the others by number: they stand as citations below. */
function answerOf([best, ...others]: Passage[]): string {
  if (!best) return ''
  const day = best.at ? ` (${best.at.slice(0, 10)})` : ''
  const more = others.length > 0 ? `\n\nSee also ${others.map((_, i) => `[${i + 2}]`).join(', ')}.` : ''
  const where = best.locator === '' ? '' : `, ${asWords(best.locator)}`
  return `${best.speaker ? `${asWords(best.speaker)} in` : 'From'} **${asWords(best.title || best.source)}**${day}${where} [1]:\n\n${asQuote(best.text)}${more}`
}
