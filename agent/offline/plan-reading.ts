/** Makes a plan of what was decided about the readings: the query, or the question that a doubt asks. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { inPlainWords } from '#db/query/explain.ts'
import type { Query } from '#db/query/query.ts'
import type { Plan } from '../planner.ts'
import type { Decision } from './decide.ts'
import { notesOf } from './explain.ts'
import type { Lexicon } from './lexicon.ts'
import type { Reading } from './read.ts'
import type { Ranked } from './route.ts'
import { chanceOf, leastChance, signsOf } from './sureness.ts'
import { queryCall } from './tool-calls.ts'

export type Asking = { text: string; asker: Asker; clock: Clock }

/** The query in plain words; null where the catalogue refuses it. */
export function wordsOrNull(catalogue: Catalogue, query: Query, asking: Asking): string | null {
  try {
    return inPlainWords(catalogue, query, asking)
  } catch (error) {
    if (error instanceof Problem && error.code === 'bad_request') return null
    throw error
  }
}

type Answer = Extract<Decision, { decision: 'answer' }>

/** Readings that differ by no more than this are as likely, and by no more than that worth a word. */
const near = { tied: 0.12, named: 1 }
const mostChoices = 3

/** The same for the same conditions in any order. */
const rowsOf = ({ final: { select: _, ...rest } }: Ranked): string =>
  JSON.stringify(rest, (key, value: unknown) =>
    key === 'and' && Array.isArray(value) ? value.map((each) => JSON.stringify(each)).toSorted() : value,
  )

/** What may have been meant, where that is in doubt: a reading that is not sure enough, or rows of two kinds as likely. */
function doubted({ reading, rivals }: Answer, chance: number): Ranked[] {
  const best = reading as Ranked
  const others = (rivals as Ranked[]).filter((each) => rowsOf(each) !== rowsOf(best))
  const tied = others.filter(
    (each) =>
      each.price <= best.price + near.tied &&
      each.final.from !== best.final.from &&
      best.head === undefined &&
      !best.final.measures,
  )
  if (tied.length) return [best, ...tied]
  return chance < leastChance ? [best, ...others.filter((each) => each.price <= best.price + near.named)] : []
}

/** One short question with the readings in plain words. */
/** What is asked where one reading is left, and no word of it is in doubt. */
export const isItThis = 'Did you mean this?'

function ask(
  readings: readonly Ranked[],
  lexicon: Lexicon,
  asking: Asking,
): Extract<Plan, { kind: 'clarify' }> | null {
  const choices = new Map<string, Query>()
  for (const { final } of readings) {
    const words = wordsOrNull(lexicon.catalogue, final, asking)
    if (words !== null && !choices.has(words) && choices.size < mostChoices) choices.set(words, final)
  }
  if (choices.size === 0) return null
  return {
    kind: 'clarify',
    question: choices.size === 1 ? isItThis : 'Which of these did you mean?',
    options: [...choices.keys()],
    readings: [...choices.values()],
    confidence: 'unsure',
  }
}

/** `dropped`: how many words were taken for what leads up to the request. */
export function planOf(decision: Decision, lexicon: Lexicon, asking: Asking, dropped: number): Plan {
  if (decision.decision === 'clarify')
    return {
      ...{ kind: 'clarify', question: decision.question, options: decision.options, confidence: 'unsure' },
      ...(decision.rest && saysMore(decision.rest) && { rest: (decision.rest as Ranked).final }),
    }
  if (decision.decision === 'refuse') return { kind: 'refuse', reason: decision.reason, confidence: 'unsure' }
  const reading = decision.reading as Ranked
  const words = wordsOrNull(lexicon.catalogue, reading.final, asking)
  // What the catalogue refuses was not understood, whatever the words seemed to say.
  if (words === null)
    return {
      kind: 'refuse',
      reason: 'I cannot put that together from what the records hold. Could you ask it another way?',
      confidence: 'unsure',
    }
  const signs = signsOf(reading, decision.aside, dropped, decision.rivals as Ranked[])
  const sureness = chanceOf(signs)
  const question = ask(doubted(decision, sureness), lexicon, asking)
  if (question) return { ...question, signs }
  const notes = notesOf(reading, decision.aside, reading.edited ? words : null)
  return {
    kind: 'calls',
    calls: [queryCall(reading.final)],
    confidence: 'sure',
    sureness,
    signs,
    ...(notes && { reading: notes }),
  }
}

/** More than the name of some rows. */
const saysMore = ({ query: { where, measures, groupBy, orderBy } }: Reading): boolean =>
  [where, measures, groupBy, orderBy].some((part) => part !== undefined)

/** A question that has no options of its own is put with what its other words come to: leaving the rest out may be enough. */
export function withRest(plan: Plan, lexicon: Lexicon, asking: Asking): Plan {
  if (plan.kind !== 'clarify' || plan.options.length > 0 || !plan.rest) return plan
  const words = wordsOrNull(lexicon.catalogue, plan.rest, asking)
  if (words === null) return plan
  const [what] = plan.question.split(/(?<=\.) Could you/)
  return {
    ...plan,
    question: `${what} Did you mean this, without it?`,
    options: [words],
    readings: [plan.rest],
  }
}

/** What is told of a plan beside its reading. */
export const withNote = (plan: Extract<Plan, { kind: 'calls' }>, note: string): Plan => ({
  ...plan,
  reading: plan.reading ? `${plan.reading}; ${note}` : note,
})
