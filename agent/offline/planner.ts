/** Plans a request without a model: reads it, settles what it refers to, and answers with typed calls, one question, or a refusal. */
import { Problem } from '#db/problem.ts'
import type { Query } from '#db/query/query.ts'
import type { Plan, Planner, PlanRequest } from '../planner.ts'
import { v7 as uuid } from 'uuid'
import { mayBeFilter } from './command/asking.ts'
import { pointsAtTime } from './command/deixis.ts'
import { unreadCommand } from './command/unread.ts'
import { readRule } from './command/rule.ts'
import { planEffects, type Effects } from './command/plan-effects.ts'
import { withoutAsides, withoutCourtesy } from './asides.ts'
import { orAgreed } from './agreement.ts'
import { orWhichRow } from './which-row.ts'
import { answerCommand, commandOf } from './commands.ts'
import { pickedOption, previousOf } from './conversation.ts'
import { decide, type Decision } from './decide.ts'
import { orOfElse } from './domain.ts'
import { frameCall } from './tool-frames.ts'
import {
  askedBack,
  deniedBehind,
  removed,
  restored,
  swapped,
  takenBack,
  turnOf,
  withoutRest,
} from './amended.ts'
import { mended } from './mended.ts'
import { moved } from './moves.ts'
import { byName, ofGroups, pointed } from './pointing.ts'
import { asTyped, printedQuery } from './printed.ts'
import { colourless } from './colourless.ts'
import { isOp } from './compose/draft.ts'
import { latticeOfText, type Lattice, type Reading } from './read.ts'
import { leans } from './retarget.ts'
import type { Lexicon } from './lexicon.ts'
import { notYetOf, notYetRule } from './not-yet.ts'
import { isItThis, planOf, withNote, withRest, wordsOrNull } from './plan-reading.ts'
import { readSet } from './read-set.ts'
import { respelt } from './respelt.ts'
import { rankReadings } from './route.ts'
import { isWrite, ofThose, planBack, planCorrected, planJoined, planStepped } from './steps.ts'
import { tokens } from './text.ts'
import { queryCall, queryTool } from './tool-calls.ts'
import { isOfRecords, orSources, searchTool } from './sources.ts'
import { lexiconOf } from './workspace.ts'

export function createOfflinePlanner(): Planner {
  return {
    plan: async (request) => {
      const lexicon = await lexiconOf(request.tx, request.catalogue, request)
      const plan = await orAgreed(planWith(lexicon, request), request)
      const settled = await orWhichRow(await orSources(plan, lexicon, request), request)
      return orOfElse(settled, request, lexicon)
    },
  }
}

export type Turn = Omit<PlanRequest, 'tx' | 'signal'>

/** The plan over a compiled lexicon. Pure. An answer to our own question is read as the request it was about. */
export function planWith(lexicon: Lexicon, { text, ...rest }: Turn): Plan {
  const turn = {
    ...rest,
    history: rest.history.map((each) => ({ ...each, text: respelt(each.text, lexicon) })),
    text: mended(withoutCourtesy(asTyped(respelt(text, lexicon), lexicon, rest.asker)), lexicon),
  }
  try {
    const printed = printedQuery(lexicon, { ...turn, text })
    if (printed) return { kind: 'calls', calls: [queryCall(printed)], confidence: 'sure', sureness: 1 }
    return (
      chosenReading(lexicon, turn) ??
      withRest(
        orAsked(planTurn(lexicon, assumed(lexicon, resolved(lexicon, turn))), lexicon, turn),
        lexicon,
        turn,
      )
    )
  } catch (error) {
    // Understood, but an entry of the workspace that it needs is broken, or is not shown to the asker: that is the answer.
    if (error instanceof Problem && (error.code === 'conflict' || error.code === 'forbidden'))
      return { kind: 'refuse', reason: `${error.message} ${error.next}`.trim(), confidence: 'sure' }
    throw error
  }
}

