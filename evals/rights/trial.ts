/** Asks a person's questions of a workspace and of the same one with all changed that they may not see: both must answer alike, to the letter. */
import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { v7 as uuid } from 'uuid'
import { createOfflinePlanner } from '#agent/offline/planner.ts'
import { runTool } from '#agent/run-tool.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { withhold } from '#db/catalogue/withhold.ts'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Db } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { inChange } from '#db/history/change.ts'
import { findAsker } from '#db/people.ts'
import { runQuery } from '#db/query/run.ts'
import { within } from '#db/rights.ts'
import { accounts, customRoles, sharingRules, users } from '#db/schema/tables.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { loadTools, type Tools } from '#tools/kit/load-tools.ts'
import { clockOf } from '../naive/clock.ts'
import { queryArb } from '../naive/generate.ts'
import { loadStory } from '../naive/load.ts'
import { storyOf, type Story } from '../naive/story.ts'
import { chanceOf, drawOf, type Draw } from '../naive/workspace.ts'
import { keyOf, worldOf, type Row, type Table } from '../naive/world.ts'
import { alterUnseen, withholdable } from './alter-unseen.ts'
import { sightOf, type OwnRole, type Sharing, type Sight } from './sight.ts'

type Side = { workspace: string; asker: Asker; catalogue: Catalogue }
export type Trial = {
  seed: number
  email: string
  role: string
  story: Story
  sight: Sight
  sides: [Side, Side]
  clock: Clock
  draw: Draw
}
export type Leak = { trial: string; call: string; true: string; altered: string }
export type Tally = { calls: number; answered: number; refused: number; leaks: Leak[] }

/** The rows as the last chapter leaves them. */
function lastRows(story: Story): Map<Table, Map<string, Row>> {
  const rows = new Map<Table, Map<string, Row>>()
  for (const { table, key, row } of story.ledger) {
    const of = rows.get(table) ?? new Map<string, Row>()
    rows.set(table, of)
    if (row) of.set(key, row)
    else of.delete(key)
  }
  return rows
}

async function grant(db: Db, workspace: string, email: string, own: OwnRole | null, shared: Sharing[]) {
  await inChange(db, workspace, { kind: 'edit', source: 'steward' }, async (tx) => {
    const [person] = await tx
      .select()
      .from(users)
      .where(and(eq(users.workspaceId, workspace), eq(users.email, email)))
    if (!person) throw new Error(`${email} is nobody`)
    if (own) {
      const role = { key: 'own', label: 'Own', basedOn: own.basedOn as 'csm', withheld: own.withheld }
      await tx.insert(customRoles).values({ workspaceId: workspace, ...role })
      await tx.update(users).set({ customRole: 'own' }).where(eq(users.id, person.id))
    }
    for (const { what } of shared) {
      const [account] =
        'account' in what
          ? await tx
              .select()
              .from(accounts)
              .where(and(eq(accounts.workspaceId, workspace), eq(accounts.sourceId, what.account)))
          : []
      await tx.insert(sharingRules).values({
        ...{ workspaceId: workspace, id: uuid(), whom: { kind: 'person', personId: person.id } },
        what:
          'tag' in what
            ? { kind: 'tag', tag: what.tag }
            : { kind: 'account', accountId: account?.id ?? uuid() },
      })
    }
  })
}

async function sideOf(db: Db, workspace: string, email: string): Promise<Side> {
  const asker = await db.inWorkspace(workspace, (tx) => findAsker(tx, workspace, email), 'read')
  const all = await db.inWorkspace(workspace, (tx) => loadCatalogue(tx, workspace), 'read')
  return { workspace, asker, catalogue: withhold(all, asker.rights) }
}

/** A random story, a random person of it, now and then with a role of their own and something shared with them. */
export async function openTrial(db: Db, seed: number): Promise<Trial> {
  const draw = drawOf(chanceOf(seed ^ 0x5eed))
  const story = storyOf(seed)
  const rows = lastRows(story)
  const email = draw.pick(story.people)
  const all = [...(rows.get('accounts')?.values() ?? [])]
  const own: OwnRole | null = draw.is(0.4)
    ? { basedOn: draw.pick(['viewer', 'csm', 'manager']), withheld: [draw.pick(withholdable)] }
    : null
  const shared: Sharing[] = [
    ...(draw.is(0.3) ? [{ what: { tag: draw.pick(['beta', 'vip']) }, whom: email }] : []),
    ...(draw.is(0.3) && all.length ? [{ what: { account: String(draw.pick(all).id) }, whom: email }] : []),
  ]
  const sight = sightOf(rows, email, own, shared)
  const names = [`rights-${seed}`, `rights-${seed}-altered`] as const
  await loadStory(db, names[0], story)
  await loadStory(db, names[1], alterUnseen(story, sight))
  for (const name of names) {
    await grant(db, name, email, own, shared)
    await keepChunks(db, name)
  }
  const sides: Trial['sides'] = [await sideOf(db, names[0], email), await sideOf(db, names[1], email)]
  const role = own
    ? `${own.basedOn} without ${own.withheld.join()}`
    : String(rows.get('users')?.get(email)?.role)
  return { seed, email, role, story, sight, sides, clock: clockOf(story, seed), draw }
}

type Call = { tool: string; input: unknown } | { text: string }

