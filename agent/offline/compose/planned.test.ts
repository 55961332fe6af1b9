/** What is planned and done, late or to come: rows with a day that they are due on and one that they were done on. */
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { ObjectType } from '#db/catalogue/types.ts'
import { compileLexicon } from '../lexicon.ts'
import { field, garden, query, where as filterOf } from '../kit/garden.ts'

const done = { field: 'done_on', op: 'not_null' as const }
const open = { field: 'done_on', op: 'is_null' as const }

/** A garden with chores that somebody looks after. */
function tended() {
  const plain = garden()
  const plant = plain.objects.get('plant') as ObjectType
  const bed = plain.objects.get('bed') as ObjectType
  const chore: ObjectType = {
    ...plant,
    key: 'chore',
    label: 'Chore',
    plural: 'Chores',
    table: 'chores',
    kinds: [{ words: ['mulchings'], where: { field: 'kind', op: 'eq', value: 'mulching' } }],
    fields: [
      field('id', 'text'),
      field('title', 'text'),
      field('kind', 'enum', {
        values: [
          { key: 'mulching', label: 'Mulching' },
          { key: 'pruning', label: 'Pruning' },
        ],
      }),
      field('due_on', 'date', {
        event: 'main',
        phrases: {
          nouns: ['due date'],
          superlatives: { low: ['next'] },
          adjectives: [
            { words: ['still ahead'], where: { field: 'due_on', op: 'gte', value: { today: 0 } } },
          ],
        },
      }),
      field('done_on', 'date', {
        event: 'past',
        phrases: {
          adjectives: [
            { words: ['done'], where: done },
            { words: ['not done'], where: open },
            { words: ['done ahead of plan'], where: { field: 'done_on', to: 'due_on', op: 'gt', value: 0 } },
          ],
        },
      }),
      field('late', 'boolean', {
        evidence: ['days_late'],
        phrases: { adjectives: [{ words: ['overdue'], where: { field: 'late', op: 'eq', value: true } }] },
      }),
      field('days_late', 'number', { unit: 'days', better: 'low', phrases: { nouns: ['days late'] } }),
      field('seen_at', 'time', {
        event: 'past',
        evidence: ['wait_h'],
        phrases: { adjectives: [{ words: ['unseen'], where: { field: 'seen_at', op: 'is_null' } }] },
      }),
      field('wait_h', 'number', { unit: 'hours', better: 'low', phrases: { verbs: ['prune'] } }),
    ],
    columns: ['title', 'kind', 'due_on'],
    orderBy: [{ by: 'due_on', dir: 'asc' }],
  }
  const chores = { key: 'chores', label: 'Chores', to: 'chore', kind: 'many' as const, on: () => sql`true` }
  const objects = new Map(plain.objects)
  objects.set('bed', { ...bed, relations: [...bed.relations, chores] })
  objects.set('chore', chore)
  return compileLexicon({ ...plain, objects, version: 'tended' }, [], [])
}

const lexicon = tended()
const where = (text: string) => filterOf(text, lexicon)

describe('what was planned', () => {
  test('and is denied is there, and not done', () => {
    expect(where('beds that have not had their mulching')).toEqual({
      some: 'chores',
      where: { and: [{ field: 'kind', op: 'eq', value: 'mulching' }, open] },
    })
    expect(where('beds with no pruning yet')).toEqual({
      some: 'chores',
      where: { and: [{ field: 'kind', op: 'eq', value: 'pruning' }, open] },
    })
  })
  test('and is told as done goes by the day that it was done on', () => {
    expect(where('mulchings we did in March 2026')).toMatchObject({
      and: [{ field: 'kind' }, { field: 'done_on', op: 'during' }],
    })
    expect(where('chores done ahead of plan in March 2026')).toMatchObject({
      and: [
        { field: 'done_on', to: 'due_on' },
        { field: 'done_on', op: 'during' },
      ],
    })
  })
  test('and comes next is not over', () => {
    expect(where('next three chores by due date')).toEqual({
      and: [open, { field: 'due_on', op: 'gte', value: { today: 0 } }],
    })
  })
  test('and lies ahead may be told to lie before a day', () => {
    expect(where('chores still ahead but before 1 January')).toMatchObject({
      and: [
        { field: 'due_on', op: 'gte', value: { today: 0 } },
        { field: 'due_on', op: 'during', value: { to: '2026-12-31' } },
      ],
    })
  })
  test('has been late for so long as stands before the word for it', () => {
    const late = { field: 'late', op: 'eq', value: true }
    expect(where('chores two weeks overdue')).toEqual({
      and: [late, { field: 'days_late', op: 'gte', value: 14 }],
    })
    expect(where('chores that were over two weeks overdue')).toEqual({
      field: 'days_late',
      op: 'gt',
      value: 14,
    })
    expect(where('chores 10 days late')).toEqual({
      and: [late, { field: 'days_late', op: 'gte', value: 10 }],
    })
  })
})

describe('a stretch of time', () => {
  test('within which nobody saw to it leaves those that came later, and never', () => {
    expect(where('chores unseen within two days')).toEqual({
      or: [
        { field: 'wait_h', op: 'gt', value: 48 },
        { field: 'seen_at', op: 'is_null' },
      ],
    })
  })
  test('that is only called long ranks so many rows as are asked for', () => {
    expect(query('five chores we took forever to prune', lexicon)).toMatchObject({
      orderBy: [{ by: 'wait_h', dir: 'desc' }],
      limit: 5,
    })
  })
})

test('what is set aside around its words is left out', () => {
  expect(where('leaving mulching aside, which chores are overdue')).toEqual(
    where('excluding mulching, which chores are overdue'),
  )
})
