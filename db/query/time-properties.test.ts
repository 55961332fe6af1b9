/** Properties of the forms over time: two periods, days, ages and distances are what plainer queries answer on each. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { resolvePeriod } from '../calendar.ts'
import { samplesOf, twoSpans } from './periods.ts'
import type { Aggregate, CalendarUnit, Period } from './query.ts'
import type { Row } from './table.ts'
import { alike, during, event, figuresOf, fiscal, near, period, span, sum, units } from './test-random.ts'
import { openTestStore } from './test-store.ts'
import { clock } from './test-workspace.ts'

const { rows } = openTestStore(freshDb)
const runs = { numRuns: 40 }

describe('a comparison', () => {
  it('of what happened is two queries and their difference', async () => {
    await fc.assert(
      fc.asyncProperty(
        event,
        period,
        fc.constantFrom('previous' as const, 'year_earlier' as const),
        async (each, over, other) => {
          const measures = figuresOf(each)
          const [found = {}] = await rows({
            ...each.asked,
            measures,
            compare: { field: each.date, period: over, with: other },
          })
          const spans = twoSpans({ period: over, with: other }, clock)
          const single = async (value: Period) =>
            (await rows({ ...each.asked, where: during(each.date, value), measures }))[0] ?? {}
          const [now, then] = [await single(spans.now), await single(spans.then)]
          for (const { as = '' } of measures) {
            expect([near(found[as], now[as]), near(found[`${as}_then`], then[as])]).toEqual([true, true])
            const [a, b] = [now[as] ?? null, then[as] ?? null]
            const change = a === null || b === null ? null : Number(a) - Number(b)
            expect(near(found[`${as}_change`], change)).toBe(true)
            const ratio = change === null || b === 0 ? null : change / Math.abs(Number(b))
            expect(near(found[`${as}_change_ratio`], ratio)).toBe(true)
          }
        },
      ),
      runs,
    )
  })

  it('of what stood, and a series, are the figures asked on each day', async () => {
    const fields = [
      'arr',
      'health',
      'days_to_renewal',
      'open_tickets',
      'adoption',
      'multithreading',
      'risk_score',
    ]
    const on = (field: string, at?: string): Aggregate[] => [
      { fn: 'sum', field, as: 'total', ...(at && { at }) },
      { fn: 'median', field, as: 'middle', ...(at && { at }) },
      { fn: 'count', as: 'n', where: { field, op: 'gt', value: 0, ...(at && { at }) } },
    ]
    const past = span.filter(({ from, to }) => from <= clock.today && to <= clock.today)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), past, units, async (field, over, by) => {
        const asked = {
          from: 'account',
          scope: 'all' as const,
          where: { field: 'currency', op: 'eq' as const, value: 'USD' },
        }
        const single = async (at: string) => (await rows({ ...asked, measures: on(field, at) }))[0] ?? {}
        const samples = samplesOf(over, by, clock, '').slice(-6)
        const [first] = samples
        if (!first) throw new Error('no sample')
        const series = await rows({
          ...asked,
          measures: on(field),
          series: { by, over: { from: first.day, to: over.to } },
        })
        const wanted: Row[] = []
        for (const { label, day: at } of samples) wanted.push({ [by]: label, ...(await single(at)) })
        alike(series, wanted)
        const [found = {}] = await rows({
          ...asked,
          measures: on(field),
          compare: { period: over, with: { from: over.from, to: over.from } },
        })
        const { to } = resolvePeriod(over, clock)
        const [now, then] = [await single(to ?? ''), await single(over.from)]
        for (const as of ['total', 'middle', 'n'])
          expect([near(found[as], now[as]), near(found[`${as}_then`], then[as])]).toEqual([true, true])
      }),
      { numRuns: 25 },
    )
  })
})

describe('a cohort table', () => {
  it('is the series of each cohort, counted from its own start', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<CalendarUnit>('quarter', 'year'),
        fiscal,
        async (by, fiscalYearStart) => {
          const at = { ...clock, fiscalYearStart }
          const over = { from: '2024-01-01', to: '2026-06-15' }
          const measures: Aggregate[] = [
            { fn: 'count', as: 'n', where: { field: 'arr', op: 'gt', value: 0 } },
          ]
          const asked = { from: 'account', scope: 'all' as const, measures }
          const table = await rows(
            { ...asked, cohort: { start: 'customer_since', by, over, as: 'value' } },
            at,
          )
          const labels = samplesOf(over, by, at, '').map(({ label }) => label)
          const key = `customer_since_${by}`
          const series = await rows(
            { ...asked, groupBy: [{ field: 'customer_since', by }], series: { by, over } },
            at,
          )
          for (const row of table) {
            const start = labels.indexOf(String(row.cohort))
            for (const [age, label] of labels.slice(start).entries())
              expect(row[`n:${age}`]).toBe(
                series.find((each) => each[by] === label && each[key] === row.cohort)?.n,
              )
          }
          expect(sum(table, 'size')).toBe(5)
        },
      ),
      { numRuns: 8 },
    )
  })
})

describe('a distance in time', () => {
  it('is the days between the two dates as they are shown', async () => {
    const dates = ['customer_since', 'renewal_date', 'go_live_on', 'next_touch_on', 'churned_on']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...dates), fc.constantFrom(...dates, 'today'), async (field, to) => {
        const found = await rows({
          from: 'account',
          scope: 'all',
          select: [{ field, to }, field, ...(to === 'today' ? [] : [to])],
        })
        for (const row of found) {
          const [start, end] = [row[field], to === 'today' ? clock.today : row[to]]
          const days =
            start && end ? (Date.parse(String(end)) - Date.parse(String(start))) / 86_400_000 : null
          expect(row[`${field}_to_${to}_days`]).toBe(days)
        }
      }),
      runs,
    )
  })
})
