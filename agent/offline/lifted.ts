/** Follow-ups that take a condition of the query before away: "drop the region filter", "scrap the date bit", "whoever the CSM is". Pure. */
import type { Catalogue, ObjectType } from '#db/catalogue/types.ts'
import type { Condition, Scalar } from '#db/query/query.ts'
import { all, conjuncts, type Asked } from './compose/build.ts'
import { fieldsOf } from './compose/reach.ts'
import type { Lattice } from './read.ts'
import type { Ref, Span } from './spans.ts'
import type { Token } from './text.ts'
import { operative } from './words/ops.ts'

/** Words that say only that something is no longer wanted: with any of what was asked, and with what has a name for it. */
const forgetting =
  'forget|forget about|scrap|ditch|never mind|nevermind|disregard|lose|undo|get rid of|strike'
const lifting = new RegExp(
  `^(drop|remove|lift|clear|ignore|take off|take out|leave out|leave off|skip|kill|cancel|cut|delete|relax|loosen|without|not just|not only|whoever|whatever|whichever|wherever|whenever|regardless of|irrespective of|no matter|any|all|every|across all|over all|independent of|this time regardless of|do not need|no need for|${forgetting})\\b`,
)
const forgets = new RegExp(`^(${forgetting})\\b`)
const part =
  'filter|filters|condition|conditions|restriction|restrictions|constraint|constraints|criterion|criteria|requirement|requirements|bit|bits|thing|things|part|parts|stuff|clause|limit|limits|limitation|business|aspect|piece'
const isPart = new RegExp(`\\b(${part})\\b`)
export const aboutFilters = new RegExp(
  `^(${part}|anymore|any more|mixed|together|combined|it|is|are|be|same|thing|count|list|once|more|time|this|again|whoever|whatever|may|alike|longer|need|range|from|about|the|there|are)$`,
)
const timeWord =
  /^(dates?|days?|time|times|period|periods|time ?frame|window|deadline|timing|timeline|range|when|months?|weeks?|quarters?|years?|timeframe)$/

/** The spans of the likeliest path that are no function words. */
export const meantBy = ({ paths }: Lattice): Span[] =>
  (paths[0]?.spans ?? []).filter(({ meaning }) => meaning.kind !== 'inert')

/** The query without the condition that the words name; null where they say more, or name none that it has. */
export function lifted(lattice: Lattice, previous: Asked, catalogue: Catalogue): Asked | null {
  const words = lattice.tokens.filter(({ kind }) => kind !== 'mark')
  const saidFrom = (at: number): string =>
    words
      .slice(at)
      .map(({ word }) => word)
      .join(' ')
  const from = words.findIndex((_, at) => lifting.test(saidFrom(at)))
  const object = catalogue.objects.get(previous.from)
  if (from < 0 || !object) return null
  const start = words[from]?.i ?? 0
  const meant = meantBy(lattice)
  if (meant.some((span) => span.from < start && saysMore(span))) return null
  const behind = meant.filter((span) => span.from >= start)
  const said = saidFrom(from)
  const isNamed = isPart.test(said)
  const isExplicit = isNamed || forgets.test(said) || /^not (just|only)/.test(said)
  const clauses = conjuncts(previous.where)
  const ofTime = isExplicit && saysOnlyWhen(behind, words.slice(from))
  const wanted = ofTime
    ? timed(clauses, object, catalogue)
    : named(lattice, behind, clauses, isExplicit, catalogue)
  if (!wanted) return null
  const where = all(wanted)
  const { where: _, ...rest } = previous
  return JSON.stringify(wanted) === JSON.stringify(clauses) ? null : { ...rest, ...(where && { where }) }
}

/** Words of the lifting itself, and operators that change nothing. */
const isFree = ({ meaning, text }: Span): boolean =>
  aboutFilters.test(text.toLowerCase()) ||
  lifting.test(text.toLowerCase()) ||
  (meaning.kind === 'op' && !meaning.ops.every(({ op }) => operative.has(op)))

/** Before the word that lifts only everyday words may stand, or what is asked once more. */
const saysMore = ({ meaning, text }: Span): boolean =>
  !aboutFilters.test(text.toLowerCase()) &&
  (meaning.kind === 'name' ||
    meaning.kind === 'number' ||
    (meaning.kind === 'entry' && /^(value|adjective|superlative)$/.test(meaning.role)))

