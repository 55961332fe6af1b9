/** Sums, means, quantiles and slopes over a few numbers; none of nothing. */

export const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0)
export const mean = (values: number[]): number | null => (values.length ? sum(values) / values.length : null)

/** Between the two nearest ranks, in proportion. */
export function quantile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}
export const median = (values: number[]) => quantile(values, 0.5)

/** Of a sample; none of fewer than two. */
export function deviation(values: number[]): number | null {
  const middle = mean(values)
  if (middle === null || values.length < 2) return null
  return Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1))
}

/** Least squares; null where all stand at one place. */
export function slope(points: { x: number; y: number }[]): number | null {
  const x = mean(points.map((point) => point.x))
  const y = mean(points.map((point) => point.y))
  if (x === null || y === null) return null
  const across = sum(points.map((point) => (point.x - x) ** 2))
  return across === 0 ? null : sum(points.map((point) => (point.x - x) * (point.y - y))) / across
}

export const isNumber = (value: unknown): value is number => typeof value === 'number'
export const isText = (value: unknown): value is string => typeof value === 'string'
export const newest = (days: (string | null)[]): string | null =>
  days.filter(isText).reduce<string | null>((last, day) => (last === null || day > last ? day : last), null)
