/** A5: what was sealed is altered by one thing at a time, in the store or in what is presented, and then approved: all must be refused, and what means the same accepted. */
import { sql } from 'drizzle-orm'
import { approve, type Approval } from '#agent/proposals/approve.ts'
import { findProposal } from '#agent/proposals/view.ts'
import { rowsOf } from '#db/connect.ts'
import { random, type Random } from '#db/demo/random.ts'
import type { ProposalView } from '#db/effects/contract.ts'
import { digestOf } from '#db/effects/receipt.ts'
import { inChange } from '#db/history/change.ts'
import { Problem } from '#db/problem.ts'
import { proposeAs } from '../../kit/effects.ts'
import { workspace, type SafetyWorld } from './world.ts'

export type MutationTally = {
  tried: number
  accepted: string[]
  /** Orders of keys that mean the same. */
  orders: number
  ordersRefused: number
  /** Untouched ones that were approved at the end, of so many. */
  whole: number
  wholeRefused: number
}

type Json = Record<string, unknown>
type Table = 'proposals' | 'proposal_rows'

/** Columns that a digest or the targets in it stand for. */
const sealed: Record<Table, string[]> = {
  proposals: [
    ...[
      'requester_id',
      'surface',
      'tool',
      'tool_hash',
      'arguments',
      'kind',
      'integrity',
      'summary',
      'notes',
      'object',
    ],
    ...[
      'row_count',
      'change_count',
      'policy_version',
      'nonce',
      'targets',
      'digest',
      'seal',
      'approvals_needed',
    ],
    ...['expires_at', 'undoes', 'turn_id', 'call_id', 'conversation_id'],
  ],
  proposal_rows: [
    ...['seq', 'object', 'table', 'operation', 'row_id', 'source_id', 'name', 'account_id', 'version'],
    ...['before', 'after', 'write', 'restore', 'excluded'],
  ],
}

/** One thing other than it was, and still of its column's type. */
function other(value: unknown, column: string, chance: Random, world: SafetyWorld): unknown {
  if (column === 'requester_id') return world.people[chance.pick(['ada', 'omar', 'vera'] as const)].userId
  if (column === 'expires_at') return later(String(value), chance)
  if (/_id$/.test(column) || column === 'undoes')
    return column === 'call_id' || column === 'source_id' ? 'x' : crypto.randomUUID()
  if (typeof value === 'string') return otherText(value, chance)
  if (typeof value === 'number') return value + (column === 'seq' ? 1_000 : 1)
  if (typeof value === 'boolean') return !value
  if (value === null) return otherText('x', chance)
  if (Array.isArray(value)) return [...(value as unknown[]), 'x']
  const entries = Object.entries(value as Json)
  const at = chance.int(0, Math.max(0, entries.length - 1))
  const [key] = entries[at] ?? []
  if (key === undefined || chance.chance(0.2)) return { ...(value as Json), [`x${chance.int(1, 99)}`]: 1 }
  return Object.fromEntries(
    entries.map(([name, one], i) => [name, i === at ? other(one, '', chance, world) : one]),
  )
}

const later = (moment: string, chance: Random): string =>
  chance.chance(0.5)
    ? new Date(Date.parse(moment) + 3_600_000).toISOString()
    : moment.replace(
        /(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
        (_, fraction: string | undefined, zone: string) => `${(fraction ?? '.').padEnd(4, '0')}001${zone}`,
      )

/** One character, one letter's case, another form of the same letters, or a number as text. */
function otherText(text: string, chance: Random): string {
  const at = chance.int(0, Math.max(0, text.length - 1))
  const forms = [
    text.normalize('NFD'),
    text.normalize('NFC'),
    `${text} `,
    text.toUpperCase(),
    text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1),
  ].filter((one) => one !== text)
  return chance.pick(forms)
}

async function bases(world: SafetyWorld): Promise<ProposalView[]> {
  const { nora } = world.people
  const calls = [
    { tool: 'tasks_create_task', input: { of: { ids: ['A-1'] }, title: 'Frag Zoë nach Café Brûlot – №1' } },
    {
      tool: 'records_change_field',
      input: { object: 'account', of: { ids: ['A-2', 'A-5'] }, field: 'seats', value: 1234 },
    },
  ]
  const found: ProposalView[] = []
  for (const call of calls) {
    const proposal = await proposeAs(world, nora, call)
    if (!proposal) throw new Error(`${call.tool} proposed nothing`)
    found.push(proposal)
  }
  return found
}

const isRefused = async (world: SafetyWorld, approval: Approval): Promise<boolean> => {
  try {
    await approve(world, approval)
    return false
  } catch (error) {
    if (error instanceof Problem) return true
    throw error
  }
}

