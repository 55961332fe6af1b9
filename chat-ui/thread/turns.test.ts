/** Messages become turns, parts become runs, and a screen reader hears each finished turn once. */
import { describe, expect, test } from 'vitest'
import type { StewardData } from '#agent/contract.ts'
import type { StewardMessage } from '../api.ts'
import { greeting, longDay } from './greeting.ts'
import { showsWork, spokenAnswer, spokenError } from './spoken.ts'
import { readingOf, runsOf, textOf, turnsOf, withoutReading } from './turns.ts'

type Part = StewardMessage['parts'][number]
const text = (words: string): Part => ({ type: 'text', text: words })
const step = (id: string, state: 'running' | 'done'): Part => ({
  type: 'data-step',
  id,
  data: { kind: 'step', id, tool: 't', label: `Step ${id}`, effect: 'read', input: {}, state },
})
const table: StewardData['table'] = {
  kind: 'table',
  id: 't',
  object: 'account',
  title: 'Accounts',
  columns: [],
  rows: [],
  total: 24,
  reading: '',
}
const message = (id: string, role: 'user' | 'assistant', ...parts: Part[]): StewardMessage => ({
  id,
  role,
  parts,
})

describe('turns', () => {
  test('each question opens a turn, and answers belong to the question before them', () => {
    const turns = turnsOf([
      message('q1', 'user', text('one')),
      message('a1', 'assistant', text('first')),
      message('q2', 'user', text('two')),
    ])
    expect(turns.map((turn) => [turn.id, turn.answers.length])).toEqual([
      ['q1', 1],
      ['q2', 0],
    ])
  })
  test('an answer without a question is shown too', () => {
    expect(turnsOf([message('a', 'assistant', text('hello'))])[0]?.question).toBeUndefined()
  })
  test('neighbouring parts of one kind are drawn together, in the order they came', () => {
    const runs = runsOf([step('1', 'done'), step('2', 'done'), text('a'), step('3', 'done')])
    expect(runs.map((run) => [run.type, run.parts.length])).toEqual([
      ['data-step', 2],
      ['text', 1],
      ['data-step', 1],
    ])
  })
  test('the text of a message leaves its other parts out', () => {
    expect(textOf(message('a', 'assistant', text('one'), step('1', 'done'), text('two')))).toBe('one\n\ntwo')
  })
})

describe('what is spoken', () => {
  test('the finished answer without Markdown marks, and what else is on the screen', () => {
    const answer = message('a', 'assistant', text('**Two** accounts'), {
      type: 'data-table',
      id: 't',
      data: table,
    })
    expect(spokenAnswer(answer)).toBe('Answer. Two accounts Table Accounts, 24 rows.')
  })
  test('a long answer is cut, not read to the end', () => {
    expect(spokenAnswer(message('a', 'assistant', text('word '.repeat(500)))).length).toBeLessThan(700)
  })
  test('a stopped one says so', () => {
    const stopped: StewardMessage = {
      ...message('a', 'assistant', text('Two')),
      metadata: { state: 'stopped' },
    }
    expect(spokenAnswer(stopped)).toBe('Answer. Two Stopped.')
  })
  test('a failure is spoken whole', () => {
    const data: StewardData['error'] = {
      kind: 'error',
      id: 'e',
      code: 'tool_failed',
      what: 'It broke.',
      done: 'Nothing changed.',
      next: 'Try again.',
    }
    expect(spokenError(message('a', 'assistant', { type: 'data-error', id: 'e', data }))).toBe(
      'It broke. Nothing changed. Try again.',
    )
  })
  test('a running step or growing text is work in sight; finished steps are not', () => {
    expect(showsWork(message('a', 'assistant', step('1', 'done'), step('2', 'running')))).toBe(true)
    expect(showsWork(message('a', 'assistant', step('1', 'done'), text('Tw')))).toBe(true)
    expect(showsWork(message('a', 'assistant', step('1', 'done')))).toBe(false)
    expect(showsWork(undefined)).toBe(false)
  })
})

describe('the greeting', () => {
  test('follows the hour of the workspace, not of the machine', () => {
    const now = new Date('2026-11-21T06:00:00Z')
    expect(greeting('Maya Lindqvist', 'Europe/Stockholm', now)).toBe('Good morning, Maya')
    expect(greeting('Maya Lindqvist', 'Asia/Tokyo', now)).toBe('Good afternoon, Maya')
    expect(greeting('', 'America/New_York', now)).toBe('Good evening')
  })
  test('the day is the workspace’s day', () => {
    expect(longDay('2026-11-21', 'de-DE')).toBe('Samstag, 21. November 2026')
  })
})

test('a reading stands above an answer that has one, and above none that has several', () => {
  const read = (reading: string): Part => ({ type: 'data-table', id: reading, data: { ...table, reading } })
  expect(readingOf([step('s', 'done'), read('red accounts'), text('Two.')])).toBe('red accounts')
  expect(readingOf([read('red accounts'), read('their tickets')])).toBeNull()
  expect(readingOf([read(''), text('Two.')])).toBeNull()
})

test('what stands above an answer is not said again in it', () => {
  expect(withoutReading('**2 accounts**: red accounts. ARR 5k.', 'red accounts')).toBe(
    '**2 accounts**. ARR 5k.',
  )
  expect(withoutReading('ARR 5k (ARR of Acorn).', 'ARR of Acorn')).toBe('ARR 5k.')
  expect(withoutReading('Two of the red accounts.', 'red accounts')).toBe('Two of the red accounts.')
})