/** What leans on a conversation is asked about rather than turned away. */
function orAsked(plan: Plan, lexicon: Lexicon, turn: Turn): Plan {
  if (plan.kind !== 'refuse' || plan.would || plan.confidence === 'sure') return plan
  const question = askedBack(turn.text, latticeOfText(turn.text, lexicon), previousOf(turn.history) !== null)
  return question === null ? plan : { kind: 'clarify', question, options: [], confidence: 'unsure' }
}

/** The request that our last question was about, and the option of it that is picked now. */
function pickedOf(turn: Turn): { before: Turn; picked: string } | null {
  const last = turn.history.at(-1)
  const picked = last?.clarify ? pickedOption(turn.text, last.clarify.options) : null
  if (!last || picked === null) return null
  return { before: { ...turn, text: last.text, history: turn.history.slice(0, -1) }, picked }
}

/** The reading that was picked of those which we were in doubt between. */
function chosenReading(lexicon: Lexicon, turn: Turn): Plan | null {
  const { before, picked } = pickedOf(turn) ?? {}
  if (before === undefined || picked === undefined) return null
  const asked = withRest(planText(lexicon, before), lexicon, before)
  const query = asked.kind === 'clarify' ? asked.readings?.[asked.options.indexOf(picked)] : undefined
  return query ? { kind: 'calls', calls: [queryCall(query)], confidence: 'sure', reading: picked } : null
}

/** Who goes on from the one reading that was put to them means it: the question that was asked, so read, is the one before. */
function assumed(lexicon: Lexicon, turn: Turn): Turn {
  const last = turn.history.at(-1)
  if (!last?.clarify || last.clarify.options.length === 0 || pickedOf(turn)) return turn
  const history = turn.history.slice(0, -1)
  const asked = planText(lexicon, { ...turn, text: last.text, history })
  const readings = asked.kind === 'clarify' ? (asked.readings ?? []) : []
  const [reading, ...others] = readings.length > 1 ? ofThose(readings, turn.text, lexicon) : readings
  return reading && others.length === 0
    ? { ...turn, history: [...history, turnOf(last.text, reading)] }
    : turn
}

function resolved(lexicon: Lexicon, turn: Turn): Turn {
  const { before, picked } = pickedOf(turn) ?? {}
  if (before === undefined || picked === undefined) return turn
  const asked = withoutAsides(before.text, lexicon)?.text ?? before.text
  const { decision } = understand(lexicon, { ...before, text: asked })
  if (decision.decision !== 'clarify') return turn
  const words = tokens(asked)
  const from = words[decision.from]?.from ?? 0
  const to = words[decision.to - 1]?.to ?? asked.length
  return { ...before, text: `${asked.slice(0, from)}${picked}${asked.slice(to)}` }
}

/** Words in brackets that speak in whole sentences explain what stands before them: "(they wrote, we have not replied)". */
const gloss = /\s*\((?=[^)]*\b(they|we|it|i\.?e|meaning|that is)\b)[^)]*\)/i

