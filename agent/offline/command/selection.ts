/** Reads the rows that a command is to act on: by the ordinary reader, with every word accounted for; nothing doubtful becomes a set. */
import type { Selection } from '#db/effects/contract.ts'
import type { Condition } from '#db/query/query.ts'
import { askName, decide } from '../decide.ts'
import type { Previous } from '../edit.ts'
import { latticeOfText, type Lattice } from '../read.ts'
import type { Ranked } from '../route.ts'
import { negation, type Asked } from '../compose/build.ts'
import type { Span } from '../spans.ts'
import { tokens } from '../text.ts'
import { asksColumns, dates, isWrittenName, preferred, readingsOfSet } from './set-readings.ts'
import type { Ask, Piece, Speaker } from './slots.ts'

export type Chosen = { object: string; of: Selection }
export type SetRead = Chosen | { ask: Ask } | null

const pronouns = new Set(['those', 'it', 'all', 'group', 'widen', 'same', 'filler'])

/** "them", "all of those", "the lot": what was spoken of before, and nothing else. */
function pointsBack({ paths, tokens: words }: Lattice): boolean {
  if (
    words.every(({ word }) =>
      /^(em|each|all|every|one|ones|of|the|lot|them|these|those|it|their|its|both)$/.test(word),
    )
  )
    return words.length > 0
  const spans = (paths[0]?.spans ?? []).filter(({ meaning }) => meaning.kind !== 'inert')
  return (
    spans.length > 0 &&
    spans.every(({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => pronouns.has(op)))
  )
}

/** The rows that an earlier question showed. */
export function ofPrevious(previous: Previous | null): SetRead {
  if (!previous || previous.query.groupBy || previous.query.measures) return null
  return chosenBy(previous.query, previous.ids)
}

const everyRow: Condition = { field: 'id', op: 'not_null' }

function chosenBy(query: Asked, ids: string[] | null): Chosen | null {
  const object = query.from
  if (query.limit !== undefined) return ids?.length ? { object, of: { ids } } : null
  const { where, scope } = query
  // A row that was named is meant whatever became of it.
  if (
    where &&
    'field' in where &&
    where.field === 'id' &&
    where.op === 'eq' &&
    typeof where.value === 'string'
  )
    return { object, of: { ids: [where.value] } }
  return { object, of: { where: where ?? everyRow, ...(scope && { scope }) } }
}

const command =
  /^(move|set|change|put|assign|reassign|transfer|tag|untag|label|mark|hand|give|update|create|add|remove|delete|start|launch|kick|cancel|turn|lower|raise|bump|flip|switch|push|pass|snooze|pin|unpin|merge|log|remind|disable|enable|clear|postpone|reschedule|close|complete|override|draft)$/

/** What is a command itself names no rows. */
export const beginsCommand = ({ tokens: words }: Lattice): boolean => {
  const first = words.find(
    ({ kind, word }) => kind !== 'mark' && !/^(please|and|then|also|now|can|could|you|let|us)$/.test(word),
  )
  return (
    (first !== undefined && command.test(first.word)) ||
    words.some(({ i, word }) => command.test(word) && /^(and|then)$/.test(words[i - 1]?.word ?? ''))
  )
}

const weighty = new Set(['not', 'absent', 'except', 'me', 'team'])

/** A negator, or whoever speaks, that is no part of what was read, nor inside longer words that are. */
function isMissed(span: Span, { spans, draft }: Ranked): boolean {
  const { meaning } = span
  if (meaning.kind !== 'op' || span.via !== 'exact' || !meaning.ops.some(({ op }) => weighty.has(op)))
    return false
  return !spans.some(
    (other, n) =>
      other.from <= span.from &&
      other.to >= span.to &&
      (other === span
        ? draft.used.has(n)
        : other.meaning.kind !== 'inert' && other.meaning.kind !== 'skipped'),
  )
}

/** Everyday words that may narrow what they stand beside: a question goes on without them, a change does not. */
const narrowing =
  /^(past|under|over|more|less|max|min|last|next|latest|first|none|missing|expired|falling|falls|due)$/i

/** Inside longer words that were read. */
const isHidden = (span: Span, { spans, draft }: Ranked): boolean =>
  spans.some(
    (other, n) => other !== span && other.from <= span.from && other.to >= span.to && draft.used.has(n),
  )

const unsure = (text: string, at: { from: number; to: number }): Ask => ({
  question: `I don't see what “${text}” does here, and I change nothing on a guess. Could you say it another way?`,
  options: [],
  unfit: true,
  ...at,
})

/** Every word must have its place: none left out, none repaired into a name or a value. */
function doubt(reading: Ranked, inner: Lattice, piece: Piece, aside: readonly string[]): Ask | null {
  const at = (from: number, to: number) => ({ from: piece.at + from, to: piece.at + to })
  const words = tokens(piece.text)
  const typo = reading.spans.find(
    ({ via, meaning }) =>
      via === 'typo' && (meaning.kind === 'name' || (meaning.kind === 'entry' && meaning.role === 'value')),
  )
  if (typo) {
    const { meaning } = typo
    const meant =
      meaning.kind === 'name'
        ? meaning.rows[0]?.name
        : meaning.kind === 'entry' && meaning.refs[0]?.is === 'value'
          ? meaning.refs[0].value
          : undefined
    return {
      question: `Do you mean ${meant ?? typo.text}?`,
      options: meant ? [meant] : [],
      ...at(words[typo.from]?.from ?? 0, words[typo.to - 1]?.to ?? piece.text.length),
    }
  }
  const missed = inner.spans.find((span) => isMissed(span, reading))
  if (missed)
    return unsure(
      missed.text,
      at(words[missed.from]?.from ?? 0, words[missed.to - 1]?.to ?? piece.text.length),
    )
  const soft = reading.account.soft.find((span) => narrowing.test(span.text) && !isHidden(span, reading))
  if (soft)
    return unsure(soft.text, at(words[soft.from]?.from ?? 0, words[soft.to - 1]?.to ?? piece.text.length))
  const [left] = aside
  if (left === undefined) return null
  const from = piece.text.indexOf(left)
  return {
    question: `I don't know what “${left}” means here, and I change nothing on a guess. Could you say it another way?`,
    options: [],
    unfit: true,
    ...at(Math.max(0, from), Math.max(0, from) + left.length),
  }
}

/** "…, skip the ones already renewing": rows of the same object that are left out. */
const leavingOut =
  /[\s,;(]+(?:but )?(?:skip|skipping|except|except for|excepting|excluding|exclude|leaving out|leave out|but not|other than|apart from|minus|ignore|ignoring|omit|omitting|not)\s+(?:the ones|those|ones|any|anything|anyone|everyone|everything|all)\s+(?:that are |which are |that |which |who are |who )?/i

function readLess(
  piece: Piece,
  speaker: Speaker,
  previous: Previous | null,
  referent: SetRead,
): SetRead | undefined {
  const cut = leavingOut.exec(piece.text)
  if (!cut || cut.index === 0) return undefined
  const kept = readSet({ text: piece.text.slice(0, cut.index), at: piece.at }, speaker, previous, referent)
  if (!kept || 'ask' in kept) return kept
  const plural = speaker.lexicon.catalogue.objects.get(kept.object)?.plural.toLowerCase() ?? ''
  const out = piece.text.slice(cut.index + cut[0].length).replace(/[)\s]+$/, '')
  const left = readSet(
    { text: `${plural} ${out}`, at: piece.at + cut.index + cut[0].length },
    speaker,
    null,
    null,
  )
  const excluded = left && !('ask' in left) && left.object === kept.object ? left.of.where : undefined
  if (!kept.of.where || !excluded)
    return {
      ask: {
        question: `Which ones are to be left out? I don't see what “${out}” means here.`,
        options: [],
        from: piece.at + cut.index,
        to: piece.at + piece.text.length,
      },
    }
  return { object: kept.object, of: { ...kept.of, where: { and: [kept.of.where, negation(excluded)] } } }
}

/** "Those already in that stage", "the ones that have it already": what needs no change is left out anyway. */
const alreadySo =
  /[\s,;(]+(?:but )?(?:skip|skipping|except|except for|excluding|exclude|leaving out|leave out|but not|other than|apart from|ignore|ignoring|omit|not)\s+(?:the ones|those|ones|any|anything|anyone|everyone|everything|all|whoever|whatever)?\s*(?:that |which |who )?(?:are |is |have |has )?(?:already|alredy|allready)\b(?: (?:are|is|have|has|at|in|on|it|there|done|that|this|so|the|same|stage|status|state|tag|tagged|set|one|been|marked))*[)\s.!]*$/i

/** `referent`: what "them" stands for in this request; `wanted`: the object that the tool acts on. */
export function readSet(
  piece: Piece,
  speaker: Speaker,
  previous: Previous | null,
  referent: SetRead,
  wanted: string | null = null,
): SetRead {
  const { lexicon } = speaker
  const settled = alreadySo.exec(piece.text)
  if (settled && settled.index > 0)
    return readSet(
      { ...piece, text: piece.text.slice(0, settled.index) },
      speaker,
      previous,
      referent,
      wanted,
    )
  const inner = latticeOfText(piece.text, lexicon)
  if (inner.tokens.length === 0 || beginsCommand(inner)) return null
  if (pointsBack(inner)) return referent ?? ofPrevious(previous)
  const less = readLess(piece, speaker, previous, referent)
  if (less !== undefined) return less
  const decision = decide(
    preferred(readingsOfSet(inner, speaker, previous), wanted),
    inner.tokens,
    lexicon.names,
    lexicon.catalogue,
    isWrittenName(inner),
  )
  const place = (from: number, to: number) => ({
    from: piece.at + (inner.tokens[from]?.from ?? 0),
    to: piece.at + (inner.tokens[to - 1]?.to ?? piece.text.length),
  })
  if (decision.decision === 'clarify')
    return {
      ask: { question: decision.question, options: decision.options, ...place(decision.from, decision.to) },
    }
  if (decision.decision === 'refuse') {
    const strange = (inner.paths[0]?.spans ?? []).filter(({ meaning }) => meaning.kind === 'unknown')
    const [first] = strange
    if (!first) return null
    const asked = askName(
      strange.map(({ text }) => text).join(' '),
      lexicon.names,
      first.from,
      strange.at(-1)?.to ?? first.to,
    )
    return asked.decision === 'clarify'
      ? { ask: { question: asked.question, options: asked.options, ...place(asked.from, asked.to) } }
      : null
  }
  const reading = decision.reading as Ranked
  const ask = doubt(reading, inner, piece, decision.aside)
  if (ask) return { ask }
  const { final } = reading
  if (asksColumns(reading) || dates(reading)) return null
  if (final.groupBy || final.measures) return null
  if (!final.where && !isWhole(inner)) return null
  const chosen = chosenBy(final, reading.edited && previous ? previous.ids : null)
  if (chosen && !namesList.test(piece.text)) return chosen
  return {
    ask: {
      question: 'Show me those first, so that you see which they are; then I change them.',
      options: [],
      ...place(0, inner.tokens.length),
    },
  }
}

/** "My to-do list" names a list, not the rows that are on it. */
const namesList = /\blists?\W*(?:please|pls|now)?\W*$/i

/** All rows of an object are meant only where that was said. */
const isWhole = ({ tokens: words }: Lattice): boolean =>
  words.some(({ word }) => /^(all|every|each|everything|entire|whole)$/.test(word))
