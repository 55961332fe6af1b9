/** How changes are put together for a card: alike records beside each other, anything else field by field. */
import { expect, test } from 'vitest'
import type { Change } from '#db/effects/contract.ts'
import { headOf, linesOf, sharedHeads } from './records.ts'

const change = (seq: number, rest: Partial<Change>): Change => ({
  ...{ seq, object: 'account', id: `A-${seq}`, name: `Name ${seq}` },
  ...{ field: 'csm', label: 'CSM', before: null, after: 'wei@acme.example', ...rest },
})

test('fields of one record stand on one line, and records of one object share its columns', () => {
  const lines = linesOf([
    change(1, {}),
    change(1, { field: 'tags', label: 'Tags', before: ['a'], after: ['a', 'b'] }),
    change(2, {}),
  ])
  expect(lines.map(({ seq, pairs }) => [seq, [...pairs.keys()]])).toEqual([
    [1, ['csm', 'tags']],
    [2, ['csm']],
  ])
  const fields = [{ object: 'account', key: 'tags', label: 'Tags', type: 'list' }]
  expect(sharedHeads(lines, fields)?.map(({ label, type }) => [label, type])).toEqual([
    ['CSM', 'text'],
    ['Tags', 'list'],
  ])
})

test('a creation shows the fields that it sets, and a deletion those that go', () => {
  const [made, gone] = linesOf([
    change(1, { object: 'task', id: null, field: null, label: null, after: { title: 'Call', due_on: null } }),
    change(2, { object: 'task', field: null, label: null, before: { title: 'Old' }, after: null }),
  ])
  expect([made?.kind, [...(made?.pairs ?? [])]]).toEqual([
    'create',
    [['title', { before: null, after: 'Call' }]],
  ])
  expect([gone?.kind, [...(gone?.pairs ?? [])]]).toEqual([
    'delete',
    [['title', { before: 'Old', after: null }]],
  ])
  // What is made and what goes have nothing beside each other to compare.
  expect(sharedHeads(linesOf([made!.first, gone!.first]), [])).toBeNull()
  expect(headOf([], made!, 'account_id').label).toBe('Account')
})
