/** Tells by its words whether a request speaks of customers' records, as against all else that people ask an assistant: weights of words, fitted on requests of both kinds. Pure. */
import type { Query } from '#db/query/query.ts'
import type { Plan, PlanRequest } from '../planner.ts'
import fitted from './domain.json' with { type: 'json' }
import { lemmaOf } from './inflect.ts'
import type { Lexicon } from './lexicon.ts'
import { wordsOrNull } from './plan-reading.ts'
import { latticeOfText, type Lattice } from './read.ts'
import { queryTool } from './tool-calls.ts'

/** What a request is weighed by: the words that carry its matter, in their base forms, each once; that it names a row, or rows of a kind, whatever they are called. */
export function traitsOf({ tokens, best }: Pick<Lattice, 'tokens' | 'best'>): string[] {
  const traits = best.flatMap(({ meaning, from, to }) => {
    if (meaning.kind === 'name') return ['<name>']
    if (meaning.kind === 'entry' && meaning.role === 'object') return ['<rows>']
    if (meaning.kind !== 'entry' && meaning.kind !== 'unknown' && meaning.kind !== 'skipped') return []
    return tokens.slice(from, to).flatMap(({ kind, word }) => (kind === 'word' ? [lemmaOf(word)] : []))
  })
  return [...new Set(traits)]
}

type Fitted = { weights: Record<string, number>; threshold: number }
const { weights, threshold }: Fitted = fitted
const known = new Map(Object.entries(weights))

/** How far a word speaks of records on the average, by their weights: one that the fit has not met says nothing, and one word alone little. */
export const leaningOf = (traits: readonly string[], weightOf: ReadonlyMap<string, number>): number =>
  traits.reduce((sum, trait) => sum + (weightOf.get(trait) ?? 0), 0) / (traits.length + 1)

/** Below it hardly a request about records is left (see the file of the weights). */
const isOfElse = (lattice: Lattice): boolean => leaningOf(traitsOf(lattice), known) < threshold

type Read = Extract<Plan, { kind: 'calls' }>

/**
 * The plan itself; where all words but those of the reading are of another matter ("what's my income"), the reading is put
 * as a question, and nothing is looked up. What goes on from something that was said, or changes a record, is not weighed:
 * the one is of the records already, the other asks for names.
 */
export function orOfElse(
  plan: Plan,
  { text, history, tools, catalogue, asker, clock }: Omit<PlanRequest, 'tx' | 'signal'>,
  lexicon: Lexicon,
): Plan {
  if (plan.kind !== 'calls' || history.length > 0 || !isRead(plan, tools) || isOfAccount(plan)) return plan
  if (!isOfElse(latticeOfText(text, lexicon))) return plan
  const [call, ...more] = plan.calls
  const query = call?.tool === queryTool && more.length === 0 ? (call.input as Query) : undefined
  // "Who logged the most calls this quarter": rows told apart by somebody or something of the records are of these.
  if (query?.groupBy) return plan
  const words = query && wordsOrNull(catalogue, query, { text, asker, clock })
  if (!query || !words)
    return {
      kind: 'refuse',
      reason: `That sounds like no matter of your customers. ${nearest}`,
      confidence: 'unsure',
    }
  return {
    kind: 'clarify',
    question: 'That sounds like no matter of your customers. Did you mean this?',
    options: [words],
    readings: [query],
    confidence: 'unsure',
  }
}

const nearest = 'I answer from their records, and from what they said and wrote.'

const isRead = ({ calls }: Read, tools: PlanRequest['tools']): boolean =>
  calls.every(({ tool }) => tools.get(tool)?.effect === 'read')

/** What was said by an account that is named is looked for in its own sources. */
const isOfAccount = ({ calls }: Read): boolean =>
  calls.every(({ input }) => typeof input === 'object' && input !== null && 'accounts' in input)
