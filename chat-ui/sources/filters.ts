/** The filters of a search: what each is called, how its values are named, and what choosing one changes. */
import type { Passages } from '#server/contract-sources.ts'
import { formatDay } from '../cells/format.ts'
import { daysOf, monthOf, type Wanted } from './address.ts'
import { kindName } from './words.ts'

export type Filter = {
  title: string
  facet: keyof Passages['facets']
  /** Empty where none is chosen. */
  chosen: (wanted: Wanted) => string
  /** What choosing a value changes; an empty one lets it go. */
  of: (value: string) => Partial<Wanted>
  /** Left out, a value is named as the answer names it. */
  name?: (value: string) => string
}

const isMonth = (value: string): boolean => /^\d{4}-\d{2}$/.test(value)

export const filters: Filter[] = [
  {
    ...{ title: 'Account', facet: 'accounts', chosen: ({ account }) => account },
    of: (account) => ({ account }),
  },
  { title: 'Kind', facet: 'kinds', chosen: ({ kind }) => kind, of: (kind) => ({ kind }), name: kindName },
  {
    ...{ title: 'Speaker', facet: 'speakers', chosen: ({ speaker }) => speaker },
    of: (speaker) => ({ speaker }),
  },
  {
    ...{ title: 'When', facet: 'months' },
    chosen: (wanted) =>
      monthOf(wanted) ?? (wanted.from === '' && wanted.to === '' ? '' : `${wanted.from}–${wanted.to}`),
    of: (month) => (isMonth(month) ? daysOf(month) : { from: '', to: '' }),
    name: (value) =>
      isMonth(value)
        ? formatDay(value, {})
        : value
            .split('–')
            .map((day) => (day === '' ? '…' : formatDay(day, {})))
            .join(' – '),
  },
]

export function nameOf(
  { facet, name }: Filter,
  value: string,
  facets: Passages['facets'] | undefined,
): string {
  return name?.(value) ?? facets?.[facet].find((each) => each.value === value)?.label ?? value
}
