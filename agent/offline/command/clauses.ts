/** Takes the reason off a command, before it or behind it, and puts what was named there where the command points at it. Nothing that narrows is taken off. */
import { peopleObject } from '../compose/who.ts'
import { latticeOfText, type Lattice } from '../read.ts'
import type { Named, Span } from '../spans.ts'
import { pointedOut } from './deixis.ts'
import type { Ask, Piece, Speaker } from './slots.ts'

/** The command by itself; `asked` gives back places in the words as they were. */
export type Bare = {
  piece: Piece
  left: string
  /** The rows that the reason speaks of, where they are no colleagues. */
  rows: Named[]
  /** The reason stood before the order. */
  isLed: boolean
  /** Words that tell of conditions were taken off: only rows that are named by themselves are sure. */
  isTelling: boolean
  placed: (ask: Ask) => Ask
}

const parting = /^(,|:|;|\.|!|…|-|–|so|therefore|hence|thus)$/
/** What tells of something, and orders nothing. */
const telling =
  /\b(is|are|was|were|has|have|had|will|would|can|cannot|could|gets?|got|leaves?|left|quits?|goes|going|went|wants?|said|says|told|retires?|needs?|keeps?|just|wrote|lost|won|came|comes|back|met|spoke|heard|agreed|bought|sold|chose|i['’]?m)\b|n['’]t\b|\b\p{L}{2,}ed\b|['’](s|re|ve|d|m|ll)\b/iu
/** What makes a condition of the words, or an exception. */
const conditional =
  /\b(if|when|whenever|unless|except|excluding|only|once|until|without|instead|whose|which|where|that are|that have)\b/i
/** What does so inside a full clause, too. */
const bound = /\b(if|when|whenever|unless|except|excluding|instead|whose|which|where|that are|that have)\b/i
/** What would narrow the command, or forbid it. */
const narrowing = new RegExp(`${conditional.source}|\\b(not|never|but|that|where)\\b|n['’]t\\b`, 'i')
const forbidding = /^\W*(?:please\s+)?(?:don['’]?t|do not|never|stop)\b/i
/** A full clause of its own: what it denies is denied of its own subject. */
const clause =
  /^\W*(?:(?:so|and|ok|okay|well|right|now|sadly|unfortunately|luckily|um|uh)[\s,]+)*(?:(?:\p{L}+['’]s|my|our|their|the|his|her|its)\s+)?(?:\p{L}[\p{L}'’&.-]*\s+){1,4}?(?:(?:is|are|was|were|has|have|had|will|would|do|does|did|can|could)(?:n['’]t)?|can['’]?t|cannot|won['’]t)\b|^\W*(?:(?:so|and|ok|okay|well|right)[\s,]+)*(?:i|we|they|she|he|it|let)(?:['’]\p{L}+|\s+\p{L}+)/iu

/** "They won't close this year", "won't happen before the holidays": told of what was spoken of before, whatever it names. */
const toldOfThose =
  /^\W*(?:(?:so|and|but|ok|okay|well|right|now|sadly|unfortunately|anyway|yeah|yes|no|nope|hm+|as|since|because)[\s,]+)*(?:(?:they|these|those|it|that|this|none of (?:them|these|those|it)|all of (?:them|these|those)|most of (?:them|these|those))(?:['’](?:s|re|ve|d|ll)\b|\s+(?:all |both |just |really |still |now )*(?:is|are|was|were|has|have|had|will|would|can|cannot|could|do|does|did|need|needs|seem|seems|look|looks|slipped|moved|got|went|came|keeps?)(?:n['’]t)?\b|\s+(?:won|can|shan)['’]t\b)|(?:wo|ca|is|are|was|were|has|have|had|does|did|would|could)n['’]t\b|cannot\b|(?:will|can|is|are|could|would|does|did) not\b|(?:not|never) (?:going|gonna|happening|realistic|doable|feasible|possible|likely)\b|(?:no|not a|little) (?:way|chance|hope)\b|(?:far |way |much |a bit )?too (?:early|late|soon|tight|optimistic|ambitious|close)\b)/iu

const pronoun = '(?:he|she|they|it|we|i|you|this|nobody|no one|someone|somebody|everyone|everybody|there)'
const becauseOf =
  /^(?:because|since|cos|coz|cause|seeing|given|considering|as (?=(?:he|she|they|it|we|i|the|my|our)\b))/i
/** "They keep haggling", "Lucia has too much on", "nobody will ever do them". */
const subject = new RegExp(
  `^(?:for |and |but |as |now |so )?(?:${pronoun}(?:['’](?:s|re|ve|d|m|ll)|\\s+\\p{L}+)|(?:(?:their|our|my|his|her|its|the)\\s+(?:\\p{L}+\\s+){1,3}?|(?:\\p{Lu}[\\p{L}'’.]*\\s+){1,3})(?:is|are|was|were|has|have|had|will|just|left|quit|needs?|wants?|asked|keeps?|got|gets|can|cannot|said|says|agreed|signed|went|goes|\\p{L}+ed)\\b|\\p{Lu}[\\p{L}]*['’](?:s|re|ve|d|m|ll)\\s)`,
  'iu',
)
/** What ought to be is an order of its own. */
const ordering = /\b(should|must|shall|ought|have to|has to|need to|needs to|gets? the|please|instead)\b/i
/** What is only felt about it: "stale.", "so excited!!", "wrong region". */
const felt =
  /^(?:(?:so|too|very|really|all|totally|such a|what a|how|just|absolutely|long|well|finally|it is|it['’]s)\s+)*(?:stale|old|outdated|obsolete|pointless|useless|irrelevant|rubbish|nonsense|silly|daft|ridiculous|exciting|excited|happy|thrilled|chuffed|delighted|great|brilliant|awesome|good|lovely|fantastic|perfect|amazing|cool|nice|sad|sadly|shame|pity|annoying|finally|overdue enough|noise|clutter|dead wood|deadwood|done with (?:it|that|them)|wrong (?:region|person|date|day|stage|owner|one|tag|label|segment|team)|my (?:mistake|bad|fault)|typo|mistake|ta|chop chop|quickly|quick|now|urgent|urgently|enough|fingers crossed|long story|no longer (?:relevant|needed|valid|true)|out of date|budget cuts)[\s!.]*$/iu

const ofPeople = /\b(his|her|hers|their|he|she|him|they)\b(?!['’])/gi
const allOfIt = /\b(everything|all of (it|that|those|them)|it all|them all|the lot)\b/i
const pointing = /\b(his|her|he|she|him|it|its|their|they|them|those|these|there|that|this|both)\b/i

type Spoken = { text: string; rows: Named[] }

/** Whom or what the reason names, by its own words: one colleague, or rows of one object that are named side by side. */
function named(text: string, { lexicon }: Speaker): Spoken | null {
  const lattice = latticeOfText(text, lexicon)
  const { tokens } = lattice
  const names = namesIn(lattice)
  const people = peopleObject(lexicon.catalogue.objects.values())
  const said: Named[] = []
  const rows: Named[] = []
  for (const [n, { meaning, via, from, text: written }] of names.entries()) {
    if (meaning.kind !== 'name') return null
    const [row, ...others] = meaning.rows
    // "Seeing" is nearly somebody's name; a word without a capital is no slip of one.
    if (via === 'typo' && !/^\p{Lu}/u.test(written)) continue
    if (!row || via === 'typo') return null
    if (row.object === people) said.push(row)
    else if (others.length > 0) return null
    else {
      const before = names[n - 1]
      if (rows.length > 0 && (!before || !isJoined(tokens.slice(before.to, from).map(({ word }) => word))))
        return null
      rows.push(row)
    }
  }
  const [first] = names
  // "Tom told me that Target …": the colleague is whoever tells of the rows.
  if (rows.length > 0)
    return rows.every(({ object }) => object === rows[0]?.object) ? { text: rows[0]?.name ?? '', rows } : null
  return said.length === 1 && first ? { text: first.text.replace(/['’]s$/, ''), rows: [] } : null
}

/** The names of the likeliest reading, and each other one that is written whole with its capital. */
export function namesIn({ best, spans, tokens }: Lattice): Span[] {
  const read = best.filter(({ meaning }) => meaning.kind === 'name')
  const written = spans.filter(
    ({ from, to, via, meaning }) =>
      meaning.kind === 'name' &&
      meaning.whole &&
      via === 'exact' &&
      tokens[from]?.capital === true &&
      ![...read, ...spans.filter((other) => isLonger(other, { from, to }))].some(
        (other) => other.from < to && from < other.to && other.meaning.kind === 'name',
      ),
  )
  return [...read, ...written].sort((a, b) => a.from - b.from)
}

const isLonger = (other: Span, { from, to }: Pick<Span, 'from' | 'to'>): boolean =>
  other.from <= from && other.to >= to && other.to - other.from > to - from

const isJoined = (words: readonly string[]): boolean =>
  words.length > 0 && words.every((word) => /^(and|,|&|plus|also|both|on|the|as|well)$/.test(word))

/** "Her accounts" as "Ann's accounts", "she has" as "Ann has". */
const spokenOf = (text: string, name: string): string =>
  text.replace(ofPeople, (word, _all: string, at: number) => {
    const rest = text.slice(at + word.length)
    const isObject = /^\s*($|[.,;!?]|(to|from|with|on|by|off|and|until|for)\b)/i.test(rest)
    return /^(his|their|its)$/i.test(word) || (/^her$/i.test(word) && !isObject) ? `${name}'s` : name
  })

/** "Their renewal" as "Alder's renewal". */
export const ownedBy = (text: string, { rows }: Pick<Spoken, 'rows'>): string | null => {
  const [row] = rows
  const owned = row && text.replace(/\b(?:their|its)\b(?=\s+\p{L})/giu, `${row.name}'s`)
  return owned && rows.length === 1 && owned !== text ? owned : null
}

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

/** Conditions, numbers and days: of which rows, or when. */
function tells(text: string, { lexicon }: Speaker): boolean {
  return latticeOfText(text, lexicon).best.some(
    ({ meaning }) =>
      meaning.kind === 'number' ||
      meaning.kind === 'time' ||
      (meaning.kind === 'entry' && /^(value|adjective|superlative)$/.test(meaning.role)),
  )
}

const fewWords = 3

/** Words that name no rows: what is pointed at was spoken of before them. */
function speaksOfNone(text: string, { lexicon }: Speaker): boolean {
  const { best, tokens } = latticeOfText(text, lexicon)
  return (
    tokens.length >= fewWords &&
    best.every(
      ({ meaning, text: said }) =>
        meaning.kind !== 'name' &&
        !(meaning.kind === 'unknown' && /^\p{Lu}/u.test(said)) &&
        !(meaning.kind === 'entry' && /^(value|adjective|superlative|object|relation)$/.test(meaning.role)),
    )
  )
}

/** "Out of office tomorrow, …": who is not there, without a verb. */
const awayOf =
  /^\W*(?:(?:so|and|ok|okay|hi|hello|fyi|heads up)[\s,]+)*(?:i['’]?m |i am |i['’]?ll be |i will be |we['’]?re )?(?:(?:out of (?:the )?office|ooo|away|off|out|on (?:annual |parental |sick |paternity |maternity )?(?:leave|holiday|holidays|vacation|pto)|on the road|travell?ing|abroad|off sick|sick|at a conference|not (?:in|here|around))\b)/i

const isReason = (left: string): boolean =>
  (telling.test(left) || awayOf.test(left)) &&
  !forbidding.test(left) &&
  (clause.test(left) ? !bound.test(left) : !narrowing.test(left))

/** "Ann is on leave, so Ben takes over her accounts"; "…, she is out sick". */
export function withoutReason(piece: Piece, speaker: Speaker, mayCommand: MayCommand): Bare[] {
  return [...trailingReasons(piece, speaker, mayCommand), ...leadingReasons(piece, speaker, mayCommand)]
}

/** Whether an order could lie in the words: the others are not looked at. */
type MayCommand = (text: string) => boolean

/** Behind so many parts no order is looked for. */
const mostMarks = 6

/** "While I'm away Luis should …": who is not there, with no mark behind it. */
const absence =
  /^\W*(?:(?:so|and|ok|okay|hi|hello)[\s,]+)*(?:while|whilst|as|since|because|now that|given that|seeing as)\s+(?:i|we|he|she|they|\p{Lu}[\p{L}'’]*)\s*(?:['’](?:m|re|s|ll be)|am|are|is|will be|was)\s+(?:\p{L}+ )?(?:away|off|out(?: of (?:the )?office)?|absent|ill|sick|gone|not (?:here|around|in)|abroad|travelling|traveling|on (?:a |an |my |her |his |their |the )?(?:annual |parental |paternity |maternity |sick |long |summer )?(?:leave|holiday|holidays|vacation|trip|course|break|sabbatical|road|plane|honeymoon))(?:\s+(?:this|next) (?:week|month))?[\s,]+/iu

function leadingReasons(piece: Piece, speaker: Speaker, mayCommand: MayCommand): Bare[] {
  const found: Bare[] = []
  const away = absence.exec(piece.text)?.[0]
  if (away && away.length < piece.text.length) {
    const rest = piece.text.slice(away.length)
    const bare = { text: pointedOut(rest, away, speaker) ?? rest, at: piece.at + away.length }
    found.push({
      ...{ piece: bare, left: away.trim(), rows: [], isTelling: false, isLed: false },
      placed: placing(piece, bare),
    })
  }
  const { tokens: words } = latticeOfText(piece.text, speaker.lexicon)
  const marks = words.filter(({ i, word }) => i > 1 && i < words.length - 2 && parting.test(word))
  for (const mark of marks.slice(-mostMarks)) {
    let next = mark.i + 1
    while (/^(so|and|,|then|therefore|please|hence|um|uh|well|ok|okay)$/.test(words[next]?.word ?? '')) next++
    const start = words[next]?.from
    const left = piece.text.slice(0, mark.from)
    if (start === undefined) continue
    const rest = piece.text.slice(start)
    if (!mayCommand(rest)) continue
    const name = named(left, speaker)
    const isTold = toldOfThose.test(left) && !bound.test(left)
    const isBackground =
      name === null &&
      (isTold || (speaksOfNone(left, speaker) && !forbidding.test(left) && !conditional.test(left)))
    if (!isReason(left) && !(isBackground && (pointing.test(rest) || allOfIt.test(rest)))) continue
    // Whom or what they speak of was said by the reason, or before it; else it is no reason, but what is acted on.
    if (name === null && pointing.test(rest) && !isBackground) continue
    const texts = new Set<string>()
    const day = pointedOut(rest, left, speaker)
    const owned = name && ownedBy(day ?? rest, name)
    if (owned) texts.add(owned)
    if (day) texts.add(day)
    texts.add(name === null || name.rows.length > 0 ? rest : spokenOf(rest, name.text))
    for (const text of texts) {
      const bare = { text, at: piece.at + start }
      found.push({
        ...{ piece: bare, left, rows: name?.rows ?? [], isTelling: false, isLed: true },
        placed: placing(piece, bare),
      })
    }
  }
  return found
}

/** "They're done" holds of all of them. */
const ofThem = /^(?:because |since |as |cos )?(?:he|she|they|it|we|i)\b/i

const sentenceEnd = /(?<=[.!?;])\s+/
/** What only tells why, or what is felt about it: a sentence behind it may order something again. */
const isToldBehind = (sentence: string): boolean =>
  becauseOf.test(sentence) || subject.test(sentence) || felt.test(sentence.trim())

/** "She only forgot to tick them": within a clause a limit of what says nothing of the rows narrows none. */
function mayNarrow(tail: string, isClause: boolean, speaker: Speaker): boolean {
  const limit = conditional.exec(tail)
  return limit !== null && (!isClause || bound.test(tail) || tells(tail.slice(limit.index), speaker))
}

function trailingReasons(piece: Piece, speaker: Speaker, mayCommand: MayCommand): Bare[] {
  const found: Bare[] = []
  const marks =
    /\s*[,;.!?]+\s+|\s+[–-]+\s+|\s+(?=(?:because|cos|coz|seeing that|given that|(?:since|as) (?:he|she|they|it|we|i|their|our|the)\b)\b)/g
  for (const mark of piece.text.matchAll(marks)) {
    const tail = piece.text.slice(mark.index + mark[0].length)
    const isClause = becauseOf.test(tail) || subject.test(tail)
    if (mark.index === 0 || !tail.split(sentenceEnd).every(isToldBehind)) continue
    if (mayNarrow(tail, isClause, speaker) || ordering.test(tail)) continue
    if (!mayCommand(piece.text.slice(0, mark.index))) continue
    const bare = { text: piece.text.slice(0, mark.index), at: piece.at }
    found.push({
      ...{
        piece: bare,
        left: tail,
        rows: [],
        isLed: false,
        isTelling: isClause && !ofThem.test(tail) && tells(tail, speaker),
      },
      placed: placing(piece, bare),
    })
  }
  return found
}
