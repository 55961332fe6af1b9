/** Tells where one account stands among the others by a number: its place, and of how many. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Block } from '#agent/contract.ts'
import { Problem } from '#db/problem.ts'
import { findAccount } from '#db/query/lookup.ts'
import { inSentence, inWords, numberInWords } from '#db/query/print.ts'
import { condition, type Condition } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import { defineTool, type ToolContext } from '../kit/define-tool.ts'

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Finding its place',
  description:
    'The place of one account among all active accounts (or among those of a filter) by one number: ARR, health, ' +
    'adoption, … Use it for "where does X rank by ARR", "is X in our top 10". For top lists query the records.',
  input: z.strictObject({
    account: z.string().min(1).describe('Id of the account'),
    measure: z.string().default('arr').describe('Key of a number that accounts have'),
    top: z.int().positive().optional().describe('Where it was asked whether it is among so many'),
    where: condition.optional().describe('Only among accounts that meet this filter'),
  }),
  phrases: {
    frames: [
      'where (does|is) {account} (rank|stand|place|ranked|placed) [by|on|in|for|in terms of] {measure}',
      'where (does|is) {account} (rank|ranked|placed)',
      'how does {account} rank [by|on|in|for|in terms of] {measure}',
      'what (rank|place|position) (is|does) {account} [have|hold|take|at|in] [by|on|in|for] {measure}',
      "what is {account}('s)? (rank|place|position|ranking) [by|on|in|for] {measure}",
      'what is the (rank|place|position|ranking) of {account} [by|on|in|for] {measure}',
      'rank {account} (by|on|in|for) {measure}',
      '(rank|place|position|ranking) of {account} [by|on|in|for] {measure}',
      "{account}('s)? (rank|place|position|ranking) [by|on|in|for] {measure}",
      '(is|does) {account} [rank|one of|in|among|make|belong to] [our|the] top {top:number} [accounts|customers|clients|logos]',
      '(is|does) {account} [rank|one of|in|among|make|belong to] [our|the] top {top:number} [accounts|customers|clients|logos] (by|on|in|for) {measure}',
    ],
    examples: ['Where does Northwind rank by ARR?', 'Is Halcyon in our top 10?'],
  },
  run: async ({ account: named, measure, top, where }, context) => {
    const { clock } = context
    const field = numberOf(context, measure)
    const account = await findAccount(context.tx, context.catalogue, named, context)
    const own = await runQuery(
      context.tx,
      context.catalogue,
      { from: 'account', where: { field: 'id', op: 'eq', value: account.id }, select: [measure, 'currency'] },
      context,
    )
    const [row] = own.rows
    const column = own.columns.find(({ key }) => key === measure)
    const value = row?.[measure]
    if (!row || !column || typeof value !== 'number')
      return { text: `**${account.name}** has no ${inSentence(field.label)}, so no place by it.`, blocks: [] }
    const isLow = field.better === 'low'
    const { before, placed, reading } = await placeOf(
      { measure, value, isLow, among: [...(where ? [where] : []), ...apartBy(context, field.type, row)] },
      context,
    )
    const figure: Block = {
      ...{ kind: 'figure', id: uuid(), measure: `rank_${measure}`, type: 'number', reading },
      ...{ label: `Rank of ${account.name} by ${inSentence(field.label)}`, value: before + 1 },
    }
    const isIn = top === undefined ? '' : before < top ? 'Yes: ' : 'No: '
    const said = `${inWords(value, column, clock.timeZone)}${isLow ? ', lowest first' : ''}`
    const place = `number **${numberInWords(before + 1)}** of ${numberInWords(placed)}`
    return {
      text: `${isIn}**${account.name}** is ${place} by ${inSentence(field.label)} (${said}).`,
      blocks: [figure],
    }
  },
})

function numberOf({ catalogue }: ToolContext, measure: string) {
  const field = catalogue.objects.get('account')?.fields.find(({ key }) => key === measure)
  if (field?.type === 'number' || field?.type === 'money') return field
  throw new Problem('bad_request', `Accounts have no place by ${field?.label ?? measure}: it is no number.`, {
    done: 'Nothing was read.',
    next: 'Name a number that accounts have, as ARR or health.',
  })
}

/** Money is compared within its own currency. */
const apartBy = ({ catalogue }: ToolContext, type: string, row: Record<string, unknown>): Condition[] =>
  type === 'money' && catalogue.currencies.length > 1
    ? [{ field: 'currency', op: 'eq', value: String(row.currency) }]
    : []

type Placing = { measure: string; value: number; isLow: boolean; among: Condition[] }

/** How many stand before the value, and how many have one. */
async function placeOf({ measure, value, isLow, among }: Placing, context: ToolContext) {
  const { rows, reading } = await runQuery(
    context.tx,
    context.catalogue,
    {
      from: 'account',
      ...(among.length > 0 && { where: { and: among } }),
      measures: [
        { fn: 'count', where: { field: measure, op: isLow ? 'lt' : 'gt', value }, as: 'before' },
        { fn: 'count', where: { field: measure, op: 'not_null' }, as: 'placed' },
      ],
    },
    context,
  )
  const [row = {}] = rows
  return { before: Number(row.before), placed: Number(row.placed), reading }
}
