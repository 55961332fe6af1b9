/** Random formulas over random rows: what the SQL answers is what a naive evaluation works out, nulls and zeros included. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Catalogue, Field } from '#db/catalogue/types.ts'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { inChange } from '../history/change.ts'
import type { Condition } from '../query/query.ts'
import { runQuery } from '../query/run.ts'
import { asker, clock, insertTestWorkspace } from '../query/test-workspace.ts'
import { workspaceId } from '../query/test-ids.ts'
import { accounts, customFields, tickets } from '../schema/tables.ts'
import type { Formula, Test } from './formula.ts'
import { checkFormula } from './check.ts'
import { formulaSql } from './compile.ts'
import { evaluate, type Rows } from './test-naive.ts'
import { parseFormula } from './formula.ts'
import { printFormula } from './print-formula.ts'

const seed = 20_261_121
const numbers = [0, 0, 1, -1, 2, 3.5, 0.1, 50, 99.75, -12, 1000, null, null]
const days = ['2025-01-01', '2025-12-31', '2026-03-01', null]
const pick = <T>(all: readonly T[], n: number): T => all[n % all.length] as T

/** Forty accounts whose custom numbers, dates and tickets hold nulls and zeros of every mixture. */
const made = Array.from({ length: 40 }, (_, n): Rows & { id: string } => ({
  id: `X${n}`,
  row: {
    ...{ p: pick(numbers, n * 7 + 3), q: pick(numbers, n * 5 + 1), r: pick(numbers, n * 3) },
    ...{ go_live_on: pick(days, n), customer_since: pick(days, n + 1) },
  },
  related: {
    tickets: Array.from({ length: n % 5 }, (__, t) => ({
      csat: pick([1, 2, 3, 5, null], n + t * 3),
      priority: pick(['low', 'high', 'urgent', null], n + t),
    })),
  },
}))

let db: Db
let catalogue: Catalogue
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  await inChange(db, workspaceId, { kind: 'import', source: 'test' }, async (tx) => {
    const own = { workspaceId }
    await tx.insert(customFields).values(
      ['p', 'q', 'r'].map((key) => ({
        ...own,
        object: 'account',
        key,
        label: key,
        type: 'number' as const,
      })),
    )
    for (const { id: sourceId, row, related } of made) {
      const { p, q, r } = row
      const id = uuid()
      const custom = Object.fromEntries(
        Object.entries({ p, q, r }).flatMap(([key, value]) =>
          typeof value === 'number' ? [[key, value]] : [],
        ),
      )
      await tx.insert(accounts).values({
        ...{ ...own, id, sourceId, name: sourceId, custom },
        ...{ goLiveOn: row.go_live_on as string | null, customerSince: row.customer_since as string | null },
      })
      for (const [n, ticket] of (related.tickets ?? []).entries())
        await tx.insert(tickets).values({
          ...{ ...own, id: uuid(), sourceId: `${sourceId}-${n}`, accountId: id, subject: 'x' },
          ...{ status: 'open', openedAt: '2026-01-01T00:00:00Z', csat: ticket.csat as number | null },
          priority: ticket.priority as 'low' | null,
        })
    }
  })
  catalogue = await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId, {}))
})
afterAll(() => db.close())

const at = 0
const few = fc.constantFrom(0, 1, 2, 0.5, 10, 100)
const name = fc.constantFrom('p', 'q', 'r')
const leafCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: name,
    op: fc.constantFrom('eq' as const, 'ne' as const, 'lt' as const, 'gte' as const),
    value: few,
  }),
  fc.record({ field: name, op: fc.constantFrom('is_null' as const, 'not_null' as const) }),
)
const ticketCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant('csat'), op: fc.constantFrom('gt' as const, 'lte' as const), value: few }),
  fc.record({
    field: fc.constant('priority'),
    op: fc.constantFrom('eq' as const, 'ne' as const),
    value: fc.constantFrom('low', 'urgent'),
  }),
)

