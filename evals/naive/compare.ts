/** Holds the store's answer against the naive one: the same columns, total and rows, any order only among rows of equal sort keys. */
import type { QueryResult } from '#db/query/run.ts'
import type { Answer, AnswerRow } from './evaluate.ts'
import { near } from './order.ts'
import type { Cell } from './world.ts'

const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text)

function sameCell(expected: Cell, actual: Cell | undefined, isProse: boolean): boolean {
  if (isProse) return sameProse(expected, actual)
  if (typeof expected === 'number' && typeof actual === 'number') return near(expected, actual)
  if (typeof expected === 'string' && typeof actual === 'string' && isMoment(expected) && isMoment(actual)) {
    return Date.parse(expected) === Date.parse(actual)
  }
  return JSON.stringify(expected) === JSON.stringify(actual)
}

/** Of what is told in words, the last number of each. */
function sameProse(expected: Cell, actual: Cell | undefined): boolean {
  const [wanted, told] = [expected ?? [], actual ?? []]
  if (!Array.isArray(wanted) || !Array.isArray(told)) return false
  const points = told.map((text) => Number(/([\d.]+)\)?$/.exec(text)?.[1]))
  return (
    points.length === wanted.length &&
    points.every((value, i) => Math.abs(value - Number(wanted[i])) <= 0.5 + 1e-9)
  )
}

const sameRow = (expected: AnswerRow, actual: AnswerRow, { prose, open }: Answer): boolean =>
  Object.keys(actual).length === Object.keys(expected).length &&
  Object.entries(expected).every(
    ([key, cell]) => open.has(key) || sameCell(cell, actual[key], prose.has(key)),
  )

/** What differs, in a line; null where nothing does. */
export function differenceOf(expected: Answer, actual: QueryResult, limit: number): string | null {
  const columns = actual.columns.map((column) => column.key)
  if (columns.join() !== expected.columns.join())
    return `columns: expected ${expected.columns.join()}, found ${columns.join()}`
  if (actual.total !== expected.total) return `total: expected ${expected.total}, found ${actual.total}`
  let at = 0
  for (const tied of expected.classes) {
    if (at >= limit) break
    const left = [...tied]
    for (const end = Math.min(at + tied.length, limit); at < end; at++) {
      const row = actual.rows[at]
      if (!row) return `rows: ${actual.rows.length} of ${Math.min(limit, expected.total)}`
      const match = left.findIndex((each) => sameRow(each, row, expected))
      if (match < 0) return `row ${at}: expected ${shortly(left)}, found ${JSON.stringify(row)}`
      left.splice(match, 1)
    }
  }
  if (actual.rows.length > at) return `rows: ${at} expected, found ${actual.rows.length}`
  return totalsDifference(expected, actual)
}

/** The lines of totals, in any order. */
function totalsDifference(expected: Answer, { totals }: QueryResult): string | null {
  const left = [...(expected.totals ?? [])]
  for (const row of totals ?? []) {
    const match = left.findIndex((each) => sameRow(each, row, expected))
    if (match < 0) return `totals: expected ${shortly(left)}, found ${JSON.stringify(row)}`
    left.splice(match, 1)
  }
  return left.length ? `totals: ${shortly(left)} is missing` : null
}

const shortly = (rows: AnswerRow[]) =>
  rows.length === 1 ? JSON.stringify(rows[0]) : `one of ${rows.length}: ${JSON.stringify(rows.slice(0, 3))}`
