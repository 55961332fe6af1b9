/** Decides what to do with the readings: answer, ask one short question, or say what it can't do and what comes nearest. Pure. */
import type { Catalogue, Field } from '#db/catalogue/types.ts'
import { inSentence } from '#db/query/print.ts'
import { isAnchored } from './anchor.ts'
import { nounObject } from './compose/nouns.ts'
import { fieldBehind } from './compose/reach.ts'
import type { Names } from './names.ts'
import type { Reading } from './read.ts'
import { slips } from './spelling.ts'
import { fold, type Token } from './text.ts'
import { unknownsOf, type Unknown } from './unknown.ts'

export type Decision =
  | {
      decision: 'answer'
      reading: Reading
      /** Words that were left out, to be said. */
      aside: string[]
      /** Other readings that account for every word, cheapest first. */
      rivals: Reading[]
    }
  | {
      decision: 'clarify'
      question: string
      options: string[]
      /** Tokens that an option replaces. */ from: number
      to: number
      /** What the other words come to. */
      rest?: Reading
    }
  | { decision: 'refuse'; reason: string }

const mostOptions = 5
/** A reading that asks nothing may cost this much more than the cheapest, before its question is put. */
const slack = 1

/** Which of the rows that share a name is meant; the place of the name is where the answer goes. */
export const whichOf = (
  text: string,
  rows: readonly { name: string }[],
  { from, to }: { from: number; to: number },
) => ({
  question: `Which ${text} do you mean?`,
  options: rows.slice(0, mostOptions).map(({ name }) => name),
  ...{ from, to },
})

export function decide(
  readings: readonly Reading[],
  tokens: readonly Token[],
  names: Names,
  catalogue: Catalogue,
  /** The words stand in a command, which is about the records whatever they are. */
  isPart = false,
): Decision {
  const [cheapest] = readings
  if (!cheapest) return refuse(catalogue)
  const settled = readings.find(
    (reading) =>
      reading.price <= cheapest.price + slack &&
      isWhole(reading) &&
      !reading.asks.length &&
      isOfNamed(reading, cheapest),
  )
  const best = settled ?? cheapest
  const unknown = unknownsOf(best, tokens)
  const graded = isWhole(best)
    ? undefined
    : readings.find((each) => each.price <= best.price + slack * 2 && gradeLeft(each))
  const grade = graded && unknownsOf(graded, tokens).length === 0 ? gradeLeft(graded) : undefined
  if (grade) return aboutGrade(grade, catalogue)
  if (!isPart && !isAnchored(best, unknown)) return refuse(catalogue, unknown)
  const [ask] = best.asks
  if (ask?.ask === 'which') return { decision: 'clarify', ...whichOf(ask.text, ask.rows, ask.span) }
  if (unknown.length && best.account.lost.length) return refuse(catalogue, unknown)
  const strange = unknown.find((each) => each.as !== 'aside')
  if (strange) return aboutUnknown(strange, best, names, catalogue)
  const [lost] = [...best.account.lost, ...best.account.ignored]
  if (lost)
    return {
      decision: 'clarify',
      question: `I don't see what “${lost.text}” refers to here. Could you say it another way?`,
      options: [],
      rest: best,
      from: lost.from,
      to: lost.to,
    }
  const repaired = manyRepairs(best)
  if (repaired)
    return {
      decision: 'clarify',
      question: `Do you mean ${repaired.name}?`,
      options: [repaired.name],
      from: repaired.from,
      to: repaired.to,
    }
  const aside = [...unknown.map((each) => each.text), ...best.account.ignored.map((span) => span.text)]
  const rivals = readings.filter((each) => each !== best && isWhole(each) && !each.asks.length)
  return { decision: 'answer', reading: best, aside, rivals }
}

type Grade = { text: string; from: number; to: number; field: Field }

/** A word for much or little of something that no threshold is known of: "shelfware", "whales". */
function gradeLeft({ account, draft }: Reading): Grade | undefined {
  const [span, ...more] = [...account.lost, ...account.ignored].filter(({ meaning }) => meaning.kind !== 'op')
  if (!span || more.length || span.meaning.kind !== 'entry' || span.meaning.role !== 'grade') return undefined
  const ref = draft.items.find((item) => item.span === span)?.ref ?? span.meaning.refs[0]
  const field = ref && 'field' in ref ? fieldBehind(draft.catalogue, ref) : undefined
  return field && { text: span.text, from: span.from, to: span.to, field }
}

