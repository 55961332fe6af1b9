/** A query read back in plain words: what was asked, as it was understood, for the person to check. */
import type { Catalogue, ObjectType, ScopeClause } from '../catalogue/types.ts'
import { definitionsIn } from '../definitions/mentioned.ts'
import { compileQuery } from './compile.ts'
import { isMade } from './figure.ts'
import { formWords } from './form-words.ts'
import { inSentence } from './print.ts'
import type { Aggregate, AnyFigure, Condition, MadeColumn, ParsedQuery, Query } from './query.ts'
import {
  conditionWords,
  isDate,
  listed,
  operandWords,
  ordinal,
  periodWords,
  type Reader,
  type Who,
} from './words.ts'

const functionWords = {
  count: 'number',
  sum: 'total',
  avg: 'average',
  median: 'median',
  percentile: 'percentile of',
  stddev: 'standard deviation of',
  min: 'lowest',
  max: 'highest',
  count_distinct: 'number of different',
}

type Told = { name: string; window: string }

function figureWords(reader: Reader, object: ObjectType, query: ParsedQuery): string {
  const figures = query.measures?.length ? query.measures : [{ fn: 'count' as const }]
  const plain = figures.some((each) => !isMade(each)) ? [] : [{ fn: 'count' as const }]
  // Measures of one window are told together: "NRR and GRR over the last 12 months".
  const told: { words: string[]; window: string }[] = []
  for (const each of [...plain, ...figures]) {
    const words = isMade(each)
      ? { name: madeWords(reader, object, each, figures), window: '' }
      : plainWords(reader, object, each, query)
    const last = told.at(-1)
    if (last && last.window === words.window) last.words.push(words.name)
    else told.push({ words: [words.name], window: words.window })
  }
  return listed(told.map(({ words, window }) => `${listed(words)}${window}`))
}

const plainWords = (reader: Reader, object: ObjectType, each: Aggregate, query?: ParsedQuery): Told =>
  'measure' in each
    ? measureWords(reader, object, each, query?.compare !== undefined)
    : { name: functionFigure(reader, object, each), window: '' }

function measureWords(
  reader: Reader,
  object: ObjectType,
  given: Extract<Aggregate, { measure: string }>,
  isCompared: boolean,
): Told {
  const measure = object.portfolio?.find(({ key }) => key === given.measure)
  const name = inSentence(measure?.label ?? given.measure)
  if (measure?.windowed && isCompared && !given.during) return { name, window: ' over each period' }
  const window = measure?.windowed
    ? ` over ${periodWords(given.during ?? { last: 12, unit: 'month' }, reader.clock)}`
    : ''
  return { name, window }
}

function functionFigure(
  reader: Reader,
  object: ObjectType,
  given: Extract<Aggregate, { fn: string }>,
): string {
  const { field, p, fn } = given
  const where = given.where ? ` (where ${conditionWords(reader, object, given.where)})` : ''
  if (field === undefined) return `number${where}`
  const { words } = operandWords(reader, object, { ...given, field })
  return `${p === undefined ? '' : `${ordinal(p)} `}${functionWords[fn]} ${words}${where}`
}

/** "share of total ARR within region": by the words of the figure that it is made from, where its key is a usual one. */
function madeWords(reader: Reader, object: ObjectType, given: MadeColumn, all: AnyFigure[]): string {
  const { make, of: key, dir } = given
  const words = wordsOfFigure(reader, object, key, all)
  const within = (given.within ?? []).map((each) => operandWords(reader, object, each).words)
  const inner = within.length > 0 ? ` within ${listed(within)}` : ''
  const name = words.replaceAll('_', ' ')
  if (make === 'ratio') return `${name} ÷ ${wordsOfFigure(reader, object, given.to ?? '', all)}`
  if (make === 'share') return `share of ${name}${inner}`
  if (make === 'rank') return `rank by ${name}${dir === 'asc' ? ' (lowest first)' : ''}${inner}`
  return `running ${name}${inner}`
}

function wordsOfFigure(reader: Reader, object: ObjectType, key: string, all: AnyFigure[]): string {
  const source = all.find((each): each is Aggregate => !isMade(each) && keyOf(each) === key)
  return source ? plainWords(reader, object, source).name : operandWords(reader, object, key).words
}

