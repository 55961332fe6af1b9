/** What a command speaks of where that was said before it: the rows, or the one row, without what is said of them. */
import { peopleObject } from '../compose/who.ts'
import type { Context } from './bind.ts'
import { latticeOfText } from '../read.ts'
import { readSet, type SetRead } from './selection.ts'
import type { Piece, Speaker } from './slots.ts'

/** "For the red accounts", "Priya's accounts", "I have just talked to Alder": the rows, or the one row, that were spoken of. */
export function topicOf(piece: Piece, { speaker, previous }: Context): SetRead {
  const lead =
    /^[\s,]*((hi|hello|hey|ok|okay|right|so|and|please|thanks)[\s,!.]+)*((for|on|as for|regarding|of|in)\s+)?/i.exec(
      piece.text,
    )?.[0] ?? ''
  const rest = { text: piece.text.slice(lead.length), at: piece.at + lead.length }
  // "They went with a competitor" tells of rows, and names none.
  const inner = toldOfThem.test(rest.text) ? null : said(rest, speaker)
  const read = inner && rowsIn(inner, speaker, previous)
  if (read) return ofNamed(read)
  const lattice = latticeOfText(piece.text, speaker.lexicon)
  const names = lattice.best.filter(({ meaning }) => meaning.kind === 'name')
  const [only] = names
  const row =
    only?.meaning.kind === 'name' && only.meaning.rows.length === 1 ? only.meaning.rows[0] : undefined
  // "Alder's expansion is lost" tells of something that the row has.
  const isOfAnother = lattice.best.some(
    ({ meaning }) =>
      meaning.kind === 'entry' &&
      (meaning.role === 'field' ||
        (/^(value|adjective)$/.test(meaning.role) &&
          meaning.refs.every(({ object }) => object !== row?.object))),
  )
  if (
    names.length !== 1 ||
    isOfAnother ||
    !row ||
    only?.via === 'typo' ||
    row.object === peopleObject(speaker.lexicon.catalogue.objects.values())
  )
    return null
  return { object: row.object, of: { ids: [row.id] } }
}

const toldOfThem = /^\W*(?:he|she|they|it|we|i|nobody)\b/i

/** What is told of a row that is named narrows nothing. */
function ofNamed(read: SetRead): SetRead {
  const where = read && !('ask' in read) ? read.of.where : undefined
  if (!read || 'ask' in read || !where || !('and' in where)) return read
  const ids = where.and.flatMap((each) =>
    'field' in each && each.field === 'id' && each.op === 'eq' && typeof each.value === 'string'
      ? [each.value]
      : [],
  )
  return ids.length === 1 ? { object: read.object, of: { ids } } : read
}

/** The rows that the words name, without words behind them that nobody knows. */
function rowsIn(inner: Piece, speaker: Speaker, previous: Context['previous']): SetRead {
  const read = readSet(inner, speaker, previous, null)
  if (read && !('ask' in read)) return read
  const cut = predicateAt(inner, speaker)
  const trimmed =
    cut > 0 ? readSet({ text: inner.text.slice(0, cut), at: inner.at }, speaker, previous, null) : null
  return trimmed && !('ask' in trimmed) ? trimmed : null
}

const predicates =
  /^(need|needs|are|is|look|looks|seem|seems|want|wants|deserve|deserves|require|requires|keep|keeps|make|makes|feel|feels|worry|worries|should|must|can|could)$/
const relative = /^(that|who|which|whose|where|what)$/

/** "My red accounts need some love": the rows without what is said of them; null where that could say which. */
function said(piece: Piece, { lexicon }: Speaker): Piece | null {
  const { tokens: words } = latticeOfText(piece.text, lexicon)
  const verb = words.find(
    ({ i, word }) =>
      i > 1 && predicates.test(word) && !words.slice(0, i).some((each) => relative.test(each.word)),
  )
  if (!verb) return piece
  const { best } = latticeOfText(piece.text.slice(verb.to), lexicon)
  const tells = best.some(
    ({ meaning }) =>
      meaning.kind === 'number' ||
      meaning.kind === 'time' ||
      meaning.kind === 'name' ||
      (meaning.kind === 'entry' && meaning.role !== 'object' && meaning.role !== 'cue'),
  )
  return tells ? null : { text: piece.text.slice(0, verb.from), at: piece.at }
}

/** "Our red accounts worry me": where words begin that nobody knows and nothing follows them; 0 where a name might be meant. */
function predicateAt({ text }: Piece, { lexicon }: Speaker): number {
  const { best, tokens } = latticeOfText(text, lexicon)
  const spans = best
  const first = spans.findIndex(({ meaning }) => meaning.kind === 'unknown')
  const span = spans[first]
  if (!span || /^\p{Lu}/u.test(span.text)) return 0
  const rest = spans
    .slice(first)
    .every(
      ({ meaning }) =>
        meaning.kind === 'unknown' ||
        meaning.kind === 'inert' ||
        (meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'me')),
    )
  const isGoverned = /^(in|at|of|for|from|with|by|on|near|without|named|called)$/.test(
    tokens[span.from - 1]?.word ?? '',
  )
  return rest && !isGoverned ? (tokens[span.from]?.from ?? 0) : 0
}
