/** One answer: its parts in order, each drawn by the one file of its kind, and how the turn ended. */
import { memo, useMemo, type ReactNode } from 'react'
import type { StewardData } from '#agent/contract.ts'
import type { StewardMessage } from '../api.ts'
import { ChartPart } from '../parts/chart.tsx'
import { CitationPart } from '../parts/citation.tsx'
import { ErrorPart, StoppedPart } from '../parts/error.tsx'
import { FigurePart } from '../parts/figure.tsx'
import { ProposalPart } from '../parts/proposal.tsx'
import { QuestionPart } from '../parts/question.tsx'
import { ReadAbove, ReadAs } from '../parts/read-as.tsx'
import { RefusalPart } from '../parts/refusal.tsx'
import { StepPart } from '../parts/step.tsx'
import { TablePart } from '../parts/table.tsx'
import { TextPart } from '../parts/text.tsx'
import { TimelinePart } from '../parts/timeline.tsx'
import { Place } from '../parts/turn-place.ts'
import parts from '../parts/parts.module.css'
import { AnswerFoot } from './answer-foot.tsx'
import { readingOf, runsOf, withoutReading, type PartRun } from './turns.ts'

type Part = StewardMessage['parts'][number]
type Props = {
  message: StewardMessage
  isLast: boolean
  isStreaming: boolean
  again: (() => void) | undefined
}
type Shared = {
  isOpen: boolean
  again: Props['again']
  isStreaming: boolean
  tables: Map<string, StewardData['table']>
  /** Stands above the answer. */
  reading: string | null
}

function drawError(data: StewardData['error'], { again }: Shared): ReactNode {
  if (data.code === 'cancelled') {
    return <StoppedPart note={data.done} action={again && { label: 'Run again', run: again }} />
  }
  return <ErrorPart problem={data} action={again && { label: 'Try again', run: again }} />
}

function drawPart(part: Part, isLastPart: boolean, shared: Shared): ReactNode {
  switch (part.type) {
    case 'text':
      return (
        <TextPart
          text={shared.reading === null ? part.text : withoutReading(part.text, shared.reading)}
          isStreaming={shared.isStreaming && isLastPart}
        />
      )
    case 'data-step':
      return <StepPart step={part.data} />
    case 'data-table':
      return <TablePart table={part.data} />
    case 'data-figure':
      return <FigurePart figure={part.data} />
    case 'data-chart':
      return <ChartPart chart={part.data} table={shared.tables.get(part.data.table)} />
    case 'data-timeline':
      return <TimelinePart timeline={part.data} />
    case 'data-citation':
      return <CitationPart citation={part.data} />
    case 'data-question':
      return <QuestionPart question={part.data} isOpen={shared.isOpen} />
    case 'data-proposal':
      return <ProposalPart proposal={part.data} />
    case 'data-refusal':
      return <RefusalPart reason={part.data.reason} />
    case 'data-error':
      return drawError(part.data, shared)
    default:
      return null
  }
}

const keyOf = (part: Part, index: number): string =>
  'id' in part && part.id !== undefined ? part.id : String(index)

function drawRun(run: PartRun, isLastRun: boolean, shared: Shared): ReactNode {
  const draw = (part: Part, index: number) =>
    drawPart(part, isLastRun && index === run.parts.length - 1, shared)
  if (run.type === 'data-step') {
    return (
      <ul className={parts.steps} aria-label="Steps">
        {run.parts.map((part, index) => (
          <li key={keyOf(part, index)}>{draw(part, index)}</li>
        ))}
      </ul>
    )
  }
  const drawn = run.parts.map((part, index) => <Keyed key={keyOf(part, index)}>{draw(part, index)}</Keyed>)
  if (run.type === 'data-figure') return <div className={parts.figures}>{drawn}</div>
  if (run.type !== 'data-citation') return drawn
  return (
    <section className={parts.block} aria-label="Sources">
      <h3 className={parts.title}>Sources</h3>
      <ol className={parts.items}>{drawn}</ol>
    </section>
  )
}

const Keyed = ({ children }: { children: ReactNode }) => children

export const Answer = memo(function Answer({ message, isLast, isStreaming, again }: Props) {
  const tables = new Map(
    message.parts.flatMap((part) => (part.type === 'data-table' ? [[part.data.id, part.data]] : [])),
  )
  const runs = runsOf(message.parts)
  const reading = readingOf(message.parts)
  const shared = {
    isOpen: isLast && !isStreaming,
    again: isLast && !isStreaming ? again : undefined,
    isStreaming,
    tables,
    reading,
  }
  const hasError = message.parts.some((part) => part.type === 'data-error')
  const isStopped = !isStreaming && message.metadata?.state === 'stopped' && !hasError
  const { conversation, turn } = message.metadata ?? {}
  const place = useMemo(
    () => (conversation === undefined || turn === undefined ? undefined : { conversation, turn }),
    [conversation, turn],
  )
  return (
    <Place value={place}>
      {reading !== null && <ReadAs reading={reading} />}
      <ReadAbove value={reading}>
        {runs.map((run, index) => (
          <Keyed key={index}>{drawRun(run, index === runs.length - 1, shared)}</Keyed>
        ))}
      </ReadAbove>
      {isStopped && (
        <StoppedPart
          note="What had arrived by then is above."
          action={shared.again && { label: 'Run again', run: shared.again }}
        />
      )}
      {!isStreaming && <AnswerFoot message={message} />}
    </Place>
  )
})
