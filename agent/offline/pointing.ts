/** What a follow-up points at in the answer before: "the second one" of the rows shown, "it" of the one row that was looked up. Said again by name, or with only those rows before. Pure. */
import type { Query } from '#db/query/query.ts'
import type { PastTurn } from '../planner.ts'
import type { Asked } from './compose/build.ts'
import { previousOf, shownRows, type Row } from './conversation.ts'
import type { Lexicon } from './lexicon.ts'
import { queryCall } from './tool-calls.ts'

type Said = { text: string; history: readonly PastTurn[] }
export type Pointed = Said & { /** The rows alone were asked for. */ rows?: Query }

const ranks = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const short = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th', '8th', '9th', '10th']
const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const any = (words: readonly string[]): string => words.join('|')

const noun =
  '(?: ones?| accounts?| customers?| clients?| contacts?| tasks?| tickets?| deals?| opportunit(?:y|ies))?'
const tail = '(?: (?:of|in|on|from) (?:these|those|them|the list|that list|it))?'
/** "The second one", "number 3", "#2", "the last one of those". */
const single = new RegExp(
  `(?:\\bthe )?(?:\\b(${any([...ranks, ...short])}|last) one\\b${tail}|\\b(${any([...ranks, ...short])}|last)${noun} (?:of|in|from) (?:these|those|them|the list)\\b|\\b(?:number|no\\.?|nr\\.?) ?(\\d{1,2})\\b(?! ?(?:days|weeks|months|%))|(?<=[\\s(]|^)#(\\d{1,2})\\b)`,
  'i',
)
/** Without "one" only where nothing follows. */
const bare = new RegExp(
  `(?:^|\\b(?:of|for|at|on|with|about|to|is|and) )(?:the )(${any([...ranks, ...short])}|last)[\\s?.!]*$`,
  'i',
)
/** "The first three", "the last two of those". */
const several = new RegExp(
  `\\b(?:the )?(first|last|top) (${any(counts)}|\\d{1,2})(?: ones)?\\b${tail}(?=\\s*(?:$|[?.!,:;]|as\\b|to\\b|with\\b|and\\b|for\\b|on\\b|in\\b))(?! (?:by|days|weeks|months|quarters|years))`,
  'i',
)

const numberOf = (word: string): number => {
  const at = [counts, ranks, short].map((list) => list.indexOf(word.toLowerCase())).find((n) => n >= 0)
  return at === undefined ? Number(word) : at + 1
}

