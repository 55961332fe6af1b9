/** Answers any question over the catalogue: rows, groups or figures, with the reading of what was asked. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { FigureBlock, TableBlock } from '#agent/contract.ts'
import { query, type Query } from '#db/query/query.ts'
import { inSentence, inWords, numberInWords } from '#db/query/print.ts'
import { runQuery, type QueryResult } from '#db/query/run.ts'
import { defineTool, type Answer, type ToolContext } from '../kit/define-tool.ts'
import { whyNone } from './none.ts'

const input = z.strictObject({
  ...query.shape,
  title: z.string().max(120).optional().describe('A short heading for the answer'),
})

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Looking through the records',
  description:
    'Lists, counts, sums, ranks or groups any object of the catalogue (accounts, contacts, contracts, opportunities, ' +
    'tickets, tasks, activities, NPS, usage, milestones, users, …) by its fields and measures. Use it for every figure or ' +
    'list of records. Leave `select` out for the usual columns; use `measures` for totals and `groupBy` to break them down. ' +
    'Never for what was said in calls or documents.',
  input,
  phrases: {
    frames: [],
    examples: [
      'Which accounts renewing in the next 90 days are not green?',
      'Top 5 accounts by ARR',
      'How many red accounts do we have by CSM?',
      'Open tickets by priority',
    ],
  },
  run: async ({ title, ...asked }, context) => {
    const { query: titled, only } = withTitle(asked, context)
    const result = await runQuery(context.tx, context.catalogue, titled, context)
    const figures = figuresOf(result, only, context)
    const answer = figures ? figuresAnswer(figures, context) : await tableAnswer(result, title, context)
    return { ...answer, text: [answer.text, ...unavailable(result, context)].join(' ') }
  },
})

/** Why a field that was shown has no value for anybody: "Churn probability is not available: 7 churned accounts on record, 20 needed." */
const unavailable = ({ query: asked, columns }: QueryResult, { catalogue }: ToolContext): string[] =>
  (catalogue.objects.get(asked.from)?.fields ?? []).flatMap(({ key, label, unavailable: why }) =>
    why && columns.some((column) => new RegExp(`(^|_)${key}(_|$)`).test(column.key))
      ? [`${label} is not available: ${why}.`]
      : [],
  )

/**
 * Rows carry what names them, asked for or not. `only` is the one field that was asked for, if it was one:
 * of a single row it is the answer.
 */
function withTitle(asked: Query, { catalogue }: ToolContext): { query: Query; only: boolean } {
  const object = catalogue.objects.get(asked.from)
  const keys = asked.select?.map((each) =>
    typeof each === 'string' ? each : 'field' in each ? each.field : '',
  )
  const named =
    !object || object.id === null || asked.groupBy || asked.measures || !keys || keys.includes(object.title)
  if (named || !asked.select) return { query: asked, only: false }
  return { query: { ...asked, select: [object.title, ...asked.select] }, only: asked.select.length === 1 }
}

/** Figures of the whole, or the one field that was asked of one row; else null. */
function figuresOf(result: QueryResult, only: boolean, context: ToolContext): FigureBlock[] | null {
  const { query: asked, columns, rows, reading } = result
  const [row, ...more] = rows
  if (!row || more.length > 0) return null
  const figure = (column: QueryResult['columns'][number], label: string, read = reading): FigureBlock => ({
    kind: 'figure',
    id: uuid(),
    measure: column.key,
    label,
    value: row[column.key] ?? null,
    type: column.type,
    ...(column.unit && { unit: column.unit }),
    reading: read,
  })
  // Several currencies add a key, which makes groups of the figures.
  if (asked.measures && !asked.groupBy && columns.length === asked.measures.length)
    return columns.map((column) => figure(column, column.label))
  const [name, asking] = columns
  if (!only || !name || !asking) return null
  const title = inWords(row[name.key] ?? null, name, context.clock.timeZone)
  const label = `${asking.label} of ${title}`
  return [figure(asking, label, isLookUp(asked) ? label : reading)]
}

/** One row by its id: its name says more than that. */
const isLookUp = ({ where, orderBy }: QueryResult['query']): boolean =>
  where !== undefined && 'field' in where && where.field === 'id' && where.op === 'eq' && !orderBy

function figuresAnswer(blocks: FigureBlock[], { clock }: ToolContext): Answer {
  const [first] = blocks
  const said = blocks.map((block) => `${block.label} **${inWords(block.value, block, clock.timeZone)}**`)
  const isSaid = first === undefined || first.reading === first.label
  return { text: `${said.join(', ')}${isSaid ? '' : ` (${first.reading})`}.`, blocks }
}

async function tableAnswer(
  result: QueryResult,
  title: string | undefined,
  context: ToolContext,
): Promise<Answer> {
  const { query: asked, columns, rows, total, reading } = result
  const object = context.catalogue.objects.get(asked.from)
  const noun = result.object === 'group' ? (total === 1 ? 'group' : 'groups') : nounOf(total, object)
  const block: TableBlock = {
    kind: 'table',
    id: uuid(),
    object: result.object,
    title: title ?? `${object?.plural ?? asked.from}${result.object === 'group' ? ' by group' : ''}`,
    columns,
    rows,
    total,
    reading,
  }
  if (total === 0)
    return { text: `None: ${reading}. ${await whyNone(asked, context)}`.trim(), blocks: [block] }
  // A limit was asked for, so the rows shown are the answer and the rest is an aside.
  const found =
    rows.length < total
      ? `**${numberInWords(rows.length)}** of ${numberInWords(total)} ${noun}`
      : `**${numberInWords(total)} ${noun}**`
  return { text: `${found}: ${reading}.${sums(result)}`, blocks: [block] }
}

const nounOf = (count: number, object: { label: string; plural: string } | undefined) =>
  inSentence((count === 1 ? object?.label : object?.plural) ?? 'rows')

/** What the additive money of the rows comes to, where the rows are complete and of one currency. */
function sums({ object, columns, rows, total }: QueryResult): string {
  if (object === 'group' || rows.length < total || total < 2) return ''
  const money = columns.find((column) => column.type === 'money' && column.unit)
  if (!money) return ''
  const sum = rows.reduce((all, row) => all + Number(row[money.key] ?? 0), 0)
  return ` ${money.label} in all: ${inWords(sum, money)}.`
}
