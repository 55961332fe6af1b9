/** Reads a transcript in JSON as turns, whatever the shape of its tree: of all its lists the one that says most, by whom and when. Throws a FileFault. */
import { FileFault } from '../refusal.ts'
import { groupedWords, itemIn, namesIn, textNames, turnOf, type Names, type Part } from './json-turn.ts'
import { inSeconds } from './json-times.ts'
import type { Turn } from './turn.ts'

const usualLists = ['turns', 'segments', 'utterances', 'transcript']
/** Deeper trees are no transcript. */
const mostDepth = 12

export const readJsonTranscript = (lines: string[]): Turn[] => turnsInJson(parseJson(lines.join('\n')))

export function turnsInJson(value: unknown): Turn[] {
  const found = new Map<string, Spoken>()
  collect(value, '', 0, namesIn(value), found)
  let best: Spoken | null = null
  for (const spoken of found.values()) {
    if (scoreOf(spoken) > (best ? scoreOf(best) : 0)) best = spoken
  }
  if (!best) throw nothingIn(found)
  const lost = best.items.findIndex((item, i) => best.parts[i] === null && saysSomething(item))
  if (lost >= 0) throw noText(lost)
  const parts = best.parts.filter((part) => part !== null && part.text !== '') as Part[]
  return inSeconds(isOfWords(best) ? groupedWords(parts) : parts)
}

export function parseJson(text: string): unknown {
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

/** Lists that stand at the same place of the tree, such as those of several channels, are one. */
type Spoken = { place: string; items: unknown[]; parts: (Part | null)[] }

function collect(
  value: unknown,
  place: string,
  depth: number,
  names: Names,
  found: Map<string, Spoken>,
): void {
  if (depth > mostDepth) return
  if (Array.isArray(value)) {
    const items = (value as unknown[]).filter((item) => item !== null && typeof item === 'object')
    const spoken = found.get(place) ?? { place, items: [], parts: [] }
    if (items.length > 0) found.set(place, spoken)
    for (const item of items) {
      spoken.items.push(item)
      spoken.parts.push(turnOf(item, names))
      collect(item, `${place}[]`, depth + 1, names, found)
    }
    return
  }
  for (const [key, inner] of Object.entries(itemIn(value) ?? {})) {
    if (inner !== null && typeof inner === 'object')
      collect(inner, `${place}.${key}`, depth + 1, names, found)
  }
}

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '').length
const wordCount = ({ parts }: Spoken) => parts.reduce((sum, part) => sum + wordsOf(part?.text ?? ''), 0)
const share = (spoken: Spoken, holds: (part: Part) => boolean) =>
  spoken.parts.filter((part) => part !== null && holds(part)).length / spoken.parts.length
/** A list of words, not of what was said. */
const isOfWords = (spoken: Spoken) =>
  wordCount(spoken) < spoken.parts.length * 1.5 &&
  (spoken.parts.length >= 20 || /\.(?:words|tokens|elements|items)$/.test(spoken.place))

/** More words, said by somebody, at some time; a list of single words only where nothing else tells who speaks. */
function scoreOf(spoken: Spoken): number {
  if (share(spoken, () => true) < 0.5) return 0
  const said = share(spoken, ({ speaker }) => speaker !== null)
  const timed = share(spoken, ({ start }) => start !== null)
  const whole = !isOfWords(spoken) ? 1 : said > 0.5 ? 0.9 : 0.1
  return wordCount(spoken) * (1 + said + timed / 2) * whole + spoken.parts.length / 1e6
}

const saysSomething = (item: unknown): boolean =>
  Object.values(itemIn(item) ?? {}).some((value) => typeof value === 'string' && wordsOf(value) > 2)

const noText = (at: number) =>
  new FileFault(
    null,
    null,
    `entry ${at + 1} has no text: expected one of ${textNames.slice(0, 3).join(', ')}`,
  )

function nothingIn(found: Map<string, Spoken>): FileFault {
  const list = [...found.values()].find(
    ({ place }) => place === '' || usualLists.some((name) => place.endsWith(`.${name}`)),
  )
  const first = list ? list.parts.findIndex((part) => part === null) : -1
  if (first >= 0) return noText(first)
  return new FileFault(
    1,
    null,
    `no list of turns was found: expected an array, at the top or under ${usualLists.join(', ')}`,
  )
}
