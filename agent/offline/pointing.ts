/** What a follow-up points at in the answer before: "the second one" of the rows shown, "it" of the one row that was looked up. Said again by name, or with only those rows before. Pure. */
import type { Condition, Query } from '#db/query/query.ts'
import type { PastTurn } from '../planner.ts'
import { inSentence } from '#db/query/print.ts'
import type { Asked } from './compose/build.ts'
import { previousOf, shownRows, type Row } from './conversation.ts'
import type { Lexicon } from './lexicon.ts'
import { latticeOfText } from './read.ts'
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
  `(?:^|\\b(?:of|for|at|with|about|is|and) )(?:the )(${any([...ranks, ...short])}|last)[\\s?.!]*$|\\b(?:on|to) (?:the )(${any(ranks)}|last)[\\s?.!]*$`,
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

/** "The first one" of groups, which are no rows. */
export const ofGroups = ({ text, history }: Said): string | null =>
  previousOf(history)?.query.groupBy && !several.test(text)
    ? (/\b(?:of|for|at|in) (?:the )?(?:first|second|third|last)(?: one| group)?(?=[\s?.!]*$)/i.exec(
        text,
      )?.[0] ?? null)
    : null

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
  // "Biggest first, and only the first five": they are put in order before.
  if (found.rows.length > 1 && isOrdered(around, lexicon)) return null
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

const isOrdered = (text: string, lexicon: Lexicon): boolean =>
  latticeOfText(text, lexicon).best.some(
    ({ meaning }) =>
      (meaning.kind === 'entry' && meaning.role === 'superlative') ||
      (meaning.kind === 'op' &&
        meaning.ops.some(({ op }) => op === 'rank' || op === 'order' || op === 'direction')),
  )

/** The name of the row, where no other row of the workspace has it. */
function nameOf({ names }: Lexicon, object: string, id: string): string | null {
  const row = names.rows.find((each) => each.object === object && each.id === id)
  return row && names.rows.filter(({ name }) => name === row.name).length === 1 ? row.name : null
}

const owned = /\b(its|their|his|her)\b/gi
const itself =
  /\b(it|they|them|that (?:account|customer|client|one)|this (?:account|customer|client|one))\b/gi

const possessed =
  /^((?:(?:and|so|now|ok(?:ay)?|what about|how about|show me|show|list|give me),? )*)(?:his|her) (?!.*\b(?:his|her)\b)(?=\p{L})/iu

/** "Make her a task for each", "remind him": whom, and not whose. */
const toPerson =
  /\b(make|give|get|send|remind|tell|ask|have|let|create|set|add|for|to|on|by|with|from|ping|nudge|assign|leave|hand|drop) (?:him|her(?=\s*(?:$|[.,;:!?]|(?:a|an|one|the|to|from|with|on|by|off|and|until|for|about|take|do|handle|please|instead|too|as well)\b)))(?!\p{L})/giu

/** "And his accounts?" after somebody's tasks: of that person. */
function ofPerson(turn: Said, clauses: readonly Condition[], lexicon: Lexicon): Said | null {
  const ids = clauses.flatMap((each) =>
    'field' in each && each.op === 'eq' && typeof each.value === 'string' && each.value.includes('@')
      ? [each.value]
      : [],
  )
  const [id] = ids
  const name = id !== undefined && ids.length === 1 ? nameOf(lexicon, 'user', id) : null
  const text =
    name === null ? turn.text : turn.text.replace(possessed, `$1${name}'s `).replace(toPerson, `$1 ${name}`)
  return text === turn.text ? null : { ...turn, text }
}

