/** An invented workspace for the tests of language: beds, plants and visits of a garden, with names that are everyday words. Nothing of the product's domain. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Catalogue, Field, ObjectType, ValueType } from '#db/catalogue/types.ts'
import { clockAt } from '#db/calendar.ts'
import type { Asker } from '#db/contract.ts'
import { defineTool, type NamedTool } from '#tools/kit/define-tool.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import type { PastTurn, Plan } from '../../planner.ts'
import { compileLexicon, type Lexicon, type ObservedValues } from '../lexicon.ts'
import { planWith } from '../planner.ts'
import type { Named } from '../spans.ts'
import { queryTool } from '../tool-calls.ts'
import { gardenEffects } from './garden-effects.ts'
import { allRights } from '#db/rights.ts'

export const field = (key: string, type: ValueType, rest: Partial<Field> = {}): Field => ({
  key,
  label: key.replace(/_/g, ' '),
  description: '',
  type,
  origin: 'stored',
  sql: () => sql`null`,
  ...rest,
})

const bed: ObjectType = {
  key: 'bed',
  label: 'Bed',
  plural: 'Beds',
  nouns: ['plot'],
  description: '',
  table: 'beds',
  title: 'name',
  id: 'source_id',
  fields: [
    field('id', 'text'),
    field('name', 'text'),
    field('soil', 'enum', {
      values: [
        { key: 'clay', label: 'Clay' },
        { key: 'sand', label: 'Sand', words: ['sandy'] },
        { key: 'loam', label: 'Loam' },
      ],
    }),
    field('keeper', 'person', { phrases: { nouns: ['gardener'], verbs: ['keep'] } }),
    field('worth', 'money', {
      additive: true,
      better: 'high',
      implicitFor: 'money',
      phrases: { nouns: ['value'], superlatives: { high: ['biggest'], low: ['smallest'] } },
    }),
    field('moisture', 'number', {
      unit: 'score',
      better: 'high',
      dated: true,
      phrases: { adjectives: [{ words: ['dry'], where: { field: 'moisture', op: 'lt', value: 30 } }] },
    }),
    field('cover', 'number', { unit: 'ratio', implicitFor: 'percent' }),
    field('fenced', 'boolean', { phrases: { nouns: ['fence'] } }),
    field('digging_on', 'date', { event: 'main', phrases: { nouns: ['digging'], verbs: ['dig'] } }),
    field('weeded_on', 'date', { event: 'past', phrases: { verbs: ['weed'] } }),
    field('labels', 'list', { phrases: { nouns: ['label'], cues: ['labelled'] } }),
  ],
  relations: [
    {
      key: 'plants',
      label: 'Plants',
      to: 'plant',
      kind: 'many',
      on: () => sql`true`,
      nouns: [{ words: ['plant'] }, { words: ['rose'], where: { field: 'kind', op: 'eq', value: 'rose' } }],
    },
    {
      key: 'visits',
      label: 'Visits',
      to: 'visit',
      kind: 'many',
      on: () => sql`true`,
      nouns: [{ words: ['visit'] }],
    },
  ],
  usually: [],
  columns: ['name', 'soil', 'keeper'],
  orderBy: [{ by: 'name', dir: 'asc' }],
  owner: 'keeper',
}

const toBed = { key: 'bed', label: 'Bed', to: 'bed', kind: 'one' as const, on: () => sql`true` }

const plant: ObjectType = {
  ...bed,
  key: 'plant',
  label: 'Plant',
  plural: 'Plants',
  nouns: [],
  table: 'plants',
  title: 'title',
  fields: [
    field('id', 'text'),
    field('title', 'text'),
    field('kind', 'enum', {
      values: [
        { key: 'rose', label: 'Rose' },
        { key: 'fern', label: 'Fern' },
      ],
    }),
    field('height', 'number', { unit: 'score', better: 'high' }),
    field('sick', 'boolean', {
      phrases: { adjectives: [{ words: ['sick', 'ill'], where: { field: 'sick', op: 'eq', value: true } }] },
    }),
    field('planted_at', 'time', { event: 'main', phrases: { verbs: ['plant'] } }),
  ],
  relations: [toBed],
  columns: ['title', 'kind'],
  orderBy: [{ by: 'title', dir: 'asc' }],
  owner: 'bed.keeper',
}

const visit: ObjectType = {
  ...plant,
  key: 'visit',
  label: 'Visit',
  plural: 'Visits',
  table: 'visits',
  columns: ['title', 'at'],
  fields: [
    field('id', 'text'),
    field('title', 'text'),
    field('at', 'time', { event: 'main' }),
    field('visitor', 'person'),
  ],
  owner: 'visitor',
}

const keeper: ObjectType = {
  ...bed,
  key: 'person',
  label: 'Person',
  plural: 'People',
  nouns: ['colleague'],
  table: 'people',
  fields: [field('id', 'text'), field('name', 'text')],
  relations: [],
  columns: ['name'],
  owner: 'id',
}

export function garden(extra: Field[] = []): Catalogue {
  const withKeeper = {
    ...bed,
    fields: [...bed.fields, ...extra],
    relations: [
      ...bed.relations,
      { key: 'keeper', label: 'Keeper', to: 'person', kind: 'one' as const, on: () => sql`true` },
    ],
  }
  return {
    objects: new Map([withKeeper, plant, visit, keeper].map((object) => [object.key, object])),
    currencies: ['USD'],
    people: named.filter(({ object }) => object === 'person').map(({ id, name }) => ({ email: id, name })),
    version: `garden ${extra.map(({ key }) => key).join()}`,
  }
}

const named: Named[] = [
  { object: 'bed', id: 'B-1', name: 'Monday' },
  { object: 'bed', id: 'B-2', name: 'Rose Corner' },
  { object: 'bed', id: 'B-3', name: 'North Wall' },
  { object: 'bed', id: 'B-4', name: 'North Gate' },
  { object: 'bed', id: 'B-5', name: 'North' },
  { object: 'bed', id: 'B-6', name: 'Brightwell' },
  { object: 'person', id: 'ada@garden.example', name: 'Ada Lane' },
  { object: 'person', id: 'ben.hill@garden.example', name: 'Ben Hill' },
  { object: 'person', id: 'ben.moor@garden.example', name: 'Ben Moor' },
]
const observed: ObservedValues = [{ object: 'bed', field: 'labels', values: ['show', 'kitchen'] }]

export const lexiconOf = (catalogue: Catalogue = garden()): Lexicon =>
  compileLexicon(catalogue, named, observed)

const explainTool = defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Telling the story',
  description: 'The story of one bed.',
  input: z.strictObject({ bed: z.string() }),
  phrases: { frames: ['(story|history) (of|behind) {bed}'], examples: ['story of North Wall'] },
  run: async () => ({ text: '', blocks: [] }),
})
export const tools: Tools = new Map<string, NamedTool>([
  ...gardenEffects,
  ['stories_tell_story', { ...(explainTool as unknown as NamedTool), name: 'stories_tell_story' }],
])

const asker: Asker = {
  workspace: 'w',
  userId: 'u',
  email: 'ada@garden.example',
  name: 'Ada Lane',
  role: 'manager',
  team: [],
  rights: allRights,
}
/** A Saturday. */
export const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, '2026-11-21')

/** Plans the turns of a conversation one after the other and gives the last plan. */
export function plan(turns: string | string[], lexicon: Lexicon = lexiconOf()): Plan {
  const history: PastTurn[] = []
  let last: Plan | undefined
  for (const text of [turns].flat()) {
    last = planWith(lexicon, { text, history, asker, clock, catalogue: lexicon.catalogue, tools })
    history.push({
      text,
      calls: last.kind === 'calls' ? last.calls : [],
      answer: '',
      blocks: [],
      clarify: last.kind === 'clarify' ? { question: last.question, options: last.options } : null,
    })
  }
  if (!last) throw new Error('a conversation needs a turn')
  return last
}

/** The query that the last turn is read as; anything else is shown as it is, so that a failing test tells why. */
export function query(turns: string | string[], lexicon?: Lexicon): unknown {
  const made = plan(turns, lexicon)
  const call = made.kind === 'calls' ? made.calls[0] : undefined
  return call?.tool === queryTool ? call.input : made
}

/** The filter alone. */
export function where(turns: string | string[], lexicon?: Lexicon): unknown {
  const made = query(turns, lexicon)
  return made && typeof made === 'object' && 'from' in made ? ('where' in made ? made.where : null) : made
}
