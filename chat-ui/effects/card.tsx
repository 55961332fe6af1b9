/** A proposal to decide on: what would change, for whom and until when; afterwards what became of it, and whatever took its place. */
import '../forms/mantine.css'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState, type ComponentProps } from 'react'
import type { Card } from '#server/contract-effects.ts'
import { Refused } from '../forms/form.tsx'
import { ErrorPart } from '../parts/error.tsx'
import { explain, ProblemError } from '../problem.ts'
import { Loaded } from '../settings/loaded.tsx'
import { approve, cardQuery, runQuery } from './api.ts'
import { Changes } from './changes.tsx'
import { Decide } from './decide.tsx'
import { Left } from './left.tsx'
import { RunPart } from './run.tsx'
import { Facts, StateLine } from './state.tsx'
import css from './effects.module.css'

type Props = { id: string; takesFocus?: boolean }

export function ProposalCard({ id, takesFocus = false }: Props) {
  const card = useQuery(cardQuery(id))
  if (card.error instanceof ProblemError && card.error.status === 404 && card.data === undefined)
    return <ErrorPart problem={{ ...explain(card.error), done: 'It may be somebody else’s to decide.' }} />
  return (
    <Loaded query={card} what="the proposal">
      {(found) => (
        <>
          <Shown card={found} takesFocus={takesFocus} />
          <Next id={found.supersededBy} />
          {found.run !== null && <TakenBack run={found.run} />}
        </>
      )}
    </Loaded>
  )
}

/** Beside the card of what it takes back: a proposal of its own. */
function TakenBack({ run }: { run: string }) {
  const { data } = useQuery(runQuery(run))
  return data === undefined ? null : <Next id={data.undo} />
}

/** The button that made it is gone, so whoever used it goes on from the new card; one that was there before takes no focus. */
function Next({ id }: { id: string | null }) {
  const [wasThere] = useState(id !== null)
  return id === null ? null : <ProposalCard id={id} takesFocus={!wasThere} />
}

const nobody: ReadonlySet<number> = new Set()

function Shown({ card, takesFocus }: { card: Card; takesFocus: boolean }) {
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
  const focusCard = () => box.current?.focus()
  const yes = useMutation({
    mutationFn: () => approve(card, [...leftOut]),
    // The buttons are gone; whoever used them by key goes on from the card.
    onSettled: focusCard,
  })
  useEffect(() => {
    if (takesFocus) box.current?.focus()
  }, [takesFocus])
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
      {/* Also once it is open no more: why it could not be approved is then told nowhere else. */}
      {yes.isError && <Refused error={yes.error} />}
      {state === 'open' && <Open card={card} ticks={ticks} yes={yes} focusCard={focusCard} />}
      {state === 'approved' && run !== null && <RunPart id={run} />}
      {(state === 'rejected' || state === 'expired') && <Kept card={card} />}
    </div>
  )
}

type OpenProps = {
  card: Card
  ticks: { leftOut: ReadonlySet<number>; change: (leftOut: Set<number>) => void } | null
} & Pick<ComponentProps<typeof Decide>, 'yes' | 'focusCard'>

function Open({ card, ticks, yes, focusCard }: OpenProps) {
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
        <ul className={css.notes} aria-label="Notes">
          {card.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Changes card={card} ticks={ticks} />
      {card.undoes !== null && <Left card={card} />}
      <Decide card={card} leftOut={ticks?.leftOut ?? nobody} yes={yes} focusCard={focusCard} />
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
