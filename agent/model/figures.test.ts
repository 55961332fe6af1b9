/** Which figures of a model's text are held by a result, and which are marked. */
import { describe, expect, test } from 'vitest'
import type { Block } from '../contract.ts'
import { unmatchedFigures } from './figures.ts'

const blocks: Block[] = [
  {
    kind: 'table',
    id: 't',
    object: 'account',
    title: 'Accounts renewing soon',
    reading: 'active accounts, renewal date is from 2026-11-21 to 2027-02-19',
    total: 214,
    columns: [
      { key: 'name', label: 'Name', type: 'text' },
      { key: 'arr', label: 'ARR', type: 'money', unit: 'EUR' },
      { key: 'adoption', label: 'Adoption', type: 'number', unit: 'ratio' },
      { key: 'usage_change', label: 'Usage', type: 'number', unit: 'ratio' },
      { key: 'probability', label: 'Probability', type: 'number', unit: 'percent' },
      { key: 'seats', label: 'Seats', type: 'number', unit: 'seats' },
      { key: 'renewal_date', label: 'Renewal', type: 'date' },
    ],
    rows: [
      {
        id: 'A-17',
        name: 'Area 51 Ltd',
        arr: 1_316_900,
        adoption: 0.87,
        usage_change: -0.204,
        probability: 65,
        seats: 240,
        renewal_date: '2026-12-05',
      },
      {
        id: 'A-18',
        name: 'Northwind',
        arr: 48_250.5,
        adoption: 1.125,
        usage_change: 0.031,
        probability: 10,
        seats: 12,
        renewal_date: '2027-01-31',
      },
    ],
  },
  {
    kind: 'figure',
    id: 'f',
    measure: 'nrr',
    label: 'NRR',
    value: 1.034,
    type: 'number',
    unit: 'ratio',
    reading: 'over 12 months',
  },
  {
    kind: 'timeline',
    id: 'l',
    title: 'Northwind',
    total: 31,
    items: [{ at: '2026-10-02T09:30:00Z', what: 'Asked for 3 more training days', kind: 'email' }],
  },
  { kind: 'citation', id: 'c', n: 2, source: 's', title: 'Kick-off', quote: 'We plan 500 users.' },
]
const said = ['Which accounts renew in the next 90 days, and is there one over 250k?', '2026-11-21']
const marked = (text: string) => unmatchedFigures(text, { blocks, said }).map((span) => span.text)

describe('a figure that a result holds is not marked', () => {
  test.each([
    'Northwind pays 48,250.50 EUR.',
    'The largest is €1,316,900.',
    'It is $1.3M in all.',
    'about 1.317 million',
    '1.32m of ARR',
    '1,317k a year',
    '1 316 900',
    '1\u202f316\u202f900',
    'EUR 1’316’900',
    'Adoption is 87 %.',
    '87% of seats',
    '0.87',
    'adoption of 112.5 percent',
    '113 %',
    'Usage fell by 20 %.',
    'usage −20.4 %',
    'usage -20%',
    'up 3.1 %',
    'NRR is 103 %',
    'NRR of 103.4%',
    'NRR 1.03',
    '65 % likely',
    'a probability of 65',
    'All 214 accounts',
    '2 are shown',
    '31 events',
    '240 seats',
    'Source [2] plans 500 users.',
    'they want 3 more days',
    'It renews on 2026-12-05.',
    '5 December 2026',
    '5 Dec',
    'December 5th, 2026',
    'Jan 31',
    'in January 2027',
    'in December',
    '31st of January',
    'in 2027',
    'On 2 October at 09:30',
    'A-17 is Area 51 Ltd.',
    'in Q4',
    'by H1',
    'FY26',
    'SOC2 matters',
    'over 250k',
    'the next 90 days',
    'a 90-day window',
    'today, 21 November',
    '1. Northwind\n2. Area 51 Ltd',
    'No figures at all.',
    '',
    '12–240 seats',
    'in March',
  ])('%s', (text) => expect(marked(text)).toEqual([]))
})

describe('a figure that no result holds is marked, as written', () => {
  test.each<[string, string[]]>([
    ['The largest is €1,416,900.', ['€1,416,900']],
    ['It is 1.4M.', ['1.4M']],
    ['1.31M in ARR', ['1.31M']],
    ['1.3bn', ['1.3bn']],
    ['Adoption is 88 %.', ['88 %']],
    ['12 % churned', ['12 %']],
    ['240 % of plan', ['240 %']],
    ['0.65 % likely', ['0.65 %']],
    ['214 % of accounts', ['214 %']],
    ['usage went −3.1 %', ['−3.1 %']],
    ['All 215 accounts', ['215']],
    ['48,251.50', ['48,251.50']],
    ['It renews on 2026-12-06.', ['2026-12-06']],
    ['6 December 2026', ['6 December 2026']],
    ['5 December 2025', ['5 December 2025']],
    ['in March 2027', ['March 2027']],
    ['in 2019', ['2019']],
    ['A-19 is at risk', ['A-19']],
    ['Source [7]', ['7']],
    ['Together they pay 1,365,150.50.', ['1,365,150.50']],
    ['- 77 open\n- 12 seats', ['77']],
    ['between 12–99', ['99']],
  ])('%s', (text, spans) => expect(marked(text)).toEqual(spans))
})

test('the spans are places in the text, in order', () => {
  const text = 'We have 999 and 214 and 888 %.'
  const spans = unmatchedFigures(text, { blocks, said })
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['999', '888 %'])
})

test('rows that the model was not shown vouch for nothing', () => {
  const [first] = blocks
  if (first?.kind !== 'table') throw new Error('the first block is a table')
  const rows = Array.from({ length: 500 }, (_, i) => ({ id: `A-${i + 1000}`, seats: i + 1000 }))
  const long = { ...first, rows, total: 500 }
  expect(unmatchedFigures('1010 and 1400', { blocks: [long], said: [] }).map((span) => span.text)).toEqual([
    '1400',
  ])
})
