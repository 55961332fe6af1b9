/** Ranks what customers asked for in calls, mails, tickets and surveys by the ARR of those who asked, each with a passage that says it. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { resolvePeriod } from '#db/calendar.ts'
import { inWords, numberInWords } from '#db/query/print.ts'
import { maxRows, period, type Condition } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import { periodWords } from '#db/query/words.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import { readWishes, type Wish } from '#rag/findings/count.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import { asWords } from '../kit/as-words.ts'
import { citations, quoted, section } from '../kit/cited.ts'
import { defineTool, type ToolContext } from '../kit/define-tool.ts'

const wishes =
  '(feature requests|feature request|features requested|requested features|product requests|feature wishes|product feedback|enhancement requests|feature asks|product gaps)'
const ranked = '(ranked|sorted|ordered|weighted|prioritised|prioritized)'

/** Accounts of a set, a filter's worth at a time. */
type Worth = { arr: number | null; currency: string | null; name: string }

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Ranking what customers asked for',
  description:
    'Feature requests from calls, mails, notes, tickets and surveys, ranked by the ARR of the accounts that asked (each ' +
    'account once), with who asked and a quote. Of a segment where one is given. For the quotes about one feature use the ' +
    'search of sources.',
  input: z.strictObject({
    segment: z.string().optional().describe('Key of the segment whose accounts count, such as enterprise'),
    accounts: z.array(z.string()).optional().describe('Ids of the accounts that count; all when left out'),
    during: period.optional().describe('All of the past when left out'),
    limit: z.int().min(1).max(200).default(20),
  }),
  phrases: {
    frames: [
      `[the|our|top|all] ${wishes} ${ranked} by arr`,
      `(rank|sort|order|prioritise|prioritize|weight) [the|our|all] ${wishes} by arr`,
      `[the|our|top|all|biggest|most common|most wanted] ${wishes} [by arr] {period}?`,
      `[the|our|top|all|biggest|most common] ${wishes} (from|of|by|in|among) [our] {segment:value} [accounts|customers|clients|account|customer] [by arr]`,
      `(which|what) (features|feature|improvements|enhancements) (do|did|are|have) [our] (customers|clients|accounts|people|they|users) (want|ask for|asked for|asking for|request|requested|need|asked) [most|the most]`,
      `(which|what) (features|feature|improvements|enhancements) (are|were) (requested|asked for|wanted|most requested|most wanted|most asked for) [most|the most]`,
      `(which|what) ${wishes} (carry|have|represent|are worth|hold) [the] (most|highest|biggest|largest) arr`,
    ],
    examples: ['Feature requests ranked by ARR', 'Feature requests from enterprise'],
  },
  run: async ({ segment, accounts, during, limit }, context) => {
    const { tx, asker, clock } = context
    const { withheld } = asker.rights
    const span = during ? resolvePeriod(during, clock) : { from: null, to: clock.today }
    const all = await readWishes(tx, asker.workspace, {
      ...{ accounts, kinds: shownKinds(withheld) },
      ...{ from: span.from ?? undefined, to: span.to ?? undefined },
    })
    const seesArr = !withheld.includes('account.arr')
    const worth = await worthOf(context, [...new Set(all.flatMap((wish) => wish.accounts))], {
      segment,
      seesArr,
    })
    const rows = all
      .map((wish) => ({ ...wish, accounts: wish.accounts.filter((id) => worth.has(id)) }))
      .filter((wish) => wish.accounts.length > 0)
      .map((wish) => ({
        ...wish,
        arr: wish.accounts.reduce((sum, id) => sum + (worth.get(id)?.arr ?? 0), 0),
      }))
      .sort((a, b) => b.arr - a.arr || b.accounts.length - a.accounts.length || a.wish.localeCompare(b.wish))
    const of = `${segment ? ` of ${segment} accounts` : ''}${during ? ` in ${periodWords(during, clock)}` : ''}`
    if (rows.length === 0) return { text: `No feature request is in the sources${of}.`, blocks: [] }
    const currencies = new Set([...worth.values()].flatMap(({ currency }) => currency ?? []))
    const unit = currencies.size === 1 ? [...currencies][0] : undefined
    const cited = citations()
    const shown = rows.slice(0, limit)
    const money = (arr: number) => inWords(arr, { type: 'money', ...(unit && { unit }) })
    const line = (row: (typeof rows)[number]) =>
      `**${asWords(row.wish)}**${seesArr ? `, ${money(row.arr)}` : ''}, ${askers(row, worth)}: ${quoted(row.shown.sentence)} ${cited.at({ ...row.shown, kind: row.shown.kind as ChunkKind })}`
    const note =
      seesArr && currencies.size > 1 ? ['ARR is added up as it stands, in several currencies.'] : []
    return {
      text: [
        `**${numberInWords(rows.length)} feature ${rows.length === 1 ? 'request' : 'requests'}**${of}, by ${seesArr ? 'the ARR of who asked' : 'how many asked'}; the same words count as one.`,
        ...section('Most', shown, line),
        ...note,
      ].join('\n\n'),
      blocks: [
        {
          ...{ kind: 'table', id: uuid(), object: 'group', title: 'Feature requests' },
          columns: [
            { key: 'request', label: 'Request', type: 'text' },
            ...(seesArr ? [{ key: 'arr', label: 'ARR', type: 'money', ...(unit && { unit }) }] : []),
            { key: 'accounts', label: 'Accounts', type: 'number' },
            { key: 'mentions', label: 'Mentions', type: 'number' },
            { key: 'asked_by', label: 'Asked by', type: 'list' },
          ],
          rows: shown.map((row) => ({
            ...{ request: row.wish, accounts: row.accounts.length, mentions: row.mentions },
            ...(seesArr && { arr: row.arr }),
            asked_by: row.accounts.map((id) => worth.get(id)?.name ?? id).slice(0, 10),
          })),
          total: rows.length,
          reading: `feature requests${of}, by ${seesArr ? 'ARR' : 'accounts'}`,
        },
        ...cited.blocks,
      ],
    }
  },
})

/** Up to so many names are said. */
const mostNames = 3

function askers({ accounts }: Pick<Wish, 'accounts'>, worth: Map<string, Worth>): string {
  const names = accounts.map((id) => worth.get(id)?.name ?? id)
  const rest = names.length - mostNames
  return `${names.slice(0, mostNames).join(', ')}${rest > 0 ? ` and ${numberInWords(rest)} more` : ''}`
}

/** In parts, for a filter lists so many ids at most. */
const atOnce = 500

async function worthOf(
  { tx, catalogue, ...who }: ToolContext,
  ids: readonly string[],
  { segment, seesArr }: { segment: string | undefined; seesArr: boolean },
): Promise<Map<string, Worth>> {
  const worth = new Map<string, Worth>()
  for (let at = 0; at < ids.length; at += atOnce) {
    const those: Condition = { field: 'id', op: 'in', value: ids.slice(at, at + atOnce) }
    const where: Condition = segment
      ? { and: [those, { field: 'segment', op: 'eq', value: segment }] }
      : those
    const select = seesArr ? ['name', 'arr', 'currency'] : ['name']
    const { rows } = await runQuery(tx, catalogue, { from: 'account', where, select, limit: maxRows }, who)
    for (const row of rows)
      worth.set(String(row.id), {
        arr: typeof row['arr'] === 'number' ? row['arr'] : null,
        currency: typeof row['currency'] === 'string' ? row['currency'] : null,
        name: String(row['name']),
      })
  }
  return worth
}
