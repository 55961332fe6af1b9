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
/** Times without names are a recording's only where they begin with it: others are an agenda's. */
const latestStart = 120
/** No call is so long: what begins later is told in times of day. */
const timeOfDay = 4 * 3600
const isQuestion = /^(?:q|a|question|answer|f)$/i
/** What a recorder or a note taker says, and none of the speakers. */
const isAside = /^[[(].*[\])]$|^(?:the |this )?(?:editable )?(?:meeting|call|recording|transcript)\b/i

/** A call where most lines begin with who speaks or when, and somebody speaks again; null where the text is something else. */
export function talkIn(name: string, lines: string[]): SourceText | null {
  const title = lines.find((line) => line.trim() !== '')?.trim()
  if (title === undefined) return null
  const turns = readTalk(lines)
  if (!isTalk(name, turns)) return null
  const before = turns.findIndex(isPlaced)
  const at = turns.slice(0, before).map(({ text }) => momentInText(text)).find((one) => one !== undefined) // prettier-ignore
  return callOf(name, continued(turns), { ...(before > 0 && { title }), ...(at && { at }) })
}

const isPlaced = ({ speaker, startS }: Turn) => speaker !== null || startS !== null

function isTalk(name: string, turns: Turn[]): boolean {
  const named = turns.filter(({ speaker }) => speaker !== null)
  const timed = turns.filter(({ startS }) => startS !== null)
  const voices = new Set(named.map(({ speaker }) => speaker ?? ''))
  if (voices.size > 0 && [...voices].every((voice) => isQuestion.test(voice))) return false
  const comesBack = named.length > voices.size || isTranscriptName.test(name)
  if (voices.size > 1 && named.length >= turns.length * mostlyNamed && comesBack) return true
  const begins = named.length > 0 || (timed[0]?.startS ?? 0) < latestStart
  return turns.length > 1 && timed.length >= turns.length * mostlyTimed && begins
}

/** A further paragraph is its speaker's still; times of day count from the first. */
function continued(turns: Turn[]): Turn[] {
  const starts = turns.flatMap(({ startS }) => startS ?? [])
  const first = starts.reduce((least, one) => Math.min(least, one), Infinity)
  const from = first >= timeOfDay && first < Infinity ? first : 0
  let speaker: string | null = null
  return turns.map((turn) => {
    if (isPlaced(turn)) speaker = turn.speaker
    const goesOn = !isPlaced(turn) && !isAside.test(turn.text.slice(0, 400))
    const startS = turn.startS === null ? null : turn.startS - from
    return { ...turn, startS, speaker: goesOn ? speaker : turn.speaker }
  })
}