const aboutGrade = ({ text, from, to, field }: Grade, { objects }: Catalogue): Decision => ({
  decision: 'clarify',
  question: `From which ${inSentence(field.label)} on do you call ${nounOf(objects)} “${text}”? Please say a number.`,
  options: [],
  from,
  to,
})

const nounOf = (objects: Catalogue['objects']): string =>
  [...objects.values()][0]?.plural.toLowerCase() ?? 'rows'

/** Where the rows were named, a reading of other rows settles nothing: "accounts with high adoption" are no tasks. */
const isOfNamed = (reading: Reading, cheapest: Reading): boolean =>
  isOfHead(reading, cheapest) || namesLeftOut(reading, cheapest)

/** "People whose usage fell": its rows are named by the very word that the other leaves out. */
const namesLeftOut = ({ draft }: Reading, { account }: Reading): boolean => {
  const head = draft.head === undefined ? undefined : draft.items[draft.head]
  return head !== undefined && account.ignored.some(({ from }) => from === head.span.from)
}

const isOfHead = (reading: Reading, { head, object }: Reading): boolean =>
  head === undefined || head !== object || reading.object === object || isCutBy(reading, head)

/** "The ten customers with the most tickets opened in October": they are what the tickets are told apart by. */
const isCutBy = ({ query, draft }: Reading, head: string): boolean =>
  draft.groupRank !== undefined &&
  draft.items.some(({ ref }) => nounObject(ref) === draft.object.key) &&
  (query.groupBy ?? []).some((key) => typeof key === 'string' && key.split('.')[0] === head)

const isWhole = ({ account }: Reading): boolean =>
  account.lost.length === 0 && account.unknown.length === 0 && account.ignored.length === 0

/** Two slips in one name are no slip: it is asked. */
function manyRepairs(reading: Reading): { name: string; from: number; to: number } | null {
  for (const { meaning, via, from, to, cost } of reading.spans)
    if (meaning.kind === 'name' && via === 'typo' && cost > 1.8 && meaning.rows[0])
      return { name: meaning.rows[0].name, from, to }
  return null
}

/** The question about words that nobody knows, where they stand for a row. */
export const askName = (text: string, names: Names, from: number, to: number): Decision => {
  const near = names.near(text, 3)
  const tail = near.length ? ' Did you mean one of these?' : ''
  return {
    decision: 'clarify',
    question: `I know nobody and nothing named “${text}”.${tail}`,
    options: near.map((row) => row.name),
    from,
    to,
  }
}

const secrets =
  /\b(password|passwords|passphrase|credentials?|api key|secret key|pin code|cvv|ssn|social security)\b/i

function aboutUnknown(unknown: Unknown, best: Reading, names: Names, catalogue: Catalogue): Decision {
  if (secrets.test(unknown.text))
    return {
      decision: 'refuse',
      reason: `I hold no ${unknown.text.toLowerCase()} of anybody and show none. I answer from the records of your customers.`,
    }
  const at = { from: unknown.from, to: unknown.to }
  const near = names.near(unknown.text, 3)
  if (unknown.as === 'name') return askName(unknown.text, names, at.from, at.to)
  if (unknown.as === 'measure') {
    const object = catalogue.objects.get(best.object)
    const fields = (object?.fields ?? []).filter((field) => field.better !== undefined).slice(0, mostOptions)
    const close = fields.filter((field) => slips(fold(field.label), fold(unknown.text)) <= 2)
    if (!close.length)
      return {
        decision: 'refuse',
        reason: `There is no “${unknown.text}” in the records. What comes nearest: ${fields.map((field) => field.label).join(', ')}.`,
      }
    return {
      decision: 'clarify',
      question: `I know no “${unknown.text}”. Which one do you mean?`,
      options: close.map((field) => field.label),
      ...at,
    }
  }
  return {
    decision: 'clarify',
    question: `I don't know what “${unknown.text}” means here. Could you say it another way?`,
    options: near.map((row) => row.name),
    rest: best,
    ...at,
  }
}

function refuse(catalogue: Catalogue, unknown: readonly Unknown[] = []): Decision {
  const plurals = [...catalogue.objects.values()].slice(0, 6).map((object) => object.plural.toLowerCase())
  const about = unknown.length
    ? ` I don't know ${unknown
        .slice(0, 3)
        .map((each) => `“${each.text}”`)
        .join(', ')}.`
    : ''
  return {
    decision: 'refuse',
    reason: `I can't help with that.${about} I answer questions about your ${plurals.join(', ')}: lists, counts, totals, rankings and what happened with an account.`,
  }
}
