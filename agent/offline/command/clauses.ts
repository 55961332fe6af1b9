/** Takes the reason off a command, before it or behind it, and puts the one who was named there where "his" and "her" stand. Nothing that narrows is taken off. */
import { peopleObject } from '../compose/who.ts'
import { latticeOfText } from '../read.ts'
import type { Named } from '../spans.ts'
import type { Ask, Piece, Speaker } from './slots.ts'

/** The command by itself; `asked` gives back places in the words as they were. */
export type Bare = {
  piece: Piece
  left: string
  /** The row that the reason speaks of, where it is no colleague. */
  row: Named | null
  placed: (ask: Ask) => Ask
}

const parting = /^(,|:|;|\.|!|…|-|–|so|therefore|hence|thus)$/
/** What tells of something, and orders nothing. */
const telling =
  /\b(is|are|was|were|has|have|had|will|gets?|got|leaves?|left|quits?|goes|going|went|wants?|asked|said|told|resigned|retires?|retired|starts?|started|needs?|keeps?|just|signed|called|wrote|lost|won|came|back)\b|['’](s|re|ve|d|m)\b/i
/** What would narrow the command, or forbid it. */
const narrowing =
  /\b(if|when|whenever|unless|except|excluding|not|never|only|once|until|without|but|instead|whose|which|that|where)\b|n['’]t\b/i

const trailing =
  /[\s,;–-]+(?:because\s+|since\s+|as\s+|cos\s+|for\s+)?(?:he|she|they|it|we|i|\p{Lu}\p{L}+)(?:['’](?:s|re|ve|d|m|ll)|\s+(?:is|are|has|have|had|was|were|will|just|left|quit|needs?|wants?|asked|keeps?|got|can|cannot))\b[^,;:]*$/iu

const ofPeople = /\b(his|her|hers|their|he|she|him|they)\b(?!['’])/gi
const pointing = /\b(his|her|he|she|him|it|its|them|those|these)\b/i

type Spoken = { text: string; row: Named | null }

/** The row that the reason names, by its own words: one alone. */
function named(text: string, { lexicon }: Speaker): Spoken | null {
  const { paths } = latticeOfText(text, lexicon)
  const names = (paths[0]?.spans ?? []).filter(({ meaning }) => meaning.kind === 'name')
  const [only] = names
  if (only?.meaning.kind !== 'name' || names.length > 1 || only.via === 'typo') return null
  const people = peopleObject(lexicon.catalogue.objects.values())
  const isPerson = only.meaning.rows.some(({ object }) => object === people)
  const [row, ...others] = only.meaning.rows
  if (!isPerson && others.length > 0) return null
  return { text: only.text.replace(/['’]s$/, ''), row: isPerson ? null : (row ?? null) }
}

/** "Her accounts" as "Ann's accounts", "she has" as "Ann has". */
const spokenOf = (text: string, name: string): string =>
  text.replace(ofPeople, (word, _all: string, at: number) => {
    const rest = text.slice(at + word.length)
    const isObject = /^\s*($|[.,;!?]|(to|from|with|on|by|off|and|until|for)\b)/i.test(rest)
    return /^(his|their|its)$/i.test(word) || (/^her$/i.test(word) && !isObject) ? `${name}'s` : name
  })

/** Places of the rewritten words in the words as they were; an answer to what cannot be placed says all again. */
const placing =
  (from: Piece, to: Piece) =>
  (ask: Ask): Ask => {
    const words = to.text.slice(ask.from - to.at, ask.to - to.at)
    const at = words === '' ? -1 : from.text.indexOf(words)
    return at < 0
      ? { ...ask, options: [], from: from.at, to: from.at + from.text.length }
      : { ...ask, from: from.at + at, to: from.at + at + words.length }
  }

/** "Ann is on leave, so Ben takes over her accounts"; "…, she is out sick". */
export function withoutReason(piece: Piece, speaker: Speaker): Bare[] {
  const found: Bare[] = []
  const { tokens: words } = latticeOfText(piece.text, speaker.lexicon)
  for (const mark of words) {
    if (!parting.test(mark.word) || mark.i < 2 || mark.i > words.length - 3) continue
    let next = mark.i + 1
    while (/^(so|and|,|then|therefore|please|hence)$/.test(words[next]?.word ?? '')) next++
    const start = words[next]?.from
    const left = piece.text.slice(0, mark.from)
    if (start === undefined || !telling.test(left) || narrowing.test(left)) continue
    const rest = piece.text.slice(start)
    const name = named(left, speaker)
    // Whom or what they speak of was said by the reason; else it is no reason, but what is acted on.
    if (name === null && pointing.test(rest)) continue
    const text = name === null || name.row ? rest : spokenOf(rest, name.text)
    const bare = { text, at: piece.at + start }
    found.push({ piece: bare, left, row: name?.row ?? null, placed: placing(piece, bare) })
  }
  const tail = trailing.exec(piece.text)
  if (tail && tail.index > 0 && !narrowing.test(tail[0])) {
    const bare = { text: piece.text.slice(0, tail.index), at: piece.at }
    const left = tail[0].replace(/^[\s,;–-]+/, '')
    found.push({ piece: bare, left, row: null, placed: placing(piece, bare) })
  }
  return found
}
