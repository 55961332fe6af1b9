/** Tells what a field or measure means, how it is counted and, for an account, what it is there and why. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Block } from '#agent/contract.ts'
import type { Catalogue, Field, ObjectType, PortfolioMeasure } from '#db/catalogue/types.ts'
import { Problem } from '#db/problem.ts'
import { findAccount } from '#db/query/lookup.ts'
import { nearest } from '#db/query/nearest.ts'
import { cellInWords, inSentence } from '#db/query/print.ts'
import { runQuery } from '#db/query/run.ts'
import { defineTool, type ToolContext } from '../kit/define-tool.ts'

type Entry =
  | { object: ObjectType; field: Field; whole?: undefined }
  | { object: ObjectType; field?: undefined; whole: PortfolioMeasure }

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Looking up what it means',
  description:
    'The meaning of a field or measure (health, adoption, NRR, risk score, …): definition, unit, bands and window; with an ' +
    'account, its value there and the evidence. Use it for "what does X mean", "how is X calculated", "why is this account ' +
    'at risk". Never to list or rank accounts.',
  input: z.strictObject({
    measure: z.string().min(1).describe('Its key or its name in plain words'),
    object: z.string().optional().describe('Whose field it is; accounts first when left out'),
    account: z.string().optional().describe('Id of an account to tell the value of'),
  }),
  phrases: {
    frames: [
      'what (is|does) {measure} (mean)',
      'how (is|are|do you|do we|does one) {measure} (calculated|computed|measured|defined|worked out|scored)',
      'how (do you|do we) (calculate|compute|measure|define|work out) {measure}',
      '(explain|tell me) how {measure} (is|are) (calculated|computed|measured|defined|worked out|scored)',
      'what (is|are) {measure} (made of|made up of|based on)',
      'what (do you|do we|does one) mean by {measure}',
      'what (counts|qualifies) as {measure}',
      '(definition|meaning|formula|calculation|method) (of|for|behind) {measure}',
      'explain {measure}',
      '(why|how come) is {account} [so|still|only|at|in|now] {measure}',
      'how come {account} is [so|still|only|at|in|now] {measure}',
      "(what is|what) (driving|behind|causing) {account}('s)? [low|high|poor|bad|good] {measure}",
      'what (makes|made|puts) {account} [so|in] {measure}',
      "(explain|break down) {account}('s)? {measure}",
      'why is the {measure} (of|for|at) {account} [so|that|this|only|at] [low|high|bad|poor|good|weak]',
      "why is {account}('s)? {measure} [so|that|this|only|at] [low|high|bad|poor|good|weak]",
      '(explain|break down) [the] {measure} (of|for|at) {account}',
    ],
    examples: [
      'What does multithreading mean?',
      'How is the risk score calculated?',
      'Why is Northwind at risk?',
    ],
  },
  run: async ({ measure, object, account }, context) => {
    const entry = find(context.catalogue, measure, object)
    const described = description(entry)
    if (account === undefined || !entry.field) return { text: described, blocks: [] }
    const value = await valueOf(entry, account, context)
    return { text: `${value.text}\n\n${described}`, blocks: value.blocks }
  },
})

const words = (phrase: string) =>
  phrase
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()

function find(catalogue: Catalogue, measure: string, object: string | undefined): Entry {
  const wanted = words(measure)
  const objects = [...catalogue.objects.values()].filter(
    (each) => object === undefined || each.key === object,
  )
  const entries = objects.flatMap((each): Entry[] => [
    ...each.fields.map((field) => ({ object: each, field })),
    ...(each.portfolio ?? []).map((whole) => ({ object: each, whole })),
  ])
  const of = (entry: Entry) => entry.field ?? entry.whole
  const found =
    entries.find((entry) => of(entry).key === measure) ??
    entries.find((entry) => words(of(entry).label) === wanted || words(of(entry).key) === wanted) ??
    entries.find((entry) => of(entry).phrases?.nouns?.some((noun) => words(noun) === wanted))
  if (found) return found
  const near = nearest(measure, new Set(entries.map((entry) => of(entry).label)))
  throw new Problem('not_found', `There is no field or measure ${measure}.`, {
    done: 'Nothing was read.',
    next: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '',
  })
}

const unitWords: Record<string, string> = {
  ratio: 'a share',
  percent: 'a percentage',
  points: 'points',
  score: 'a score',
  items: 'a count',
}

function description(entry: Entry): string {
  const { object } = entry
  const subject = entry.field ?? entry.whole
  const unit = subject.unit ? `; ${unitWords[subject.unit] ?? `in ${subject.unit}`}` : ''
  const lines = [`**${subject.label}** (${inSentence(object.plural)}${unit}): ${subject.description}`]
  if (entry.whole?.windowed)
    lines.push('Measured over a window, the last 12 months unless another is asked for.')
  if (entry.field?.dated) lines.push('It is known for earlier days too.')
  if (entry.field?.values?.length)
    lines.push(`Values: ${entry.field.values.map(({ label }) => inSentence(label)).join(', ')}.`)
  if (subject.better) lines.push(`${subject.better === 'high' ? 'Higher' : 'Lower'} is better.`)
  return lines.join(' ')
}

async function valueOf({ object, field }: Entry, named: string, context: ToolContext) {
  const { tx, catalogue, clock } = context
  const account = await findAccount(tx, catalogue, named, context)
  if (!field) return { text: '', blocks: [] }
  if (object.key !== 'account')
    throw new Problem(
      'bad_request',
      `${field.label} is of ${inSentence(object.plural)}, not of an account.`,
      {
        done: 'Nothing was read.',
        next: `Ask for the ${inSentence(object.plural)} of ${account.name}.`,
      },
    )
  const { columns, rows, reading } = await runQuery(
    tx,
    catalogue,
    {
      from: 'account',
      where: { field: 'id', op: 'eq', value: account.id },
      select: [field.key, ...(field.evidence ?? [])],
    },
    context,
  )
  const [row = {}] = rows
  const [main, ...rest] = columns
  if (!main) return { text: '', blocks: [] }
  const value = row[main.key] ?? null
  const lines = rest.map((column) => {
    const cell = row[column.key] ?? null
    if (Array.isArray(cell)) return cell.map((each) => `- ${each}`).join('\n')
    return `- ${column.label}: ${cellInWords(object, column, cell, clock.timeZone)}`
  })
  const figure: Block = {
    kind: 'figure',
    id: uuid(),
    measure: main.key,
    label: `${main.label} of ${account.name}`,
    value,
    type: main.type,
    ...(main.unit && { unit: main.unit }),
    reading,
  }
  const said = cellInWords(object, main, value, clock.timeZone)
  return {
    text: [`**${account.name}**: ${inSentence(main.label)} ${said}.`, ...lines].join('\n'),
    blocks: [figure],
  }
}
