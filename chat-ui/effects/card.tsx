/** A proposal to decide on: what would change, for whom and until when; afterwards what became of it, and whatever took its place. */
import '../forms/mantine.css'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Card } from '#server/contract-effects.ts'
import { ErrorPart } from '../parts/error.tsx'
import { explain, ProblemError } from '../problem.ts'
import { Loaded } from '../settings/loaded.tsx'
import { cardQuery, runQuery } from './api.ts'
import { Changes } from './changes.tsx'
import { Decide } from './decide.tsx'
import { Left } from './left.tsx'
import { RunPart } from './run.tsx'
import { Facts, StateLine } from './state.tsx'
import css from './effects.module.css'

export function ProposalCard({ id }: { id: string }) {
  const card = useQuery(cardQuery(id))
  if (card.error instanceof ProblemError && card.error.status === 404 && card.data === undefined)
    return <ErrorPart problem={{ ...explain(card.error), done: 'It may be somebody else’s to decide.' }} />
  return (
    <Loaded query={card} what="the proposal">
      {(found) => (
        <>
          <Shown card={found} />
          {found.supersededBy !== null && <ProposalCard id={found.supersededBy} />}
          {found.run !== null && <TakenBack run={found.run} />}
        </>
      )}
    </Loaded>
  )
}

/** Beside the card of what it takes back: a proposal of its own. */
function TakenBack({ run }: { run: string }) {
  const { data } = useQuery(runQuery(run))
  return data?.undo == null ? null : <ProposalCard id={data.undo} />
}

const nobody: ReadonlySet<number> = new Set()

function Shown({ card }: { card: Card }) {
  const { state, run, mayDecide, summary } = card
  const [choice, setChoice] = useState({ digest: card.digest, leftOut: nobody })
  // What was unticked was unticked of these rows: a proposal with others starts anew.
  const leftOut = choice.digest === card.digest ? choice.leftOut : nobody
  const change = useCallback(
    (next: ReadonlySet<number>) => setChoice({ digest: card.digest, leftOut: next }),
    [card.digest],
  )
  const canTick = mayDecide && card.rows > 1 && card.undoes === null
  const ticks = useMemo(() => (canTick ? { leftOut, change } : null), [canTick, leftOut, change])
  const box = useRef<HTMLDivElement>(null)
  return (
    <div
      ref={box}
      role="group"
      tabIndex={-1}
      className={css.card}
      data-state={state}
      aria-label={`Proposal: ${summary}`}
    >
      <h3 className={css.title}>{summary}</h3>
      <StateLine card={card} />
      {state === 'open' && <Open card={card} ticks={ticks} focusCard={() => box.current?.focus()} />}
      {state === 'approved' && run !== null && <RunPart id={run} />}
      {(state === 'rejected' || state === 'expired') && <Kept card={card} />}
    </div>
  )
}

type OpenProps = {
  card: Card
  ticks: { leftOut: ReadonlySet<number>; change: (leftOut: Set<number>) => void } | null
  focusCard: () => void
}

function Open({ card, ticks, focusCard }: OpenProps) {
  return (
    <>
      <Facts card={card} />
      {card.integrity === 'U' && (
        <p className={css.outside}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            <strong>From outside.</strong> Text that others wrote (mail, notes, calls) was read before this
            was proposed. Make sure that it is what you want.
          </span>
        </p>
      )}
      {card.notes.length > 0 && (
        <ul className={css.notes} aria-label="Left out">
          {card.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Changes card={card} ticks={ticks} />
      {card.undoes !== null && <Left card={card} />}
      <Decide card={card} leftOut={ticks?.leftOut ?? nobody} focusCard={focusCard} />
    </>
  )
}

/** What was not done can still be looked at. */
function Kept({ card }: { card: Card }) {
  const [isShown, setShown] = useState(false)
  return (
    <details className={css.kept} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>What it would have changed</summary>
      {isShown && <Changes card={card} ticks={null} />}
    </details>
  )
}