/** Nothing is named but the time: "the date bit", "this week". */
function saysOnlyWhen(behind: readonly Span[], words: readonly Token[]): boolean {
  const isWhen = (text: string): boolean => timeWord.test(text.toLowerCase())
  const said = behind.filter((span) => !isFree(span))
  return (
    (said.some(({ meaning }) => meaning.kind === 'time') || words.some(({ word }) => isWhen(word))) &&
    said.every(({ meaning, text }) => meaning.kind === 'time' || isWhen(text))
  )
}

const isDated = (condition: Condition, object: ObjectType, catalogue: Catalogue): boolean =>
  JSON.stringify(condition).includes('"op":"during"') ||
  fieldsOf(condition).some((path) => {
    const key = path.split('.').at(-1)
    const owners = path.includes('.') ? [...catalogue.objects.values()] : [object]
    return owners.some(({ fields }) =>
      fields.some((field) => field.key === key && (field.type === 'date' || field.type === 'time')),
    )
  })

/** What is left without the conditions on days; null where there is none, or more than one. */
function timed(clauses: Condition[], object: ObjectType, catalogue: Catalogue): Condition[] | null {
  const left = clauses.filter((clause) => !isDated(clause, object, catalogue))
  return left.length === clauses.length - 1 ? left : null
}

/** What is left without the conditions that the words name; null where one of them names none. */
function named(
  lattice: Lattice,
  behind: readonly Span[],
  clauses: Condition[],
  isExplicit: boolean,
  catalogue: Catalogue,
): Condition[] | null {
  let left = clauses
  let found = false
  for (const span of behind) {
    if (isFree(span) || span.meaning.kind === 'skipped') continue
    const { from, to } = span
    const senses = lattice.spans.filter((other) => other.from === from && other.to === to)
    const isMeant = (clause: Condition): boolean =>
      senses.some(({ meaning: each }) =>
        each.kind === 'entry' && (each.role === 'field' || isExplicit)
          ? each.refs.some((ref) => speaksOf(clause, ref, catalogue))
          : each.kind === 'name' && isExplicit
            ? each.rows.some(({ id }) => JSON.stringify(clause).includes(JSON.stringify(id)))
            : each.kind === 'time' && isExplicit && JSON.stringify(clause).includes('"op":"during"'),
      )
    if (!left.some(isMeant)) return null
    const values = senses.flatMap(({ meaning: each }) =>
      each.kind === 'entry' ? each.refs.flatMap((ref) => (ref.is === 'value' ? [ref.value] : [])) : [],
    )
    left = left.flatMap((clause) => (isMeant(clause) ? remaining(clause, values) : [clause]))
    found = true
  }
  return found ? left : null
}

/** "Drop EMEA" of two regions leaves the other. */
function remaining(clause: Condition, less: readonly Scalar[]): Condition[] {
  if (!('field' in clause) || clause.op !== 'in' || !Array.isArray(clause.value)) return []
  const values = clause.value
  const left = values.filter((value) => !less.includes(value))
  return left.length > 0 && left.length < values.length ? [{ ...clause, value: left }] : []
}

function speaksOf(clause: Condition, ref: Ref, catalogue: Catalogue): boolean {
  const paths = fieldsOf(clause)
  if (ref.is === 'object' || ref.is === 'relation') {
    const to = ref.is === 'object' ? ref.object : ref.to
    const keys = [...catalogue.objects.values()].flatMap(({ relations }) =>
      relations.filter((relation) => relation.to === to && relation.kind === 'many').map(({ key }) => key),
    )
    // "The ticket thing" may be a count of them.
    return paths.some((path) => keys.some((key) => (path.split('.').at(-1) ?? '').split('_').includes(key)))
  }
  if (ref.is === 'adjective')
    return fieldsOf(ref.where).some((field) => paths.some((path) => path.split('.').at(-1) === field))
  if (!('field' in ref) || ref.field === 'id') return false
  return (
    paths.some((path) => path.split('.').at(-1) === ref.field) ||
    (ref.is === 'value' && JSON.stringify(clause).includes(`{"field":"${ref.field}",`))
  )
}
