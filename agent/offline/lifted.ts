/** Follow-ups that take a condition of the query before away: "drop the region filter", "scrap the date bit", "whoever the CSM is". Pure. */
import { isDeepStrictEqual } from 'node:util'
import type { Catalogue, ObjectType } from '#db/catalogue/types.ts'
import type { Condition, Scalar } from '#db/query/query.ts'
import type { Clock } from '#db/contract.ts'
import { conjuncts, type Asked, withWhere } from './compose/build.ts'
import { fieldsOf, fieldsAtEnd, isDay, lastKey } from './compose/reach.ts'
import { stem } from './inflect.ts'
import type { Lexicon } from './lexicon.ts'
import { asNoun, isBareRemoval, lifting, liftWords, parts, type LiftWords } from './lift-words.ts'
import { latticeOfText, readingsOf, type Lattice } from './read.ts'
import type { Ref, Span } from './spans.ts'
import { speaksOf } from './spoken-of.ts'
import { tokens, wordsOf, type Token } from './text.ts'
import { operative } from './words/ops.ts'

export const aboutFilters = new RegExp(
  `^(${parts}|anymore|any more|mixed|together|combined|it|is|are|be|same|thing|count|list|once|more|time|this|again|whoever|whatever|may|alike|longer|need|range|from|about|the|there|are)$`,
)
const timeWord =
  /^(dates?|days?|time|times|period|periods|time ?frame|window|deadline|timing|timeline|range|when|months?|weeks?|quarters?|years?|timeframe)$/

/** The spans of the likeliest path that are no function words. */
export const meantBy = ({ best }: Lattice): Span[] => best.filter(({ meaning }) => meaning.kind !== 'inert')

/** What the talk before lends: the requests that led to the query, in their own words. */
export type Talk = { texts: readonly string[]; clock: Clock }

/** The query without the condition that the words name; null where they say more, or name none that it has. */
export function lifted(lattice: Lattice, previous: Asked, lexicon: Lexicon, talk: Talk): Asked | null {
  const { catalogue } = lexicon
  const words = lattice.tokens.filter(({ kind }) => kind !== 'mark')
  const object = catalogue.objects.get(previous.from)
  if (!object) return null
  const clauses = conjuncts(previous.where)
  for (const way of liftWords(words)) {
    const wanted = without(way, { lattice, words, clauses, object, lexicon, talk })
    if (!wanted || JSON.stringify(wanted) === JSON.stringify(clauses)) continue
    return withWhere(previous, wanted)
  }
  return null
}

type Lifting = {
  lattice: Lattice
  words: readonly Token[]
  clauses: Condition[]
  object: ObjectType
  lexicon: Lexicon
  talk: Talk
}

/** What is left of the conditions; null where the words name none of them, or say more. */
function without(
  way: LiftWords,
  { lattice, words, clauses, object, lexicon, talk }: Lifting,
): Condition[] | null {
  const { catalogue } = lexicon
  const start = words[way.from]?.i ?? 0
  const end = (words[way.to - 1]?.i ?? 0) + 1
  const meant = meantBy(lattice)
  const opening = words[way.start]?.i ?? 0
  if (meant.some((span) => span.to <= opening && saysMore(span))) return null
  const named = words.slice(way.from, way.to)
  if (named.length === 0) return null
  if (named.every(({ word }) => whoWord.test(word))) return unmanned(clauses, catalogue)
  const noun = asNoun(named)
  if (noun) {
    const inner = latticeOfText(noun, lexicon)
    return left(inner, meantBy(inner), clauses, true, catalogue)
  }
  const behind = meant.filter((span) => span.to > start && span.from < end)
  // "All of this week" is that week.
  if (
    /^(all|every)$/.test(words[way.start]?.word ?? '') &&
    behind.some(({ meaning }) => meaning.kind === 'time')
  )
    return null
  const isWhen = named.every(({ word }) => timeWord.test(word) || lexicon.inert.has(word))
  const isExplicit = way.isExplicit || isWhen || isOnlyValue(behind, clauses, object, words, way)
  if (isExplicit && saysOnlyWhen(behind, named)) {
    const left = timed(clauses, object, catalogue)
    if (left) return left
  }
  const said = named.map(({ word }) => word)
  return (
    left(lattice, behind, clauses, isExplicit, catalogue) ??
    ofLabel(said, clauses, catalogue) ??
    (isExplicit ? unsaid(said, clauses, lexicon, talk) : null)
  )
}

