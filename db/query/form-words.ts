/** The words of the forms that give an answer its shape: two periods, a series, columns by a key, cohorts. */
import type { ObjectType } from '../catalogue/types.ts'
import { twoSpans, type ClosedSpan } from './periods.ts'
import { dayInWords } from './print.ts'
import type { Compare, ParsedQuery } from './query.ts'
import { operandWords, periodWords, type Reader } from './words.ts'

export function formWords(reader: Reader, object: ObjectType, query: ParsedQuery): string[] {
  const { compare, series, pivot, cohort } = query
  const { clock } = reader
  return [
    ...(compare ? [comparedWords(reader, object, compare)] : []),
    ...(series ? [`at the end of each ${series.by} of ${periodWords(series.over, clock)}`] : []),
    ...(pivot ? [`with ${spreadWords(reader, object, query, pivot.key)} as columns`] : []),
    ...(cohort
      ? [
          `${operandWords(reader, object, cohort.start).words} in ${periodWords(cohort.over, clock)}`,
          `at the end of each ${cohort.by} since${cohort.as === 'value' ? '' : ', as a share of the first'}`,
        ]
      : []),
  ]
}

const daysWords = ({ from, to }: ClosedSpan) =>
  from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`

function comparedWords(reader: Reader, object: ObjectType, compare: Compare): string {
  const { now, then } = twoSpans(compare, reader.clock)
  const { today } = reader.clock
  if (compare.field === undefined) {
    const last = ({ to }: ClosedSpan) => dayInWords(to < today ? to : today)
    return `on ${last(now)} against ${last(then)}`
  }
  const how = compare.with === 'year_earlier' ? 'a year earlier' : compare.with ? 'then' : 'the period before'
  return `by ${operandWords(reader, object, compare.field).words} in ${periodWords(compare.period, reader.clock)} against ${how} (${daysWords(then)})`
}

/** The key's words, by the column that groups have for it. */
function spreadWords(reader: Reader, object: ObjectType, { groupBy = [] }: ParsedQuery, key: string): string {
  const operand = groupBy.find((each) =>
    typeof each === 'string' ? each === key : each.field === key || `${each.field}_${each.by}` === key,
  )
  return operand === undefined ? key : operandWords(reader, object, operand).words
}
