/** What needs a yes of the reader, what they asked for themselves, what happened, and the runs of late. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '#server/contract.ts'
import type { RunState, RunView } from '#db/effects/contract.ts'
import type { Card } from '#server/contract-effects.ts'
import { cardQuery, inboxQuery, mineQuery, runsQuery } from '../effects/api.ts'
import { ProposalCard } from '../effects/card.tsx'
import effects from '../effects/effects.module.css'
import { Frame } from '../frame.tsx'
import { queryClient } from '../http.ts'
import { open } from '../route.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Section, SettingsPage } from '../settings/section.tsx'
import css from '../settings/settings.module.css'
import { Sidebar } from '../sidebar/sidebar.tsx'
import { When } from '../settings/when.tsx'
import { Alerts } from './alerts.tsx'

export function Inbox({ session }: { session: Session }) {
  return (
    <Frame
      session={session}
      side="Conversations"
      sidebar={(close) => (
        <Sidebar
          current={null}
          startNew={() => {
            close()
            open(null)
          }}
          choose={(chosen) => {
            close()
            open(chosen)
          }}
        />
      )}
      main="Inbox"
      skip={{ label: 'Skip to the inbox', to: () => document.getElementById('main')?.focus() }}
    >
      <div className={css.scroller}>
        <SettingsPage title="Inbox">
          <Waiting />
          <Mine />
          <Alerts />
          <Runs />
        </SettingsPage>
      </div>
    </Frame>
  )
}

function Waiting() {
  const waiting = useQuery(inboxQuery)
  return (
    <Section title="Needs your yes">
      <Loaded query={waiting} what="what waits">
        {(cards) => <Cards cards={cards} empty="Nothing waits for you." />}
      </Loaded>
    </Section>
  )
}

/** Those that others have to decide; what the reader can decide stands above. */
function Mine() {
  const mine = useQuery(mineQuery)
  const others = mine.data?.filter(({ mayDecide }) => !mayDecide) ?? []
  if (others.length === 0) return null
  return (
    <Section title="Waits for others">
      <Cards cards={others} empty="" />
    </Section>
  )
}

/** A card stays where it was decided until the page is opened again: what became of it is seen in it. */
function Cards({ cards, empty }: { cards: Card[]; empty: string }) {
  const [known, setKnown] = useState<string[]>([])
  const fresh = cards
    .filter((card) => !known.includes(card.id) && !standsUnder(card, known))
    .map(({ id }) => id)
  if (fresh.length > 0) setKnown([...known, ...fresh])
  const shown = [...known, ...fresh]
  if (shown.length === 0) return <p className={css.empty}>{empty}</p>
  return (
    <>
      {shown.map((id) => (
        <ProposalCard key={id} id={id} />
      ))}
    </>
  )
}

/** What takes the place of one that is shown, or would take back its run, stands under that one. */
const standsUnder = ({ id, undoes }: Card, shown: string[]): boolean =>
  shown.some((one) => {
    const card = queryClient.getQueryData(cardQuery(one).queryKey)
    return card !== undefined && (card.supersededBy === id || (undoes !== null && card.run === undoes))
  })

const words: Record<RunState, string> = {
  queued: 'Waits',
  running: 'Runs',
  paused: 'Paused',
  stopped: 'Stopped',
  done: 'Done',
  failed: 'Failed',
}

function Runs() {
  const runs = useQuery(runsQuery)
  return (
    <Section title="Runs" hint="What was approved and carried out, the newest first.">
      <Loaded query={runs} what="the runs">
        {(all) =>
          all.length === 0 ? (
            <p className={css.empty}>Nothing was carried out yet.</p>
          ) : (
            <ul className={effects.runs}>
              {all.map((run) => (
                <RunLine key={run.id} run={run} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function RunLine({ run }: { run: RunView }) {
  const { summary, state, done, total, requester, startedAt, proposal } = run
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className={effects.what}>{summary}</span>
          <span>
            {words[state]}, {done.toLocaleString()} of {total.toLocaleString()}
          </span>
          <span>{requester}</span>
          <When at={startedAt} />
        </summary>
        {isOpen && <ProposalCard id={proposal} />}
      </details>
    </li>
  )
}
