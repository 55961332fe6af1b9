/** Reads a transcript in plain text as turns: "Name: text" lines, with or without times, and names on a line of their own. */
import { FileFault } from '../refusal.ts'
import { nameSpeakers, secondsOf, type Turn } from './turn.ts'

/** `[00:01:02] Ana: hello`, `00:01:02 Ana: hello`, `(1:02) hello` */
const timed = /^[[(]?(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?)[\])]?\s*[-–—]?\s*(.*)$/
/** `Ana Díaz  0:03` or `Ana Díaz (00:00:03)` alone, with what she says below. */
const nameThenTime = /^(\p{L}[^:<>\d]{0,79}?)\s+(?:[-–—|]\s+)?[[(]?(\d{1,3}:\d{2}(?::\d{2})?)[\])]?:?$/u
/** `Ana Díaz (0:03): hello` */
const nameAndTime = /^(\p{L}[^:<>\d]{0,79}?)\s+[[(](\d{1,3}:\d{2}(?::\d{2})?)[\])]:?\s+(?=\S)/u
/** `0:03 | Ana Díaz` alone. */
const timeThenName = /^(\d{1,3}:\d{2}(?::\d{2})?)\s*\|\s*(\p{L}[^:|<>]{0,79})$/u
/** `[Ana Díaz] 10:02:11` alone, and `10:02:11 From Ana Díaz to Everyone:`, as Zoom saves captions and chat: times of day. */
const saved = /^\[([^\]\d:<>]{1,80})\]\s+(\d{1,2}:\d{2}:\d{2})$/
const chat = /^(\d{1,2}:\d{2}:\d{2})\s+From\s+([^:<>]{1,80}?)\s+to\s+[^:<>]{1,80}:\s*/i
const prefixed = /^[\p{L}\p{N}][^:<>]{0,79}:(?:\s|$)/u
/** Patterns of names are looked for in so much of a line: no name and time is longer. */
const headLength = 240

type Started = Turn & { isTimeOfDay?: boolean }

export function readTalk(lines: string[]): Turn[] {
  const turns: Started[] = []
  let isNew = true
  for (const raw of lines) {
    const line = raw.trim()
    if (line === '') {
      isNew = true
      continue
    }
    const started = startOf(line)
    const last = turns.at(-1)
    if (started) {
      // A time that stands alone is that of what follows it.
      if (last && isBareTime(last) && started.startS === null) started.startS = last.startS
      turns.push(started)
    } else if (!last || (isNew && last.text !== ''))
      turns.push({ speaker: null, startS: null, endS: null, text: line })
    else last.text = last.text ? `${last.text} ${line}` : line
    isNew = false
  }
  const spoken = nameSpeakers(fromFirst(turns.filter((turn) => turn.text !== '')))
  if (spoken.length === 0) throw new FileFault(1, null, 'the file has no text')
  return spoken
}

const isBareTime = ({ speaker, text }: Started) => speaker === null && text === ''

/** Times of day as seconds since the first of them; one that is less is of the next day. */
function fromFirst(turns: Started[]): Turn[] {
  const first = turns.find((turn) => turn.isTimeOfDay)?.startS ?? 0
  return turns.map(({ isTimeOfDay, ...turn }) => {
    if (!isTimeOfDay || turn.startS === null) return turn
    return { ...turn, startS: (turn.startS - first + 86_400) % 86_400 }
  })
}

/** The turn that a line begins, or null where it goes on with the one before. */
function startOf(line: string): Started | null {
  return namedStart(line) ?? plainStart(line)
}

function namedStart(line: string): Started | null {
  const head = line.slice(0, headLength)
  const turn = (name: string | undefined, time: string | undefined, text: string): Started | null => {
    const startS = secondsOf(time ?? '')
    return startS === null ? null : { speaker: name?.trim() ?? null, startS, endS: null, text }
  }
  const said = nameAndTime.exec(head)
  if (said) return turn(said[1], said[2], line.slice(said[0].length))
  const written = chat.exec(head)
  if (written) return ofDay(turn(written[2], written[1], line.slice(written[0].length)))
  if (line.length > headLength) return null
  const alone = nameThenTime.exec(line)
  if (alone) return turn(alone[1], alone[2], '')
  const under = timeThenName.exec(line)
  if (under) return turn(under[2], under[1], '')
  const caption = saved.exec(line)
  return caption ? ofDay(turn(caption[1], caption[2], '')) : null
}

const ofDay = (turn: Started | null) => turn && { ...turn, isTimeOfDay: true }

function plainStart(line: string): Started | null {
  const found = timed.exec(line)
  const startS = found ? secondsOf(found[1] ?? '') : null
  if (found && startS !== null) return { speaker: null, startS, endS: null, text: found[2] ?? '' }
  return prefixed.test(line) ? { speaker: null, startS: null, endS: null, text: line } : null
}
