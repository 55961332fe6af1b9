/** Answers what was said or written with the passages themselves, each cited at its place; says so when the sources do not speak of it. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { search, type Passage } from '#rag/search.ts'
import { defineTool } from '../kit/define-tool.ts'

/** Passages that hold less of the question than this say nothing about it. */
const enough = 0.25

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Searching calls and documents',
  description:
    'Finds what customers and colleagues said in calls and what documents say: quotes with speaker and time. Use it for ' +
    'questions about words, reasons, promises, names or terms that no field holds. Never for counts or figures of records.',
  input: z.strictObject({
    question: z
      .string()
      .min(2)
      .describe('The question in the words of the person, without the account’s name'),
    accounts: z
      .array(z.string())
      .optional()
      .describe('Ids of the accounts whose calls and documents count; all when left out'),
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
  run: async ({ question, accounts, limit }, { tx, asker }) => {
    const found = await search(tx, asker.workspace, { question, accounts, limit })
    const good = found.filter((passage) => passage.coverage >= enough)
    if (good.length === 0) {
      return {
        text: accounts?.length
          ? 'The calls and documents of this account say nothing about that.'
          : 'The calls and documents say nothing about that.',
        blocks: [],
      }
    }
    return {
      text: answerOf(good),
      blocks: good.map(({ source, title, locator, speaker, text }, i) => ({
        kind: 'citation' as const,
        id: uuid(),
        n: i + 1,
        source,
        title,
        locator,
        ...(speaker !== null && { speaker }),
        quote: text,
      })),
    }
  },
})

/** The best passage in full, the others by number: they stand as citations below. */
function answerOf([best, ...others]: Passage[]): string {
  if (!best) return ''
  const day = best.at ? ` (${best.at.slice(0, 10)})` : ''
  const said = `> ${best.text.replace(/\n/g, '\n> ')}`
  const more = others.length > 0 ? `\n\nSee also ${others.map((_, i) => `[${i + 2}]`).join(', ')}.` : ''
  return `${best.speaker ? `${best.speaker} in` : 'From'} **${best.title}**${day}, ${best.locator} [1]:\n\n${said}${more}`
}