const { formula } = fc.letrec<{ formula: Formula; test: Test }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    name.map((path): Formula => ({ is: 'field', path, at })),
    few.map((value): Formula => ({ is: 'number', value, at })),
    tie('formula').map((of): Formula => ({ is: 'negative', of, at })),
    fc
      .record({
        op: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
        left: tie('formula'),
        right: tie('formula'),
      })
      .map((each): Formula => ({ is: 'arithmetic', ...each, at })),
    fc
      .tuple(
        fc.constantFrom('abs' as const, 'floor' as const, 'ceil' as const, 'round' as const, 'log' as const),
        tie('formula'),
      )
      .map(([fn, arg]): Formula => ({ is: 'call', name: fn, args: [arg], at })),
    fc
      .tuple(
        fc.constantFrom('coalesce' as const, 'min' as const, 'max' as const),
        tie('formula'),
        tie('formula'),
      )
      .map(([fn, ...args]): Formula => ({ is: 'call', name: fn, args, at })),
    fc.constant<Formula>({
      ...{ is: 'call', name: 'number', at },
      args: [
        {
          is: 'call',
          name: 'days_between',
          args: [
            { is: 'field', path: 'customer_since', at },
            { is: 'field', path: 'go_live_on', at },
          ],
          at,
        },
      ],
    }),
    fc
      .record({ test: tie('test'), then: tie('formula'), otherwise: tie('formula') })
      .map((each): Formula => ({ is: 'if', ...each, at })),
    fc
      .tuple(
        fc.constantFrom('sum' as const, 'avg' as const, 'min' as const, 'max' as const, 'median' as const),
        fc.option(ticketCondition, { nil: undefined }),
      )
      .map(([fn, where]): Formula => ({
        ...{ is: 'call', name: 'number', at },
        args: [{ is: 'over', fn, relation: 'tickets', field: 'csat', ...(where && { where }), at }],
      })),
    ticketCondition.map((where): Formula => ({
      ...{ is: 'call', name: 'number', at },
      args: [{ is: 'over', fn: 'count', relation: 'tickets', where, at }],
    })),
  ),
  test: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leafCondition.map((condition): Test => ({ is: 'condition', condition, at })),
    fc
      .record({
        op: fc.constantFrom('lt' as const, 'gte' as const, 'eq' as const, 'ne' as const),
        left: tie('formula'),
        right: tie('formula'),
      })
      // Not a field alone on the left, which with "=" would be compared with a text.
      .map(({ left, ...each }): Test => ({
        ...{ is: 'compare', ...each, at },
        left: { is: 'arithmetic', op: '+', left, right: { is: 'number', value: 0, at }, at },
      })),
    tie('test').map((of): Test => ({ is: 'not', of, at })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('test'), { minLength: 2, maxLength: 3 }),
      )
      .map(([is, all]): Test => ({ is, all, at })),
  ),
}))

/** The catalogue with the formulas as fields of accounts. */
function withFormulas(formulas: Formula[]): Catalogue {
  const account = catalogue.objects.get('account')
  if (!account) throw new Error('there are no accounts')
  const fields = formulas.map((given, n): Field => {
    const text = printFormula(given)
    const parsed = parseFormula(text)
    const { factors } = checkFormula(parsed, { catalogue, object: account, text })
    return {
      ...{ key: `f${n}`, label: text, description: text, type: 'number', origin: 'derived' },
      sql: (context) => formulaSql(parsed, context, factors),
    }
  })
  return {
    ...catalogue,
    objects: new Map([
      ...catalogue.objects,
      ['account', { ...account, fields: [...account.fields, ...fields] }],
    ]),
  }
}

/** The order of a sum may differ in the last digits. */
const same = (a: unknown, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
    : a === b

it('a thousand formulas over forty rows agree', async () => {
  const together = 10
  await fc.assert(
    fc.asyncProperty(fc.array(formula, { minLength: together, maxLength: together }), async (formulas) => {
      const { rows } = await db.inWorkspace(workspaceId, (tx) =>
        runQuery(
          tx,
          withFormulas(formulas),
          {
            from: 'account',
            scope: 'all',
            where: { field: 'id', op: 'in', value: made.map(({ id }) => id) },
            select: formulas.map((_, n) => `f${n}`),
          },
          { asker: asker(), clock },
        ),
      )
      expect(rows).toHaveLength(made.length)
      for (const [n, each] of formulas.entries()) {
        const wrong = made.flatMap((one) => {
          const found = rows.find((row) => row.id === one.id)?.[`f${n}`]
          const wanted = evaluate(each, one)
          return same(found, wanted) ? [] : [{ formula: printFormula(each), row: one.row, found, wanted }]
        })
        expect(wrong.slice(0, 1)).toEqual([])
      }
    }),
    { numRuns: 100, seed },
  )
})
