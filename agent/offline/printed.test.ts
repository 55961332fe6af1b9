/** What was printed as a reading is understood as the query that it reads, as it is and with a word changed. */
import { expect, test } from 'vitest'
import { lexiconOf, query } from './kit/garden.ts'
import { asTyped } from './printed.ts'
import { allRights } from '#db/rights.ts'

const lexicon = lexiconOf()
const asker = {
  ...{ workspace: 'w', userId: 'u', email: 'ada@garden.example', name: 'Ada Lane' },
  ...{ role: 'manager' as const, team: [], rights: allRights },
}

test.each([
  ['beds where soil is clay and moisture is under 40', 'clay beds with moisture under 40'],
  [
    'beds where digging on is in the next 30 days (21 Nov 2026 to 21 Dec 2026)',
    'beds dug in the next 30 days',
  ],
  ['beds where soil is not clay or sand', 'beds not in clay or sand'],
  ['beds where keeper is Ada Lane, by moisture, lowest first, top 3', "bottom 3 of Ada's beds by moisture"],
  ['beds where there are no plants where kind is rose', 'beds without roses'],
])('“%s” is “%s”', (printed, typed) => {
  expect(rows(query(printed, lexicon))).toEqual(rows(query(typed, lexicon)))
})

const rows = (made: unknown): unknown => ({ ...(made as object), select: undefined })

test('an id that nobody would type is the row’s name', () => {
  expect(asTyped('plants where bed id is B-3', lexicon, asker)).toBe('plants where bed is North Wall')
  expect(asTyped('plants where bed id is Q-9', lexicon, asker)).toBe('plants where bed id is Q-9')
  expect(query('plants where bed id is B-3', lexicon)).toMatchObject({
    where: { field: 'bed.id', op: 'eq', value: 'B-3' },
  })
})

test('what is no printed reading stays as it was typed', () => {
  for (const text of ['clay beds (the wet ones)', 'top 3 beds', 'beds under 40', 'who keeps North Wall?'])
    expect(asTyped(text, lexicon, asker)).toBe(text)
})
