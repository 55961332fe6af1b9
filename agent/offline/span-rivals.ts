/** Raises the price of spans that a longer phrase, or one written as it is called, outdoes. Nothing is taken away. */
import { cost } from './span-cost.ts'
import type { Span } from './spans.ts'
import type { Token } from './text.ts'

type Draft = Omit<Span, 'id'>

/** Where a value is written as it is called: other words for the same token are dearer. */
export function chargeWritten(drafts: readonly Draft[], tokens: readonly Token[]): ReadonlySet<number> {
  const written = writtenOut(drafts, tokens)
  for (const draft of drafts) {
    const isOther = draft.to === draft.from + 1 && written.has(draft.from) && !isWrittenValue(draft, tokens)
    if (isOther || isInCapitals(draft, tokens)) draft.cost += cost.swallowing
  }
  return written
}

/** Parts of longer verbs and superlatives, and times that took the particle of one. */
export function chargeParts(drafts: readonly Draft[], tokens: readonly Token[]): void {
  for (const draft of drafts) {
    if (takesOwner(draft, drafts, tokens) || opensAmount(draft, drafts) || takesSign(draft, drafts))
      draft.cost += cost.swallowing
    if (takesParticle(draft, drafts) || isOfNamed(draft, drafts, tokens)) draft.cost += cost.swallowing
    if (opensSuperlative(draft, drafts) || opensVerb(draft, drafts)) draft.cost += cost.openingTime
  }
}

/** "Status is not won", "consent is unknown": behind its field's name a value is that value, and no turn of speech. */
function isOfNamed(draft: Draft, drafts: readonly Draft[], tokens: readonly Token[]): boolean {
  const at = /^(is|are|was|were)$/.test(tokens[draft.from - 1]?.word ?? '') ? draft.from - 1 : draft.from
  const fields = drafts.flatMap(({ to, meaning }) =>
    to === at && meaning.kind === 'entry' && meaning.role === 'field' ? meaning.refs : [],
  )
  const isDenial = draft.meaning.kind === 'entry' && tokens[draft.from]?.word === 'not'
  if (fields.length === 0 || !(isDenial || draft.meaning.kind === 'op')) return false
  return drafts.some(
    ({ from, to, via, meaning }) =>
      from === (isDenial ? draft.from + 1 : draft.from) &&
      to === draft.to &&
      via === 'exact' &&
      meaning.kind === 'entry' &&
      meaning.role === 'value' &&
      meaning.refs.some(
        (ref) =>
          ref.is === 'value' &&
          fields.some((of) => of.is === 'field' && of.object === ref.object && of.field === ref.field),
      ),
  )
}

/** "Who on my team's accounts": whose they are stands before the "'s", and is no noun's. */
const takesOwner = (
  { meaning, from, to }: Draft,
  drafts: readonly Draft[],
  tokens: readonly Token[],
): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'object' &&
  tokens[to]?.word === "'s" &&
  drafts.some(
    (other) =>
      other.to === to &&
      other.from > from &&
      other.meaning.kind === 'op' &&
      other.meaning.ops.some(({ op }) => op === 'team' || op === 'me'),
  )

/** "In EMEA and over 100k": behind no amount the sign is that of the next one. */
const opensAmount = ({ meaning, from, to, text }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'op' &&
  meaning.ops.every(({ op }) => op === 'compareAfter') &&
  /^(and|or) /i.test(text) &&
  drafts.some((number) => number.from === to && number.meaning.kind === 'number') &&
  !drafts.some(
    (number) => number.to <= from && number.to >= from - 2 && /^(number|time)$/.test(number.meaning.kind),
  )

const isSign = ({ meaning }: Draft): boolean =>
  meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'compare')

/** "Sitting under 30 %": right before a number the sign is the number's, and no end of another word. */
const takesSign = (draft: Draft, drafts: readonly Draft[]): boolean =>
  !isSign(draft) &&
  draft.to > draft.from + 1 &&
  (draft.meaning.kind === 'op' || draft.meaning.kind === 'entry') &&
  drafts.some((sign) => sign.to === draft.to && sign.from > draft.from && isSign(sign)) &&
  drafts.some(({ from, meaning }) => from === draft.to && meaning.kind === 'number')

