/** What it costs a reading that its filter says something twice, for nothing or against itself. */
import { describe, expect, test } from 'vitest'
import { garden } from '../kit/garden.ts'
import type { Atom, Draft, Item } from './draft.ts'
import { idleness } from './idle.ts'

const catalogue = garden()
const bed = catalogue.objects.get('bed')
const atom = (n: number, parts: Partial<Atom>): Atom => ({
  ...{ kind: 'value', object: 'bed', reach: { up: [], steps: 0 }, field: 'soil', values: ['clay'] },
  ...{ condition: { field: 'soil', op: 'eq', value: 'clay' }, from: n, to: n, items: [n], negated: false },
  ...parts,
})
const item = (n: number, text: string) => ({ n, span: { text, meaning: { kind: 'inert' } } }) as Item
const costs = (atoms: Atom[], rest: Partial<Draft> = {}) =>
  idleness({ atoms, catalogue, object: bed, items: [], ...rest } as unknown as Draft)

const clay = atom(0, {})
const sand = atom(2, { values: ['sand'], condition: { field: 'soil', op: 'eq', value: 'sand' } })
const isNull = (op: 'is_null' | 'not_null') => atom(0, { kind: 'null', condition: { field: 'soil', op } })

test('conditions that narrow cost nothing', () => {
  expect(costs([clay, sand])).toBe(0)
  expect(costs([clay, atom(1, { field: 'fenced', negated: true })])).toBe(0)
})

describe('it costs', () => {
  test('to deny another value of the same field', () => {
    expect(costs([clay, { ...sand, negated: true }])).toBeGreaterThan(0)
  })
  test('to ask for a value of an empty field, and for a field that is empty and filled', () => {
    expect(costs([isNull('is_null'), clay])).toBeGreaterThan(0)
    expect(costs([isNull('is_null'), isNull('not_null')])).toBeGreaterThan(costs([isNull('is_null'), clay]))
  })
  test('to take both sides of “but” for alternatives', () => {
    const items = [item(0, 'clay'), item(1, 'but'), item(2, 'sandy')]
    expect(costs([clay, sand], { items })).toBeGreaterThan(0)
  })
  test('to deny what the usual scope leaves out anyhow', () => {
    const usually = [{ liftedBy: [{ field: 'soil', values: ['clay'] }] }]
    const object = { ...bed, usually } as unknown as Draft['object']
    const denied = [{ ...clay, negated: true }, atom(1, { field: 'fenced' })]
    expect(costs(denied, { object })).toBeGreaterThan(0)
    expect(costs(denied)).toBe(0)
  })
})
