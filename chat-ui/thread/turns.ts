/** Puts messages together into turns: a question and what answered it. */
import type { StewardMessage } from '../api.ts'

export type Turn = { id: string; question: StewardMessage | undefined; answers: StewardMessage[] }

export function turnsOf(messages: readonly StewardMessage[]): Turn[] {
  const turns: Turn[] = []
  for (const message of messages) {
    const last = turns.at(-1)
    if (message.role === 'user') turns.push({ id: message.id, question: message, answers: [] })
    else if (last === undefined) turns.push({ id: message.id, question: undefined, answers: [message] })
    else last.answers.push(message)
  }
  return turns
}

export function textOf(message: StewardMessage | undefined): string {
  const texts = message?.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])) ?? []
  return texts.join('\n\n')
}

type Part = StewardMessage['parts'][number]
export type PartRun = { type: Part['type']; parts: Part[] }

/** Neighbours that are drawn as one: steps as a list, figures in a row, sources as a list. */
export function runsOf(parts: readonly Part[]): PartRun[] {
  const runs: PartRun[] = []
  for (const part of parts) {
    const last = runs.at(-1)
    if (last !== undefined && last.type === part.type) last.parts.push(part)
    else runs.push({ type: part.type, parts: [part] })
  }
  return runs
}

/** How the question was read, where all that was found answers one reading. */
export function readingOf(parts: readonly Part[]): string | null {
  const readings = parts.flatMap((part) =>
    part.type === 'data-table' || part.type === 'data-figure' ? [part.data.reading] : [],
  )
  const [first] = readings
  return first !== undefined && first !== '' && readings.every((each) => each === first) ? first : null
}

/** What a result says of itself, where the reading stands above it already: "**3 accounts**: red accounts." → "**3 accounts**." */
export const withoutReading = (text: string, reading: string): string =>
  text.replace(`: ${reading}.`, '.').replace(` (${reading})`, '')
