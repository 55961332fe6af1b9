/** Collects what happened at an account from every object that has a day, newest first. */
import type { TimelineBlock } from '#agent/contract.ts'
import { resolvePeriod } from '#db/calendar.ts'
import { inWords, numberInWords } from '#db/query/print.ts'
import type { Condition, Period, Query } from '#db/query/query.ts'
import { runQuery, type Cell } from '#db/query/run.ts'
import type { ToolContext } from '../kit/define-tool.ts'

export const kinds = [
  'activity',
  'ticket',
  'nps',
  'milestone',
  'contract',
  'opportunity',
  'task',
  'call',
  'document',
  'health',
] as const
export type Kind = (typeof kinds)[number]

type Item = TimelineBlock['items'][number]
type Row = Record<string, Cell>
/** One dated field of one object, and how a row of it reads. */
type Source = {
  kind: Kind
  from: string
  at: string
  select: string[]
  where?: Condition
  item: (row: Row) => { what: string; detail?: string }
}

const words = (cell: Cell | undefined) =>
  cell === null || cell === undefined ? '' : inWords(cell, { type: 'text' }).replaceAll('_', ' ')
const quoted = (cell: Cell | undefined) => (cell ? `“${words(cell)}”` : '')
const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(', ')
const withDetail = (what: string, detail: string) => ({ what, ...(detail !== '' && { detail }) })
const money = (cell: Cell | undefined) => (typeof cell === 'number' ? numberInWords(cell) : '')

const sources: Source[] = [
  {
    kind: 'activity',
    from: 'activity',
    at: 'at',
    select: ['type', 'direction', 'subject', 'body', 'contact.name', 'owner', 'no_show'],
    item: (row) =>
      withDetail(
        joined(
          `${words(row.direction)} ${words(row.type)}`.trim(),
          quoted(row.subject),
          row.no_show === true ? 'no-show' : '',
          words(row['contact.name']),
        ),
        words(row.body),
      ),
  },
  {
    kind: 'ticket',
    from: 'ticket',
    at: 'opened_at',
    select: ['subject', 'priority', 'status'],
    item: (row) => ({ what: joined(`${words(row.priority)} ticket opened`, quoted(row.subject)) }),
  },
  {
    kind: 'ticket',
    from: 'ticket',
    at: 'solved_at',
    select: ['subject', 'priority', 'csat'],
    item: (row) => ({
      what: joined('ticket solved', quoted(row.subject), row.csat === null ? '' : `CSAT ${words(row.csat)}`),
    }),
  },
  {
    kind: 'nps',
    from: 'nps',
    at: 'at',
    select: ['score', 'band', 'comment', 'contact.name'],
    item: (row) =>
      withDetail(
        joined(`NPS ${words(row.score)} (${words(row.band)})`, words(row['contact.name'])),
        words(row.comment),
      ),
  },
  {
    kind: 'milestone',
    from: 'milestone',
    at: 'done_on',
    select: ['name', 'kind', 'days_late'],
    item: (row) => ({
      what: joined(
        `milestone reached: ${words(row.name)}`,
        Number(row.days_late ?? 0) > 0 ? `${words(row.days_late)} days late` : '',
      ),
    }),
  },
  {
    kind: 'contract',
    from: 'contract',
    at: 'start_on',
    where: { field: 'status', op: 'ne', value: 'draft' },
    select: ['product', 'arr', 'end_on'],
    item: (row) => ({ what: joined(`contract starts: ${words(row.product)}`, money(row.arr)) }),
  },
  {
    kind: 'contract',
    from: 'contract',
    at: 'end_on',
    where: { field: 'status', op: 'eq', value: 'ended' },
    select: ['product', 'arr'],
    item: (row) => ({ what: joined(`contract ended: ${words(row.product)}`, money(row.arr)) }),
  },
  {
    kind: 'opportunity',
    from: 'opportunity',
    at: 'close_on',
    where: { field: 'status', op: 'in', value: ['won', 'lost'] },
    select: ['name', 'status', 'amount', 'competitor', 'lost_reason'],
    item: (row) =>
      withDetail(
        joined(`${words(row.status)}: ${words(row.name)}`, money(row.amount)),
        joined(row.competitor ? `to ${words(row.competitor)}` : '', words(row.lost_reason)),
      ),
  },
  {
    kind: 'task',
    from: 'task',
    at: 'done_at',
    select: ['title', 'assignee'],
    item: (row) => ({ what: joined(`task done: ${words(row.title)}`, words(row.assignee)) }),
  },
  {
    kind: 'call',
    from: 'call',
    at: 'at',
    select: ['title', 'duration_min'],
    item: (row) => ({
      what: joined(
        `recorded call ${quoted(row.title)}`,
        row.duration_min === null ? '' : `${words(row.duration_min)} minutes`,
      ),
    }),
  },
  {
    kind: 'document',
    from: 'document',
    at: 'at',
    select: ['title', 'kind'],
    item: (row) => ({ what: joined(`document ${quoted(row.title)}`, words(row.kind)) }),
  },
]

export async function happened(
  account: string,
  { during, kinds: wanted, limit }: { during: Period | undefined; kinds: Kind[]; limit: number },
  context: ToolContext,
): Promise<{ items: Item[]; total: number }> {
  const items: Item[] = []
  let total = 0
  for (const source of sources.filter(({ kind }) => wanted.includes(kind))) {
    context.signal.throwIfAborted()
    const { rows, total: all } = await runQuery(
      context.tx,
      context.catalogue,
      queryOf(source, account, during, limit),
      context,
    )
    total += all
    items.push(
      ...rows.map((row) => ({
        at: String(row[source.at]),
        kind: source.kind,
        ...source.item(row),
        ...(row.id !== null && { source: String(row.id) }),
      })),
    )
  }
  if (wanted.includes('health')) {
    const changes = await bandChanges(account, during, context)
    total += changes.length
    items.push(...changes)
  }
  return { items: items.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, limit), total }
}

function queryOf(
  { from, at, select, where }: Source,
  account: string,
  during: Period | undefined,
  limit: number,
): Query {
  return {
    from,
    scope: 'all',
    where: {
      and: [
        { field: 'account.id', op: 'eq', value: account },
        { field: at, op: 'lte', value: { today: 0 } },
        ...(during ? [{ field: at, op: 'during' as const, value: during }] : []),
        ...(where ? [where] : []),
      ],
    },
    select: [at, ...select],
    orderBy: [{ by: at, dir: 'desc' }],
    limit,
  }
}

/** Days on which the health band is another than the score before had. */
async function bandChanges(
  account: string,
  during: Period | undefined,
  context: ToolContext,
): Promise<Item[]> {
  const { rows } = await runQuery(
    context.tx,
    context.catalogue,
    {
      from: 'health_score',
      where: {
        and: [
          { field: 'account.id', op: 'eq', value: account },
          { field: 'on', op: 'lte', value: { today: 0 } },
        ],
      },
      select: ['on', 'score', 'band'],
      orderBy: [{ by: 'on', dir: 'asc' }],
    },
    context,
  )
  const { from, to } = during ? resolvePeriod(during, context.clock) : { from: null, to: null }
  return rows.flatMap((row, at) => {
    const before = rows[at - 1]
    const day = String(row.on)
    if (!before || before.band === row.band) return []
    if ((from && day < from) || (to && day > to)) return []
    return [
      {
        at: day,
        kind: 'health',
        what: `health ${words(before.band)} → ${words(row.band)} (${words(row.score)})`,
      },
    ]
  })
}
