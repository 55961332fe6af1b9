/** Follow-ups that ask for the time before or after that of the query before: "the month before that?", "and a year earlier?", "the one after". Pure. */
import { addUnits, daysBetween, endOf, resolvePeriod, startOf } from '#db/calendar.ts'
import type { Clock } from '#db/contract.ts'
import type { CalendarUnit, Condition, Period } from '#db/query/query.ts'
import { conjuncts, all, type Asked } from './compose/build.ts'

const lead =
  '(?:(?:what|how|about|for|in|during|same|again|thing|was|were|is|it|that|did|do|does|we|show|me|give|compare|compared|with|to|against|versus|vs|look|like|the|and|then|now|numbers?|figures?) )*'
const unit = 'day|week|month|quarter|year'
const span = `(?:${unit}|one|period|time|window|span|stretch|(?:\\d+|two|three|four|six|nine|ten|twelve|thirty|sixty|ninety) (?:day|week|month|quarter|year)s)`
const behind = '(?: (?:that|this|it|then|please|instead|look like|looked like|was|were))*'
const backward = new RegExp(
  `^${lead}(?:(?:a |one )?(?<unit>${span}) (?:just |right |immediately )?(?:before|prior|previous|preceding|earlier|back)|before|(?:previous|prior|preceding) (?<unit2>${span})|(?:a|one) (?<unit3>${unit}) (?:earlier|before|back|prior)|(?:same|this) (?:time|period|month|quarter|week) (?:of )?(?:a|the|one|last|previous) (?<unit4>year)(?: (?:ago|before|earlier))?)${behind}$`,
)
const forward = new RegExp(
  `^${lead}(?:(?:a |one )?(?<unit>${span}) (?:just |right |immediately )?(?:after|following|later)|after|(?:following|subsequent) (?<unit2>${span})|(?:a|one) (?<unit3>${unit}) later)${behind}$`,
)

/** The same question over the time before or after; null where the words say more, or there is not one period to move. */
export function shifted(said: string, previous: Asked, clock: Clock): Asked | null {
  const back = backward.exec(said)
  const match = back ?? forward.exec(said)
  if (!match || /^(?:before|after)$/.test(said)) return null
  const groups = match.groups ?? {}
  const word = groups.unit ?? groups.unit2 ?? groups.unit3 ?? groups.unit4
  const by = /^(?:day|week|month|quarter|year)$/.test(word ?? '') ? (word as CalendarUnit) : null
  const move = (period: Period): Period | null => moved(period, by, back ? -1 : 1, clock)
  const clauses = conjuncts(previous.where)
  const dated = clauses.filter(isDated)
  const [only] = dated
  if (only && dated.length === 1) {
    const period = move(only.value)
    const where = period && all(clauses.map((each) => (each === only ? { ...only, value: period } : each)))
    return where ? { ...previous, where } : null
  }
  const measures = previous.measures?.map((each) => {
    const period = 'measure' in each && each.during ? move(each.during) : null
    return period ? { ...each, during: period } : each
  })
  return dated.length === 0 && measures && JSON.stringify(measures) !== JSON.stringify(previous.measures)
    ? { ...previous, measures }
    : null
}

type Dated = Extract<Condition, { field: string }> & { value: Period }
const isDated = (condition: Condition): condition is Dated =>
  'field' in condition && condition.op === 'during' && typeof condition.value === 'object'

/** The neighbour of a period: of its own length, or the same days a longer unit away. */
function moved(period: Period, by: CalendarUnit | null, step: -1 | 1, clock: Clock): Period | null {
  const own = 'this' in period && !period.toDate ? period.this : null
  if (own && (by === null || by === own)) return step < 0 ? { previous: own } : { following: own }
  if ('previous' in period && step > 0 && !period.count && (by === null || by === period.previous))
    return { this: period.previous }
  if ('following' in period && step < 0 && !period.count && (by === null || by === period.following))
    return { this: period.following }
  const { from, to } = resolvePeriod(period, clock)
  if (from === null || to === null) return null
  const { unit: each, count } = lengthOf(from, to, clock)
  if (by === null || by === each || (each === 'day' && count === lengths[by]))
    return step < 0
      ? { from: addUnits(from, -count, each), to: addUnits(from, -1, 'day') }
      : {
          from: addUnits(to, 1, 'day'),
          to: addUnits(addUnits(addUnits(to, 1, 'day'), count, each), -1, 'day'),
        }
  if (units.indexOf(by) <= units.indexOf(each)) return null
  const start = addUnits(from, step, by)
  return { from: start, to: addUnits(addUnits(start, count, each), -1, 'day') }
}

const units: CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year']
const lengths: Partial<Record<CalendarUnit, number>> = { week: 7 }

/** Whole months, quarters or years as such; all else in days. */
function lengthOf(
  from: string,
  to: string,
  { fiscalYearStart }: Clock,
): { unit: CalendarUnit; count: number } {
  const whole = (['year', 'quarter', 'month'] as const).find(
    (each) => startOf(from, each, fiscalYearStart) === from && endOf(from, each, fiscalYearStart) === to,
  )
  if (whole) return { unit: whole, count: 1 }
  for (let count = 2; count <= 24; count++)
    if (startOf(from, 'month') === from && addUnits(addUnits(from, count, 'month'), -1, 'day') === to)
      return { unit: 'month', count }
  return { unit: 'day', count: daysBetween(from, to) + 1 }
}