/** "Most active people" is more than "most": the longer superlative is what was said. */
const opensSuperlative = ({ meaning, from, to, text }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'op' &&
  meaning.ops.some(({ op }) => op === 'rank') &&
  drafts.some(
    (other) =>
      other.via === 'exact' &&
      ((to === from + 1 &&
        other.from === from &&
        other.to > to + 1 &&
        other.meaning.kind === 'entry' &&
        other.meaning.role === 'superlative') ||
        // "With the most negative mood".
        (/\b(most|least)$/i.test(text) && other.from === to - 1 && other.to > to && isRank(other))),
  )

const isRank = ({ meaning }: Draft): boolean =>
  meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'rank')

/** "Has not logged in" logs nothing: the verb with its particle is another, unless the particle brings in a time. */
const opensVerb = ({ meaning, from, to }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'verb' &&
  to === from + 1 &&
  drafts.some(
    (other) =>
      other.from === from &&
      other.to === to + 1 &&
      other.via === 'exact' &&
      other.meaning.kind === 'entry' &&
      other.meaning.role === 'verb' &&
      / (in|on|off|up|out)$/i.test(other.text),
  ) &&
  !drafts.some((time) => time.from === to && time.meaning.kind === 'time' && !relative.test(time.text))

/** "In this month" is said of no day: the particle belongs to the verb. */
const relative = /^(in|on) (this|last|yesterday|today)\b/i
const takesParticle = (draft: Draft, drafts: readonly Draft[]): boolean =>
  takesManner(draft, drafts) || takesVerbParticle(draft, drafts)

/** "Finished late last quarter": how it was done, and no part of the quarter. */
const takesManner = ({ meaning, from, text }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'time' &&
  /^(late|early) /i.test(text) &&
  drafts.some(
    (other) =>
      other.to === from + 1 &&
      other.from < from &&
      other.via === 'exact' &&
      other.meaning.kind === 'entry' &&
      /^(verb|adjective)$/.test(other.meaning.role),
  )

const takesVerbParticle = ({ meaning, from, text }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'time' &&
  relative.test(text) &&
  drafts.some(
    (verb) =>
      verb.to === from + 1 &&
      verb.from === from - 1 &&
      verb.via === 'exact' &&
      verb.meaning.kind === 'entry' &&
      verb.meaning.role === 'verb' &&
      // "Calls in this quarter" are rows.
      !/^\S+s /i.test(verb.text),
  )

/** A value of the data, written with its capital as it is there. */
const isWrittenValue = ({ meaning, from, to, via }: Draft, tokens: readonly Token[]): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'value' &&
  via === 'exact' &&
  to === from + 1 &&
  /^\p{Lu}\p{Ll}/u.test(tokens[from]?.text ?? '') &&
  meaning.refs.some(
    (ref) => ref.is === 'value' && ref.observed && !ref.isPart && ref.value === tokens[from]?.text,
  )

/** "Usage of Reports", amid words that are not written so: what it is called, and no word for anything else. */
function writtenOut(drafts: readonly Draft[], tokens: readonly Token[]): ReadonlySet<number> {
  const small = tokens.filter(({ text }) => /^\p{Ll}/u.test(text)).length
  return new Set(
    small * 2 < tokens.length
      ? []
      : drafts.flatMap((draft) => (draft.from > 0 && isWrittenValue(draft, tokens) ? [draft.from] : [])),
  )
}

/** "IT managers" are nobody that was spoken of before. */
const isInCapitals = ({ meaning, from, to, text }: Draft, tokens: readonly Token[]): boolean =>
  text === 'IT' &&
  to === from + 1 &&
  meaning.kind === 'op' &&
  tokens.some(({ text: other }) => /\p{Ll}/u.test(other))
