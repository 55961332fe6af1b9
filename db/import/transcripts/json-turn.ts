/** One entry of a JSON transcript: its text, or that of its parts, with who says it and when, under the names that recorders use. */
import { secondsOf } from './turn.ts'

/** `isExact`: the unit of its times is known; else they are numbers as they stand. */
export type Part = {
  speaker: string | null
  text: string
  start: number | null
  end: number | null
  isExact: boolean
}
/** What the file calls a speaker's id. */
export type Names = ReadonlyMap<string, string>

export const textNames = ['text', 'content', 'sentence', 'transcript', 'utterance', 'body', 'spokenText', 'display', 'snippet', 'message', 'punctuated_word', 'word', 'value'] // prettier-ignore
const speakers = ['speaker', 'speaker_name', 'speakerName', 'name', 'participant', 'user_name', 'user', 'speakerId', 'speaker_id', 'speaker_label', 'speakerLabel', 'speakerTag', 'role'] // prettier-ignore
const starts = ['start', 'start_s', 'startS', 'start_time', 'startTime', 'startDateTime', 'start_timestamp', 'startSeconds', 'from', 'begin', 'timestamp', 'time', 'ts', 'offset'] // prettier-ignore
const ends = ['end', 'end_s', 'endS', 'end_time', 'endTime', 'endDateTime', 'end_timestamp', 'endSeconds', 'end_ts', 'to'] // prettier-ignore
/** What an entry without a text of its own is made of. */
const partLists = ['sentences', 'words', 'elements', 'tokens', 'segments', 'lines', 'transcript', 'monologue']
/** Readings of the same sound, the likeliest first. */
const readings = ['alternatives', 'nBest']

export type Item = Record<string, unknown>
/** A look at each of a million words costs nothing this way. */
export const itemIn = (value: unknown): Item | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : null

/** Null where the entry says nothing, or where several people speak in it. */
export function turnOf(value: unknown, names: Names): Part | null {
  const item = itemIn(value)
  if (!item) return null
  const own = firstText(item, textNames)
  const parts = own === null ? partsOf(item, names) : []
  const text = own ?? joined(parts)
  if (text === null) return null
  const [start, end] = [firstTime(item, starts), firstTime(item, ends)]
  const ticks = item['durationInTicks']
  const duration = typeof ticks === 'number' ? ticks / 1e7 : item['duration']
  const first = start ?? (parts[0] && timeOf(parts[0].start, parts[0].isExact))
  const last = end ?? (parts[0] && timeOf(parts.at(-1)?.end ?? null, parts[0].isExact))
  const said = firstText(item, speakers) ?? parts.find((part) => part.speaker !== null)?.speaker
  return {
    speaker: said ? (names.get(said) ?? said) : null,
    text,
    start: first?.value ?? null,
    end: last?.value ?? (first && typeof duration === 'number' ? first.value + duration : null),
    isExact: first?.isExact ?? false,
  }
}

function partsOf(item: Item, names: Names): Part[] {
  for (const name of partLists) {
    const list = item[name]
    if (!Array.isArray(list)) continue
    const parts = (list as unknown[]).map((one) => shallow(one, names)).filter((part) => part !== null)
    const voices = new Set(parts.flatMap(({ speaker }) => speaker ?? []))
    if (parts.length > 0 && voices.size < 2) return parts
  }
  const [first] = readings.flatMap((name) => (Array.isArray(item[name]) ? (item[name] as unknown[])[0] : []))
  const reading = first === undefined ? null : shallow(first, names)
  return reading ? [reading] : []
}

/** Of a part, whose own parts are not looked at: a tree of any depth costs one look at each of its entries. */
function shallow(value: unknown, names: Names): Part | null {
  const item = itemIn(value)
  const text = item ? firstText(item, textNames, false) : null
  if (!item || text === null) return null
  const [start, end] = [firstTime(item, starts), firstTime(item, ends)]
  const said = firstText(item, speakers)
  return {
    speaker: said ? (names.get(said) ?? said) : null,
    text,
    start: start?.value ?? null,
    end: end?.value ?? null,
    isExact: start?.isExact ?? false,
  }
}