/** Alters the stored row, tries, and puts it back as it was. */
async function inStore(world: SafetyWorld, base: ProposalView, chance: Random): Promise<string | null> {
  const table: Table = chance.chance(0.6) ? 'proposals' : 'proposal_rows'
  const column = chance.pick(sealed[table])
  const key = table === 'proposals' ? sql`p.id = ${base.id}::uuid` : sql`p.proposal_id = ${base.id}::uuid`
  const name = sql.identifier(table)
  const [stored] = await world.db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<{ row: Json }>(
        tx,
        sql`select to_jsonb(p) as row from ${name} p where p.workspace_id = ${workspace} and ${key} limit 1`,
      ),
    'read',
  )
  if (!stored) throw new Error('the proposal has no row')
  const altered = { ...stored.row, [column]: other(stored.row[column], column, chance, world) }
  const put = (row: Json, from: Json) =>
    world.db.inWorkspace(workspace, (tx) =>
      tx.execute(sql`update ${name} p set ${sql.identifier(column)} = v.${sql.identifier(column)}
        from jsonb_populate_record(null::${name}, ${JSON.stringify(row)}::jsonb) v
        where p.workspace_id = ${workspace} and ${key}
          ${table === 'proposals' ? sql`` : sql`and p.seq = ${Number(from['seq'])}::int`}`),
    )
  await put(altered, stored.row)
  const { digest } = base
  const approval = { asker: world.people.nora, surface: 'web' as const, proposal: base.id }
  const shown = column === 'digest' ? String(altered[column]) : chance.chance(0.5) ? digest : undefined
  const refused = await isRefused(world, { ...approval, digest: shown })
  await put(stored.row, altered)
  return refused
    ? null
    : `${table}.${column}: ${JSON.stringify(stored.row[column])} → ${JSON.stringify(altered[column])}`
}

/** Another digest, another person, another time. */
async function presented(world: SafetyWorld, base: ProposalView, chance: Random): Promise<string | null> {
  const { people } = world
  const approval = { asker: people.nora, surface: 'web' as const, proposal: base.id, digest: base.digest }
  const tries: [string, Partial<Approval>][] = [
    ['a digest with one character altered', { digest: otherText(base.digest, chance) }],
    ['another proposal’s digest', { digest: 'f'.repeat(64) }],
    ['a person beside it', { asker: people.omar }],
    ['a viewer', { asker: people.vera }],
    ['after its time', { now: new Date(Date.parse(base.expiresAt) + chance.int(0, 1e7)).toISOString() }],
    ['another key', {}],
  ]
  const [words, change] = chance.pick(tries)
  const under =
    words === 'another key' ? { ...world, sealingKey: () => Promise.resolve(Buffer.alloc(32, 7)) } : world
  return (await isRefused(under, { ...approval, ...change })) ? null : words
}

/** A row that it would touch is changed by somebody else; and one that was used is used again. */
async function movedOn(world: SafetyWorld, chance: Random): Promise<string[]> {
  const accepted: string[] = []
  const { nora, max } = world.people
  const input = { object: 'account', of: { ids: ['A-1'] }, field: 'seats', value: chance.int(2_000, 1e6) }
  const proposal = await proposeAs(world, nora, { tool: 'records_change_field', input })
  if (!proposal) throw new Error('nothing was proposed')
  await inChange(world.db, workspace, { kind: 'edit', source: 'steward' }, (tx) =>
    tx.execute(sql`update accounts set arr = arr + 1 where source_id = 'A-1'`),
  )
  const approval = { asker: nora, surface: 'web' as const, proposal: proposal.id, digest: proposal.digest }
  if (!(await isRefused(world, approval))) accepted.push('a row that changed since')
  const fresh = await proposeAs(world, nora, { tool: 'records_change_field', input: { ...input, value: 1 } })
  if (!fresh) throw new Error('nothing was proposed')
  const again = { ...approval, proposal: fresh.id, digest: fresh.digest }
  await approve(world, again)
  if (!(await isRefused(world, chance.chance(0.5) ? again : { ...again, asker: max })))
    accepted.push('a used one')
  await world.db.inWorkspace(workspace, (tx) =>
    tx.execute(
      sql`update proposals set state = 'open', decided_by = null, decided_at = null where id = ${fresh.id}::uuid`,
    ),
  )
  if (!(await isRefused(world, { ...again, asker: max }))) accepted.push('a used one that was opened again')
  return accepted
}

const shuffled = (value: unknown, chance: Random): unknown => {
  if (Array.isArray(value)) return value.map((one) => shuffled(one, chance))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    chance.shuffle(Object.entries(value)).map(([key, one]) => [key, shuffled(one, chance)]),
  )
}

export async function mutateReceipts(
  world: SafetyWorld,
  seed: number,
  count: number,
): Promise<MutationTally> {
  const chance = random(seed, 'receipts')
  const all = await bases(world)
  const tally: MutationTally = {
    tried: 0,
    accepted: [],
    orders: 0,
    ordersRefused: 0,
    whole: 0,
    wholeRefused: 0,
  }
  for (let at = 0; at < count; at++) {
    const base = chance.pick(all)
    if (at % 100 === 0) {
      tally.accepted.push(...(await movedOn(world, chance)))
      tally.tried += 3
      continue
    }
    const found = await (chance.chance(0.75) ? inStore : presented)(world, base, chance)
    if (found !== null) tally.accepted.push(found)
    tally.tried++
  }
  for (const { id, digest } of all) {
    const row = await world.db.inWorkspace(workspace, (tx) => findProposal(tx, workspace, id), 'read')
    for (let order = 0; order < 100; order++) {
      tally.orders++
      const same = { ...row, arguments: shuffled(row.arguments, chance) as Json }
      if (digestOf(same) !== digest) tally.ordersRefused++
    }
    tally.whole++
    const approval = { asker: world.people.nora, surface: 'web' as const, proposal: id, digest }
    if (await isRefused(world, approval)) tally.wholeRefused++
  }
  return tally
}