/** The rows that the words choose of those shown, and the words; null where they choose none. */
function chosen(text: string, rows: readonly Row[]): { rows: Row[]; from: number; to: number } | null {
  const many = several.exec(text)
  if (many && !/^top$/i.test(many[1] ?? '')) {
    const n = numberOf(many[2] ?? '')
    if (n < 1 || n > rows.length) return null
    const kept = /^last$/i.test(many[1] ?? '') ? rows.slice(-n) : rows.slice(0, n)
    return { rows: kept, from: many.index, to: many.index + many[0].length }
  }
  const one = single.exec(text) ?? bare.exec(text)
  const word = one?.slice(1).find((each) => each !== undefined)
  if (!one || word === undefined) return null
  const row = /^last$/i.test(word) ? rows.at(-1) : rows[numberOf(word) - 1]
  if (!row) return null
  const offset = one[0].search(/(the )?\b(\w+|#\d+)( one)?[\s?.!]*$/i)
  const isBare = single.exec(text) === null
  return { rows: [row], from: one.index + (isBare ? Math.max(0, offset) : 0), to: one.index + one[0].length }
}

const nothingElse =
  /^[\s?.!,]*((and|ok|okay|just|only|show|show me|give me|list|now|please|what about|how about)[\s?.!,]*)*$/i

/** "The second one", as the name of its row, or as those rows. */
function byRank({ text, history }: Said, lexicon: Lexicon): Pointed | null {
  const last = history.at(-1)
  const previous = last && previousOf([last])
  if (!last || !previous || previous.query.groupBy || previous.query.measures) return null
  const found = chosen(text, shownRows(last))
  if (!found) return null
  const { from } = previous.query
  const ids = found.rows.map(({ id }) => id)
  const rows: Asked = { from, where: { field: 'id', op: 'in', value: ids } }
  const around = text.slice(0, found.from) + text.slice(found.to)
  if (nothingElse.test(around))
    return {
      text,
      history,
      rows: ids.length === 1 && ids[0] ? { from, where: { field: 'id', op: 'eq', value: ids[0] } } : rows,
    }
  const narrowed: PastTurn = {
    ...last,
    calls: [queryCall(rows)],
    blocks: last.blocks.map((block) =>
      block.kind === 'table'
        ? { ...block, rows: block.rows.filter((row) => ids.includes(String(row.id))), total: ids.length }
        : block,
    ),
  }
  const name = ids.length === 1 ? nameOf(lexicon, from, ids[0] ?? '') : null
  const said = name ?? (ids.length === 1 ? 'that one' : 'those')
  return {
    text: `${text.slice(0, found.from)}${said}${text.slice(found.to)}`,
    history: [...history.slice(0, -1), narrowed],
  }
}

/** The name of the row, where no other row of the workspace has it. */
function nameOf({ names }: Lexicon, object: string, id: string): string | null {
  const row = names.rows.find((each) => each.object === object && each.id === id)
  return row && names.rows.filter(({ name }) => name === row.name).length === 1 ? row.name : null
}

const owned = /\b(its|their|his|her)\b/gi
const itself =
  /\b(it|they|them|that (?:account|customer|client|one)|this (?:account|customer|client|one))\b/gi

/** The one row that was looked up, as its name in place of "it"; null where nothing stands for it. */
export function byName(turn: Said, lexicon: Lexicon): Said | null {
  const previous = previousOf(turn.history)
  if (!previous) return null
  const { from, where, groupBy } = previous.query
  const clauses = !where ? [] : 'and' in where ? where.and : [where]
  const naming = clauses.find((each) => 'field' in each && /(^|\.)id$/.test(each.field) && each.op === 'eq')
  if (groupBy || !naming || !('field' in naming) || typeof naming.value !== 'string') return null
  const id = naming.value
  const path = naming.field.split('.').slice(0, -1)
  if (path.length === 0 && clauses.length > 1) return null
  const object = path.reduce<string | undefined>(
    (key, step) => lexicon.catalogue.objects.get(key ?? '')?.relations.find((each) => each.key === step)?.to,
    from,
  )
  const name = object === undefined ? null : nameOf(lexicon, object, id)
  if (name === null) return null
  const text = turn.text.replace(owned, `${name}'s`).replace(itself, name)
  return text === turn.text ? null : { ...turn, text }
}

/** "Who are the champions there": with those. */
function inThose(turn: Said): Said {
  const previous = previousOf(turn.history)
  const there = /(?<!\b(?:are|is|was|were|be|do we have)) (?:over |in )?there(?=[\s?.!]*$)/i
  if (!previous || previous.query.measures || !there.test(turn.text)) return turn
  return { ...turn, text: turn.text.replace(there, ' of those') }
}

const contrast =
  /^\s*(?:no[,\s]+|sorry[,\s]+|wait[,\s]+)*not\s+(?:the\s+)?[\p{L}\d\s-]{2,30}[,;–-]\s*(?:but\s+|rather\s+)?(?=[^,;]{2,40}$)/iu

/** "Not red, yellow": what is meant stands last. */
const meant = (turn: Said): Said =>
  turn.history.length > 0 && contrast.test(turn.text)
    ? { ...turn, text: `no, ${turn.text.replace(contrast, '')}` }
    : turn

export const pointed = (turn: Said, lexicon: Lexicon): Pointed =>
  byRank(turn, lexicon) ?? meant(inThose(turn))
