/** A query read back in plain words: what was asked, as it was understood, for the person to check. */
import type { Catalogue, ObjectType, ScopeClause } from '../catalogue/types.ts'
import { inSentence } from './print.ts'
import type { Aggregate, ParsedQuery } from './query.ts'
import { conditionWords, isDate, operandWords, periodWords, type Reader, type Who } from './words.ts'

const functionWords = {
  count: 'number',
  sum: 'total',
  avg: 'average',
  median: 'median',
  min: 'lowest',
  max: 'highest',
  count_distinct: 'number of different',
}

function figureWords(reader: Reader, object: ObjectType, query: ParsedQuery): string {
  const figures = query.measures?.length ? query.measures : [{ fn: 'count' as const }]
  // Measures of one window are told together: "NRR and GRR over the last 12 months".
  const told: { words: string[]; window: string }[] = []
  for (const each of figures) {
    const words =
      'measure' in each
        ? measureWords(reader, object, each)
        : { name: functionFigure(reader, object, each), window: '' }
    const last = told.at(-1)
    if (last && last.window === words.window) last.words.push(words.name)
    else told.push({ words: [words.name], window: words.window })
  }
  return listed(told.map(({ words, window }) => `${listed(words)}${window}`))
}

const listed = (words: string[]) =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}` : (words[0] ?? '')

function measureWords(reader: Reader, object: ObjectType, given: Extract<Aggregate, { measure: string }>) {
  const measure = object.portfolio?.find(({ key }) => key === given.measure)
  const name = inSentence(measure?.label ?? given.measure)
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
  const where = given.where ? ` (where ${conditionWords(reader, object, given.where)})` : ''
  if (given.field === undefined) return `number${where}`
  const { words } = operandWords(reader, object, { field: given.field, at: given.at, since: given.since })
  return `${functionWords[given.fn]} ${words}${where}`
}

function orderWords(reader: Reader, object: ObjectType, query: ParsedQuery): string[] {
  return (query.orderBy ?? []).map(({ by, dir }) => {
    const { words, field } = operandWords(reader, object, by)
    const ends = isDate(field) ? ['latest first', 'earliest first'] : ['highest first', 'lowest first']
    return `by ${words.replaceAll('_', ' ')}, ${dir === 'desc' ? ends[0] : ends[1]}`
  })
}

/** "active accounts where segment is enterprise and health is under 50, by ARR, highest first, top 5". */
export function explain(catalogue: Catalogue, query: ParsedQuery, scope: ScopeClause[], who: Who): string {
  const reader = { ...who, catalogue }
  const object = catalogue.objects.get(query.from)
  if (!object) return query.from
  const before = scope.filter(({ label }) => !label.includes(' ')).map(({ label }) => label)
  const after = scope.filter(({ label }) => label.includes(' ')).map(({ label }) => label)
  const noun = [
    ...before,
    inSentence(object.plural),
    ...(after.length > 0 ? [after.join(' and ')] : []),
  ].join(' ')
  const where = query.where ? conditionWords(reader, object, query.where) : ''
  const rows = `${noun}${where ? ` where ${where}` : ''}`
  const isAggregate = query.groupBy !== undefined || query.measures !== undefined
  const keys = (query.groupBy ?? []).map((each) => {
    const { by, ...operand } = typeof each === 'string' ? { field: each, by: undefined } : each
    return `${operandWords(reader, object, operand).words}${by ? ` (${by})` : ''}`
  })
  const groups = keys.length > 0 ? ` by ${keys.join(' and ')}` : ''
  const subject = isAggregate ? `${figureWords(reader, object, query)}${groups} of ${rows}` : rows
  const limit = query.limit ? [query.orderBy?.length ? `top ${query.limit}` : `the first ${query.limit}`] : []
  return [subject, ...orderWords(reader, object, query), ...limit].join(', ')
}
