/** Counts how often rivals were mentioned in calls, mails, notes, tickets and surveys: by month, by name, by account. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { resolvePeriod } from '#db/calendar.ts'
import { numberInWords } from '#db/query/print.ts'
import { period } from '#db/query/query.ts'
import { periodWords } from '#db/query/words.ts'
import { countMentions, mentionKeys, type MentionKey, type Mentions } from '#rag/findings/count.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import { defineTool } from '../kit/define-tool.ts'

const rivals = '(competitor|competitors|rival|rivals|competition)'
const mentions = '(mentions|mention|mentioned|come up|comes up|came up|talk|named)'
const labels: Record<MentionKey, string> = { month: 'Month', competitor: 'Competitor', account: 'Account' }

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Counting mentions of competitors',
  description:
    'How often competitors were mentioned in what was said and written, by month, competitor or account. For the quotes ' +
    'themselves use the search of sources; for the competitor on an opportunity use the record query.',
  input: z.strictObject({
    by: z.array(z.enum(mentionKeys)).min(1).max(2).default(['month', 'competitor']),
    competitor: z.string().optional().describe('One of them, by name'),
    accounts: z.array(z.string()).optional().describe('Ids of the accounts that count; all when left out'),
    during: period.optional().describe('All of the past when left out'),
  }),
  phrases: {
    frames: [
      `${rivals} ${mentions} [by|per|each|every|over] [the] (month|months|time|monthly)`,
      `${rivals} ${mentions} [by|per|each] [the] (month|months|time) (in|during|over|since) {period}`,
      `[monthly] ${rivals} ${mentions} {period}?`,
      `how (often|many times) (do|did|are|were|was|is|have|has) [our] ${rivals} [get|got|been|been getting] ${mentions} [by month|per month|each month|every month|a month] {period}?`,
      `how (often|many times) (do|did|are|were|was|is|have|has) [our] ${rivals} [get|got|been] ${mentions} {period}?`,
      `how many ${rivals} ${mentions} (by|per|each|every|a) month`,
      `(mentions of|mentions for) [our] ${rivals} (by|per|each) month`,
      `(which|what) ${rivals} (are|were|is|was|get|got) ${mentions} [most|most often|the most] {period}?`,
    ],
    examples: ['Competitor mentions by month', 'Which competitors were mentioned most this quarter?'],
  },
  run: async ({ by, competitor, accounts, during }, { tx, asker, clock }) => {
    const span = during ? resolvePeriod(during, clock) : { from: null, to: clock.today }
    const rows = await countMentions(tx, asker.workspace, {
      ...{ by, name: competitor, accounts, kinds: shownKinds(asker.rights.withheld) },
      ...{ from: span.from ?? undefined, to: span.to ?? undefined },
    })
    const when = during ? ` in ${periodWords(during, clock)}` : ''
    const reading = `mentions of ${competitor ?? 'competitors'}${when}, by ${by.join(' and ')}`
    if (rows.length === 0) return { text: `No competitor is mentioned in the sources${when}.`, blocks: [] }
    const total = rows.reduce((sum, row) => sum + row.mentions, 0)
    return {
      text: `**${numberInWords(total)} ${total === 1 ? 'mention' : 'mentions'}** of ${competitor ?? 'competitors'} in what was said and written${when}, sentences that name one${totalsOf(rows)}.`,
      blocks: [
        {
          ...{ kind: 'table', id: uuid(), object: 'group', title: 'Mentions of competitors', reading },
          columns: [
            ...by.map((key) => ({ key, label: labels[key], type: 'text' })),
            { key: 'mentions', label: 'Mentions', type: 'number' },
            { key: 'accounts', label: 'Accounts', type: 'number' },
          ],
          rows: rows.map((row) => ({ ...row })),
          total: rows.length,
        },
      ],
    }
  },
})

/** ": Vantiva 12, Helio 7": the whole of each, the most mentioned first. */
function totalsOf(rows: readonly Mentions[]): string {
  const totals = new Map<string, number>()
  for (const { competitor, mentions: count } of rows)
    if (competitor) totals.set(competitor, (totals.get(competitor) ?? 0) + count)
  if (totals.size < 2) return ''
  const most = [...totals].toSorted((a, b) => b[1] - a[1]).slice(0, 8)
  return `: ${most.map(([name, count]) => `${name} ${numberInWords(count)}`).join(', ')}`
}
