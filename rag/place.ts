/** Finds the lines of a source that a citation's locator names, as `rag/search.ts` prints it: a time in a call, turns, paragraphs. */

export type Placed = { n: number; startS?: number | null | undefined; endS?: number | null | undefined }

const clock = '(\\d{2,}):(\\d{2}):(\\d{2})'
const times = new RegExp(`^${clock}–${clock}$`)
const counted = /(?:^turn|(?:^|, )paragraph) (\d+)(?:–(\d+))?$/

const seconds = (parts: string[]): number => parts.reduce((sum, part) => 60 * sum + Number(part), 0)

/** Places in `lines`, both included; null where the locator names none of them. Without a locator, a source of one line is meant whole. */
export function linesAt(lines: readonly Placed[], locator: string): { from: number; to: number } | null {
  const isMeant = meantBy(locator)
  if (!isMeant) return locator === '' && lines.length === 1 ? { from: 0, to: 0 } : null
  const from = lines.findIndex(isMeant)
  return from < 0 ? null : { from, to: lines.findLastIndex(isMeant) }
}

function meantBy(locator: string): ((line: Placed) => boolean) | null {
  const time = times.exec(locator)
  if (time) {
    const [from, to] = [seconds(time.slice(1, 4)), seconds(time.slice(4, 7))]
    return ({ startS, endS }) =>
      startS !== null &&
      startS !== undefined &&
      Math.floor(startS) >= from &&
      Math.floor(endS ?? startS) <= to
  }
  const number = counted.exec(locator)
  if (!number) return null
  const [first, last] = [Number(number[1]), Number(number[2] ?? number[1])]
  return ({ n }) => n >= first && n <= last
}
