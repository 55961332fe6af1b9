/** Turns inputs with gaps into standardised columns: a missing value counts as the average, and where it is missing often enough, that is a column too. Pure. */

/** A column of the model: an input, or that it is missing. */
export type Column = { input: number; isMissing: boolean; mean: number; sd: number }

type Weighed = { value: number; weight: number }

function spread(values: readonly Weighed[], least: number): Pick<Column, 'mean' | 'sd'> | null {
  const all = values.reduce((sum, { weight }) => sum + weight, 0)
  const mean = values.reduce((sum, { value, weight }) => sum + weight * value, 0) / all
  const sd = Math.sqrt(values.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0) / all)
  // What hardly ever differs tells nothing, and would be blown up.
  return sd > least ? { mean, sd } : null
}

/** An indicator of gaps needs about 4 % of them on either side. */
const leastGaps = 0.2
const leastSpread = 1e-9

/** `weights` says how many rows each row stands for. */
export function columnsOf(
  rows: readonly (readonly (number | null)[])[],
  weights: readonly number[] = rows.map(() => 1),
): Column[] {
  const width = rows[0]?.length ?? 0
  return Array.from({ length: width }, (_, input) => input).flatMap((input): Column[] => {
    const cells = rows.map((row, at) => ({ value: row[input] ?? null, weight: weights[at] ?? 1 }))
    const known = spread(
      cells.flatMap(({ value, weight }) => (value === null ? [] : [{ value, weight }])),
      leastSpread,
    )
    const gaps = spread(
      cells.map(({ value, weight }) => ({ value: value === null ? 1 : 0, weight })),
      leastGaps,
    )
    return [
      ...(known ? [{ input, isMissing: false, ...known }] : []),
      ...(gaps ? [{ input, isMissing: true, ...gaps }] : []),
    ]
  })
}

export const standardised = (row: readonly (number | null)[], columns: readonly Column[]): number[] =>
  columns.map(({ input, isMissing, mean: level, sd }) => {
    const value = row[input] ?? null
    if (isMissing) return ((value === null ? 1 : 0) - level) / sd
    return value === null ? 0 : (value - level) / sd
  })
