/** Turns of a call as passages, and whether lines of text are turns at all. */
import { readTalk } from '#db/import/transcripts/talk.ts'
import type { Turn } from '#db/import/transcripts/turn.ts'
import type { Passage, SourceText } from './source.ts'
import { momentInName, momentInText } from './when.ts'

export function callOf(name: string, turns: Turn[], more: Partial<SourceText> = {}): SourceText {
  const at = more.at ?? momentInName(name)
  return {
    ...more,
    ...(at && { at }),
    kind: 'call',
    people: [...new Set([...(more.people ?? []), ...turns.flatMap(({ speaker }) => speaker ?? [])])],
    passages: turns.map(passageOf),
  }
}

const passageOf = ({ speaker, startS, endS, text }: Turn): Passage => ({
  text,
  ...(speaker !== null && { speaker }),
  ...(startS !== null && { startS }),
  ...(endS !== null && { endS }),
})

const isTranscriptName = /transcri|caption|call|meeting/i
/** So many of the turns have a name, or so many a time. */
const mostlyNamed = 0.6
const mostlyTimed = 0.4

/** A call where most lines begin with who speaks or when, and somebody speaks again; null where the text is something else. */
export function talkIn(name: string, lines: string[]): SourceText | null {
  if (lines.every((line) => line.trim() === '')) return null
  const turns = readTalk(lines)
  const named = turns.filter(({ speaker }) => speaker !== null)
  const timed = turns.filter(({ startS }) => startS !== null)
  const voices = new Set(named.map(({ speaker }) => speaker)).size
  const comesBack = named.length > voices || isTranscriptName.test(name)
  const isTalk =
    (turns.length > 1 && timed.length >= turns.length * mostlyTimed) ||
    (voices > 1 && named.length >= turns.length * mostlyNamed && comesBack)
  if (!isTalk) return null
  const before = turns.findIndex(({ speaker, startS }) => speaker !== null || startS !== null)
  const head = turns.slice(0, Math.max(0, before)).map(({ text }) => text)
  const at = head.map(momentInText).find((one) => one !== undefined)
  const [title] = head
  return callOf(name, turns, { ...(title && { title }), ...(at && { at }) })
}
