/** Searches what was said and written: words above, what narrows them at the side, passages with the words marked between. */
import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type SubmitEvent } from 'react'
import type { Session } from '#server/contract.ts'
import { Frame } from '../frame.tsx'
import { go } from '../route.ts'
import { Loaded } from '../settings/loaded.tsx'
import { addressOf, wantedOf } from './address.ts'
import { passagesQuery } from './api.ts'
import { ChosenRow, Facets } from './facets.tsx'
import { Results } from './results.tsx'
import css from './sources.module.css'
import searchCss from './search.module.css'

export function SearchPage({ session, search }: { session: Session; search: string }) {
  const wanted = wantedOf(search)
  const found = useQuery(passagesQuery(wanted))
  const input = useRef<HTMLInputElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const isAsked = wanted.q.trim() !== ''
  useEffect(() => {
    document.title = wanted.q === '' ? 'Sources – Steward' : `${wanted.q} – Sources – Steward`
    if (scroller.current !== null) scroller.current.scrollTop = 0
    if (input.current !== null) input.current.value = wanted.q
  }, [search, wanted.q])
  useEffect(() => {
    // On a phone the keyboard would cover half of the page before anybody asked for it.
    if (!isAsked && matchMedia('(hover: hover)').matches) input.current?.focus()
  }, [isAsked])
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    go(addressOf(wanted, { q: input.current?.value.trim() ?? '' }))
  }
  return (
    <Frame
      session={session}
      side="Filters"
      sidebar={() => <Facets wanted={wanted} facets={isAsked ? found.data?.facets : undefined} />}
      main="Sources"
      skip={{ label: 'Skip to the search field', to: () => input.current?.focus() }}
    >
      <div ref={scroller} className={css.scroller}>
        <div className={css.column}>
          <h2 className={css.title}>Sources</h2>
          <form
            className={searchCss.search}
            role="search"
            aria-label="Search the sources"
            onSubmit={onSubmit}
          >
            <TextInput
              ref={input}
              className={searchCss.field ?? ''}
              type="search"
              size="md"
              maxLength={500}
              defaultValue={wanted.q}
              aria-label="Words to look for"
              placeholder="What did somebody say or write?"
              leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
            />
            <Button type="submit" size="md">
              Search
            </Button>
          </form>
          <ChosenRow wanted={wanted} facets={isAsked ? found.data?.facets : undefined} />
          {isAsked ? (
            <Loaded query={found} what="what was found">
              {(passages) => <Results wanted={wanted} found={passages} isStale={found.isPlaceholderData} />}
            </Loaded>
          ) : (
            <p className={searchCss.intro}>
              Calls, mails, messages, notes, tickets, survey answers, documents and playbooks, as far as you
              may read them. Words are found in all their forms; the name or the title of who spoke counts
              too.
            </p>
          )}
        </div>
      </div>
    </Frame>
  )
}
