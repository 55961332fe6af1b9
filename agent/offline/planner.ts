/** Plans a request without a model: reads it, settles what it refers to, and answers with typed calls, one question, or a refusal. */
import { Problem } from '#db/problem.ts'
import type { Query } from '#db/query/query.ts'
import type { Plan, Planner, PlanRequest } from '../planner.ts'
import { v7 as uuid } from 'uuid'
import { unreadCommand } from './command/unread.ts'
import { readRule } from './command/rule.ts'
import { planEffects, type Effects } from './command/plan-effects.ts'
import { withoutAsides } from './asides.ts'
import { answerCommand, commandOf } from './commands.ts'
import { pickedOption, previousOf } from './conversation.ts'
import { askName, decide, type Decision } from './decide.ts'
import type { Previous } from './edit.ts'
import { inPlainWords, notesOf } from './explain.ts'
import { frameCall } from './tool-frames.ts'
import { headsOf, restsOf } from './preamble.ts'
import { latticeOfText, type Lattice } from './read.ts'
import type { Lexicon } from './lexicon.ts'
import { notYetOf, notYetRule } from './not-yet.ts'
import { rankReadings, type Ranked } from './route.ts'
import { tokens } from './text.ts'
import { queryCall, queryTool } from './tool-calls.ts'
import { orSources } from './sources.ts'
import { chanceOf, signsOf } from './sureness.ts'
import { lexiconOf } from './workspace.ts'

export function createOfflinePlanner(): Planner {
  return {
    plan: async (request) => {
      const lexicon = await lexiconOf(request.tx, request.catalogue, request)
      return orSources(planWith(lexicon, request), lexicon, request)
    },
  }
}

export type Turn = Omit<PlanRequest, 'tx' | 'signal'>

/** The plan over a compiled lexicon. Pure. An answer to our own question is read as the request it was about. */
export function planWith(lexicon: Lexicon, turn: Turn): Plan {
  try {
    return planText(lexicon, resolved(lexicon, turn))
  } catch (error) {
    // Understood, but an entry of the workspace that it needs is broken, or is not shown to the asker: that is the answer.
    if (error instanceof Problem && (error.code === 'conflict' || error.code === 'forbidden'))
      return { kind: 'refuse', reason: `${error.message} ${error.next}`.trim(), confidence: 'sure' }
    throw error
  }
}

function resolved(lexicon: Lexicon, turn: Turn): Turn {
  const last = turn.history.at(-1)
  const picked = last?.clarify ? pickedOption(turn.text, last.clarify.options) : null
  if (!last || picked === null) return turn
  const asked = withoutAsides(last.text, lexicon)?.text ?? last.text
  const before = { ...turn, text: asked, history: turn.history.slice(0, -1) }
  const { decision } = understand(lexicon, before)
  if (decision.decision !== 'clarify') return turn
  const words = tokens(asked)
  const from = words[decision.from]?.from ?? 0
  const to = words[decision.to - 1]?.to ?? asked.length
  return { ...before, text: `${asked.slice(0, from)}${picked}${asked.slice(to)}` }
}

/** Words in brackets that speak in whole sentences explain what stands before them: "(they wrote, we have not replied)". */
const gloss = /\s*\((?=[^)]*\b(they|we|it|i\.?e|meaning|that is)\b)[^)]*\)/i

function planText(lexicon: Lexicon, turn: Turn): Plan {
  const aside = withoutAsides(turn.text, lexicon)
  const bare = aside && planBare(lexicon, { ...turn, text: aside.text }, aside.before)
  if (!bare || bare.kind === 'refuse') return planBare(lexicon, turn)
  return bare.kind === 'calls' ? withNote(bare, `I took “${aside.before}” as what led to it`) : bare
}

const withNote = (plan: Extract<Plan, { kind: 'calls' }>, note: string): Plan => ({
  ...plan,
  reading: plan.reading ? `${plan.reading}; ${note}` : note,
})

function planBare(lexicon: Lexicon, turn: Turn, dropped = ''): Plan {
  const whole = planWords(lexicon, turn, dropped)
  const isUnderstood = whole.kind === 'calls' || (whole.kind === 'refuse' && whole.would !== undefined)
  const plan = isUnderstood ? whole : (withoutPreamble(lexicon, turn, dropped) ?? whole)
  if (plan.kind === 'calls' || !gloss.test(turn.text)) return plan
  const without = planWords(lexicon, { ...turn, text: turn.text.replace(gloss, '') })
  if (without.kind !== 'calls') return plan
  return withNote(without, 'I took the words in brackets as an explanation')
}

