/** A catalogue entry or a tool file that is new is understood by what it says of itself: no other line knows of it. */
import { expect, test } from 'vitest'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import type { Catalogue, Field, ObjectType } from '#db/catalogue/types.ts'
import { loadTools, type Tools } from '#tools/kit/load-tools.ts'
import type { Plan } from '../planner.ts'
import { clock, field, garden, lexiconOf, query, tools, where } from './kit/garden.ts'
import { planWith } from './planner.ts'
import { allRights } from '#db/rights.ts'

const frost: Field = field('frost_days', 'number', {
  unit: 'days',
  better: 'low',
  phrases: {
    nouns: ['frost'],
    adjectives: [{ words: ['frostbitten', 'nipped'], where: { field: 'frost_days', op: 'gt', value: 20 } }],
    superlatives: { high: ['frostiest'] },
  },
})
const slope: Field = field('slope', 'enum', {
  values: [
    { key: 'steep', label: 'Steep', words: ['hilly'] },
    { key: 'flat', label: 'Flat', words: ['level'] },
  ],
})
const mulched: Field = field('mulched_on', 'date', { event: 'past', phrases: { verbs: ['mulch'] } })
const warden: Field = field('warden', 'person', { phrases: { verbs: ['guard'] } })
const paid: Field = field('rent', 'money', { additive: true, better: 'high', phrases: { nouns: ['lease'] } })
const open = lexiconOf(garden([frost, slope, mulched, warden, paid]))

test.each<[string, unknown]>([
  ['beds with more than 12 days of frost', { field: 'frost_days', op: 'gt', value: 12 }],
  [
    'frostbitten clay beds',
    {
      and: [
        { field: 'frost_days', op: 'gt', value: 20 },
        { field: 'soil', op: 'eq', value: 'clay' },
      ],
    },
  ],
  ['beds that are not nipped', { not: { field: 'frost_days', op: 'gt', value: 20 } }],
  ['hilly beds', { field: 'slope', op: 'eq', value: 'steep' }],
  ['beds that are not steep', { field: 'slope', op: 'ne', value: 'steep' }],
  [
    'beds mulched in the last 14 days',
    { field: 'mulched_on', op: 'during', value: { last: 14, unit: 'day' } },
  ],
  ['beds that Ada guards', { field: 'warden', op: 'eq', value: 'ada@garden.example' }],
  ['beds without a warden', { field: 'warden', op: 'is_null' }],
  ['beds with a lease over 2k', { field: 'rent', op: 'gt', value: 2_000 }],
])('a new field by its phrases: %s', (text, condition) => {
  expect(where(text, open)).toEqual(condition)
  expect(where(text)).not.toEqual(condition)
})

test('a new field is ranked, summed, grouped by and edited', () => {
  expect(query('3 frostiest beds', open)).toMatchObject({
    orderBy: [{ by: 'frost_days', dir: 'desc' }],
    limit: 3,
  })
  expect(query('total lease by slope', open)).toMatchObject({
    groupBy: ['slope'],
    measures: [{ fn: 'sum', field: 'rent' }],
  })
  expect(query(['steep beds', 'and the level ones?'], open)).toMatchObject({
    where: { field: 'slope', op: 'eq', value: 'flat' },
  })
})

/** A kind of rows that the garden does not have, with its relation to beds. */
function withSheds(): Catalogue {
  const base = garden()
  const bed = base.objects.get('bed')
  const plant = base.objects.get('plant')
  if (!bed || !plant) throw new Error('a garden has beds and plants')
  const shed: ObjectType = {
    ...plant,
    key: 'shed',
    label: 'Shed',
    plural: 'Sheds',
    nouns: ['hut'],
    table: 'sheds',
    fields: [
      field('id', 'text'),
      field('title', 'text'),
      field('locked', 'boolean', {
        phrases: { adjectives: [{ words: ['locked'], where: { field: 'locked', op: 'eq', value: true } }] },
      }),
      field('built_at', 'date', { event: 'past', phrases: { verbs: ['build'] } }),
    ],
    columns: ['title'],
  }
  const has = { key: 'sheds', label: 'Sheds', to: 'shed', kind: 'many' as const, on: () => sql`true` }
  const beds = { ...bed, relations: [...bed.relations, { ...has, nouns: [{ words: ['shed', 'hut'] }] }] }
  return { ...base, version: 'sheds', objects: new Map([...base.objects, ['bed', beds], ['shed', shed]]) }
}

test('a new object is listed, counted and joined', () => {
  const sheds = lexiconOf(withSheds())
  expect(query('locked huts', sheds)).toMatchObject({
    from: 'shed',
    where: { field: 'locked', op: 'eq', value: true },
  })
  expect(query('how many sheds were built this year', sheds)).toMatchObject({
    from: 'shed',
    measures: [{ fn: 'count' }],
    where: { field: 'built_at', op: 'during', value: { this: 'year' } },
  })
  expect(where('clay beds with a locked shed', sheds)).toEqual({
    and: [
      { field: 'soil', op: 'eq', value: 'clay' },
      { some: 'sheds', where: { field: 'locked', op: 'eq', value: true } },
    ],
  })
  expect(where('beds without huts', sheds)).toEqual({ none: 'sheds' })
})

const newTools = await loadTools(fileURLToPath(new URL('./kit/new-tools', import.meta.url)))

function planned(text: string, known: Tools): Plan {
  const lexicon = lexiconOf()
  const asker = {
    ...{ workspace: 'w', userId: 'u', email: 'ada@garden.example', name: 'Ada Lane' },
    ...{ role: 'manager' as const, team: [], rights: allRights },
  }
  return planWith(lexicon, { text, history: [], asker, clock, catalogue: lexicon.catalogue, tools: known })
}

test.each<[string, string, unknown]>([
  ['harvest of North Wall please', 'beds_weigh_harvest', { bed: 'B-3' }],
  [
    'drench the clay beds with 20 litres',
    'beds_flood_beds',
    { of: { where: { field: 'soil', op: 'eq', value: 'clay' } }, litres: 20 },
  ],
  [
    'flood Brightwell with 5 litres on 1 December',
    'beds_flood_beds',
    { of: { ids: ['B-6'] }, litres: 5, on: '2026-12-01' },
  ],
])('a new tool file by its frames: %s', (text, tool, input) => {
  expect(planned(text, new Map([...tools, ...newTools]))).toMatchObject({
    kind: 'calls',
    calls: [{ tool, input }],
  })
  expect(JSON.stringify(planned(text, tools))).not.toContain(tool)
})

test('of a new tool too a doubtful set is asked about, never proposed', () => {
  const known = new Map([...tools, ...newTools])
  expect(planned('flood the beds of Ben with 5 litres', known).kind).toBe('clarify')
  expect(planned('flood Zentrix with 5 litres', known).kind).not.toBe('calls')
})