/** What the words point at is settled before they are read; where they only move the query before, nothing is left to read. */
function planTurn(lexicon: Lexicon, turn: Turn): Plan {
  const plan = (each: Turn): Plan => planTurn(lexicon, each)
  if (previousOf(turn.history) && withoutRest(turn.text) !== turn.text)
    return planTurn(lexicon, { ...turn, text: withoutRest(turn.text) })
  const anew = planCorrected(turn, lexicon, plan)
  if (anew) return anew
  const back = takenBack(turn.text)
  if (back) return planBack(turn, back, plan)
  const group = ofGroups(turn)
  if (group !== null)
    return {
      kind: 'clarify',
      question: `Which of them do you mean by “${group}”? Please name it.`,
      options: [],
      confidence: 'unsure',
    }
  const swap = turn.history.length > 0 ? (swapped(turn.text) ?? deniedBehind(turn.text)) : null
  const { rows, ...said } = pointed(swap ? { ...turn, text: swap } : turn, lexicon)
  const previous = previousOf(said.history)
  const only = rows ?? (previous && moved(said.text, previous.query, { ...said, clock: turn.clock }, lexicon))
  const words = only && wordsOrNull(lexicon.catalogue, only, turn)
  if (only && words) return { kind: 'calls', calls: [queryCall(only)], confidence: 'sure', reading: words }
  const asked = { ...turn, text: said.text, history: [...said.history] }
  const less = previous && removed(said.text)
  const again = previous && (restored(said.text) ?? less)
  const widened = again ? planText(lexicon, { ...asked, text: again }) : null
  if (widened?.kind === 'calls' && isQuery(widened)) return widened
  // That rows are to go was said outright.
  const [gone, ...doubts] = less && widened?.kind === 'clarify' ? (widened.readings ?? []) : []
  if (gone && doubts.length === 0 && less && isSure(widened))
    return { kind: 'calls', calls: [queryCall(gone)], confidence: 'sure', ...readAs(widened) }
  const stepped = previous && planStepped(asked, lexicon, plan)
  if (stepped) return stepped
  const named = byName(asked, lexicon)
  const ofNamed = named && planText(lexicon, { ...asked, text: named.text })
  const plain = ofNamed?.kind === 'calls' ? ofNamed : planText(lexicon, asked)
  const joined = plain.kind === 'calls' ? null : planJoined(asked, plan)
  if (joined) return joined
  // A doubt about which rows are to go is the doubt.
  return less && widened?.kind === 'clarify' && plain.kind !== 'calls' ? widened : plain
}

/** Put as a whole: no word of it was left out. */
const isSure = (plan: Plan | null): boolean => plan?.kind === 'clarify' && plan.question === isItThis
const readAs = (plan: Plan | null): { reading?: string } =>
  plan?.kind === 'clarify' && plan.options[0] !== undefined ? { reading: plan.options[0] } : {}

const isQuery = ({ calls }: Extract<Plan, { kind: 'calls' }>): boolean =>
  calls.every(({ tool }) => tool === queryTool)

const planText = (lexicon: Lexicon, turn: Turn): Plan =>
  orOfElse(planWithoutAsides(lexicon, turn), turn, lexicon)

function planWithoutAsides(lexicon: Lexicon, turn: Turn): Plan {
  const aside = withoutAsides(turn.text, lexicon)
  const bare = aside && planBare(lexicon, { ...turn, text: aside.text })
  if (!bare || (bare.kind === 'refuse' && !bare.would)) return planBare(lexicon, turn)
  // "Override the health …, because the outage is fixed": the reason is a part of the order.
  const isBehind = aside !== null && turn.text.startsWith(aside.text.trim().slice(0, -1))
  const mayLack = bare.kind === 'clarify' || isBehind || (aside !== null && pointsAtTime(aside.text))
  const order = mayLack ? planBare(lexicon, turn) : null
  if (order && isWrite(order, turn)) return order
  return bare.kind === 'calls' ? withNote(bare, `I took “${aside.before}” as what led to it`) : bare
}

function planBare(lexicon: Lexicon, turn: Turn): Plan {
  const plan = (text: string, before: string): Plan => planWords(lexicon, { ...turn, text }, before)
  const whole = plan(turn.text, '')
  const kept = colourless(whole, turn.text, { lexicon, plan, isFollowUp: turn.history.length > 0 })
  if (kept)
    return kept.plan.kind === 'calls'
      ? withNote(kept.plan, `I took ${kept.left} as what led to it`)
      : kept.plan
  if (whole.kind === 'calls' || !gloss.test(turn.text)) return whole
  const without = plan(turn.text.replace(gloss, ''), '')
  if (without.kind !== 'calls') return whole
  return withNote(without, 'I took the words in brackets as an explanation')
}

const ofWish = ({ tokens: words }: Lattice): Decision => ({
  decision: 'clarify',
  question: 'Shall I change that, or show only those that are so? Please begin with “change” or with “only”.',
  ...{ options: [], from: 0, to: words.length },
})

