/** What narrows a search, with how many passages each choice leaves; every choice is an address. */
import { TextInput, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Facet, Passages } from '#server/contract-sources.ts'
import { formatDay } from '../cells/format.ts'
import { Link } from '../link.tsx'
import { go } from '../route.ts'
import { addressOf, daysOf, monthOf, type Wanted } from './address.ts'
import css from './sources.module.css'
import { count, kindNames } from './words.ts'

type Props = { wanted: Wanted; facets: Passages['facets'] | undefined }

export function Facets({ wanted, facets }: Props) {
  const kinds = facets?.kinds.map((each) => ({
    ...each,
    label: kindNames[each.value as keyof typeof kindNames],
  }))
  const months = facets?.months.map((each) => ({ ...each, label: formatDay(each.value, {}) }))
  return (
    <nav className={css.facets} aria-label="Filters">
      <Choice
        title="Account"
        wanted={wanted}
        values={facets?.accounts}
        of={(account) => ({ account })}
        chosen={wanted.account}
      />
      <Choice title="Kind" wanted={wanted} values={kinds} of={(kind) => ({ kind })} chosen={wanted.kind} />
      <Choice
        title="Speaker"
        wanted={wanted}
        values={facets?.speakers}
        of={(speaker) => ({ speaker })}
        chosen={wanted.speaker}
      />
      <Choice
        title="When"
        wanted={wanted}
        values={months}
        of={(month) => (month === '' ? { from: '', to: '' } : daysOf(month))}
        chosen={
          monthOf(wanted) ?? (wanted.from === '' && wanted.to === '' ? '' : `${wanted.from}–${wanted.to}`)
        }
      />
      <Days wanted={wanted} />
    </nav>
  )
}

const few = 6

type ChoiceProps = {
  title: string
  wanted: Wanted
  values: Facet | undefined
  /** What choosing a value changes; of nothing, what lets it go. */
  of: (value: string) => Partial<Wanted>
  chosen: string
}

/** One that is chosen stands alone: going back to all of them is one step. */
function Choice({ title, wanted, values = [], of, chosen }: ChoiceProps) {
  const [isWhole, setWhole] = useState(false)
  if (chosen !== '') {
    const label = values.find(({ value }) => value === chosen)?.label ?? chosen
    return (
      <section aria-label={title}>
        <h2>{title}</h2>
        <Link
          className={css.chosen}
          to={addressOf(wanted, of(''))}
          aria-label={`${title}: ${label}. Remove this filter`}
        >
          <span>{label}</span>
          <IconX size={14} stroke={1.8} aria-hidden />
        </Link>
      </section>
    )
  }
  if (values.length === 0) return null
  const shown = isWhole ? values : values.slice(0, few)
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {shown.map((each) => (
          <li key={each.value}>
            <Link
              to={addressOf(wanted, of(each.value))}
              aria-label={`${each.label}, ${count(each.count, 'passage')}`}
            >
              <span>{each.label}</span>
              <span className={css.number}>{each.count.toLocaleString()}</span>
            </Link>
          </li>
        ))}
      </ul>
      {values.length > few && (
        <UnstyledButton className={css.more} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${values.length.toLocaleString()}`}
        </UnstyledButton>
      )}
    </section>
  )
}

function Days({ wanted }: { wanted: Wanted }) {
  const field = (key: 'from' | 'to', label: string) => (
    <TextInput
      key={`${key} ${wanted[key]}`}
      type="date"
      size="xs"
      label={label}
      defaultValue={wanted[key]}
      max={key === 'from' ? wanted.to : undefined}
      min={key === 'to' ? wanted.from : undefined}
      onChange={({ currentTarget: { value } }) => {
        // A day that is still being typed has a year of few digits.
        if (value === '' || value > '1900') go(addressOf(wanted, { [key]: value }), 'replace')
      }}
    />
  )
  return (
    <section className={css.days} aria-label="Between two days">
      {field('from', 'From')}
      {field('to', 'To')}
    </section>
  )
}
