/** Arguments as models write them: right ones pass, wrong ones are explained at the place, nothing throws. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { query } from '#db/query/query.ts'
import { readInput } from './arguments.ts'

const why = (text: string, schema: z.ZodType = query) => {
  const read = readInput(schema, text)
  return read.ok ? null : read.why
}

describe('the reason', () => {
  test('names the place, and of a union only the branch that was meant', () => {
    const bad = {
      from: 'account',
      where: {
        and: [
          { field: 'health', op: 'is', value: 3 },
          { some: 'tickets', where: { field: 'x', op: 'eq', value: [[1]] } },
        ],
      },
    }
    const said = why(JSON.stringify(bad)) ?? ''
    expect(said).toMatch(/^where\.and\[0\]\.op: Invalid option: expected one of "eq"/)
    expect(said).not.toMatch(/today|person/)
    expect(said.split('\n').length).toBeLessThan(4)
  })
  test('prefers the branch that the value got furthest in, though it has more wrong with it', () => {
    const either = z.strictObject({
      by: z.union([z.string(), z.strictObject({ field: z.string(), at: z.iso.date() })]),
    })
    expect(why('{"by": {"field": 1, "at": "soon"}}', either)).toMatch(/^by\.field: .*\nby\.at: /)
  })
  test('says what is missing', () => expect(why('{}')).toMatch(/from: .*string/))
  test('says which key is unknown', () => expect(why('{"from":"account","filter":{}}')).toMatch(/"filter"/))
  test('lists a few issues, not hundreds', () => {
    const many = z.strictObject({ all: z.array(z.number()) })
    expect(
      why(JSON.stringify({ all: Array.from({ length: 300 }, () => 'x') }), many)?.split('\n'),
    ).toHaveLength(6)
  })
})

describe('JSON that a parser lets through', () => {
  const open = z.looseObject({})
  test.each([
    ['a key twice', '{"a": 1, "a": 2}', /"a" is given twice/],
    ['a key twice, one in escapes', '{"a": 1, "\\u0061": 2}', /given twice/],
    ['a key twice, deep inside', '{"a": [{"b": {"c": 1, "d": [], "c": 1}}]}', /"c" is given twice/],
    ['a NUL', '{"a": "x\\u0000"}', /characters that no text may hold/],
    ['half a character', '{"a": "\\ud83d"}', /characters that no text may hold/],
    ['a prototype', '{"__proto__": {"x": 1}}', /__proto__/],
    ['nesting without end', `{"a": ${'['.repeat(500)}${']'.repeat(500)}}`, /nested more than/],
  ])('%s is refused', (_, text, reason) => expect(why(text, open)).toMatch(reason))

  test('the same key in different objects, or as a value, is fine', () => {
    expect(why('{"a": {"b": "a"}, "b": ["a", "a", {"a": "b"}], "c:": "\\"a\\":"}', open)).toBeNull()
  })
  test('nothing at all means no arguments', () => {
    expect(readInput(z.strictObject({}), '')).toEqual({ ok: true, input: {} })
  })
  test('an input is handed on as it was written: defaults are the tool’s to add', () => {
    const text = '{"from":"account","orderBy":[{"by":"arr"}]}'
    expect(readInput(query, text)).toEqual({ ok: true, input: JSON.parse(text) as object })
  })
})

test('no text makes it throw, and what passes is what the parser and the schema pass', () => {
  const valid = JSON.stringify({
    from: 'account',
    where: { or: [{ field: 'arr', op: 'gt', value: 1e5 }, { none: 'tickets' }] },
    limit: 5,
  })
  const mangled = fc
    .tuple(fc.nat(valid.length), fc.nat(12), fc.string({ maxLength: 8, unit: 'binary' }))
    .map(([at, gone, put]) => valid.slice(0, at) + put + valid.slice(at + gone))
  fc.assert(
    fc.property(fc.oneof(mangled, fc.json({ maxDepth: 60 }), fc.string({ unit: 'binary' })), (text) => {
      const read = readInput(query, text)
      if (!read.ok) return read.why.length > 0
      return query.safeParse(JSON.parse(text)).success
    }),
    { numRuns: 2_000 },
  )
})
