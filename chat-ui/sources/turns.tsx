/** What was said turn by turn, or written in one message: the time, who, and the words as they stand; what is cited is marked. */
import { memo } from 'react'
import type { Source, SourceLine } from '#server/contract-sources.ts'
import { Marked } from './marked.tsx'
import { quotedIn } from './quoted.ts'
import { citedId } from './show.ts'
import css from './source.module.css'
import { clock } from './words.ts'

export type LinesProps = Pick<Source, 'lines' | 'cited'> & {
  /** The quoted words, where they are known; else the cited lines are meant whole. */
  said: string
}

export const isCited = (cited: Source['cited'], at: number): boolean =>
  cited !== null && at >= cited.from && at <= cited.to

/** A call of hours has thousands of turns: they are drawn once. */
export const Turns = memo(function Turns({ lines, cited, said }: LinesProps) {
  const isTimed = lines.some(({ startS }) => startS !== null)
  return (
    <ol className={css.turns} data-timed={isTimed || undefined}>
      {lines.map((line, at) => (
        <TurnLine
          key={at}
          line={line}
          isNext={at > 0 && line.speaker !== null && line.speaker === lines[at - 1]?.speaker}
          cited={isCited(cited, at) ? (cited?.from === at ? 'first' : 'on') : undefined}
          said={isCited(cited, at) ? said : ''}
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
  said: string
}

function TurnLine({ line: { text, speaker, startS }, isNext, cited, said }: LineProps) {
  const marks = said === '' ? [] : quotedIn(text, said)
  const isWhole = marks.length === 0 || marks.some(([from, to]) => from === 0 && to >= text.trimEnd().length)
  return (
    <li
      className={css.turn}
      data-cited={cited}
      data-part={isWhole ? undefined : true}
      data-next={isNext || undefined}
      id={cited === 'first' ? citedId : undefined}
      tabIndex={cited === 'first' ? -1 : undefined}
    >
      {startS !== null && <span className={css.time}>{clock(startS)}</span>}
      <div>
        {cited === 'first' && <span className={css.citedTag}>Cited</span>}
        {speaker !== null && !isNext && <p className={css.speaker}>{speaker}</p>}
        <p className={css.words} dir="auto">
          {isWhole ? text : <Marked text={text} marks={marks} />}
        </p>
      </div>
    </li>
  )
}
