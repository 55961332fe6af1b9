/** Spans of the vocabulary that begin at a token: entries of the catalogue by their role, and closed operators. Pure. */
import type { Field } from '#db/catalogue/types.ts'
import type { Lexicon } from './lexicon.ts'
import { plural } from './inflect.ts'
import type { Repairs } from './repairs.ts'
import { cost } from './span-cost.ts'
import type { Meaning, Ref, Role, Via } from './spans.ts'
import type { Token } from './text.ts'
import { operative, type Op } from './words/ops.ts'
import { walk } from './trie.ts'
import { fieldBehind, isOfPerson } from './compose/reach.ts'

export type Add = (from: number, to: number, meaning: Meaning, price: number, via?: Via) => void

/** What each word beyond two takes off the price of a condition: "came to nothing" is no sum. */
const longer = 0.25

const priceOf = (role: Role): number =>
  role === 'cue' || role === 'adjective' || role === 'object' || role === 'portfolio' || role === 'verb'
    ? cost[role]
    : role === 'kept'
      ? cost.kept
      : cost.entry

/** "No" and "on" are values only where their field is named; the composition needs a reason to take them. */
function priceAt(role: Role, refs: readonly Ref[], isSingle: boolean, word: string): number {
  const isClosed = role === 'value' && isSingle && /^(no|yes|on|off|none|other|unknown)$/.test(word)
  if (isClosed) return cost.closedValue
  return isSingle && refs.every((ref) => ref.is === 'value' && ref.observed) ? cost.observed : priceOf(role)
}

/** What a phrase gains by its length. A noun for some rows says all of it: "what I should have done by now" is more than "what I should have done". */
const longOf = (role: Role, refs: readonly Ref[], count: number): number =>
  role === 'value' || role === 'adjective'
    ? longer * Math.min(2, Math.max(0, count - 2))
    : refs.some((ref) => ref.is === 'object' && ref.where)
      ? longer * Math.min(4, Math.max(0, count - 2))
      : 0

/** The hyphen of "mid-market", the comma of "Europe, Middle East and Africa". */
const isInside = (tokens: readonly Token[], n: number): boolean =>
  tokens[n]?.word === '-' ||
  (tokens[n]?.word === ',' &&
    tokens[n - 1]?.capital === true &&
    (tokens[n + 1]?.capital === true || tokens[n + 1]?.word === 'the'))

type Closed = { op: Op; value?: string }[]

/** Of two ways to cut the same words the longer phrase is the likelier one. */
const priceOfOps = (ops: Closed, count: number): number =>
  ops.some(({ op }) => operative.has(op)) ? cost.op - 0.1 * Math.min(3, count - 1) : cost.softOp

