/** The text forms: what is printed reads back as the same, what people type is read, and faults are told with their place. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condition as conditionSchema } from '../query/query.ts'
import { anyCondition, anyFormula } from './test-arbitrary.ts'
import { parseCriteria } from './criteria.ts'
import { parseFormula } from './formula.ts'
import { printCriteria } from './print-criteria.ts'
import { printFormula } from './print-formula.ts'

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, each: unknown) =>
      key === 'at' && typeof each === 'number' ? undefined : each,
    ),
  )

describe('what is printed reads back as the same', () => {
  it('conditions', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        expect(parseCriteria(printCriteria(condition))).toEqual(condition)
      }),
      { numRuns: 3000 },
    )
  })

  it('formulas', () => {
    fc.assert(
      fc.property(anyFormula, (formula) => {
        expect(withoutPlaces(parseFormula(printFormula(formula)))).toEqual(withoutPlaces(formula))
      }),
      { numRuns: 3000 },
    )
  })
})

it.each([
  ['arr > 500k', { field: 'arr', op: 'gt', value: 500_000 }],
  ['ARR over $1.5m', { field: 'ARR', op: 'gt', value: 1_500_000 }],
  ['open', { field: 'open', op: 'eq', value: true }],
  ['not open', { not: { field: 'open', op: 'eq', value: true } }],
  ['open = no', { field: 'open', op: 'eq', value: false }],
  ['nps at least 30', { field: 'nps', op: 'gte', value: 30 }],
  ['health at 2026-09-01 under 50', { field: 'health', at: '2026-09-01', op: 'lt', value: 50 }],
  [
    'last_touch_on < today - 21 days',
    { field: 'last_touch_on', op: 'lt', value: { today: -21, unit: 'day' } },
  ],
  [
    'renewal_date in the next 2 quarters',
    { field: 'renewal_date', op: 'during', value: { next: 2, unit: 'quarter' } },
  ],
  ['churned_on is not null', { field: 'churned_on', op: 'not_null' }],
  ['csm = me', { field: 'csm', op: 'eq', value: { person: 'me' } }],
  ['csm is "Dana Test"', { field: 'csm', op: 'eq', value: 'Dana Test' }],
  [
    'no contacts where role = champion',
    { none: 'contacts', where: { field: 'role', op: 'eq', value: 'champion' } },
  ],
  [
    'count(tickets where open) > 3',
    { count: 'tickets', where: { field: 'open', op: 'eq', value: true }, op: 'gt', value: 3 },
  ],
  [
    'segment enterprise and arr > 200k or tags = strategic',
    {
      or: [
        {
          and: [
            { field: 'segment', op: 'eq', value: 'enterprise' },
            { field: 'arr', op: 'gt', value: 200_000 },
          ],
        },
        { field: 'tags', op: 'eq', value: 'strategic' },
      ],
    },
  ],
])('%s', (text, condition) => {
  expect(parseCriteria(text)).toEqual(condition)
  expect(conditionSchema.parse(parseCriteria(text))).toEqual(condition)
})

describe('a fault says where it is', () => {
  it.each([
    ['arr >', 'A value is missing before “the end” (after “arr >”, character 6)'],
    ['arr > 5 and', 'A field is missing before “the end” (after “arr > 5 and”, character 12)'],
    ['(arr > 5', '“)” is missing after the condition in brackets (after “(arr > 5”, character 9)'],
    ['arr > 500,000', '“,” has no place here (after “arr > 500”, character 10)'],
    ['segment = and', '“and” is a word of the language (after “segment =”, character 11)'],
    ["name = 'Al", "I can't read “'Al” (after “name =”, character 8)"],
    [
      'renewal_date in last 30',
      'A period ends in day, week, month, quarter or year (after “renewal_date in last 30”, character 24)',
    ],
  ])('%s', (text, message) => expect(() => parseCriteria(text)).toThrow(message))

  it.each([
    ['arr / ', 'A field, a number or a function is missing before “the end” (after “arr /”, character 7)'],
    ['arr seats', '“seats” has no place here (after “arr”, character 5)'],
    ['sqr(arr)', 'There is no function “sqr” (after “”, character 1)'],
    ['round(arr, 1, 2)', 'round takes 1 to 2 values, not 3 (after “”, character 1)'],
    ['if(arr, 1, 2', '“)” is missing after the last value of “if” (after “if(arr, 1, 2”, character 13)'],
    ['sum(arr)', 'sum takes a field of related rows (after “sum(”, character 5)'],
    ['sum(tickets.csat, 2)', 'sum takes related rows'],
  ])('%s', (text, message) => expect(() => parseFormula(text)).toThrow(message))

  it('and nesting without end is refused, not a crash', () => {
    expect(() => parseCriteria(`${'('.repeat(500)}open${')'.repeat(500)}`)).toThrow('nested too deep')
    expect(() => parseCriteria(`${'not '.repeat(900)}open`)).toThrow('nested too deep')
    expect(() => parseFormula(`${'('.repeat(500)}arr${')'.repeat(500)}`)).toThrow('nested too deep')
    expect(() => parseFormula(`if(${'('.repeat(55)}arr${')'.repeat(55)} > 1, 1, 2)`)).not.toThrow()
  })
})

it('random text is read or refused, never more', () => {
  const piece = fc.constantFrom(
    'arr',
    ' ',
    '>',
    '<',
    '(',
    ')',
    'and',
    ' or ',
    'not ',
    "'",
    '"',
    '5',
    '5%',
    'if(',
    ',',
    'in ',
    'last ',
    'days',
    '2026-01-01',
    'today',
    '-',
    '/',
    'count(',
    'where ',
    'is null',
    'é',
    '€',
    '.',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      for (const read of [parseCriteria, parseFormula])
        try {
          read(pieces.join(''))
        } catch (error) {
          expect(error).toMatchObject({ name: 'Problem', code: 'bad_request' })
        }
    }),
    { numRuns: 3000 },
  )
})
