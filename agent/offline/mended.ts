/** Speech as it was meant: hesitations go, and what is taken back in the same breath gives way to what is said in its place ("in Latin America, no wait, Asia Pacific"). Only like for like; anything else stays as it was said. Pure. */
import type { Lexicon } from './lexicon.ts'
import { latticeOfText, type Lattice } from './read.ts'
import type { Span } from './spans.ts'

const sound = '(?:u+m+|u+h+|uhm+|er|erm+|e+hm*|h+m+)'
const pause = '[\\s,;.…–—-]'
/** Said while looking for words. Alone they may be part of a sentence, between pauses they are none. */
const hedge =
  "(?:you know(?: what i mean)?|you see|like|let['’]?s see|let me (?:see|think)|i (?:dunno|don['’]?t know|guess|suppose|think|believe|reckon|mean)|shall (?:we|i) say|let['’]?s say|say|so to (?:say|speak)|as it were|if you (?:like|will)|how (?:shall|should|do|can) (?:i|we|you) (?:put|say|phrase) (?:it|this|that)|to put it (?:mildly|nicely|politely)|what['’]?s the (?:word|phrase|term|name)|what['’]?s it called|what (?:was|is) (?:it|the name|his name|her name|their name)|what['’]?s (?:his|her|their) (?:name|face)|what do (?:you|we) call (?:it|that|them|those)|for (?:want|lack) of a better (?:word|term)|dare i say|mind you|as they say|in a (?:way|manner of speaking)|sort of|kind of|well|right|okay|ok|basically|honestly|frankly|obviously|of course|by the way|if i (?:remember|recall) (?:right|rightly|correctly)|god knows|whatever)"
