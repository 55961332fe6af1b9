/** What a screen reader is told of a turn: that work goes on, then the finished answer in one go, never each word. */
import type { StewardMessage } from '../api.ts'
import { textOf } from './turns.ts'

const longest = 600

function countOf(message: StewardMessage): string[] {
  return message.parts.flatMap((part) => {
    if (part.type === 'data-table') return [`Table ${part.data.title}, ${part.data.total} rows.`]
    if (part.type === 'data-chart') return [`Chart ${part.data.title}.`]
    if (part.type === 'data-timeline') return [`Timeline ${part.data.title}, ${part.data.total} entries.`]
    if (part.type === 'data-question')
      return [`${part.data.question} Options: ${part.data.options.join(', ')}.`]
    if (part.type === 'data-proposal') return [`Proposal: ${part.data.summary}. It waits for a yes.`]
    if (part.type === 'data-refusal') return [part.data.reason]
    return []
  })
}

export function spokenAnswer(message: StewardMessage): string {
  const text = textOf(message).replace(/[*_`#|]/g, '')
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text
  const state = message.metadata?.state === 'stopped' ? ['Stopped.'] : []
  return ['Answer.', short, ...countOf(message), ...state].filter((part) => part !== '').join(' ')
}

export function spokenError(message: StewardMessage): string {
  return message.parts
    .flatMap((part) =>
      part.type === 'data-error' ? [`${part.data.what} ${part.data.done} ${part.data.next}`] : [],
    )
    .join(' ')
}

/** True while something on the screen already moves: growing text, or a step that runs. */
export function showsWork(message: StewardMessage | undefined): boolean {
  const parts = message?.parts ?? []
  return (
    parts.at(-1)?.type === 'text' ||
    parts.some((part) => part.type === 'data-step' && part.data.state === 'running')
  )
}
