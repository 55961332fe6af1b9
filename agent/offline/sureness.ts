/** How likely a reading is what was meant: a logistic map over its signs, with weights that were fitted on readings whose outcome is known. Pure. */
import type { ObjectType } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import type { Ranked } from './route.ts'
import { isEverydayTalk } from './anchor.ts'
import { isOp, kind, opOf, roleOf } from './compose/draft.ts'
import fitted from './sureness.json' with { type: 'json' }

/** What of a reading tells for or against it; each grows with doubt. */
export const signNames = [
  'cost',
  'talk',
  'unused',
  'repaired',
  'partial',
  'steps',
  'conditions',
  'edited',
  'headless',
  'dropped',
  'words',
  'undated',
  'cues',
  'far',
  'negated',
  'bare',
  'rivals',
  'unsaid',
] as const
export type Sign = (typeof signNames)[number]
export type Signs = Record<Sign, number>

const isWord = (text: string): boolean => /\p{L}/u.test(text)

/** That something is there at all is seldom what was meant, but for the day on which a row left, or where it is said so. */
const isBare = (condition: Condition, { usually }: ObjectType): boolean =>
  ('field' in condition &&
    condition.op === 'not_null' &&
    !usually.some(({ liftedBy }) => liftedBy.some(({ field }) => field === condition.field))) ||
  ('some' in condition && condition.where === undefined)

/** Of how many fields something is said: "CFO, VP finance or finance director" is one condition. */
const fieldsOf = ({ atoms }: Ranked['draft']): number =>
  new Set(atoms.map((each, n) => (each.field === undefined ? n : `${each.object}.${each.field}`))).size

/** Two words for one state ("open", of status open) make no other question; other rows, figures or more conditions do. */
const shapeOf = ({ final: { where, select: _, ...rest } }: Ranked): string =>
  `${JSON.stringify(rest)} ${JSON.stringify(where ?? null).split('"op"').length}`

/** Readings of another shape that cost hardly more. */
const closeTo = (reading: Ranked, rivals: readonly Ranked[]): number =>
  rivals.filter((each) => each.price - reading.price < 0.6 && shapeOf(each) !== shapeOf(reading)).length

/** `dropped`: words that were taken for what leads up to the request. */
export function signsOf(
  reading: Ranked,
  aside: readonly string[],
  dropped: number,
  rivals: readonly Ranked[] = [],
): Signs {
  const { draft, spans } = reading
  const items = draft.items.filter(({ span }) => isWord(span.text))
  const unused = items.filter(
    (item) =>
      kind(item) === 'op' &&
      !draft.used.has(item.n) &&
      !isOp(item, 'filler', 'show', 'ask', 'and', 'or', 'has', 'all', 'only'),
  )
  const dated = draft.atoms.filter((each) => each.kind === 'period')
  return {
    cost: Math.min(reading.cost, 12) / 4,
    talk:
      Math.min(items.filter((item) => kind(item) === 'inert' && isEverydayTalk(item.span.text)).length, 8) /
      4,
    unused: Math.min(unused.length, 4) / 2,
    repaired: spans.filter(({ via }) => via === 'typo').length,
    partial: spans.filter(({ via }) => via === 'partial').length,
    steps: draft.atoms.reduce((most, each) => Math.max(most, each.reach.steps), 0),
    conditions: Math.min(fieldsOf(draft), 6) / 3,
    edited: reading.edited ? 1 : 0,
    headless: reading.head === undefined && !isOfPoints(draft) && !asksWhoDid(draft) ? 1 : 0,
    dropped: Math.min(dropped + aside.length, 12) / 6,
    words: Math.min(items.length, 30) / 10,
    undated: dated.filter((each) => each.items.length === 1).length,
    far:
      JSON.stringify([reading.final.measures, reading.final.orderBy, reading.final.groupBy]).split(
        /"[a-z_]+\.[a-z_]+"/,
      ).length - 1,
    negated: new Set(draft.atoms.flatMap((each) => (each.negated ? [each.group ?? each.field ?? each] : [])))
      .size,
    bare: draft.atoms.filter(
      ({ kind: of, condition, items: said }) =>
        isBare(condition, draft.object) &&
        !(of === 'adjective' && said.every((n) => /\s/.test(draft.items[n]?.span.text ?? ''))) &&
        !said.some((n) => isOp(draft.items[n], 'null', 'present', 'except')),
    ).length,
    rivals: Math.min(closeTo(reading, rivals), 3) / 2,
    unsaid: named(reading.final.from, draft) || isOfPoints(draft) ? 0 : 1,
    cues: items.filter((item) => roleOf(item) === 'verb' || roleOf(item) === 'cue').length / 2,
  }
}

/** Points of a time series have no noun that people use: what they add up to and what they are of names them. */
const isOfPoints = ({ object, items, measures }: Ranked['draft']): boolean =>
  object.id === null &&
  measures.some((each) => 'fn' in each && each.fn === 'sum') &&
  items.some(({ ref }) => ref?.object === object.key && ref.is !== 'cue')

/** "Who renews in January": those whom the verb is said of are asked for. */
const asksWhoDid = ({ items, used }: Ranked['draft']): boolean =>
  items.some((item) => opOf(item, 'ask')?.value === 'who') &&
  items.some(({ n, ref, reach }) => used.has(n) && ref?.is === 'verb' && reach?.steps === 0)

/** A noun or a name of the asked rows stands there. */
const named = (object: string, { items }: Ranked['draft']): boolean =>
  items.some(
    ({ ref, span: { meaning } }) =>
      (ref?.is === 'object' && ref.object === object) ||
      (ref?.is === 'relation' && ref.to === object) ||
      (meaning.kind === 'name' && meaning.rows[0]?.object === object),
  )

type Fitted = { weights: Partial<Record<Sign, number>>; bias: number; threshold: number }
const { weights, bias, threshold }: Fitted = fitted

/** The chance, 0 to 1, that this is what was meant. */
export const chanceOf = (signs: Signs): number =>
  1 / (1 + Math.exp(-signNames.reduce((sum, sign) => sum + (weights[sign] ?? 0) * signs[sign], bias)))

/** Below it a reading is put as a question: chosen from the risk at each coverage (see the file of the weights). */
export const leastChance = threshold
