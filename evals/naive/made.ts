/** Columns made from another column of the answer: shares, ranks and running totals. */
import type { ParsedQuery } from '#db/query/query.ts'
import { isNumber, sum } from './numbers.ts'
import { near } from './order.ts'
import type { Cell } from './world.ts'

export type MadeColumn = Extract<NonNullable<ParsedQuery['measures']>[number], { make: string }>

/** `of` and `whole` read a line of the answer: the column's value, and what sets lines apart from one another. */
export type MadeFrom<T> = { of: (line: T) => Cell; whole: (line: T) => string }

export const madeKey = (column: MadeColumn, from: string): string => column.as ?? `${column.make}_${from}`

/** The column's value for each line, the lines in the order of the answer. */
export function madeValues<T>(column: MadeColumn, lines: T[], { of, whole }: MadeFrom<T>): Cell[] {
  const peers = new Map<string, Cell[]>()
  for (const line of lines) peers.set(whole(line), [...(peers.get(whole(line)) ?? []), of(line)])
  const sums = new Map<string, number>()
  return lines.map((line) => {
    const value = of(line)
    const numbers = (peers.get(whole(line)) ?? []).filter(isNumber)
    if (column.make === 'running') {
      const soFar = (sums.get(whole(line)) ?? 0) + (isNumber(value) ? value : 0)
      sums.set(whole(line), soFar)
      return soFar
    }
    if (!isNumber(value)) return null
    if (column.make === 'share') return sum(numbers) === 0 ? null : value / sum(numbers)
    const isBefore = (other: number) =>
      !near(other, value) && (column.dir === 'asc' ? other < value : other > value)
    const before = numbers.filter(isBefore)
    const distinct = before.filter((each, i) => !before.slice(0, i).some((other) => near(other, each)))
    return 1 + (column.dense ? distinct : before).length
  })
}