export function addPhrases(
  i: number,
  tokens: readonly Token[],
  wordsAt: (i: number) => readonly string[],
  repairs: Repairs,
  lexicon: Lexicon,
  add: Add,
): void {
  for (const hit of walk(lexicon.phrases, i, wordsAt, (n) => isInside(tokens, n))) {
    const via = hit.repaired ? (repairs.get(i)?.via ?? 'typo') : 'exact'
    const extra = hit.repaired * (via === 'stem' ? cost.stem : cost.typo)
    const byRole = new Map<Role, Ref[]>()
    const ops: { op: Op; value?: string }[] = []
    for (const leaf of hit.leaves) {
      if (leaf.leaf === 'op') {
        // "On premises" is no slip for what somebody promises.
        if (leaf.op === 'speech' && hit.repaired && via === 'typo') continue
        if (!ops.some(({ op, value }) => op === leaf.op && value === leaf.value))
          ops.push({ op: leaf.op, ...(leaf.value && { value: leaf.value }) })
        continue
      }
      const list = byRole.get(leaf.ref.is) ?? []
      if (!list.some((known) => JSON.stringify(known) === JSON.stringify(leaf.ref))) list.push(leaf.ref)
      byRole.set(leaf.ref.is, list)
    }
    if (ops.length) add(i, hit.to, { kind: 'op', ops }, priceOfOps(ops, hit.to - i) + extra, via)
    for (const [role, found] of byRole) {
      const refs = role === 'relation' ? withoutNamed(found, byRole.get('object') ?? []) : found
      if (refs.length === 0) continue
      // Cues that are function words are looked for beside their values, not laid as spans.
      if (
        role === 'cue' &&
        (byRole.size > 1 ||
          (hit.to === i + 1 && (ops.length > 0 || lexicon.inert.has(tokens[i]?.word ?? ''))))
      )
        continue
      const price = priceAt(role, refs, hit.to === i + 1, tokens[i]?.word ?? '')
      // "Accounts" counts somebody's accounts only where the rows themselves are not meant.
      const doubled =
        role === 'field' &&
        byRole.has('object') &&
        refs.every((ref) => ref.is === 'field' && isCounted(lexicon, ref))
          ? 0.3
          : // "An urgent ticket" is one of them, and no count of somebody's.
            role === 'field' &&
              /^(a|an)$/.test(tokens[i - 1]?.word ?? '') &&
              refs.every((ref) => ref.is === 'field' && isCounted(lexicon, ref))
            ? 1
            : 0
      const nounToo = byRole.has('object') || byRole.has('relation')
      // "Detractor contacts" are people: a word that names rows is seldom the verb that looks like it.
      // "Tickets open since March": so is the word for a state.
      const isState = isStateToo(byRole.get('adjective'), refs)
      // "Contacts with open deals": the plural that opens a request is what is asked for.
      const opensRequest =
        nounToo &&
        /s$/.test(tokens[hit.to - 1]?.word ?? '') &&
        tokens.slice(0, i).every(({ kind, word }) => kind === 'mark' || lexicon.inert.has(word))
      const asVerb =
        (role === 'verb' && (nounToo || isState) && via === 'exact' ? cost.verbOfNoun : 0) +
        (role === 'verb' && opensRequest ? cost.openingVerb : 0) +
        // "Has" and "is" are seldom what somebody did.
        (role === 'verb' && ops.some(({ op }) => op === 'has' || op === 'ask') && hit.to === i + 1
          ? cost.verbOfNoun
          : 0)
      const asOther = besideOthers(lexicon, {
        ...{ role, refs, byRole, before: tokens[i - 1]?.word ?? '' },
        near: wordsAround(tokens, i, hit.to),
      })
      // "The CSM" is whoever has the part, "CSMs" are the people.
      const persons = byRole.get('field') ?? []
      const isMany = isPeople(lexicon, persons, tokens, i, hit.to)
      const asField =
        (role === 'field' && nounToo && isMany) ||
        (role === 'object' &&
          !/(s|people)$/.test(tokens[hit.to - 1]?.word ?? '') &&
          isPersonField(lexicon, persons))
          ? cost.personOfPeople
          : 0
      const shared = [...byRole.values()].some(
        (others) => others !== found && others.some((ref) => ref.object !== refs[0]?.object),
      )
      const meaning: Meaning = { kind: 'entry', role, refs, ...(shared && { shared }) }
      const long = via === 'exact' ? longOf(role, refs, hit.to - i) : 0
      add(i, hit.to, meaning, price - long + extra + doubled + asVerb + asField + asOther, via)
    }
  }
}

/** The verb looks like a word for a state of the same rows. */
const isStateToo = (states: readonly Ref[] | undefined, refs: readonly Ref[]): boolean =>
  states !== undefined &&
  refs.every(
    (ref) =>
      ref.is === 'verb' &&
      !ref.past &&
      (ref.deed !== undefined || states.some(({ object: own }) => own === ref.object)),
  )

type Beside = {
  role: Role
  refs: readonly Ref[]
  byRole: ReadonlyMap<Role, Ref[]>
  before: string
  near: readonly string[]
}