/** Nothing but courtesy: it is answered with what can be asked. */
const isCourtesy = ({ best, tokens: words }: Lattice): boolean =>
  words.some(({ kind }) => kind !== 'mark') &&
  best.every(
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
  const { decision, plan } = understand(lexicon, turn)
  // "Take that back please" is an order in words of courtesy.
  if (plan?.kind !== 'calls' && isCourtesy(latticeOfText(turn.text, lexicon))) return courtesy(turn)
  return plan ?? planOf(decision, lexicon, turn, dropped.split(/\s+/).filter(Boolean).length)
}

const inWords = (lexicon: Lexicon, turn: Turn) => (query: Query) =>
  wordsOrNull(lexicon.catalogue, query, turn) ?? 'these rows'

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
  const corrects = isCorrection(lattice) && previous !== null
  const ordered =
    (corrects && !isForThose.test(turn.text)) || (isLeavingOut.test(turn.text) && previous)
      ? null
      : planEffects(turn.text, turn.tools, { ...turn, lexicon }, previous)
  const effects = corrects && ordered && 'ask' in ordered ? null : ordered
  if (effects) {
    const decision = asDecision(effects, lattice)
    if ('ask' in effects) return { decision, lattice }
    if (mayBeFilter(turn.text)) return { decision: ofWish(lattice), lattice }
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
  if (!previous && decision.decision === 'answer' && leansOnNothing(decision.reading, turn.history))
    return { decision: whatBefore(decision.reading, lattice), lattice }
  const call = frameCall(
    turn.tools,
    lattice,
    turn.clock,
    decision.decision === 'answer' ? decision.reading : null,
  )
  if (call && !(call.tool === searchTool && isOfRecords(lattice, turn)))
    return { decision, lattice, plan: { kind: 'calls', calls: [call], confidence: 'sure' } }
  return { decision, lattice }
}

/** "Who are our champions in there" after a question that was not understood: it speaks of no rows that are known. */
function leansOnNothing(reading: Reading, history: Turn['history']): boolean {
  const last = history.at(-1)
  if (!last || last.calls.length > 0) return false
  const { points, continues } = leans(reading)
  const { atoms, orders, limit } = reading.draft
  const isOrder = atoms.length === 0 && (orders.length > 0 || limit !== undefined)
  return points || ((continues || isOrder) && reading.head === undefined)
}

const whatBefore = ({ draft }: Reading, { text, tokens: words }: Lattice): Decision => ({
  decision: 'clarify',
  question: `I did not understand the question before, so I can't tell what “${
    draft.items.find((item) => isOp(item, 'those', 'it'))?.span.text ?? text.trim()
  }” goes on from. Could you ask it in one sentence?`,
  options: [],
  from: 0,
  to: words.length,
})

/** A question about words of the text, as one about tokens. */
function asDecision(effects: NonNullable<Effects>, { tokens: words }: Lattice): Decision {
  if (!('ask' in effects)) return { decision: 'refuse', reason: '' }
  const { question, options, from, to } = effects.ask
  const first = words.findIndex((token) => token.to > from)
  const last = words.findLastIndex((token) => token.from < to)
  return { decision: 'clarify', question, options, from: Math.max(0, first), to: last + 1 }
}

/** "Leave out Priya's" speaks of the rows that are shown: it is no order. */
const isLeavingOut =
  /^\W*(?:(?:and|but|ok(?:ay)?|now|please|then|so|no|actually|hm+)\W+)*(?:leave|leaving) (?:out|off|aside)\b|^\W*(?:(?:and|but|ok(?:ay)?|now|please|then|so|no|actually|hm+)\W+)*(?:exclude|excluding|without|except|omit|ignore|hide|filter out|minus|keep (?:just|only)) /i

/** "Make it 15 January for all of them" changes the rows. */
const isForThose = /\b(?:for|on|of|at|with|in) (?:all|each|every|both|them|those|these|the)\b[^,;]{0,50}$/i

/** "no, make it EMEA" changes the question, not a record. */
const isCorrection = (lattice: Lattice): boolean =>
  lattice.spans.some(
    ({ from, meaning }) =>
      from === 0 && meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'correct'),
  )