function joined(parts: Part[]): string | null {
  if (parts.length === 0) return null
  // Some recorders write the spaces between words as parts of their own.
  const spaced = parts.some(({ text }) => text !== '' && text.trim() === '')
  const text = parts.map((part) => part.text).join(spaced ? '' : ' ')
  return (
    text
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ (?=[,.!?;:…])/g, '')
      .trim() || null
  )
}

/** Words in a row of one speaker are one turn. */
export function groupedWords(words: Part[]): Part[] {
  const groups: Part[][] = []
  for (const word of words) {
    const last = groups.at(-1)
    if (last && last[0]?.speaker === word.speaker) last.push(word)
    else groups.push([word])
  }
  return groups.flatMap((group) => {
    const text = joined(group)
    const [first] = group
    return first && text !== null ? { ...first, text, end: group.at(-1)?.end ?? first.end } : []
  })
}

const idNames = ['id', 'speakerId', 'speaker_id', 'index', 'userId', 'key', 'label']
const nameNames = ['name', 'displayName', 'display_name', 'speaker_name', 'fullName']
const peopleLists = /^(?:speakers?|speaker_?names|parties|participants|attendees|users|people)$/i

/** Lists of people with their ids, near the top of the tree. */
export function namesIn(value: unknown, depth = 0): Map<string, string> {
  const names = new Map<string, string>()
  const found = itemIn(Array.isArray(value) ? value[0] : value)
  if (!found || depth > 3) return names
  for (const [key, inner] of Object.entries(found)) {
    if (peopleLists.test(key)) addPeople(inner, names)
    else if (inner !== null && typeof inner === 'object')
      for (const [id, name] of namesIn(inner, depth + 1)) names.set(id, name)
  }
  return names
}

function addPeople(value: unknown, names: Map<string, string>): void {
  for (const one of Array.isArray(value) ? (value as unknown[]) : []) {
    const person = itemIn(one)
    if (!person) continue
    const id = firstText(person, idNames)
    const name = firstText(person, nameNames)
    if (id !== null && name) names.set(id, name)
  }
  for (const [id, name] of Object.entries(itemIn(value) ?? {})) {
    if (typeof name === 'string' && name.trim() !== '') names.set(id, stored(name))
  }
}

/** JSON can spell what a database cannot hold: NUL, and half of a character. */
const stored = (text: string) => text.toWellFormed().replaceAll('\0', '').trim()

function firstText(item: Item, names: string[], trims = true): string | null {
  for (const name of names) {
    const value = item[name]
    if (typeof value === 'string') return trims ? stored(value) : value.toWellFormed().replaceAll('\0', '')
    if (typeof value === 'number') return String(value)
    const inner = itemIn(value)?.['name']
    if (typeof inner === 'string') return stored(inner)
  }
  return null
}

type Time = { value: number; isExact: boolean }
const timeOf = (value: number | null, isExact: boolean): Time | undefined =>
  value === null ? undefined : { value, isExact }

/** A name that ends in ms counts milliseconds, one in ticks their ten-thousandths; a bare number may be either. */
function firstTime(item: Item, names: string[]): Time | undefined {
  for (const name of names) {
    const ms = item[`${name}_ms`] ?? item[`${name}Ms`]
    if (typeof ms === 'number' && Number.isFinite(ms)) return { value: ms / 1000, isExact: true }
    const ticks = item[`${name}InTicks`]
    if (typeof ticks === 'number' && Number.isFinite(ticks)) return { value: ticks / 1e7, isExact: true }
    const time = readTime(item[name])
    if (time) return time
  }
  return undefined
}

function readTime(value: unknown): Time | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? { value, isExact: false } : undefined
  if (typeof value === 'string') {
    const clock = secondsOf(value)
    if (clock !== null) return { value: clock, isExact: true }
    if (/^\d{4}-\d\d-\d\dT/.test(value)) {
      const moment = Date.parse(value) / 1000
      return Number.isFinite(moment) ? { value: moment, isExact: true } : undefined
    }
    const bare = value.trim() === '' ? Number.NaN : Number(value.replace(/s$/, ''))
    return Number.isFinite(bare) ? { value: bare, isExact: /[s.]/.test(value) } : undefined
  }
  const inner = itemIn(value)
  const relative = inner?.['relative'] ?? inner?.['seconds']
  return typeof relative === 'number' && Number.isFinite(relative)
    ? { value: relative, isExact: true }
    : undefined
}
