/** Which arguments a person may change in a form, read from a tool's schema as endpoints are offered it. */
import { expect, test } from 'vitest'
import { editFields, shownValue, typedValue } from './edit-fields.ts'

const schema = {
  type: 'object',
  $defs: { day: { type: 'string', format: 'date' } },
  properties: {
    of: { type: 'object', properties: { ids: { type: 'array' }, where: {} } },
    title: { type: 'string' },
    due_on: { anyOf: [{ $ref: '#/$defs/day' }, { type: 'null' }] },
    priority: { type: 'string', enum: ['low', 'high'] },
    add: { type: 'array', items: { type: 'string' } },
    value: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] },
    rule: { type: 'object', properties: {} },
  },
  required: ['of', 'title', 'value'],
}

test('plain values can be changed, in the kind that each has now; the rest stays', () => {
  const { fields, stays } = editFields(schema, { of: { ids: ['A-1'] }, title: 'Call', value: 5, rule: {} })
  expect(fields.map(({ key, kind }) => [key, kind])).toEqual([
    ['title', 'text'],
    ['due_on', 'day'],
    ['priority', 'choice'],
    ['add', 'list'],
    ['value', 'number'],
  ])
  expect(stays).toEqual(['Which records', 'Rule'])
})

test('what was typed becomes a value of its kind, and nothing where an optional field was emptied', () => {
  const { fields } = editFields(schema, { value: true })
  const typed = (key: string, text: string) =>
    typedValue(
      fields.find((one) => one.key === key)!,
      text,
    )
  expect(typed('add', 'vip, , beta')).toEqual(['vip', 'beta'])
  expect(typed('value', 'false')).toBe(false)
  expect([typed('due_on', ''), typed('title', ' ')]).toEqual([undefined, ''])
  expect(shownValue(['vip', 'beta'])).toBe('vip, beta')
})
