/** Commands become typed calls: the set by the ordinary reader, values in the field's type, several in one sentence; what is doubtful is asked. */
import { expect, test } from 'vitest'
import { lexiconOf, plan } from '../kit/garden.ts'

const lexicon = lexiconOf()
const calls = (turns: string | string[]): unknown => {
  const made = plan(turns, lexicon)
  return made.kind === 'calls' ? made.calls.map(({ tool, input }) => ({ tool, input })) : made
}
const clay = { where: { field: 'soil', op: 'eq', value: 'clay' } }
const labelled = (of: unknown) => [{ tool: 'beds_change_labels', input: { of, add: ['kitchen'] } }]
const kept = (of: unknown) => [{ tool: 'beds_change_keeper', input: { of, to: 'ada@garden.example' } }]
const dug = (of: unknown) => [
  { tool: 'records_change_field', input: { object: 'bed', of, field: 'digging_on', value: '2026-12-01' } },
]

test.each([
  ['tag all clay beds as kitchen', labelled(clay)],
  ['could you please put the kitchen label on the clay beds? thanks', labelled(clay)],
  ['the kitchen label should be put on all clay beds', labelled(clay)],
  ['clay beds → tag as kitchen', labelled(clay)],
  ['move the clay beds over to Ada', kept(clay)],
  ['the clay beds are to be given to Ada', kept(clay)],
  ['For the clay beds, hand them to Ada', kept(clay)],
  ['set the digging of clay beds to 1 December', dug(clay)],
  ["change North Wall's digging to Dec 1st, 2026", dug({ ids: ['B-3'] })],
  ['North Wall: digging to 2026-12-01', dug({ ids: ['B-3'] })],
  ['I talked about North Wall. Could its digging be moved to 1 December?', dug({ ids: ['B-3'] })],
])('“%s” is one call with its set and its value', (text, expected) => {
  expect(calls(text)).toEqual(expected)
})

test('“them” are the rows of the question before, and a later command of a sentence has the set of the first', () => {
  expect(calls(['clay beds', 'tag them as kitchen'])).toEqual(labelled(clay))
  expect(calls(['clay beds', 'give all of those to Ada'])).toEqual(kept(clay))
  expect(calls('move the clay beds to Ada and tag them as kitchen')).toEqual([
    ...kept(clay),
    ...labelled(clay),
  ])
})

test('an order that is corrected is given again', () => {
  expect(calls(['clay beds', 'give them to Ben Hill', 'no, to Ada'])).toEqual(kept(clay))
  expect(calls(['clay beds', 'set the digging of those to 5 December', 'no wait, 1 December'])).toEqual(
    dug(clay),
  )
})

test('the rows before are called what they are', () => {
  expect(calls(['clay beds', 'give those beds to Ada'])).toEqual(kept(clay))
  expect(calls(['clay beds', "they won't dry, give them to Ada"])).toEqual(kept(clay))
})

test('the first few of rows that were not shown in that order are not known', () => {
  expect(plan(['clay beds', 'tag the top 3 as kitchen'], lexicon).kind).not.toBe('calls')
})

test('what led to an order is left out, and gives it the rows and the day that it points at', () => {
  const [wall] = calls('tag North Wall as kitchen') as { input: { of: { ids: string[] } } }[]
  expect(wall?.input.of.ids).toHaveLength(1)
  expect(calls('tag North Wall as kitchen, they just said yes to it')).toEqual([wall])
  expect(calls('tag the clay beds as kitchen. So excited!')).toEqual(labelled(clay))
  expect(calls('North Wall is looking sad, so tag it as kitchen')).toEqual([wall])
  expect(calls(['clay beds', 'bit much for one week. give all of those to Ada'])).toEqual(kept(clay))
})

test('“then” is the time that was told before; where none was, it is asked', () => {
  const next = calls('give the beds dug next week to Ada')
  expect(next).toMatchObject([{ tool: 'beds_change_keeper', input: { to: 'ada@garden.example' } }])
  expect(calls("I'm off next week, give the beds dug then to Ada")).toEqual(next)
  expect(calls('out of office next week - give the beds dug in that time to Ada')).toEqual(next)
  expect(plan('give the beds dug then to Ada', lexicon).kind).toBe('clarify')
})

test('“any … should” is of all of them, and no question', () => {
  expect(calls('any clay bed should be given to Ada')).toEqual(kept(clay))
  expect(plan('any clay beds?', lexicon)).toMatchObject({ calls: [{ input: { from: 'bed' } }] })
})

test('words that break off before their noun are no rows, and an address is no tag', () => {
  expect(plan('give the clay beds onto my to Ada', lexicon).kind).not.toBe('calls')
  expect(plan('add the ada@garden.example tag to the clay beds', lexicon).kind).not.toBe('calls')
})

test('a row that is named needs no state beside it, and some rows are some of those that were spoken of', () => {
  expect(plan('tag North Wall clay as kitchen', lexicon).kind).not.toBe('calls')
  expect(plan('give the sandy ones to Ada', lexicon).kind).not.toBe('calls')
  expect(plan(['beds', 'give the sandy ones to Ada'], lexicon).kind).toBe('calls')
})

test('rows that are named side by side are those rows', () => {
  expect(calls('tag North Wall and Rose Corner as kitchen')).toEqual(labelled({ ids: ['B-3', 'B-2'] }))
})

test('rows that are said to be left out are left out', () => {
  expect(calls('tag the clay beds as kitchen')).not.toEqual(
    calls('tag the clay beds, skip the fenced ones, as kitchen'),
  )
  expect(calls('tag the fenced beds, except the ones in clay, as kitchen')).toMatchObject([
    { input: { of: { where: { and: [{ field: 'fenced' }, { field: 'soil', op: 'ne', value: 'clay' }] } } } },
  ])
})

test.each([
  'move the clay beds to Ben',
  'move the beds of Zentrix to Ada',
  'move Brightwel to Ada',
  'tag the clay beds as kitchn',
  'mark the clay beds as wonderful',
  'set the digging of clay beds to next month',
  'tag the beds, but not those already there, as kitchen',
  'tag the 3 biggest beds as kitchen',
  'tag as kitchen',
  'tag them as kitchen',
])('“%s” is doubtful, so nothing is called', (text) => {
  expect(plan(text, lexicon).kind).not.toBe('calls')
})

test.each([
  'which beds are clay',
  'beds that are clay',
  'give me all clay beds',
  'clay beds are sandy',
  'show the beds labelled kitchen',
  'which clay beds should be given to Ada',
])('“%s” changes nothing', (text) => {
  const made = plan(text, lexicon)
  expect(made.kind === 'calls' ? made.calls.map(({ tool }) => tool) : []).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/change/)]),
  )
})

test('a row that is spoken of as one is one, whatever the filter finds; of each row it is all', () => {
  const ofOne = { ...clay, one: true }
  expect(calls('tag the clay bed as kitchen')).toEqual(labelled(ofOne))
  expect(calls('give my clay bed to Ada')).toMatchObject([{ input: { of: { one: true } } }])
  expect(calls('tag every clay bed as kitchen')).toEqual(labelled(clay))
  expect(calls('tag the clay beds as kitchen')).toEqual(labelled(clay))
})

test('rows before a mark are all handed on, and what lies ahead without an end is asked about', () => {
  expect(calls('clay beds: all to Ada')).toEqual(kept(clay))
  expect(plan('clay beds, all to the shed', lexicon).kind).not.toBe('calls')
  expect(plan('tag the beds that we dig as kitchen', lexicon).kind).not.toBe('calls')
})
