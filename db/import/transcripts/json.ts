/** Reads a transcript in JSON as turns: a list of what was said, at the top or under a usual name. Throws a FileFault. */
import { z } from 'zod'
import { FileFault } from '../refusal.ts'
import { secondsOf, type Turn } from './turn.ts'

const lists = [
  'turns',
  'segments',
  'utterances',
  'transcript',
  'entries',
  'cues',
  'sentences',
  'results',
  'monologues',
]
const speakers = ['speaker', 'speaker_name', 'speakerName', 'name', 'participant', 'role']
const texts = ['text', 'content', 'sentence', 'transcript', 'utterance', 'body']
const starts = ['start', 'start_s', 'startS', 'start_time', 'startTime', 'from', 'begin', 'timestamp', 'time']
const ends = ['end', 'end_s', 'endS', 'end_time', 'endTime', 'to']

const record = z.record(z.string(), z.unknown())
type Item = z.infer<typeof record>

export function readJsonTranscript(lines: string[]): Turn[] {
  const items = listIn(parse(lines.join('\n')))
  if (!items) {
    throw new FileFault(
      1,
      null,
      `no list of turns was found: expected an array, at the top or under ${lists.slice(0, 4).join(', ')}`,
    )
  }
  return items.map((item, i) => turnOf(item, i)).filter((turn) => turn.text !== '')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // The platform gives the line of some faults and quotes the text around others.
    const line = /\(line (\d+)/.exec(message)?.[1]
    const what = message.split(/, \.{0,3}"|\n| in JSON at| at position| is not valid/)[0] ?? ''
    throw new FileFault(line === undefined ? null : Number(line), null, `the file is not JSON: ${what}`)
  }
}

function listIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value.length > 0 ? (value as unknown[]) : null
  const object = record.safeParse(value)
  if (!object.success) return null
  for (const name of lists) {
    const found = listIn(object.data[name])
    if (found) return found
  }
  return null
}

function turnOf(value: unknown, i: number): Turn {
  const item = record.safeParse(value)
  const text = item.success ? firstText(item.data, texts) : null
  if (!item.success || text === null) {
    throw new FileFault(
      null,
      null,
      `entry ${i + 1} has no text: expected one of ${texts.slice(0, 3).join(', ')}`,
    )
  }
  return {
    speaker: firstText(item.data, speakers) || null,
    startS: firstTime(item.data, starts),
    endS: firstTime(item.data, ends),
    text,
  }
}

/** JSON can spell what a database cannot hold: NUL, and half of a character. */
const stored = (text: string) => text.toWellFormed().replaceAll('\0', '').trim()

function firstText(item: Item, names: string[]): string | null {
  for (const name of names) {
    const value = item[name]
    if (typeof value === 'string') return stored(value)
    if (typeof value === 'number') return String(value)
    const inner = record.safeParse(value)
    if (inner.success && typeof inner.data['name'] === 'string') return stored(inner.data['name'])
  }
  return null
}

/** Seconds; a name that ends in ms counts milliseconds. */
function firstTime(item: Item, names: string[]): number | null {
  for (const name of names) {
    const ms = item[`${name}_ms`] ?? item[`${name}Ms`]
    if (typeof ms === 'number' && Number.isFinite(ms)) return ms / 1000
    const value = item[name]
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (typeof value !== 'string') continue
    const seconds = secondsOf(value) ?? (value.trim() === '' ? Number.NaN : Number(value.replace(/s$/, '')))
    if (Number.isFinite(seconds)) return seconds
  }
  return null
}
