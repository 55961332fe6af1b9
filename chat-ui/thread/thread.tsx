/** A conversation on the screen: its turns, the state of the connection, and the composer. */
import type { Chat } from '@ai-sdk/react'
import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react'
import type { Session } from '#server/contract.ts'
import type { StewardMessage } from '../api.ts'
import { ErrorPart } from '../parts/error.tsx'
import { pathOf, open } from '../route.ts'
import { Announcer } from './announcer.tsx'
import { Ask } from './ask.ts'
import { Composer } from './composer.tsx'
import { Empty } from './empty.tsx'
import { JumpDown } from './jump-down.tsx'
import css from './thread.module.css'
import { TurnView } from './turn.tsx'
import { turnsOf } from './turns.ts'
import { useScroll } from './use-scroll.ts'
import { useTurn, type Elsewhere } from './use-turn.ts'

type Props = {
  chat: Chat<StewardMessage>
  isNew: boolean
  /** The conversation as the server's list has it. */
  elsewhere: Elsewhere
  session: Session
  input: RefObject<HTMLTextAreaElement | null>
}

export function Thread({ chat, isNew, elsewhere, session, input }: Props) {
  const turn = useTurn(chat, isNew, elsewhere)
  const turns = useMemo(() => turnsOf(turn.messages), [turn.messages])
  const { scroller, end } = useScroll(turns.length)
  const { send, stop } = turn

  const ask = useCallback(
    (text: string) => {
      // The first question gives a new conversation its address; the chat stays the same one.
      if (location.pathname !== pathOf(chat.id)) open(chat.id, 'replace')
      send(text)
    },
    [chat, send],
  )
  useEscape(turn.isBusy, stop)
  const planner =
    session.model === null ? 'Built-in planner, no model' : `Built-in planner and ${session.model}`
  const isSettled = !turn.isBusy && turn.trouble === undefined && turn.link === 'up'
  return (
    <Ask value={ask}>
      <div className={css.page}>
        <div ref={scroller} className={css.scroller}>
          <div className={css.column}>
            {turns.length === 0 ? (
              <Empty session={session} ask={ask} />
            ) : (
              turns.map((each, index) => (
                <TurnView
                  key={each.id}
                  turn={each}
                  isLast={index === turns.length - 1}
                  isBusy={turn.isBusy && index === turns.length - 1}
                  isSettled={isSettled}
                  ask={ask}
                />
              ))
            )}
            {turn.trouble !== undefined && (
              <ErrorPart
                problem={turn.trouble.problem}
                action={turn.trouble.canRetry ? { label: 'Try again', run: turn.resend } : undefined}
              />
            )}
            <div ref={end} />
          </div>
        </div>
        {turns.length > 0 && <JumpDown scroller={scroller} end={end} />}
        {turn.link === 'reconnecting' && (
          <p className={css.notices} role="status">
            <span className={css.pulse} /> The connection is lost. The answer goes on without this page;
            reconnecting…
          </p>
        )}
        <Composer
          input={input}
          isBusy={turn.isBusy}
          isStopping={turn.isStopping}
          queued={turn.queued}
          planner={planner}
          send={ask}
          stop={() => void stop()}
          unqueue={chat.experimental_removeQueuedMessage}
          sendNow={(id) => void chat.experimental_sendQueuedMessageNow(id)}
        />
        <Announcer isBusy={turn.isBusy} last={turn.messages.at(-1)} failure={turn.trouble?.problem.what} />
      </div>
    </Ask>
  )
}

/** Escape stops the running turn, unless it just closed a menu, a drawer or a rename field. */
function useEscape(isBusy: boolean, stop: () => Promise<void>): void {
  const latest = useRef(stop)
  useEffect(() => {
    latest.current = stop
  }, [stop])
  useEffect(() => {
    if (!isBusy) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (document.querySelector('[role="menu"], [role="dialog"], [data-escape]') !== null) return
      void latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [isBusy])
}
