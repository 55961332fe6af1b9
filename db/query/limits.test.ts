/** How large a query may be: refused with its limit, before anything reads it. */
import { describe, expect, it } from 'vitest'
import { Problem } from '../problem.ts'
import { parseQuery } from './compile.ts'
import type { Condition } from './query.ts'

const leaf: Condition = { field: 'name', op: 'eq', value: 'x' }
const nested = (depth: number): Condition =>
  Array.from({ length: depth }).reduce<Condition>((inner) => ({ not: inner }), leaf)
const refusal = (query: unknown): Problem => {
  try {
    parseQuery(query)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('not refused')
}
const from = 'account'
const many = <T>(length: number, each: T): T[] => Array.from({ length }, () => each)

describe('a query that is too large is refused with its limit', () => {
  it.each<[string, unknown, string]>([
    ['conditions within conditions', { from, where: nested(13) }, 'where: conditions stand at most 12 deep'],
    [
      'deep enough to break a reader',
      { from, where: nested(100_000) },
      'where: conditions stand at most 12 deep',
    ],
    ['many conditions', { from, where: { and: many(200, leaf) } }, 'where: there are at most 200 conditions'],
    [
      'many conditions on related rows',
      { from, where: { some: 'tickets', where: { or: many(200, leaf) } } },
      'at most 200 conditions',
    ],
    [
      'deep conditions of a figure',
      { from, measures: [{ fn: 'count', where: nested(13) }] },
      'measures[0].where: conditions stand at most 12 deep',
    ],
    [
      'a long list',
      { from, where: { field: 'id', op: 'in', value: many(5_001, 'x') } },
      'there are at most 5000 values',
    ],
    ['many figures', { from, measures: many(25, { fn: 'count' }) }, 'measures: there are at most 24 figures'],
    ['many keys', { from, groupBy: many(7, 'region') }, 'groupBy: there are at most 6 keys'],
    ['many columns', { from, select: many(61, 'name') }, 'select: there are at most 60 columns'],
    [
      'many orders',
      { from, orderBy: many(7, { by: 'name' }) },
      'orderBy: there are at most 6 columns to order by',
    ],
  ])('%s', (_, query, what) => {
    expect(refusal(query).message).toContain(what)
  })

  it('and one at the limits is read', () => {
    expect(parseQuery({ from, where: nested(12) }).where).toEqual(nested(12))
    expect(parseQuery({ from, where: { and: many(199, leaf) } }).where).toEqual({ and: many(199, leaf) })
    expect(parseQuery({ from, where: { field: 'id', op: 'in', value: many(5_000, 'x') } }).from).toBe(from)
  })
})