const hesitations: readonly [RegExp, string][] = [
  // "In, uh, Asia", "in uh Asia".
  [
    new RegExp(
      `(^|\\s|,|…|\\.\\.+)\\s*(?<![\\p{L}\\d])${sound}(?=[\\s,….]|$)(?:\\s*(?:,|…|\\.\\.+))?\\s*`,
      'giu',
    ),
    ' ',
  ],
  // "Who've, you know, cut back".
  [new RegExp(`(?:,|\\s[–—-]|…|\\.\\.\\.)\\s+${hedge}\\s*(?:,|[–—-](?=\\s)|…|\\.\\.\\.)\\s*`, 'giu'), ' '],
  [
    new RegExp(
      `,\\s+(?:shall we say|let['’]?s say|say|so to speak|as it were|you know|or so|if you like|if you will)(?=\\s*[.!?]*$)`,
      'giu',
    ),
    '',
  ],
  // "Half as much, or even less".
  [
    /,\s+(?=or (?:even |maybe )?(?:less|more|fewer|lower|higher|worse|longer|better|older|bigger|smaller|over|under|above|below)\b\s*(?:[.,;!?]|$))/giu,
    ' ',
  ],
  // "This quarter and next".
  [
    /\b(this|the current|last|next) (week|month|quarter|year) (and|or|plus) (?:the )?(next|last|previous|following)(?: one)?(?=\s*(?:$|[.,;!?]|with|in|for|of|by|that|who|where|per))/giu,
    '$1 $2 $3 $4 $2',
  ],
  // "In the last 12 months … within the next six".
  [
    /\b((?:\d+|[a-z]+) (day|week|month|quarter|year)s?\b.*?\b(?:within|in|over|during) the (?:next|last|past|coming|previous|following) (?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+))(?=\s*(?:$|[.,;!?]))/giu,
    '$1 $2s',
  ],
  // "On the ropes? Health under 40, I mean."
  [
    /(?<=[.?!]\s+)([^.?!]+?),\s+(?:i mean|i meant|that is(?: to say)?|i['’]?m talking about|i['’]?m thinking of)(?=\s*[.!?]*$)/giu,
    'I mean $1',
  ],
  // "Leaving urgent aside, how many …", "how many … in March, urgent ones left aside".
  [
    /(?<=^|[\s,;–—-])(?:leaving|setting|putting|laying|keeping|if (?:we|you|i) (?:leave|set|put))\s+((?!it |that |this |them |those |out |off |away |aside )(?:[\p{L}\d&'’-]+\s+){1,5}?)(?:aside|to one side|on one side|to the side|out of (?:it|the (?:picture|equation|count)))(?=\s*[,;:.!?–—-]|\s+(?:and|please)\b|\s*$)/giu,
    'excluding $1',
  ],
  [
    /(?:(?<=^|[,;(–—]\s*)(?:(?:with|and|but) )?|(?<=\s)with )((?!it |that |this |them |those |joking |jokes |kidding |all |put |set |leave |lay |push |call )(?:(?!and |or |by |was |were |is |are )[\p{L}\d&'’-]+\s+){1,3}?)(?:(?:being |left |set |put )?aside|(?:left |taken )out of (?:it|the (?:picture|equation|count))|(?:being |to be )?(?:excluded|excepted|omitted|disregarded|ignored|not (?:included|counted)|left out|taken out))(?=\s*[,;:)–—]|(?: please| pls| thanks)?\s*[.!?]*$)/giu,
    'excluding $1',
  ],
  // "We don't have a sponsor any more": that they had one once narrows nothing.
  [
    /(?<=(?:\bnot|n['’]t) (?:have|got)\b[^,.;:?!]*?)\s+(?:any ?more|any longer)(?=\s*[,.;:?!]|\s+(?:or|and|but)\b|$)/giu,
    '',
  ],
  // "Without a sponsor or never had one": what is not there now was denied already.
  [
    /(?<=\b(?:no|not|never|without|lack(?:s|ing)?)\b.*|n['’]t\b.*)[,\s]+(?:or|and) never (?:had|did)(?: one| any| it| them)?(?=\s*[.,;?!]|$)/giu,
    '',
  ],
  // "The big ones, enterprise that is, but …".
  [/(,\s+[\p{L}\d][^,.;:!?]{1,30}?)\s+that is(?: to say)?(?=\s*(?:[,.;!?]|$))/giu, '$1'],
]

/** Between what is taken back and what is said in its place. */
const taking =
  '(?:no[,\\s]+wait|wait[,\\s]+no|no[,\\s]+sorry|sorry[,\\s]+no|no[,\\s]+hang on|no[,\\s]+hold on|no[,\\s]+no|no[,\\s]+actually|actually[,\\s]+no|no[,\\s]+make (?:that|it)|sorry[,\\s]+(?:i )?mean(?:t)?|i mean(?:t)?(?: to say)?|i should say|or rather|or actually|or wait|or no|make that|scratch that|strike that|correction|my mistake|my bad|oops|sorry|wait|actually|rather(?! than)|hang on|hold on|nope|no)'
const cue = new RegExp(
  `(?<lead>${pause}+)(?:(?:oh|ah|well|argh|and|but|or|actually|sorry|wait|no|the)[\\s,.…–—-]+)*${taking}(?<tail>${pause}+)(?=[\\p{L}\\d$€£])`,
  'giu',
)
/** A bare "no" takes nothing back unless it stands by itself. */
const byItself =
  /^[\s,;.…–—-]*[,;.…–—-]\s*(?:(?:oh|ah|well|but|and)[\s,]+)*(?:(?:no|wait|rather|nope|hang on|hold on)\s*[,;.…–—-]|no\s+(?=[\d$€£])|actually\b)/iu
const mayMean =
  /no[,\s]+(?:wait|sorry|hang|hold|no|actually|make)|(?:wait|sorry|actually)[,\s]+no|(?:oh|ah)[,\s]+(?:no|wait|actually)|mean|sorry|make|scratch|strike|correction|mistake|my bad|oops|say|or (?:rather|actually|wait|no)/iu
/** Said once more: "six or, yeah, six or less". */
const again =
  /(?<lead>(?:[\s,…–—-]+(?:or|and|well|so))*[\s,…–—-]+)(?:yeah|yes|yep|yup|ok|okay|right|exactly)(?<tail>[\s,…–—-]+)(?=[\p{L}\d])/giu

const mostMended = 4

const isBetween = ({ meaning, text }: Span): boolean =>
  meaning.kind === 'inert' ||
  /^(just|only|or|and|the|a|an|in|at|of|from|for|by|on|make|it|that|to)$/i.test(text)

/** What the span may stand for: rows, a value of one field, an amount, a time. */
function kindsOf({ meaning }: Span): string[] {
  if (meaning.kind === 'number') return [meaning.number.percent ? 'percent' : 'number']
  if (meaning.kind === 'time') return ['time']
  if (meaning.kind === 'name') return meaning.rows.slice(0, 1).map(({ object }) => `name ${object}`)
  if (meaning.kind !== 'entry') return []
  if (meaning.role === 'object') return ['rows']
  return meaning.role === 'value'
    ? meaning.refs.flatMap((ref) => (ref.is === 'value' ? [`${ref.object}.${ref.field}`] : []))
    : []
}

type Place = { from: number; to: number; kinds: string[]; text: string }

const placeOf = ({ tokens }: Lattice, span: Span): Place => ({
  from: tokens[span.from]?.from ?? 0,
  to: tokens[span.to - 1]?.to ?? 0,
  kinds: kindsOf(span),
  text: span.text.toLowerCase(),
})

type End = {
  /** Everything that may be meant right there. */
  at: Place[]
  /** All like it farther in. */
  all: Place[]
  /** What operator stands before each of them: "below", "top". */
  opBefore: (place: Place) => Place | undefined
}

const isBound = ({ meaning }: Span): boolean =>
  meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'compare' || op === 'rank' || op === 'between')

/** What stands at one end of the text. */
function endsOf(text: string, lexicon: Lexicon, side: 'first' | 'last'): End {
  const lattice = latticeOfText(text, lexicon)
  const path = lattice.best
  const isLittle = (span: Span): boolean => isBetween(span) || isBound(span)
  const edge =
    side === 'first' ? path.find((span) => !isLittle(span)) : path.findLast((span) => !isBetween(span))
  const all = lattice.spans.filter((span) => span.via !== 'typo' && kindsOf(span).length > 0)
  const at = all.filter((span) => (side === 'first' ? span.from === edge?.from : span.to === edge?.to))
  const places = (spans: readonly Span[]): Place[] => spans.map((span) => placeOf(lattice, span))
  const bounds = path.filter(isBound).map((span) => ({
    ...placeOf(lattice, span),
    kinds: span.meaning.kind === 'op' ? span.meaning.ops.map(({ op }) => op) : [],
  }))
  return {
    at: places(at),
    all: places(path.filter((span) => kindsOf(span).length > 0)),
    opBefore: ({ from }) =>
      bounds.find(({ to }) => to <= from && /^\s*(?:the |a |an )?$/iu.test(text.slice(to, from))),
  }
}

const width = ({ from, to }: Place): number => to - from

/** The two that are alike, the widest first. */
function alike(olds: readonly Place[], news: readonly Place[]): { old: Place; put: Place } | undefined {
  return olds
    .flatMap((old) => news.map((put) => ({ old, put })))
    .filter(({ old, put }) => old.kinds.some((kind) => put.kinds.includes(kind)))
    .toSorted((a, b) => width(b.old) + width(b.put) - width(a.old) - width(a.put))[0]
}

/** Where a phrase breaks off, its article and the marks before it go too. */
const brokenOff = (text: string, next: string): string => {
  const open = text.replace(/[\s,;…–—-]+$/u, '')
  const little = /(?:^|\s)(the|a|an|in|at|of|from|for|by|on|with)$/iu.exec(open)?.[1]
  const isArticle = little !== undefined && /^(the|an?)$/i.test(little)
  const isSaidAgain = little !== undefined && next.toLowerCase().startsWith(`${little.toLowerCase()} `)
  return isArticle || isSaidAgain ? open.slice(0, -(little?.length ?? 0)).trimEnd() : open
}

const denied = /\b(?:not|no|never|without|n['’]t)\s+(?:\p{L}+\s+)?$/iu

/** "Without a csm, sorry, without a champion": it is begun anew from that word. */
function begunAnew(before: string, after: string): string | null {
  const word =
    /^(without|with|above|below|under|over|since|before|after|whose|who|that|where|from|by|until|between|top|bottom)\b/iu.exec(
      after,
    )?.[1]
  const at = word
    ? before.toLowerCase().search(new RegExp(`\\b${word.toLowerCase()}(?:\\s+[^\\s,.;]+){1,5}[\\s,;]*$`, 'u'))
    : -1
  return at > 0 && !denied.test(before.slice(0, at)) ? `${before.slice(0, at).trimEnd()} ${after}` : null
}

const replaced = (before: string, after: string, lexicon: Lexicon): string | null =>
  replacedLike(before, after, lexicon) ?? begunAnew(before, after)

function replacedLike(before: string, after: string, lexicon: Lexicon): string | null {
  const said = endsOf(before, lexicon, 'last')
  const now = endsOf(after, lexicon, 'first')
  // "Below forty, no, below thirty": the bound is said anew with its figure.
  const whole = (old: Place, put: Place): Place | null => {
    const bound = now.opBefore(put)
    if (!bound) return old
    const known = said.opBefore(old)
    return known?.kinds.some((kind) => bound.kinds.includes(kind)) ? { ...old, from: known.from } : null
  }
  const beside = alike(said.at, now.at)
  if (beside) {
    const old = whole(beside.old, beside.put)
    if (!old || denied.test(before.slice(0, old.from))) return null
    return `${brokenOff(before.slice(0, old.from), after)} ${after}`.trim()
  }
  // "Open for 20 days in EMEA, no sorry, 30 days": the only one of its kind.
  const [put] = now.at.toSorted((a, b) => width(b) - width(a))
  const olds = put ? said.all.filter(({ kinds }) => kinds.some((kind) => put.kinds.includes(kind))) : []
  const [only] = olds
  const old = put && only && olds.length === 1 ? whole(only, put) : null
  if (!put || !old || denied.test(before.slice(0, old.from))) return null
  const rest = after.slice(put.to).replace(/^\s+ones?\b/iu, '')
  if (!/^\s*([,;.!?…–—]|$)/u.test(rest)) return null
  const from = now.opBefore(put)?.from ?? put.from
  return `${before.slice(0, old.from)}${after.slice(from, put.to)}${before.slice(old.to)}${rest}`
}

/** "The admins, yeah just the admins": the same once more, perhaps with what belongs to it. */
function saidOnce(before: string, after: string, lexicon: Lexicon): string | null {
  const said = endsOf(before, lexicon, 'last')
  const now = endsOf(after, lexicon, 'first')
  const same = said.at.flatMap((old) => now.at.filter(({ text }) => text === old.text).map(() => old))[0]
  return same ? `${brokenOff(before.slice(0, same.from), after)} ${after}`.trim() : null
}

/** "Six tickets or more" is "six or more tickets"; "30 days or more" is a stretch of time. */
const boundBehind =
  /(?<![\p{L}\d$€£.,])(\d+|half a dozen|a dozen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty) ((?!days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b|quarters?\b|points?\b|percent\b|or\b|and\b|per\b|stars?\b|of\b|out\b|to\b|in\b|hundred\b|thousand\b|grand\b|million\b|k\b|m\b)[\p{L}-]+s|(?!or\b|and\b|of\b|to\b|in\b|hundred\b|thousand\b)[\p{L}-]+ (?!days\b|weeks\b|months\b|years\b|hours\b|points\b|dollars\b|euros\b)[\p{L}-]+s) (or more|or fewer|or less|and more|plus|and up)(?= |[.,;!?]|$)/giu

const quoted = /["“][^"”]*["”]/u

export function mended(text: string, lexicon: Lexicon): string {
  // Text of somebody's own stays as it is.
  if (quoted.test(text)) return text
  let said = hesitations
    .reduce((rest, [pattern, put]) => rest.replace(pattern, put), text)
    .replace(boundBehind, '$1 $3 $2')
    .trim()
  for (let n = 0; n < mostMended; n++) {
    const next = once(said, lexicon)
    if (next === null) return said
    said = next
  }
  return said
}

function once(text: string, lexicon: Lexicon): string | null {
  for (const [pattern, mend] of [
    [cue, replaced],
    [again, saidOnce],
  ] as const)
    for (const match of text.matchAll(pattern)) {
      if (
        pattern === cue &&
        !mayMean.test(match[0]) &&
        !byItself.test(match[0] + text.charAt(match.index + match[0].length))
      )
        continue
      const before = text.slice(0, match.index)
      const after = text.slice(match.index + match[0].length)
      const made = /\p{L}/u.test(before) ? mend(before, after, lexicon) : null
      if (made !== null && made !== text) return made
    }
  return null
}