/** "The tier", "the date": the one condition whose field is called so, among other words. */
function ofLabel(named: readonly string[], clauses: Condition[], { objects }: Catalogue): Condition[] | null {
  const stems = named.filter((word) => word.length > 2 && !aboutFilters.test(word)).map(stem)
  const isCalled = (clause: Condition): boolean =>
    'field' in clause &&
    [...objects.values()].some(({ fields }) =>
      fields.some(({ key, label }) => {
        const called = wordsOf(label).map(stem)
        return key === lastKey(clause.field) && stems.every((each) => called.includes(each))
      }),
    )
  const others = clauses.filter((clause) => !isCalled(clause))
  return stems.length > 0 && others.length === clauses.length - 1 ? others : null
}

const whoWord =
  /^(who|whose|whom|whoever|they|it|is|are|was|this|that|belongs?|to|owns?|the|owner|does|did|one|s|'s|them)$/

/** "Never mind whose": somebody's rows, whoever that was. */
function unmanned(clauses: Condition[], catalogue: Catalogue): Condition[] | null {
  const isSomebodys = (clause: Condition): boolean =>
    'field' in clause &&
    [...catalogue.objects.values()].some(({ fields }) =>
      fields.some(({ key, type }) => type === 'person' && key === lastKey(clause.field)),
    )
  const others = clauses.filter((clause) => !isSomebodys(clause))
  return others.length === clauses.length - 1 ? others : null
}

/** "For everyone", "everybody's", "the whole team's": nobody in particular any more. */
export function forEveryone(said: string, previous: Asked, catalogue: Catalogue): Asked | null {
  if (!everyone.test(said)) return null
  const others = unmanned(conjuncts(previous.where), catalogue)
  return others && withWhere(previous, others)
}
const everyone =
  /^(?:(?:for|of|from|by|show|give|list|what|about|and|same|the|do|it|same for) )*(?:everyone|everybody|anyone|anybody|everyone else s?|all of us|all of you|all csms|(?:the )?(?:whole|entire|full|complete) (?:team|company|lot|crew|group)|whoever|everyone on the team|everybody on the team)(?: 's)?$/

/** "Drop the gold" of gold ones: rows without the only value that is asked for are none, so it is no longer asked for. */
function isOnlyValue(
  behind: readonly Span[],
  clauses: readonly Condition[],
  object: ObjectType,
  words: readonly Token[],
  way: LiftWords,
): boolean {
  if (way.isKept) return false
  const isLabel = (key: string): boolean =>
    object.fields.some((field) => field.key === key && field.type === 'list')
  const typed = behind.filter((span) => !isFree(span))
  const taken = words.slice(0, way.to).some((_, at) => isBareRemoval(words.slice(0, way.to), at))
  return (
    taken &&
    typed.length > 0 &&
    typed.every(({ meaning }) =>
      meaning.kind === 'entry'
        ? meaning.refs.some(
            (ref) =>
              (ref.is === 'value' &&
                !isLabel(ref.field) &&
                clauses.some(
                  (clause) => 'field' in clause && clause.op === 'eq' && clause.value === ref.value,
                )) ||
              (ref.is === 'adjective' && clauses.some((clause) => isSame(clause, ref.where))),
          )
        : meaning.kind === 'name' &&
          clauses.some(
            (clause) =>
              'field' in clause && clause.op === 'eq' && meaning.rows.some(({ id }) => clause.value === id),
          ),
    )
  )
}

/** Words of an earlier request itself: "never mind the rolling over" after "that don't roll over". */
function unsaid(
  named: readonly string[],
  clauses: Condition[],
  lexicon: Lexicon,
  { texts, clock }: Talk,
): Condition[] | null {
  const stems = named.filter((word) => !lexicon.inert.has(word) && !aboutFilters.test(word)).map(stem)
  if (stems.length === 0) return null
  for (const text of texts) {
    const lattice = latticeOfText(text, lexicon)
    const inText = new Set(lattice.tokens.map(({ word }) => stem(word)))
    if (!stems.some((each) => inText.has(each))) continue
    for (const { clauses: made, draft } of readingsOf(lattice, lexicon, clock).slice(0, mostTold)) {
      const told = made.find(({ condition, items }) => {
        const said = items.flatMap((n) =>
          tokens(draft.items[n]?.span.text ?? '').map(({ word }) => stem(word)),
        )
        return (
          stems.every((each) => said.includes(each)) && clauses.some((clause) => isSame(clause, condition))
        )
      })
      if (told) return clauses.filter((clause) => !isSame(clause, told.condition))
    }
  }
  return null
}
const mostTold = 4
const isSame = (a: Condition, b: Condition): boolean => isDeepStrictEqual(a, b)

/** Words of the lifting itself, and operators that change nothing. */
const isFree = ({ meaning, text }: Span): boolean =>
  aboutFilters.test(text.toLowerCase()) ||
  lifting.test(text.toLowerCase()) ||
  (meaning.kind === 'op' && !meaning.ops.every(({ op }) => operative.has(op)))

/** Before the word that lifts only everyday words may stand, or what is asked once more. */
const saysMore = ({ meaning, text }: Span): boolean =>
  !aboutFilters.test(text.toLowerCase()) &&
  (meaning.kind === 'name' ||
    meaning.kind === 'number' ||
    (meaning.kind === 'entry' && /^(value|adjective|superlative)$/.test(meaning.role)))

/** Nothing is named but the time: "the date bit", "this week". */
function saysOnlyWhen(behind: readonly Span[], words: readonly Token[]): boolean {
  const isWhen = (text: string): boolean => timeWord.test(text.toLowerCase())
  const said = behind.filter((span) => !isFree(span))
  return (
    (said.some(({ meaning }) => meaning.kind === 'time') || words.some(({ word }) => isWhen(word))) &&
    said.every(({ meaning, text }) => meaning.kind === 'time' || isWhen(text))
  )
}

const isOfPeriod = (condition: Condition): boolean => JSON.stringify(condition).includes('"op":"during"')

const isDated = (condition: Condition, object: ObjectType, catalogue: Catalogue): boolean =>
  isOfPeriod(condition) ||
  fieldsOf(condition).some((path) => fieldsAtEnd(path, object, catalogue).some(isDay))

/** What is left without the conditions on days; null where there is none, or more than one. */
function timed(clauses: Condition[], object: ObjectType, catalogue: Catalogue): Condition[] | null {
  const left = clauses.filter((clause) => !isDated(clause, object, catalogue))
  return left.length === clauses.length - 1 ? left : null
}

/** What is left without the conditions that the words name; null where one of them names none. */
function left(
  lattice: Lattice,
  behind: readonly Span[],
  clauses: Condition[],
  isExplicit: boolean,
  catalogue: Catalogue,
): Condition[] | null {
  let kept = clauses
  let found = false
  for (const span of behind) {
    if (isFree(span) || span.meaning.kind === 'skipped') continue
    const { from, to } = span
    const senses = lattice.spans.filter((other) => other.from === from && other.to === to)
    const refs = [span, ...senses].flatMap(({ meaning: each }) =>
      each.kind === 'entry' && (each.role === 'field' || isExplicit) ? each.refs : [],
    )
    const ref = refs.find((each) =>
      kept.some((clause) => speaksOf(clause, each, catalogue) && !leavesOutOther(clause, each)),
    )
    const isMeant = (clause: Condition): boolean =>
      ref
        ? speaksOf(clause, ref, catalogue) && !leavesOutOther(clause, ref)
        : isExplicit &&
          senses.some(({ meaning: each }) =>
            each.kind === 'name'
              ? each.rows.some(({ id }) => JSON.stringify(clause).includes(JSON.stringify(id)))
              : each.kind === 'number'
                ? comparesWith(clause, each.number.value)
                : each.kind === 'time' && isOfPeriod(clause),
          )
    if (!kept.some(isMeant)) return null
    const values = senses.flatMap(({ meaning: each }) =>
      each.kind === 'name'
        ? each.rows.map(({ id }) => id)
        : each.kind === 'entry'
          ? each.refs.flatMap((ref) => (ref.is === 'value' ? [ref.value] : []))
          : [],
    )
    kept = kept.flatMap((clause) => (isMeant(clause) ? remaining(clause, values) : [clause]))
    found = true
  }
  return found ? kept : null
}

/** "Lose the mid-market ones" after the small ones were left out: one more value, and not that condition. */
const leavesOutOther = (clause: Condition, ref: Ref): boolean =>
  ref.is === 'value' &&
  'field' in clause &&
  (clause.op === 'ne' || clause.op === 'not_in') &&
  ![clause.value].flat().some((value) => value === ref.value)

/** "Forget the 200k thing". */
const comparesWith = (clause: Condition, value: number): boolean =>
  ('field' in clause || 'count' in clause) && clause.value === value

/** "Drop EMEA" of two regions leaves the other, "forget Dana" the other colleague. */
function remaining(clause: Condition, less: readonly Scalar[]): Condition[] {
  if (!('field' in clause) || clause.op !== 'in' || !Array.isArray(clause.value)) return []
  const values = clause.value
  const left = values.filter((value) => !less.includes(value))
  const [only, ...more] = left
  if (only === undefined || left.length === values.length) return []
  return [more.length === 0 ? { ...clause, op: 'eq', value: only } : { ...clause, value: left }]
}
