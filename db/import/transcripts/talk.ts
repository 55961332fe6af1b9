/** Reads a transcript in plain text as turns: "Name: text" lines, with or without times, and names on a line of their own. */
import { FileFault } from '../refusal.ts'
import { nameSpeakers, secondsOf, type Turn } from './turn.ts'

/** `[00:01:02] Ana: hello`, `00:01:02 Ana: hello`, `(1:02) hello` */
const timed = /^[[(]?(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?)[\])]?\s*[-–—]?\s*(.*)$/
/** `Ana Díaz  0:03` or `Ana Díaz (00:00:03)` alone, with what she says below. */
const nameThenTime = /^(\p{L}[^:<>\d]{0,79}?)\s+[[(]?(\d{1,3}:\d{2}(?::\d{2})?)[\])]?:?$/u
const prefixed = /^[\p{L}\p{N}][^:<>]{0,79}:(?:\s|$)/u

export function readTalk(lines: string[]): Turn[] {
  const turns: Turn[] = []
  let isNew = true
  for (const raw of lines) {
    const line = raw.trim()
    if (line === '') {
      isNew = true
      continue
    }
    const started = startOf(line)
    const last = turns.at(-1)
    if (started) turns.push(started)
    else if (!last || (isNew && last.text !== ''))
      turns.push({ speaker: null, startS: null, endS: null, text: line })
    else last.text = last.text ? `${last.text} ${line}` : line
    isNew = false
  }
  const spoken = nameSpeakers(turns.filter((turn) => turn.text !== ''))
  if (spoken.length === 0) throw new FileFault(1, null, 'the file has no text')
  return spoken
}

/** The turn that a line begins, or null where it goes on with the one before. */
function startOf(line: string): Turn | null {
  const named = nameThenTime.exec(line)
  if (named) {
    const startS = secondsOf(named[2] ?? '')
    if (startS !== null) return { speaker: named[1]?.trim() ?? null, startS, endS: null, text: '' }
  }
  const found = timed.exec(line)
  const startS = found ? secondsOf(found[1] ?? '') : null
  if (found && startS !== null) return { speaker: null, startS, endS: null, text: found[2] ?? '' }
  return prefixed.test(line) ? { speaker: null, startS: null, endS: null, text: line } : null
}
