/** Follow-ups edit the question before: each comes to the same as the question asked in one. */
import { expect, test } from 'vitest'
import { lexiconOf, plan, query, where } from './kit/garden.ts'

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

test.each([
  ['leave the soil out of it', 'dry beds of Ada'],
  ["the soil doesn't matter any more", 'dry beds of Ada'],
  ['everything but the soil stays', 'dry beds of Ada'],
  ["don't limit it to clay", 'dry beds of Ada'],
  ['drop the clay', 'dry beds of Ada'],
  ['clay or not', 'dry beds of Ada'],
  ['never mind whose', 'dry clay beds'],
  ["everybody's", 'dry clay beds'],
])('a condition is taken back by naming it: “%s”', (said, whole) => {
  expect(sorted(query(['dry clay beds of Ada', said], lexicon))).toEqual(sorted(query(whole, lexicon)))
})

test.each([
  [['beds weeded in March', 'the month before that?'], 'beds weeded in February'],
  [['beds weeded this month', 'and the month before?'], 'beds weeded last month'],
  [['how many beds by soil', 'in money rather than in number'], 'total worth by soil'],
  [['total worth by soil', 'same cut but per keeper'], 'total worth by keeper'],
  [['clay beds', 'I only need the count'], 'how many clay beds'],
  [['beds with moisture under 50', 'lower that to 40'], 'beds with moisture under 40'],
  [['clay beds', "without Ada's", "put Ada's back"], 'clay beds'],
  [["Ada's clay beds", 'put sand in as well'], "Ada's clay or sandy beds"],
  [["Ada's clay beds", 'and Ben Hill, he is next'], "Ben Hill's clay beds"],
])('%j comes to “%s”', (turns, whole) => {
  expect(sorted(query(turns, lexicon))).toEqual(sorted(query(whole, lexicon)))
})

test.each([
  [["Ada's beds", 'lose the clay ones'], "Ada's beds that are not clay"],
  [["Ada's beds", 'throw the clay ones out'], "Ada's beds that are not clay"],
  [['clay beds', 'only those with a rose'], 'clay beds with a rose'],
  [['clay beds of Ada', 'drop the soil, keep the rest'], 'beds of Ada'],
  [['clay beds', 'but only fenced ones'], 'fenced clay beds'],
  [['beds with worth over 300', 'forget the 300 bit'], 'beds'],
  [['beds with more than 3 plants', '5 or more'], 'beds with at least 5 plants'],
  [['total worth by soil', 'number of beds rather than worth'], 'number of beds by soil'],
  [['total worth by soil', 'and how many beds there'], 'number of beds by soil'],
  [['clay beds', 'fenced only'], 'fenced clay beds'],
  [['beds dug next month', 'all of next quarter actually'], 'beds dug next quarter'],
])('%j says of the rows before no more than “%s”', (turns, whole) => {
  expect(sorted(query(turns, lexicon))).toEqual(sorted(query(whole, lexicon)))
})

test('what is left out one after the other stays out', () => {
  expect(where(["Ada's beds", 'without clay', 'without sand'], lexicon)).toEqual({
    and: [
      { field: 'keeper', op: 'eq', value: 'ada@garden.example' },
      { field: 'soil', op: 'not_in', value: ['clay', 'sand'] },
    ],
  })
  expect(where(['beds', 'without clay', 'no, without sand'], lexicon)).toEqual({
    field: 'soil',
    op: 'ne',
    value: 'sand',
  })
})

test('a figure is compared with that of another value', () => {
  expect(query(['total worth of clay beds', 'vs sand?'], lexicon)).toMatchObject({
    groupBy: ['soil'],
    where: { field: 'soil', op: 'in', value: ['clay', 'sand'] },
  })
})

test('the first one of groups is no row, and is asked for by name', () => {
  expect(plan(['beds by soil', 'show the beds of the first'], lexicon)).toMatchObject({ kind: 'clarify' })
})

test('what is put on top is an order of the rows, and how many are wanted is counted in it', () => {
  expect(query(['clay beds', 'put the ones with the lowest moisture on top'], lexicon)).toMatchObject({
    orderBy: [{ by: 'moisture', dir: 'asc' }],
  })
  expect(query(['clay beds', 'biggest first, and only the first five'], lexicon)).toMatchObject({
    where: { field: 'soil', op: 'eq', value: 'clay' },
    orderBy: [{ by: 'worth', dir: 'desc' }],
    limit: 5,
  })
})

test('what goes on from a question that was not understood is asked about', () => {
  expect(plan(['zibble the flotz', 'only the fenced ones'], lexicon)).toMatchObject({ kind: 'clarify' })
})
