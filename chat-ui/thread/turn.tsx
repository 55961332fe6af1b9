/** A question as a heading and its answers under it. */
import { memo } from 'react'
import { StoppedPart } from '../parts/error.tsx'
import { Answer } from './message.tsx'
import { showsWork } from './spoken.ts'
import css from './thread.module.css'
import { textOf, type Turn } from './turns.ts'

type Props = { turn: Turn; isLast: boolean; isBusy: boolean; ask: (text: string) => void; isSettled: boolean }

export const TurnView = memo(function TurnView({ turn, isLast, isBusy, ask, isSettled }: Props) {
  const question = textOf(turn.question)
  const again = question === '' ? undefined : () => ask(question)
  const answer = turn.answers.at(-1)
  return (
    <section className={css.turn} data-last={isLast || undefined}>
      {question !== '' && <h2 className={css.question}>{question}</h2>}
      {turn.answers.map((message, index) => (
        <Answer
          key={message.id}
          message={message}
          isLast={isLast && index === turn.answers.length - 1}
          isStreaming={isBusy && index === turn.answers.length - 1}
          again={again}
        />
      ))}
      {isBusy && !showsWork(answer) && (
        <p className={css.working} aria-hidden>
          <span className={css.pulse} /> Working on it
        </p>
      )}
      {isLast && isSettled && turn.answers.length === 0 && again !== undefined && (
        <StoppedPart note="No answer came." action={{ label: 'Run again', run: again }} />
      )}
    </section>
  )
}, sameTurn)

/** Turns are put together anew for each delta; a turn whose messages are the same ones is not drawn again. */
function sameTurn(before: Props, after: Props): boolean {
  return (
    before.isLast === after.isLast &&
    before.isBusy === after.isBusy &&
    before.isSettled === after.isSettled &&
    before.ask === after.ask &&
    before.turn.question === after.turn.question &&
    before.turn.answers.length === after.turn.answers.length &&
    before.turn.answers.every((message, index) => message === after.turn.answers[index])
  )
}
