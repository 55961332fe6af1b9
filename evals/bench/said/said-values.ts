/** Scores how dates, stretches of time and numbers are read, against the marked phrases of a set, by the set's own conventions. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { momentsIn, type Moment } from './moments.ts'
import { amountsIn } from './said-amounts.ts'
import { spanOf, type DaySpan, type When } from '#agent/offline/when.ts'
import { addUnits, clockAt } from '#db/calendar.ts'
import type { Clock } from '#db/contract.ts'

const value = z.object({
  start: z.string().optional(),
  end: z.string().optional(),
  value: z.string().optional(),
})
const marked = z.object({
  Text: z.string(),
  TypeName: z.string(),
  Start: z.number(),
  End: z.number(),
  Resolution: z.looseObject({ values: z.array(value).optional(), value: z.string().optional() }).optional(),
})
const line = z.object({ input: z.string(), ref: z.string().nullable(), results: z.array(marked) })
type Marked = z.infer<typeof marked>
type Line = z.infer<typeof line>

export type Score = { right: number; of: number }
export type SaidValues = { dates: Score; ranges: Score; points: Score; numbers: Score; misses: string[] }

const linesOf = (folder: string, file: string): Line[] =>
  readFileSync(path.join(folder, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((text) => line.parse(JSON.parse(text)))

const shift = (day: string | undefined, days: number): string => (day ? addUnits(day, days, 'day') : '')

const minute = (minutes: number | undefined, add: number): string => {
  if (minutes === undefined) return ''
  const at = (minutes + add) % 1440
  const two = (figure: number): string => String(figure).padStart(2, '0')
  return `${two(Math.floor(at / 60))}:${two(at % 60)}:${at === 1439 ? '59' : '00'}`
}

/**
 * The spans that a reading stands for in the set, whose ends are exclusive: a stretch ends where its second end begins,
 * what comes after a day begins on it, and days ahead are counted from tomorrow. Half a day is open where it was not said.
 */
function spansOf({ read, past, future, clock: time }: Moment, clock: Clock): string[] {
  if (time)
    return [past, future].flatMap(({ from = '' }) =>
      (time.either ? [0, 720] : [0]).flatMap((add) => {
        const ends = [minute(time.from, add), minute(time.to, add)]
        return [ends, ends.map((end) => end && `${from} ${end}`)].map((pair) => pair.join('..'))
      }),
    )
  if (!read) return []
  const { when } = read
  return (['past', 'future', 'none'] as const).flatMap((tense) =>
    byConvention(when, read.tense ?? tense, clock),
  )
}

function byConvention(when: When, tense: 'past' | 'future' | 'none', clock: Clock): string[] {
  const { from, to }: DaySpan = spanOf(when, tense, clock)
  const spans = [`${from ?? ''}..${shift(to, 1)}`, `${from ?? ''}..${to ?? ''}`]
  const ahead = when.w === 'duration' || (when.w === 'period' && 'next' in when.period)
  if (ahead) spans.push(`${shift(from, 1)}..${shift(to, 1)}`)
  if (when.w === 'edge' && when.edge === 'after') spans.push(`${shift(from, -1)}..`)
  if (when.w === 'duration') {
    const day = addUnits(clock.today, when.n, when.unit)
    spans.push(`${day}..${day}`)
  }
  if (when.w === 'range') {
    const end = spanOf(when.to, tense, clock)
    spans.push(
      `${from ?? ''}..${end.to === to ? (end.from ?? '') : shift(end.from, 0) && addUnits(end.from ?? clock.today, 1, 'year')}`,
    )
  }
  return spans
}

const unresolved = 'not resolved'

/** Any value that the set accepts, in any reading; a phrase that has none by the calendar must be left alone. */
function isRight({ input, ref }: Line, gold: Marked): boolean {
  const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, (ref ?? '').slice(0, 10))
  const near = momentsIn(input, clock).filter(({ from, to }) => from <= gold.End && to > gold.Start)
  const values = gold.Resolution?.values ?? []
  if (values.every((each) => each.value === unresolved))
    return near.every(({ from, to }) => from > gold.Start || to <= gold.End)
  const wanted = values.map((each) =>
    each.start !== undefined || each.end !== undefined
      ? `${each.start ?? ''}..${each.end ?? ''}`
      : `${each.value ?? ''}..${each.value ?? ''}`,
  )
  const read = near.flatMap((moment) => spansOf(moment, clock))
  return wanted.some((span) => read.includes(span))
}

function isNumber({ input }: Line, gold: Marked): boolean {
  const said = amountsIn(input).find(
    ({ from, to, number }) => !number.ordinal && from <= gold.End && to > gold.Start,
  )
  if (!said) return false
  const wanted = Number(gold.Resolution?.value)
  // "Two thirds" is kept as a share in per cent.
  const got = said.number.percent && !/%|cent/.test(said.text) ? said.number.value / 100 : said.number.value
  return Math.abs(got - wanted) <= 1e-6 * Math.max(1e-6, Math.abs(wanted))
}

/** The first marked phrase of each line, by its kind. */
export function scoreSaidValues(folder: string): SaidValues {
  const none = (): Score => ({ right: 0, of: 0 })
  const scores = { dates: none(), ranges: none(), points: none(), numbers: none() }
  const misses: string[] = []
  const count = (kind: keyof typeof scores, input: string, gold: Marked, right: boolean): void => {
    scores[kind].of++
    if (right) scores[kind].right++
    else misses.push(`${kind}: “${gold.Text}” in “${input.slice(0, 100)}”`)
  }
  for (const each of linesOf(folder, 'datetime.jsonl')) {
    const [gold] = each.results
    const type = gold?.TypeName.replace('datetimeV2.', '') ?? ''
    if (!gold || !each.ref) continue
    if (type === 'date') count('dates', each.input, gold, isRight(each, gold))
    else if (/range$/.test(type)) count('ranges', each.input, gold, isRight(each, gold))
    else if (type === 'datetime' || type === 'time') count('points', each.input, gold, isRight(each, gold))
  }
  for (const each of linesOf(folder, 'number.jsonl')) {
    const [gold] = each.results
    if (gold) count('numbers', each.input, gold, isNumber(each, gold))
  }
  return { ...scores, misses }
}
