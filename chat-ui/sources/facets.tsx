/** What narrows a search, with how many passages each choice leaves; every choice is an address. */
import { TextInput, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Passages } from '#server/contract-sources.ts'
import { Link } from '../link.tsx'
import { go } from '../route.ts'
import { addressOf, type Wanted } from './address.ts'
import { filters, nameOf, type Filter } from './filters.ts'
import searchCss from './search.module.css'
import sideCss from './side.module.css'

type Props = { wanted: Wanted; facets: Passages['facets'] | undefined }

export function Facets({ wanted, facets }: Props) {
  return (
    <nav className={sideCss.facets} aria-label="Filters">
      {filters.map((filter) =>
        filter.chosen(wanted) === '' ? (
          <Choices key={filter.title} filter={filter} wanted={wanted} facets={facets} />
        ) : (
          <section key={filter.title} aria-label={filter.title}>
            <h2>{filter.title}</h2>
            <Chosen filter={filter} wanted={wanted} facets={facets} />
          </section>
        ),
      )}
      <Days wanted={wanted} />
    </nav>
  )
}

/** On a phone the filters lie in a drawer: what they hold stands above the results too. */
export function ChosenRow({ wanted, facets }: Props) {
  const some = filters.filter((filter) => filter.chosen(wanted) !== '')
  if (some.length === 0) return null
  return (
    <nav className={searchCss.chosenRow} aria-label="Filters in force">
      {some.map((filter) => (
        <Chosen key={filter.title} filter={filter} wanted={wanted} facets={facets} />
      ))}
    </nav>
  )
}

type FilterProps = Props & { filter: Filter }

/** It stands alone: going back to all of them is one step. */
function Chosen({ filter, wanted, facets }: FilterProps) {
  const label = nameOf(filter, filter.chosen(wanted), facets)
  return (
    <Link
      className={sideCss.chosen}
      to={addressOf(wanted, filter.of(''))}
      aria-label={`${filter.title}: ${label}. Remove this filter`}
    >
      <span>{label}</span>
      <IconX size={14} stroke={1.8} aria-hidden />
    </Link>
  )
}

const few = 6

function Choices({ filter, wanted, facets }: FilterProps) {
  const [isWhole, setWhole] = useState(false)
  const values = facets?.[filter.facet] ?? []
  if (values.length === 0) return null
  return (
    <section aria-label={filter.title}>
      <h2>{filter.title}</h2>
      <ul>
        {values.slice(0, isWhole ? values.length : few).map((each) => (
          <li key={each.value}>
            <Link to={addressOf(wanted, filter.of(each.value))}>
              <span>{nameOf(filter, each.value, facets)}</span>
              <span className={sideCss.number}>
                {each.count.toLocaleString()}
                <span className={sideCss.unseen}> {each.count === 1 ? 'passage' : 'passages'}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {values.length > few && (
        <UnstyledButton className={sideCss.more} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
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
    <section className={sideCss.days} aria-label="Between two days">
      {field('from', 'From')}
      {field('to', 'To')}
    </section>
  )
}
