/** Which spans grow dearer beside a longer phrase, or beside a value that is written as it is called. */
import { expect, test } from 'vitest'
import { chargeParts, chargeWritten } from './span-rivals.ts'
import type { Meaning, Ref, Role, Span } from './spans.ts'
import { tokens } from './text.ts'

type Draft = Omit<Span, 'id'>
const ref = { is: 'field', object: 'bed', field: 'soil' } as Ref
const entry = (role: Role): Meaning => ({ kind: 'entry', role, refs: [ref] })
const time = { kind: 'time', time: {} } as unknown as Meaning

/** The words of the text as one span. */
function span(text: string, words: string, meaning: Meaning): Draft {
  const all = tokens(text)
  const at = text.indexOf(words)
  const from = all.findIndex((token) => token.from === at)
  const to = all.findIndex((token) => token.to === at + words.length) + 1
  return { from, to, meaning, cost: 0, via: 'exact', text: words }
}
const costs = (text: string, ...drafts: Draft[]): number[] => {
  chargeParts(drafts, tokens(text))
  return drafts.map(({ cost }) => cost)
}

test('a verb with its particle is no verb by itself, unless the particle brings in a time', () => {
  const text = 'people who logged in this month'
  const [verb, phrasal] = costs(
    text,
    span(text, 'logged', entry('verb')),
    span(text, 'logged in', entry('verb')),
  )
  expect([verb, phrasal]).toEqual([expect.any(Number), 0])
  expect(verb).toBeGreaterThan(0)
  const dated = 'notes logged in March'
  expect(
    costs(
      dated,
      span(dated, 'logged', entry('verb')),
      span(dated, 'logged in', entry('verb')),
      span(dated, 'in March', time),
    ),
  ).toEqual([0, 0, 0])
})

test('a particle that a verb has takes no time that needs none', () => {
  const text = 'people who logged in this month'
  const [, taken] = costs(text, span(text, 'logged in', entry('verb')), span(text, 'in this month', time))
  expect(taken).toBeGreaterThan(0)
})

test('a longer superlative is more than its rank', () => {
  const text = 'most active gardeners'
  const rank: Meaning = { kind: 'op', ops: [{ op: 'rank' }] }
  const [most, whole] = costs(text, span(text, 'most', rank), span(text, text, entry('superlative')))
  expect(most).toBeGreaterThan(0)
  expect(whole).toBe(0)
})

test('whose rows they are stands before its “’s”, and ends no noun', () => {
  const team: Meaning = { kind: 'op', ops: [{ op: 'team' }] }
  const charged = (text: string): number =>
    costs(text, span(text, 'who on my team', entry('object')), span(text, 'my team', team))[0] ?? 0
  expect(charged("who on my team's beds")).toBeGreaterThan(0)
  expect(charged('who on my team digs')).toBe(0)
})

test('“IT” amid words in small letters points at nothing', () => {
  const it: Meaning = { kind: 'op', ops: [{ op: 'it' }] }
  const charged = (text: string, word: string): number => {
    const draft = span(text, word, it)
    chargeWritten([draft], tokens(text))
    return draft.cost
  }
  expect(charged('IT managers', 'IT')).toBeGreaterThan(0)
  expect(charged('show it', 'it')).toBe(0)
  expect(charged('SHOW IT', 'IT')).toBe(0)
})
