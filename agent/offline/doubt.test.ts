/** A reading that may not be what was meant is put as a question, and an answer carries how sure it is. */
import { expect, test } from 'vitest'
import { mayBeFilter } from './command/asking.ts'
import { lexiconOf, plan } from './kit/garden.ts'
import { chanceOf, leastChance, signNames, type Signs } from './sureness.ts'

const lexicon = lexiconOf()
const none = Object.fromEntries(signNames.map((name) => [name, 0])) as Signs

test('no sign of doubt makes a reading surer, and a plain one is sure enough', () => {
  const plain = chanceOf(none)
  expect(plain).toBeGreaterThan(leastChance)
  for (const name of signNames)
    expect([name, chanceOf({ ...none, [name]: 2 }) <= plain]).toEqual([name, true])
})

test('an answer carries the chance that it is what was meant', () => {
  const sure = plan('clay beds', lexicon)
  const doubtful = plan('beds weeded in the last 30 days', lexicon)
  expect(sure).toMatchObject({ kind: 'calls', sureness: expect.any(Number) as number })
  if (sure.kind === 'calls' && doubtful.kind === 'calls')
    expect(doubtful.sureness ?? 1).toBeLessThanOrEqual(sure.sureness ?? 0)
})

test('a slip in a word of time or number is read as it was meant', () => {
  expect(plan('beds weeded in the last 30 dyas', lexicon)).toMatchObject(
    plan('beds weeded in the last 30 days', lexicon).kind === 'calls' ? { kind: 'calls' } : {},
  )
  expect(JSON.stringify(plan('beds weeded since Septebmer', lexicon))).toContain('2026-09-01')
  expect(plan('beds of Octover', lexicon).kind).not.toBe('calls')
})

test.each([
  'how do I get new roses',
  'what is your name',
  'when should I change my plants',
  'where did I leave my bed',
])('“%s” is about somebody, not about the records', (text) => {
  expect(plan(text, lexicon).kind).not.toBe('calls')
})

test('a word that nobody knows is asked about with what the other words come to', () => {
  expect(plan('clay beds that are quizzled', lexicon)).toMatchObject({
    kind: 'clarify',
    readings: [{ from: 'bed', where: { field: 'soil', op: 'eq', value: 'clay' } }],
  })
})

test('a wish about what is shown may be a question, and changes nothing', () => {
  for (const wish of [
    'They should be loam.',
    'clay beds? the soil has to be loam',
    'their soil must be loam',
  ])
    expect([wish, mayBeFilter(wish)]).toEqual([wish, true])
  for (const order of ["North Wall's soil should be loam", 'they should be moved to loam'])
    expect([order, mayBeFilter(order)]).toEqual([order, false])
})

test.each([
  'clay beds that like us',
  'beds we admire',
  'clay beds the neighbours complained of',
  'beds who said nothing',
  'beds founded before 2000',
  'beds on a tablet',
])('“%s” are not all of them', (text) => {
  expect(plan(text, lexicon).kind).not.toBe('calls')
})

test.each([
  'the beds that we have',
  'clay beds I should look at',
  'as I said, clay beds',
  'beds that are there',
])('“%s” are all of them', (text) => {
  expect(plan(text, lexicon)).toMatchObject({ kind: 'calls' })
})