/** "Finance is asking again… what is our ARR?": what leads up to a request is left out, and said to be. */
function withoutPreamble(lexicon: Lexicon, turn: Turn, dropped: string): Plan | null {
  for (const { text, before } of [...headsOf(turn.text, lexicon), ...restsOf(turn.text, lexicon)]) {
    const plan = planWords(lexicon, { ...turn, text }, `${dropped} ${before}`)
    if (plan.kind !== 'calls') continue
    return withNote(plan, `I took “${before}” as what led to it`)
  }
  return null
}

/** Nothing but courtesy: it is answered with what can be asked. */
const isCourtesy = ({ paths, tokens: words }: Lattice): boolean =>
  words.some(({ kind }) => kind !== 'mark') &&
  (paths[0]?.spans ?? []).every(
    ({ meaning }) =>
      meaning.kind === 'inert' || (meaning.kind === 'op' && meaning.ops.every(({ op }) => op === 'filler')),
  )

const courtesy = ({ asker, tools }: Turn): Plan => ({
  kind: 'clarify',
  question: `What would you like to know, ${asker.name.split(' ')[0] ?? asker.name}? For example:`,
  options: tools.get(queryTool)?.phrases?.examples ?? [],
  confidence: 'sure',
})

function planWords(lexicon: Lexicon, turn: Turn, dropped = ''): Plan {
  if (isCourtesy(latticeOfText(turn.text, lexicon))) return courtesy(turn)
  const { decision, plan } = understand(lexicon, turn)
  if (plan) return plan
  if (decision.decision === 'clarify')
    return { kind: 'clarify', question: decision.question, options: decision.options, confidence: 'unsure' }
  if (decision.decision === 'refuse') return { kind: 'refuse', reason: decision.reason, confidence: 'unsure' }
  const reading = decision.reading as Ranked
  const words = wordsOrNull(() => inPlainWords(lexicon.catalogue, reading.final, turn))
  // What the catalogue refuses was not understood, whatever the words seemed to say.
  if (words === null)
    return {
      kind: 'refuse',
      reason: 'I cannot put that together from what the records hold. Could you ask it another way?',
      confidence: 'unsure',
    }
  const referent = reading.edited ? words : null
  const notes = notesOf(reading, decision.aside, referent)
  const signs = signsOf(reading, decision.aside, dropped.split(/\s+/).filter(Boolean).length)
  return {
    kind: 'calls',
    calls: [queryCall(reading.final)],
    confidence: 'sure',
    sureness: chanceOf(signs),
    signs,
    ...(notes && { reading: notes }),
  }
}

function wordsOrNull(words: () => string): string | null {
  try {
    return words()
  } catch (error) {
    if (error instanceof Problem && error.code === 'bad_request') return null
    throw error
  }
}

const inWords = (lexicon: Lexicon, turn: Turn) => (query: Query) =>
  wordsOrNull(() => inPlainWords(lexicon.catalogue, query, turn)) ?? 'these rows'

type Understood = { decision: Decision; lattice: Lattice; plan?: Plan }

