/** Prints how long something took, as short as it stays true: "34 ms", "1.2 s", "2 min 5 s". */
export function formatDuration(ms: number, locale?: string): string {
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
  if (ms < 1) return '<1 ms'
  if (ms < 1000) return `${number(ms, 0)} ms`
  if (ms < 60_000) return `${number(ms / 1000, 1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