const keptWords = (
  reader: Reader,
  object: ObjectType,
  { having = [], measures = [] }: ParsedQuery,
): string[] =>
  having.map(
    ({ of, op, value }) =>
      `with ${wordsOfFigure(reader, object, of, measures).replaceAll('_', ' ')} ${signs[op]} ${value}`,
  )
const signs = { eq: '=', ne: '≠', lt: '<', lte: '≤', gt: '>', gte: '≥' }

const keyOf = (given: Aggregate): string | undefined =>
  given.as ??
  ('measure' in given
    ? given.measure
    : given.field === undefined
      ? given.fn
      : `${given.p === undefined ? given.fn : `p${given.p}`}_${given.field}`)

function orderWords(reader: Reader, object: ObjectType, query: ParsedQuery): string[] {
  return (query.orderBy ?? []).map(({ by, dir }) => {
    const { words, field } = operandWords(reader, object, by)
    const ends = isDate(field) ? ['latest first', 'earliest first'] : ['highest first', 'lowest first']
    return `by ${words.replaceAll('_', ' ')}, ${dir === 'desc' ? ends[0] : ends[1]}`
  })
}

/** A figure over what somebody sees must not pass for one over the whole; over what is theirs it is whole. */
const isOfPart = (object: ObjectType, where: Condition | undefined, { asker }: Who): boolean =>
  asker.rights.reads !== 'all' &&
  (object.key === 'account' || object.relations.some(({ key }) => key === 'account')) &&
  !/"person":"(me|my_team)"/.test(JSON.stringify(where ?? null))

/** A query in plain words, without asking it. Throws what the catalogue refuses of it. */
export function inPlainWords(catalogue: Catalogue, query: Query, who: Who): string {
  const compiled = compileQuery(catalogue, query, who)
  return explain(catalogue, compiled.query, compiled.scope, who)
}

/** "active accounts where segment is enterprise and health is under 50, by ARR, highest first, top 5". */
export function explain(catalogue: Catalogue, query: ParsedQuery, scope: ScopeClause[], who: Who): string {
  const reader = { ...who, catalogue }
  const object = catalogue.objects.get(query.from)
  if (!object) return query.from
  const before = scope.filter(({ label }) => !label.includes(' ')).map(({ label }) => label)
  const isAggregate = query.groupBy ?? query.measures ?? query.series ?? query.compare
  const after = [
    ...scope.filter(({ label }) => label.includes(' ')).map(({ label }) => label),
    ...(isAggregate && isOfPart(object, query.where, who) ? ['that you see'] : []),
  ]
  const noun = [
    ...before,
    inSentence(object.plural),
    ...(after.length > 0 ? [after.join(' and ')] : []),
  ].join(' ')
  const where = query.where ? conditionWords(reader, object, query.where) : ''
  const rows = `${noun}${where ? ` where ${where}` : ''}`
  const keys = (query.groupBy ?? []).map((each) => {
    const { by, fill, ...operand } =
      typeof each === 'string' ? { field: each, by: undefined, fill: undefined } : each
    const every = fill ? `, every ${by ?? 'day'} of ${periodWords(fill, reader.clock)}` : ''
    return `${operandWords(reader, object, operand).words}${by ? ` (${by}${every})` : every}`
  })
  if (query.cohort) {
    const { start, by } = query.cohort
    keys.unshift(`${operandWords(reader, object, start).words} (${by})`)
  }
  const groups = keys.length > 0 ? ` by ${keys.join(' and ')}` : ''
  const made = (query.select ?? []).filter(isMade).map((each) => madeWords(reader, object, each, []))
  const subject = isAggregate ? `${figureWords(reader, object, query)}${groups} of ${rows}` : rows
  const limit = query.limit ? [query.orderBy?.length ? `top ${query.limit}` : `the first ${query.limit}`] : []
  const shown = isAggregate || made.length === 0 ? [] : [`with ${listed(made)}`]
  const forms = formWords(reader, object, query)
  const kept = keptWords(reader, object, query)
  const asked = [subject, ...shown, ...kept, ...forms, ...orderWords(reader, object, query), ...limit].join(
    ', ',
  )
  return [asked, ...definitionsIn(reader, object, query)].join('; ')
}
