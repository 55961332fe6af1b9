/** Asks a store and the naive evaluator the same random queries over the same rows, and tells every difference with its smallest query. */
import fc from 'fast-check'
import type { Catalogue } from '#db/catalogue/types.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Db } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { query as querySchema, type Query } from '#db/query/query.ts'
import { runQuery, type QueryResult } from '#db/query/run.ts'
import { clockAsOf, clockOf } from './clock.ts'
import { differenceOf } from './compare.ts'
import { evaluate, type Answer } from './evaluate.ts'
import type { Ground } from './generate-days.ts'
import { queryArb } from './generate.ts'
import { loadStory } from './load.ts'
import { knownAs } from './known.ts'
import { Refusal } from './refusal.ts'
import { objects } from './objects.ts'
import { storyOf, type Story } from './story.ts'
import { text, worldOf, type World } from './world.ts'
import { allRights } from '#db/rights.ts'

export type Place = Ground & {
  db: Db
  id: string
  asker: Asker
  clock: Clock
  catalogue: Catalogue
  worlds: Map<number, World>
}
export type Difference = { query: Query; what: string; expected: unknown; found: unknown }
/** `rows` are those of the answer; null where both refuse. */
type Tried = { difference: Difference | null; rows: number | null }

export async function openPlace(db: Db, seed: number): Promise<Place> {
  const story = storyOf(seed)
  const id = `naive-${seed}`
  await loadStory(db, id, story)
  const catalogue = await db.inWorkspace(id, (tx) => loadCatalogue(tx, id), 'read')
  const clock = clockOf(story, seed)
  const asker = askerOf(story, id, seed)
  const settings = { asker, clock }
  const blank = worldOf(story.ledger, { ...settings, currencies: [] })
  const currencies = [...new Set(blank.rows('accounts').map((row) => String(row.currency)))]
  const now = worldOf(story.ledger, { ...settings, currencies })
  const has = (object: string, field: string) =>
    catalogue.objects.get(object)?.fields.some((each) => each.key === field) ?? false
  return { db, id, story, catalogue, clock, asker, world: now, has, worlds: new Map() }
}

/** Somebody of the story, with everybody below them. */
function askerOf(story: Story, workspace: string, seed: number): Asker {
  const email = story.people[seed % story.people.length] ?? ''
  const users = [...story.ledger]
    .filter(({ table }) => table === 'users')
    .flatMap(({ row }) => (row ? [row] : []))
  const team = new Set([email])
  for (const one of team) {
    for (const user of users) if (user.manager_email === one) team.add(String(user.id))
  }
  const name = text(users.find((user) => user.id === email) ?? {}, 'name') ?? ''
  return { workspace, userId: '', email, name, role: 'manager', team: [...team], rights: allRights }
}

/** The world of the query's moment; null where nothing was on record yet. */
function worldFor(place: Place, query: Query): World | null {
  if (query.asOf === undefined) return place.world
  const clock = clockAsOf(query.asOf, place.clock)
  const [first] = place.story.chapters
  const at = Date.parse(clock.now)
  if (!first || at < Date.parse(first.recorded) || at > Date.parse(place.clock.now)) return null
  const known = place.worlds.get(at)
  if (known) return known
  const { asker, world } = place
  const made = worldOf(place.story.ledger, { asker, clock, currencies: world.currencies })
  place.worlds.set(at, made)
  return made
}

async function ask(place: Place, query: Query): Promise<QueryResult | Error> {
  const { db, id, catalogue, asker, clock } = place
  try {
    return await db.inWorkspace(id, (tx) => runQuery(tx, catalogue, query, { asker, clock }), 'read')
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}

/** What the evaluator answers, or why it does not. */
function answerOf(place: Place, query: Query): Answer | Refusal {
  const world = worldFor(place, query)
  if (!world) return new Refusal('nothing was on record yet')
  try {
    return evaluate(querySchema.parse(query), world)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

async function tryOnce(place: Place, query: Query): Promise<Tried> {
  const expected = answerOf(place, query)
  const found = await ask(place, query)
  if (expected instanceof Refusal || found instanceof Error) {
    if (expected instanceof Refusal && found instanceof Problem) return { difference: null, rows: null }
    const [mine, theirs] = [expected, found].map((each) =>
      each instanceof Error ? each.message : 'an answer',
    )
    const what = `expected ${mine}, found ${theirs}`
    return { difference: { query, what, expected: mine, found: theirs }, rows: null }
  }
  const limit = query.cohort ? undefined : query.limit
  const what = differenceOf(expected, found, limit ?? Number.POSITIVE_INFINITY)
  const few = (rows: unknown[]) => rows.slice(0, 8)
  const difference = { query, expected: few(expected.classes.flat()), found: few(found.rows) }
  return { difference: what ? { ...difference, what } : null, rows: found.rows.length }
}

/** Null where both answer alike. */
export const tryQuery = async (place: Place, query: Query): Promise<Difference | null> =>
  (await tryOnce(place, query)).difference

/** Fields, measures and relations of the workspace's catalogue that the evaluator does not know, by name; of the objects that it does. */
export function notCovered(catalogue: Catalogue): string[] {
  return [...objects.values()].flatMap((known) => {
    const object = catalogue.objects.get(known.key)
    if (!object) return [known.key]
    const fields = object.fields.filter(({ key }) => !known.fields.has(key))
    const relations = object.relations.filter(({ key, to }) => !known.relations.has(key) && objects.has(to))
    const figures = (object.portfolio ?? []).filter(({ key }) => !known.figures.has(key))
    return [...fields, ...relations, ...figures].map(({ key }) => `${known.key}.${key}`)
  })
}

export type Outcome = {
  queries: number
  /** How many were answered with rows, refused by both, asked as of an earlier moment and answered. */
  withRows: number
  refused: number
  asOf: number
  differences: Difference[]
  known: Map<string, number>
}

/** Asks that many queries. A difference that is on the list of known ones is counted there. */
export async function tryQueries(
  place: Place,
  { seed, runs }: { seed: number; runs: number },
): Promise<Outcome> {
  const outcome = { queries: 0, withRows: 0, refused: 0, asOf: 0 }
  const differences: Difference[] = []
  const known = new Map<string, number>()
  for (const query of fc.sample(queryArb(place), { seed, numRuns: runs })) {
    const { difference, rows } = await tryOnce(place, query)
    outcome.queries++
    if (rows === null) outcome.refused++
    else if (rows > 0) outcome.withRows++
    if (rows !== null && query.asOf !== undefined) outcome.asOf++
    const why = difference && knownAs(query)
    if (why) known.set(why, (known.get(why) ?? 0) + 1)
    else if (difference) differences.push(difference)
  }
  return { ...outcome, differences, known }
}

const shrinkMs = 30_000

/** The smallest query that fast-check finds to differ in the same run. */
export async function smallest(
  place: Place,
  { seed, runs }: { seed: number; runs: number },
): Promise<Difference | null> {
  const agrees = async (query: Query) => knownAs(query) !== null || (await tryQuery(place, query)) === null
  const found = await fc.check(fc.asyncProperty(queryArb(place), agrees), {
    ...{ seed, numRuns: runs, interruptAfterTimeLimit: shrinkMs },
  })
  const [query] = found.counterexample ?? []
  return query ? tryQuery(place, query) : null
}

/** The query as JSON with both answers. */
export const told = ({ query, what, expected, found }: Difference): string =>
  [
    JSON.stringify(query),
    what,
    `expected ${JSON.stringify(expected)}`,
    `found ${JSON.stringify(found)}`,
  ].join('\n  ')