/** What a sense costs beside the other senses of the same words. */
function besideOthers(lexicon: Lexicon, { role, refs, byRole, before, near }: Beside): number {
  const values = byRole.get('value') ?? []
  const main = mainOf(lexicon)
  // "Which product brings in most": beside a word that tells groups apart the field is meant, not whoever has it.
  if (
    role === 'relation' &&
    refs.every((ref) => ref.is === 'relation' && isFieldOf(ref.to, byRole.get('field')))
  )
    return parting.test(before) ? 0.6 : 0.1
  // A word by which a field goes is hardly a part of one of its values.
  if (role === 'value')
    return byRole.has('field') && refs.every((ref) => ref.is === 'value' && ref.observed) ? 1.2 : 0
  if (role !== 'verb' && role !== 'adjective') return 0
  // "Won" by itself is said of what has it for a state, not of whoever was won over.
  const isOfMain = refs.every((ref) => ref.object === main || (ref.is === 'verb' && ref.deed !== undefined))
  if (isOfMain && values.length > 0 && values.every((ref) => ref.object !== main))
    // "Lose the most customers", "how much ARR did we lose": what was lost stands beside it.
    return role === 'verb' && near.some((word) => nounsOf(lexicon).has(word)) ? 0.2 : 1.1
  // "Deals landed in May" were won: the state says more than that their day came.
  const isEvent = refs.some(
    (ref) =>
      ref.is === 'verb' &&
      ref.past &&
      isMainEvent(lexicon, ref) &&
      values.some((state) => state.object === ref.object),
  )
  return isEvent ? 0.8 : 0
}

const reachAround = 4

const wordsAround = (tokens: readonly Token[], from: number, to: number): string[] =>
  [...tokens.slice(Math.max(0, from - reachAround), from), ...tokens.slice(to, to + reachAround)].map(
    ({ word }) => word,
  )

const nouns = new WeakMap<object, ReadonlySet<string>>()

/** The words by which the rows of the main object, and their money, go. */
function nounsOf({ catalogue }: Lexicon): ReadonlySet<string> {
  const known = nouns.get(catalogue)
  if (known) return known
  const main = catalogue.objects.values().next().value
  const made = new Set(
    main
      ? [main.label, ...main.nouns, ...main.fields.flatMap(moneyNames)].flatMap((noun) => [
          noun.toLowerCase(),
          plural(noun.toLowerCase()),
        ])
      : [],
  )
  nouns.set(catalogue, made)
  return made
}

const moneyNames = ({ label, implicitFor, phrases }: Field): string[] =>
  implicitFor === 'money' ? [label, ...(phrases?.nouns ?? [])] : []

/** Where a noun names the rows themselves, that others hold them is found by the way there: one span says both. */
const withoutNamed = (refs: readonly Ref[], objects: readonly Ref[]): Ref[] =>
  refs.filter(
    (ref) =>
      ref.is !== 'relation' ||
      ref.where !== undefined ||
      ref.to === ref.object ||
      !objects.some((own) => own.is === 'object' && own.object === ref.to && !own.where),
  )

const isCounted = ({ catalogue }: Lexicon, ref: Extract<Ref, { is: 'field' }>): boolean =>
  fieldBehind(catalogue, ref)?.unit === 'items'

const isMainEvent = ({ catalogue }: Lexicon, ref: Extract<Ref, { field: string }>): boolean =>
  fieldBehind(catalogue, ref)?.event === 'main'

const mainOf = ({ catalogue }: Lexicon): string | undefined => catalogue.objects.keys().next().value

const isFieldOf = (object: string, fields: readonly Ref[] = []): boolean =>
  fields.some((ref) => ref.is === 'field' && ref.object === object)

const parting = /^(by|per|across|each|every|for|over|between|among|amongst|which|what)$/

/** "CSMs with no red accounts": the plural of a person field that also names people means these, but where something is split by it. */
const isPeople = (
  lexicon: Lexicon,
  refs: readonly Ref[],
  tokens: readonly Token[],
  from: number,
  to: number,
): boolean =>
  /s$/.test(tokens[to - 1]?.word ?? '') &&
  !tokens.slice(Math.max(0, from - 3), from).some(({ word }) => parting.test(word)) &&
  isPersonField(lexicon, refs)

const isPersonField = ({ catalogue }: Lexicon, refs: readonly Ref[]): boolean =>
  refs.length > 0 && refs.every((ref) => isOfPerson(catalogue, ref))