/** Commands bind their slots before the set is read; a tool's own frame wins where no query accounts for every word. */
function understand(lexicon: Lexicon, turn: Turn): Understood {
  const lattice = latticeOfText(turn.text, lexicon)
  const previous = previousOf(turn.history)
  const rule = readRule(turn.text, { ...turn, lexicon })
  if (rule) {
    const coming = notYetRule(rule, inWords(lexicon, turn))
    const decision: Decision = { decision: 'refuse', reason: coming.reason }
    return { decision, lattice, plan: { kind: 'refuse', ...coming, confidence: 'sure' } }
  }
  const effects =
    isCorrection(lattice) && previous
      ? null
      : planEffects(turn.text, turn.tools, { ...turn, lexicon }, previous)
  if (effects) {
    const decision = asDecision(effects, lattice)
    if ('ask' in effects) return { decision, lattice }
    const coming = notYetOf(effects.calls, turn.tools, lexicon, inWords(lexicon, turn))
    if (coming) return { decision, lattice, plan: { kind: 'refuse', ...coming, confidence: 'sure' } }
    const calls = effects.calls.map(({ tool, input }) => ({ id: uuid(), tool, input }))
    return { decision, lattice, plan: { kind: 'calls', calls, confidence: 'sure' } }
  }
  const command = isCorrection(lattice) && previous ? null : commandOf(lattice, previous !== null)
  if (command) {
    const decision = answerCommand(command, lattice, (from, to) =>
      readSet(lexicon, turn, lattice, from, to, previous),
    )
    const { decision: kind } = decision
    if (kind === 'refuse')
      return { decision, lattice, plan: { kind: 'refuse', reason: decision.reason, confidence: 'sure' } }
    return { decision, lattice }
  }
  const ranked = rankReadings(lattice, lexicon, turn.clock, previous)
  const decision = decide(ranked, lattice.tokens, lexicon.names, lexicon.catalogue)
  const unread = decision.decision === 'refuse' ? null : unreadCommand(lattice, previous !== null)
  if (unread) return { decision: unread, lattice }
  const call = frameCall(
    turn.tools,
    lattice,
    turn.clock,
    decision.decision === 'answer' ? decision.reading : null,
  )
  if (call) return { decision, lattice, plan: { kind: 'calls', calls: [call], confidence: 'sure' } }
  return { decision, lattice }
}

/** A question about words of the text, as one about tokens. */
function asDecision(effects: NonNullable<Effects>, { tokens: words }: Lattice): Decision {
  if (!('ask' in effects)) return { decision: 'refuse', reason: '' }
  const { question, options, from, to } = effects.ask
  const first = words.findIndex((token) => token.to > from)
  const last = words.findLastIndex((token) => token.from < to)
  return { decision: 'clarify', question, options, from: Math.max(0, first), to: last + 1 }
}

/** "no, make it EMEA" changes the question, not a record. */
const isCorrection = (lattice: Lattice): boolean =>
  lattice.spans.some(
    ({ from, meaning }) =>
      from === 0 && meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'correct'),
  )

/** "them", "all of those": the rows of the question before, and nothing else. */
const pointsBack = ({ paths }: Lattice): boolean => {
  const spans = (paths[0]?.spans ?? []).filter(({ meaning }) => meaning.kind !== 'inert')
  return (
    spans.length > 0 &&
    spans.every(
      ({ meaning }) =>
        meaning.kind === 'op' &&
        meaning.ops.some(({ op }) => op === 'those' || op === 'it' || op === 'all' || op === 'group'),
    )
  )
}

function readSet(
  lexicon: Lexicon,
  turn: Turn,
  lattice: Lattice,
  from: number,
  to: number,
  previous: Previous | null,
): { decision: Decision; reading: string | null } {
  const first = lattice.tokens[from]
  const last = lattice.tokens[to - 1]
  const text = turn.text.slice(first?.from ?? 0, last?.to ?? turn.text.length)
  const inner = latticeOfText(text.split(':')[0] ?? text, lexicon)
  if (previous && pointsBack(inner))
    return {
      decision: { decision: 'refuse', reason: '' },
      reading: wordsOrNull(() => inPlainWords(lexicon.catalogue, previous.query, turn)),
    }
  const decision = decide(
    rankReadings(inner, lexicon, turn.clock, previous),
    inner.tokens,
    lexicon.names,
    lexicon.catalogue,
  )
  if (decision.decision === 'clarify')
    return { decision: { ...decision, from: decision.from + from, to: decision.to + from }, reading: null }
  const strange = (inner.paths[0]?.spans ?? []).filter(({ meaning }) => meaning.kind === 'unknown')
  if (decision.decision === 'refuse' && strange.length) {
    const text = strange.map((span) => span.text).join(' ')
    return {
      decision: askName(
        text,
        lexicon.names,
        from + (strange[0]?.from ?? 0),
        from + (strange.at(-1)?.to ?? 0),
      ),
      reading: null,
    }
  }
  const query = decision.decision === 'answer' ? (decision.reading as Ranked).final : null
  return { decision, reading: query && wordsOrNull(() => inPlainWords(lexicon.catalogue, query, turn)) }
}
