/** Follow-ups edit the question before: each comes to the same as the question asked in one. */
import { expect, test } from 'vitest'
import { lexiconOf, query, where } from './kit/garden.ts'

const lexicon = lexiconOf()

test.each([
  [['clay beds', 'only fenced ones'], 'fenced clay beds'],
  [['clay beds', 'what about sand?'], 'sandy beds'],
  [['beds weeded last month', 'and this month?'], 'beds weeded this month'],
  [["Ada's clay beds", 'same for Ben Hill'], "Ben Hill's clay beds"],
  [['clay beds', 'how many?'], 'how many clay beds'],
  [['how many clay beds', 'by keeper'], 'how many clay beds by keeper'],
  [['total worth by soil', 'now by keeper'], 'total worth by keeper'],
  [['moisture of North Wall', 'and its worth?'], 'worth of North Wall'],
  [['clay beds', 'sort by worth'], 'clay beds sorted by worth'],
])('%j is “%s”', (turns, whole) => {
  const edited = query(turns, lexicon)
  const direct = query(whole, lexicon)
  expect(sorted(edited)).toEqual(sorted(direct))
})

/** Conditions joined by "and" in any order. */
const sorted = (made: unknown): unknown => {
  if (
    !made ||
    typeof made !== 'object' ||
    !('where' in made) ||
    !made.where ||
    typeof made.where !== 'object' ||
    !('and' in made.where)
  )
    return made
  const all = made.where.and as unknown[]
  return { ...made, where: [...all].map((each) => JSON.stringify(each)).sort() }
}

test('a correction replaces, a negation denies, a widening drops', () => {
  expect(where(['beds dug this quarter', 'no, I meant next quarter'], lexicon)).toEqual({
    field: 'digging_on',
    op: 'during',
    value: { following: 'quarter' },
  })
  expect(where(['beds with soil clay or sand', 'no, the ones NOT in those soils'], lexicon)).toEqual({
    field: 'soil',
    op: 'not_in',
    value: ['clay', 'sand'],
  })
  expect(where(['clay beds of Ada', 'now for all soils together'], lexicon)).toEqual({
    field: 'keeper',
    op: 'eq',
    value: 'ada@garden.example',
  })
})

test('leaving out adds a condition, a limit keeps the order that stands', () => {
  expect(where(["Ada's beds", 'leave out clay'], lexicon)).toEqual({
    and: [
      { field: 'keeper', op: 'eq', value: 'ada@garden.example' },
      { field: 'soil', op: 'ne', value: 'clay' },
    ],
  })
  expect(query(['clay beds sorted by moisture', 'just the worst 5'], lexicon)).toMatchObject({
    orderBy: [{ by: 'moisture', dir: 'asc' }],
    limit: 5,
  })
})

test('other rows are asked of the rows before', () => {
  expect(query(['clay beds', 'and their roses?'], lexicon)).toMatchObject({
    from: 'plant',
    where: {
      and: [
        { field: 'kind', op: 'eq', value: 'rose' },
        { field: 'bed.soil', op: 'eq', value: 'clay' },
      ],
    },
  })
})

test('a whole question starts anew', () => {
  expect(where(['clay beds', 'show me all sick plants'], lexicon)).toEqual({
    field: 'sick',
    op: 'eq',
    value: true,
  })
})
