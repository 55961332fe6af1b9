/** What is searched for, kept in the address: a search can be sent to somebody, and going back leads to it. */
import { sourcesPath } from '../header/pages.ts'

/** Empty is everything. */
const nothing = { q: '', account: '', kind: '', speaker: '', from: '', to: '', order: '', page: '' }
export type Wanted = typeof nothing
const keys = Object.keys(nothing) as (keyof Wanted)[]

export function wantedOf(search: string): Wanted {
  const given = new URLSearchParams(search)
  return Object.fromEntries(keys.map((key) => [key, given.get(key) ?? ''])) as Wanted
}

export const queryOf = (wanted: Wanted): string =>
  new URLSearchParams(keys.flatMap((key) => (wanted[key] === '' ? [] : [[key, wanted[key]]]))).toString()

/** Another filter begins at the first page. */
export function addressOf(wanted: Wanted, change: Partial<Wanted>): string {
  const query = queryOf({ ...wanted, page: '', ...change })
  return query === '' ? sourcesPath : `${sourcesPath}?${query}`
}

/** First and last day of `2026-05`. */
export function daysOf(month: string): { from: string; to: string } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return { from: `${month}-01`, to: `${month}-${last}` }
}

/** The month that both days bound, where they do. */
export function monthOf({ from, to }: Pick<Wanted, 'from' | 'to'>): string | null {
  const month = from.slice(0, 7)
  const days = daysOf(month)
  return days.from === from && days.to === to ? month : null
}
