/** What was said turn by turn, or written in one message: the time, who, and the words as they stand; the cited turns are marked. */
import { memo } from 'react'
import type { Source, SourceLine } from '#server/contract-sources.ts'
import css from './sources.module.css'
import { clock } from './words.ts'

export type LinesProps = Pick<Source, 'lines' | 'cited'> & { citedId: string }

export const isCited = (cited: Source['cited'], at: number): boolean =>
  cited !== null && at >= cited.from && at <= cited.to

/** A call of hours has thousands of turns: they are drawn once. */
export const Turns = memo(function Turns({ lines, cited, citedId }: LinesProps) {
  const isTimed = lines.some(({ startS }) => startS !== null)
  return (
    <ol className={css.turns} data-timed={isTimed || undefined}>
      {lines.map((line, at) => (
        <TurnLine
          key={at}
          line={line}
          isNext={at > 0 && line.speaker !== null && line.speaker === lines[at - 1]?.speaker}
          cited={isCited(cited, at) ? (cited?.from === at ? 'first' : 'on') : undefined}
          id={cited?.from === at ? citedId : undefined}
        />
      ))}
    </ol>
  )
})

type LineProps = {
  line: SourceLine
  /** The same person goes on speaking. */
  isNext: boolean
  cited: 'first' | 'on' | undefined
  id: string | undefined
}

function TurnLine({ line: { text, speaker, startS }, isNext, cited, id }: LineProps) {
  return (
    <li className={css.turn} data-cited={cited} data-next={isNext || undefined} id={id} tabIndex={id === undefined ? undefined : -1}>
      {startS !== null && <span className={css.time}>{clock(startS)}</span>}
      <div>
        {cited === 'first' && <span className={css.citedTag}>Cited</span>}
        {speaker !== null && !isNext && <p className={css.speaker}>{speaker}</p>}
        <p className={css.words} dir="auto">
          {text}
        </p>
      </div>
    </li>
  )
}
