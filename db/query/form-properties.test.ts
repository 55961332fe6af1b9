/** Properties of the forms over random queries: each is what plainer queries answer, put together by hand. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { bucketsOf } from './periods.ts'
import type { Aggregate, Query } from './query.ts'
import type { Row } from './table.ts'
import { alike, during, event, figuresOf, fiscal, near, span, sum, units } from './test-random.ts'
import { openTestStore } from './test-store.ts'
import { clock } from './test-workspace.ts'

const { ask, rows } = openTestStore(freshDb)
const runs = { numRuns: 40 }

describe('columns made from others', () => {
  it('share to one within each whole, run to its total, and rank by how many are higher', async () => {
    await fc.assert(
      fc.asyncProperty(event, fc.boolean(), fc.boolean(), async (each, isWithin, dense) => {
        const [first = '', second = ''] = each.keys
        const within = isWithin ? [first] : []
        const found = await rows({
          ...each.asked,
          groupBy: [first, second],
          measures: [
            ...figuresOf(each),
            { make: 'share', of: 'n', within },
            { make: 'running', of: 'n', within },
            { make: 'rank', of: 'n', within, dense },
          ],
        })
        const wholes = Map.groupBy(found, (row) => (isWithin ? JSON.stringify(row[first]) : ''))
        for (const whole of wholes.values()) {
          const all = whole.map((row) => Number(row.n))
          expect(sum(whole, 'share_n')).toBeCloseTo(1, 9)
          expect(whole.at(-1)?.running_n).toBe(sum(whole, 'n'))
          for (const row of whole) {
            const higher = all.filter((n) => n > Number(row.n))
            expect(row.rank_n).toBe(1 + (dense ? new Set(higher).size : higher.length))
          }
        }
      }),
      runs,
    )
  })
})

describe('a filled date', () => {
  it('has every unit once for each combination, and the figures of the plain groups', async () => {
    await fc.assert(
      fc.asyncProperty(
        event,
        span,
        units,
        fiscal,
        fc.boolean(),
        async (each, over, by, fiscalYearStart, isKeyed) => {
          const at = { ...clock, fiscalYearStart }
          const keys = isKeyed ? each.keys.slice(0, 1) : []
          const measures = figuresOf(each)
          const name = `${each.date}_${by}`
          const filled = await rows(
            { ...each.asked, groupBy: [...keys, { field: each.date, by, fill: over }], measures },
            at,
          )
          const plain = await rows(
            {
              ...each.asked,
              where: during(each.date, over),
              groupBy: [...keys, { field: each.date, by }],
              measures,
            },
            at,
          )
          const labels = bucketsOf(over, by, fiscalYearStart, 5_000, '').map(({ label }) => label)
          const others = new Set(plain.map((row) => JSON.stringify(keys.map((key) => row[key]))))
          expect(filled).toHaveLength(labels.length * (isKeyed ? others.size : 1))
          const told = (row: Row) => JSON.stringify([...keys, name].map((key) => row[key]))
          const byKey = new Map(plain.map((row) => [told(row), row]))
          expect(plain.every((row) => labels.includes(String(row[name])))).toBe(true)
          for (const row of filled) alike([row], [byKey.get(told(row)) ?? { ...row, ...empty(measures) }])
          expect(sum(filled, 'n')).toBe(sum(plain, 'n'))
        },
      ),
      runs,
    )
  })
})
const empty = (measures: Aggregate[]): Row =>
  Object.fromEntries(
    measures.map((each) => [each.as ?? '', 'fn' in each && ['count', 'sum'].includes(each.fn) ? 0 : null]),
  )

describe('a pivot', () => {
  it('holds the figures of the groups, the rest in one column, and the totals', async () => {
    await fc.assert(
      fc.asyncProperty(
        event,
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (each, limit, isSwapped) => {
          const [line = '', spread = ''] = isSwapped ? each.keys.toReversed() : each.keys
          const query: Query = { ...each.asked, groupBy: [line, spread], measures: figuresOf(each) }
          const found = await ask({ ...query, pivot: { key: spread, limit, totals: true } })
          const groups = await rows(query)
          const lines = await rows({ ...query, groupBy: [line] })
          const [whole] = await rows({ ...query, groupBy: undefined })
          const name = (row: Row) => (row[spread] === null ? 'none' : String(row[spread]))
          const kept = new Set(
            found.columns.flatMap(({ key }) => (key.startsWith('n:') ? [key.slice(2)] : [])),
          )
          expect(found.rows.map((row) => row[line])).toEqual(lines.map((row) => row[line]))
          for (const [at, row] of found.rows.entries()) {
            const own = groups.filter((group) => group[line] === row[line])
            for (const figure of figuresOf(each)) {
              const key = figure.as ?? ''
              expect(near(row[`${key}:total`], lines[at]?.[key])).toBe(true)
              for (const group of own)
                if (kept.has(name(group))) expect(near(row[`${key}:${name(group)}`], group[key])).toBe(true)
            }
            const rest = own.filter((group) => !kept.has(name(group)))
            if (kept.has('other')) expect(row['n:other']).toBe(sum(rest, 'n'))
            else expect(rest).toEqual([])
          }
          expect(found.totals?.[0]?.['n:total']).toBe(whole?.n)
          expect(found.columns.filter(({ key }) => key.startsWith('n:')).length).toBeLessThanOrEqual(
            limit + 2,
          )
        },
      ),
      runs,
    )
  })
})