/** The one row that was looked up, as its name in place of "it"; null where nothing stands for it. */
export function byName(turn: Said, lexicon: Lexicon): Said | null {
  const previous = previousOf(turn.history)
  if (!previous) return null
  const { from, where, groupBy } = previous.query
  const clauses = !where ? [] : 'and' in where ? where.and : [where]
  const naming = clauses.find((each) => 'field' in each && /(^|\.)id$/.test(each.field) && each.op === 'eq')
  if (groupBy || !naming || !('field' in naming) || typeof naming.value !== 'string')
    return groupBy ? null : ofPerson(turn, clauses, lexicon)
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

const theField = /\b(?:it|that|this)\b/i

/** The one field of the one row that was looked up, in place of "it": "make it 15 January"; null where no such was asked for. */
export function byField(turn: Said, lexicon: Lexicon): Said | null {
  const { query } = previousOf(turn.history) ?? {}
  const [path, ...others] = query?.select ?? []
  const { from, where } = query ?? {}
  if (!from || !where || !('field' in where) || where.field !== 'id' || where.op !== 'eq') return null
  const field = lexicon.catalogue.objects.get(from)?.fields.find(({ key }) => key === path)
  const name = typeof where.value === 'string' ? nameOf(lexicon, from, where.value) : null
  if (!field || name === null || others.length > 0 || !theField.test(turn.text)) return null
  return { ...turn, text: turn.text.replace(theField, `${name}'s ${inSentence(field.label)}`) }
}

/** "Who are the champions there": with those. */
function inThose(turn: Said): Said {
  const previous = previousOf(turn.history)
  const there = /(?<!\b(?:are|is|was|were|be|do we have)) (?:over |in )?there(?=[\s?.!]*$)/i
  if (!previous || (previous.query.measures && !previous.query.groupBy) || !there.test(turn.text)) return turn
  return { ...turn, text: turn.text.replace(there, ' of those') }
}

const looking =
  /^((?:(?:and|so|but|ok(?:ay)?|now|then),? )*)(?:what if|and if|if|let['’]?s|can we|could we)(?: we| i| you)? (?:look|looked|take|took|go|went|try|tried)(?: at| with| for)? (?=.{2,60}$)/i
const lead = '(?:and|what about|how about|now|ok|okay|so|then|next)'
const gist =
  /^((?:she|he|they|it)(?:['’](?:s|re|ll|d)| (?:is|are|was|comes|goes|reports|sits|starts|joins|runs|will|has been))|who(?:['’]s| is| comes| goes| reports| sits| starts| joins)|(?:my |the )?(?:next|last|other) (?:one|up|meeting|1:1|call|person|stop)\b)/i
const someone = new RegExp(
  `^((?:${lead}[\\s,]+)*(?:for |with )?[\\p{L}'’ -]{2,30}?)\\s*[,?;.–—-]+\\s*(.{4,60})$`,
  'iu',
)

/** "And Wei, she comes next?": who else is asked about, without what is told of them. */
function withoutGist(turn: Said, lexicon: Lexicon): Said {
  const [, person, told] = (turn.history.length > 0 && someone.exec(turn.text)) || []
  if (!person || !told || !gist.test(told)) return turn
  const names = latticeOfText(person, lexicon).best.some(({ meaning }) => meaning.kind === 'name')
  const says = latticeOfText(told, lexicon).best.some(
    ({ meaning }) =>
      meaning.kind === 'number' ||
      meaning.kind === 'name' ||
      (meaning.kind === 'entry' && /^(value|adjective|superlative|object|portfolio)$/.test(meaning.role)),
  )
  return names && !says ? { ...turn, text: person } : turn
}

const contrast =
  /^\s*(?:no[,\s]+|sorry[,\s]+|wait[,\s]+)*not\s+(?:the\s+)?[\p{L}\d\s-]{2,30}[,;–-]\s*(?:but\s+|rather\s+)?(?=[^,;]{2,40}$)/iu

const placing =
  /^((?:(?:ok(?:ay)?|now|please|and|no|but|so|then|can you|could you|would you|i want you to|let['’]?s),? )*)(?:put|move|bring|place|list|show|have|get|push)(?: me)? (?=.{3,80}? (?:first|on top|at the top|up top|up front|at the front|foremost)\b)/i

/** "Put whoever bought most on top": an order of the rows, and none to anybody. */
const placed = (turn: Said): Said =>
  turn.history.length > 0
    ? {
        ...turn,
        text: turn.text
          .replace(joining, '')
          .replace(conceding, '')
          .replace(ofWhose, 'which $1 are those')
          .replace(placing, '$1')
          .replace(onTop, 'first')
          .replace(looking, '$1what about '),
      }
    : turn
/** "From which customers?", "at whose accounts": those that the rows are of. */
const ofWhose =
  /^\s*(?:(?:and|ok|so)[\s,]+)*(?:from|at|of|for|with|by|on|in) (?:which|whose|what) ([\p{L}-]{3,20})(?: (?:is|are|was|were) (?:that|they|those|these|it))?[\s.!?]*$/iu
/** "…, though" concedes, and says nothing. */
const conceding = /[\s,]+(?:though|tho|however)(?=[\s.!?]*$)/i
/** "But for enterprise customers": goes on as the words behind it do. */
const joining =
  /^\s*(?:but|though|yet)[\s,]+(?=(?:for|in|only|just|not|with|without|from|at|of|by|since|no|over|under)\b)/i
const onTop = /\b(?:on top|at the top|up top|up front|at the front)\b(?= *(?:[,.;!?]|$|and\b|please\b))/i

/** "Not red, yellow": what is meant stands last. */
const meant = (turn: Said): Said =>
  turn.history.length > 0 && contrast.test(turn.text)
    ? { ...turn, text: `no, ${turn.text.replace(contrast, '')}` }
    : turn

export const pointed = (turn: Said, lexicon: Lexicon): Pointed =>
  byRank(placed(turn), lexicon) ?? withoutGist(meant(inThose(placed(turn))), lexicon)