/** Queries of every form, every tool about accounts that they see and that they don't, and requests in words. */
function callsOf(trial: Trial, count: number, seed: number): Call[] {
  const { story, sides, clock, draw } = trial
  const { asker } = sides[0]
  const blank = worldOf(story.ledger, { asker, clock, currencies: [] })
  const currencies = [...new Set(blank.rows('accounts').map((row) => String(row.currency)))]
  const world = worldOf(story.ledger, { asker, clock, currencies })
  const known = sides[0].catalogue
  const has = (object: string, field: string) =>
    known.objects.get(object)?.fields.some((each) => each.key === field) ?? false
  const queries = fc.sample(queryArb({ world, story, has }), { seed, numRuns: Math.ceil(count * 0.75) })
  const names = world.rows('accounts').map((row) => draw.pick([String(row.id), String(row.name)]))
  const account = () => draw.pick(names)
  const others: (() => Call)[] = [
    () => ({ tool: 'accounts_brief_account', input: { account: account() } }),
    () => ({ tool: 'accounts_show_timeline', input: { account: account() } }),
    () => ({ tool: 'measures_explain_health', input: { account: account() } }),
    () => ({
      tool: 'measures_explain_measure',
      input: { measure: draw.pick(['risk score', 'adoption', 'E-mail']), account: account() },
    }),
    () => ({ tool: 'measures_show_retention', input: {} }),
    () => ({ tool: 'definitions_list_definitions', input: {} }),
    () => ({
      tool: 'sources_search_sources',
      input: { question: draw.pick(['pricing', 'harbor outage', 'renewal']) },
    }),
    () => ({ text: `brief me on ${account()}` }),
    () => ({ text: `contacts of ${account()} with their email` }),
    () => ({
      text: draw.pick([
        'accounts at risk',
        'total ARR by segment',
        'how many contacts have no phone',
        'who are our champions',
        'top 5 accounts by ARR',
        'open tickets at ' + account(),
      ]),
    }),
  ]
  return [
    ...queries.map((query): Call => ({ tool: 'records_query_records', input: query })),
    ...Array.from({ length: count - queries.length }, () => draw.pick(others)()),
  ]
}

const planner = createOfflinePlanner()
let tools: Tools | undefined

async function answerOf(
  db: Db,
  side: Side,
  clock: Clock,
  call: Call,
): Promise<{ text: string; ok: boolean }> {
  tools ??= await loadTools()
  const { asker, catalogue } = side
  const signal = new AbortController().signal
  const asked = 'text' in call ? await planned(db, side, clock, call.text) : [{ id: '1', ...call }]
  if (!Array.isArray(asked)) return { text: JSON.stringify(asked), ok: false }
  const told: unknown[] = []
  let ok = true
  for (const one of asked) {
    const outcome = await runTool(one, {
      ...{ db, tools, asker, clock, catalogue, signal, emit: () => {} },
      log: ({ error }) => told.push(String(error)),
    })
    ok &&= outcome.ok
    told.push(outcome.ok ? outcome.answer : [outcome.problem.message, outcome.problem.next])
  }
  return {
    text: JSON.stringify([asked, told], comparable),
    ok,
  }
}

/** Times and ids of blocks are new each time; the last digits of a sum follow the order in which it was taken. */
function comparable(key: string, value: unknown): unknown {
  if (key === 'ms' || (key === 'id' && isUuid(value))) return 0
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value
}

const isUuid = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(value)

async function planned(db: Db, { asker, catalogue }: Side, clock: Clock, text: string) {
  tools ??= await loadTools()
  const request = { text, history: [], asker, clock, catalogue, tools, signal: new AbortController().signal }
  const plan = await db.inWorkspace(within(asker), (tx) => planner.plan({ ...request, tx }), 'read')
  return plan.kind === 'calls' ? plan.calls.map((one) => ({ ...one, id: '1' })) : plan
}

export async function tryCalls(db: Db, trial: Trial, count: number): Promise<Tally> {
  const tally: Tally = { calls: 0, answered: 0, refused: 0, leaks: [] }
  for (const call of callsOf(trial, count, trial.seed)) {
    const [real, altered] = await Promise.all(
      trial.sides.map((side) => answerOf(db, side, trial.clock, call)),
    )
    tally.calls++
    if (real?.ok) tally.answered++
    else tally.refused++
    const plain = altered?.text.replaceAll('-altered', '')
    if (real?.text !== plain)
      tally.leaks.push({
        trial: `${trial.seed} ${trial.email} (${trial.role})`,
        call: JSON.stringify(call),
        ...differing(real?.text ?? '', plain ?? ''),
      })
  }
  return tally
}

/** The two answers from where they part. */
function differing(one: string, other: string) {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const from = Math.max(0, at - 120)
  return { true: one.slice(from, at + 200), altered: other.slice(from, at + 200) }
}

/** How much of the workspace is kept from the person, as a share of its accounts. */
export const unseenShare = ({ story, sight }: Trial): number => {
  const all = [...(lastRows(story).get('accounts')?.values() ?? [])].map((row) => keyOf('accounts', row))
  return all.filter((id) => !sight.sees(id)).length / Math.max(1, all.length)
}

/** The accounts that the person is shown, and those that they should be. */
export async function accountsOf(db: Db, { sides: [side], story, sight, clock }: Trial) {
  const { asker, catalogue } = side
  const all = await db.inWorkspace(
    within(asker),
    (tx) => runQuery(tx, catalogue, { from: 'account', scope: 'all', limit: 1000 }, { asker, clock }),
    'read',
  )
  const ids = [...(lastRows(story).get('accounts')?.keys() ?? [])]
  return { seen: all.rows.map(({ id }) => String(id)).sort(), expected: ids.filter(sight.sees).sort() }
}
