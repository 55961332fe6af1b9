/** What is said around a request, of who asks, where they are and what it is for, is left out and told; what could narrow it never is. */
import { expect, test } from 'vitest'
import { lexiconOf, plan, where } from './kit/garden.ts'

const lexicon = lexiconOf()
const clay = { field: 'soil', op: 'eq', value: 'clay' }

const around = [
  'I’m on the train with awful wifi, which beds are in clay?',
  'Heyyy, first week here so sorry if this is silly! Which beds are in clay?',
  'The board meets on Thursday. Which beds are in clay?',
  'For the budget pack: which beds are in clay?',
  'don’t laugh but which beds are in clay?',
  'Right, coffee in hand... which beds are in clay?',
  'My laptop died, ugh. Which beds are in clay?',
  'Which beds are in clay? I promised my daughter an answer by noon',
  'Which beds are in clay? Trying to sort my life out on a Saturday lol',
  'Which beds are in clay, it’s for the offsite',
  'beds in clay because I have a bad feeling about it',
  'It would be very kind to indicate me the beds in clay.',
] as const

test.each(around)('“%s” asks for the clay beds alone', (text) => {
  expect(where(text, lexicon)).toEqual(clay)
})

test('what was left out is told', () => {
  expect(plan('I’m stuck at the airport. Which beds are in clay?', lexicon)).toMatchObject({
    kind: 'calls',
    reading: expect.stringContaining('stuck at the airport') as string,
  })
})

const narrowing = [
  ['I only care about sand. Which beds are fenced?', 'sand'],
  ['For sand: which beds are fenced?', 'sand'],
  ['Which beds are fenced? It is only for sand', 'sand'],
  ['I’m prepping sand. Which beds are fenced?', 'sand'],
  ['Mine only please. Which beds are fenced?', 'keeper'],
] as const

test.each(narrowing)('in “%s” what narrows is never left out', (text, part) => {
  const planned = plan(text, lexicon)
  expect(planned.kind !== 'calls' || JSON.stringify(planned.calls).includes(part)).toBe(true)
})

const unsaid = [
  'I’m meeting Zentrix tomorrow. Which beds are fenced?',
  'Carlos is out sick. Which of his beds are fenced?',
  'Since I joined, which beds were weeded?',
] as const

test.each(unsaid)('“%s” is not answered as if the first part were nothing', (text) => {
  const planned = plan(text, lexicon)
  expect(planned.kind === 'calls' && /led to it/.test(planned.reading ?? '')).toBe(false)
})
