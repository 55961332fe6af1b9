/** Nothing is guessed: names that are words, doubtful names, words that nobody knows, operators that find no place, and commands. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comingTools } from './coming.ts'
import { parseFrame, type Part } from './frame-syntax.ts'
import { lexiconOf, plan, query, where } from './kit/garden.ts'

const lexicon = lexiconOf()

test('a name that is also a word is told from it by its place', () => {
  expect(query('moisture of Monday', lexicon)).toMatchObject({
    where: { field: 'id', op: 'eq', value: 'B-1' },
    select: ['moisture'],
  })
  expect(where('plants of Rose Corner', lexicon)).toEqual({ field: 'bed.id', op: 'eq', value: 'B-2' })
  expect(where('beds with a rose', lexicon)).toEqual({
    some: 'plants',
    where: { field: 'kind', op: 'eq', value: 'rose' },
  })
})

test('a full name wins, a first name that two people have is asked', () => {
  expect(where('plants in North', lexicon)).toEqual({ field: 'bed.id', op: 'eq', value: 'B-5' })
  expect(plan("Ben's beds", lexicon)).toMatchObject({ kind: 'clarify', options: ['Ben Hill', 'Ben Moor'] })
})

test('the answer to our question is read as the request that it was about', () => {
  expect(where(["Ben's beds", 'Ben Moor'], lexicon)).toEqual({
    field: 'keeper',
    op: 'eq',
    value: 'ben.moor@garden.example',
  })
  expect(where(["Ben's clay beds", 'the first one'], lexicon)).toMatchObject({
    and: [{ value: 'ben.hill@garden.example' }, { value: 'clay' }],
  })
})

test('an unknown name and an unknown measure are not passed over', () => {
  expect(plan('moisture of Zentrix', lexicon).kind).toBe('clarify')
  expect(['clarify', 'refuse']).toContain(plan('beds with a high blorp score', lexicon).kind)
  expect(plan('wire 500 dollars to somebody in Oslo', lexicon).kind).toBe('refuse')
})

const operative = [
  ['clay beds without roses', 'without'],
  ['beds not in clay', 'not'],
  ['beds with moisture under 40', 'under'],
  ['beds with moisture under 40', '40'],
  ['beds weeded in the last 30 days', 'in the last 30 days'],
  ['my clay beds', 'my'],
  ['average moisture of clay beds', 'average'],
  ['how many clay beds', 'how many'],
  ['top 3 beds by worth', 'top 3'],
  ['beds except clay ones', 'except'],
  ["Ada's beds", "Ada's"],
] as const

test.each(operative)('in “%s” the words “%s” reach the plan', (text, words) => {
  expect(plan(text, lexicon).kind).toBe('calls')
  expect(query(text, lexicon)).not.toEqual(query(text.replace(words, '').trim(), lexicon))
})

test('an operator without a place in the plan is never answered', () => {
  for (const text of [
    'share of beds',
    'beds other than',
    'clay beds less than',
    'beds of the other garden',
    'average clay beds',
  ])
    expect([text, plan(text, lexicon).kind]).not.toEqual([text, 'calls'])
})

/** A sentence of a frame, with a set, a person and words in its slots. */
function sentence(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.part === 'words') return part.options[0]?.join(' ') ?? ''
      if (part.part === 'maybe' || part.part === 'const') return ''
      if (part.part === 'gap') return 'something'
      const fillers: Record<string, string> = {
        set: 'all clay beds',
        person: 'Ada',
        field: 'soil',
        value: 'sand',
        tag: 'kitchen',
        text: 'sand',
      }
      return fillers[part.type] ?? ''
    })
    .filter(Boolean)
    .join(' ')
}

test('no command whose tool is still to come is planned as a call', () => {
  for (const tool of comingTools)
    for (const frame of [...tool.frames, ...(tool.fresh ?? [])]) {
      if (/\{(playbook|person)/.test(frame)) continue
      const text = sentence(parseFrame(frame).parts)
      expect([text, plan(text, lexicon).kind]).not.toEqual([text, 'calls'])
    }
})

test('a command asks about a doubtful name before it says what it cannot do', () => {
  expect(plan('tag the beds of Ben as kitchen', lexicon)).toMatchObject({ kind: 'clarify' })
  expect(plan('delete Zentrix', lexicon)).toMatchObject({ kind: 'clarify' })
  expect(plan('export all clay beds to excel', lexicon)).toMatchObject({ kind: 'refuse', confidence: 'sure' })
})

test('words at random are never a failure', () => {
  const words = fc.constantFrom(
    'beds',
    'clay',
    'not',
    'under',
    '40',
    'by',
    'top',
    'my',
    'Ben',
    'North',
    'since',
    'March',
    'and',
    'or',
    'no',
    'roses',
    '%',
    ',',
    'them',
    'moisture',
    '>',
    '-',
    'x',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (list) => {
      expect(['calls', 'clarify', 'refuse']).toContain(plan(list.join(' '), lexicon).kind)
    }),
    { numRuns: 150 },
  )
})
