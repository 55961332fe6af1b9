/** Ways to tamper with an audit log, by somebody who owns the database, knows how it hashes and drops what stands in the way; each with what the verifier has to say. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { AuditDetails } from '#db/audit/contract.ts'
import { beginning, canonical, hashOf } from '#db/audit/entry.ts'
import { signHead, type Head } from '#db/audit/head.ts'
import { signingKeyOf } from '#db/audit/signing-key.ts'
import type { Random } from '#db/demo/random.ts'
import { actions, type Raw, type Tampered } from './audit-rows.ts'

type Scene = { workspace: string; rows: Raw[]; heads: Head[]; chance: Random; words: number[] }

const rehashed = (workspace: string, row: Raw): Raw => ({
  ...row,
  hash: hashOf(row.prev, {
    ...{ workspace, seq: row.seq, at: row.at, action: row.action },
    actor: { kind: row.actor_kind, id: row.actor_id },
    subject:
      row.subject_kind === null || row.subject_id === null
        ? null
        : { kind: row.subject_kind, id: row.subject_id },
    details: JSON.parse(row.details) as AuditDetails,
  }),
})

/** Numbers, links and hashes all of a piece again from that place on: what nobody could see without a signed head. */
function rechained(workspace: string, rows: Raw[], from: number): Raw[] {
  let prev = rows[from - 1]?.hash ?? beginning
  return rows.map((row, i) => {
    if (i < from) return row
    const linked = rehashed(workspace, { ...row, seq: i + 1, prev })
    prev = linked.hash
    return linked
  })
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

function changed(row: Raw, chance: Random): { row: Raw; what: string } {
  const details = JSON.parse(row.details) as Record<string, unknown>
  const edits: [string, Partial<Raw>][] = [
    ['its moment by a microsecond', { at: row.at.replace('000Z', '001Z') }],
    ['its action', { action: row.action === 'exported' ? 'imported' : 'exported' }],
    [
      'who did it',
      row.actor_kind === 'system' ? { actor_kind: 'visitor' } : { actor_id: crypto.randomUUID() },
    ],
    ['what it was done to', { subject_kind: 'account', subject_id: 'A-10' }],
    ['a count', { details: canonical({ ...details, rows: 501 }) }],
    ['a detail more', { details: canonical({ ...details, more: true }) }],
    ['no details', { details: '{}' }],
  ]
  const [what, edit] = chance.pick(edits)
  return { row: { ...row, ...edit }, what }
}

const made = (chance: Random, seq: number, prev: string): Raw => ({
  ...{ seq, prev, at: '2026-11-20T08:00:00.000000Z', actor_kind: 'system', actor_id: null },
  ...{
    action: chance.pick(actions),
    subject_kind: null,
    subject_id: null,
    details: '{"put":"in"}',
    hash: hex(32),
  },
})

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index]
  if (item === undefined) throw new RangeError(`there is no item ${index}`)
  return item
}

type Way = (scene: Scene) => Tampered

const edit: Way = ({ rows, heads, chance, workspace }) => {
  const i = chance.int(0, rows.length - 1)
  const { row, what } = changed(at(rows, i), chance)
  const isHashed = chance.chance(0.4)
  // The last one hashed anew holds in itself; only the head that was signed of it says otherwise.
  const isWhole = isHashed && i === rows.length - 1
  const name = `edit ${what}${isHashed ? ', and hash it anew' : ''}`
  const told = isWhole
    ? { verdict: 'rewritten' as const, seq: firstUnsigned(heads, i + 1) }
    : { verdict: 'altered' as const, seq: i + 1 }
  return { name, ...told, rows: rows.with(i, isHashed ? rehashed(workspace, row) : row) }
}

const editBytes: Way = ({ rows, chance }) => {
  const i = chance.int(0, rows.length - 1)
  const row = at(rows, i)
  const edits: [string, Partial<Raw>][] = [
    ['a space in the details', { details: row.details.replace(':', ': ') }],
    ['another spelling of a number', { details: row.details.replace(/"n":(\d+)/, '"n":$1.0') }],
    ['details that are no JSON', { details: row.details.slice(1) }],
    ['its hash', { hash: hex(32) }],
    ['its link', { prev: hex(32) }],
    ['its hash in capitals', { hash: row.hash.toUpperCase() }],
    ['its link emptied', { prev: '' }],
  ]
  const [what, change] = chance.pick(edits)
  return { name: `edit: ${what}`, verdict: 'altered', seq: i + 1, rows: rows.with(i, { ...row, ...change }) }
}

const editWords: Way = ({ rows, chance, words }) => {
  const seq = chance.pick(words)
  return {
    name: 'edit personal words',
    verdict: 'altered',
    seq,
    rows,
    personal: { seq, words: { email: 'another@acme.example' } },
  }
}

const editNumber: Way = ({ rows, chance }) => {
  const i = chance.int(0, rows.length - 1)
  const seq = chance.pick([0, -7, rows.length + chance.int(1, 900)])
  return {
    name: 'edit its number',
    verdict: 'altered',
    seq: i + 1,
    rows: rows.with(i, { ...at(rows, i), seq }),
  }
}

const remove: Way = ({ rows, chance }) => {
  const many = chance.int(1, Math.min(3, rows.length - 1))
  const i = chance.int(0, rows.length - 1 - many)
  const closes = chance.chance(0.5)
  const left = rows.toSpliced(i, many)
  return {
    ...{ name: closes ? 'delete, and close the gap' : 'delete', verdict: 'deleted', seq: i + 1 },
    rows: closes ? left.map((row, n) => ({ ...row, seq: n + 1 })) : left,
  }
}

const insert: Way = ({ rows, chance, workspace }) => {
  const i = chance.int(0, rows.length - 1)
  const row = made(chance, i + 1, rows[i - 1]?.hash ?? beginning)
  const put = chance.chance(0.5) ? rehashed(workspace, row) : row
  const moves = chance.chance(0.6)
  const rest = rows.slice(i).map((one) => (moves ? { ...one, seq: one.seq + 1 } : one))
  const name = moves ? 'insert, and move the rest on' : 'insert beside'
  return { name, verdict: 'inserted', seq: i + 1, rows: [...rows.slice(0, i), put, ...rest] }
}

const insertAtEnd: Way = ({ rows, chance, workspace }) => {
  const seq = rows.length + 1
  const kinds: [string, Raw][] = [
    ['that follows nothing', rehashed(workspace, made(chance, seq, hex(32)))],
    ['with a hash of nothing', made(chance, seq, hex(32))],
    ['that is a copy', { ...chance.pick(rows), seq }],
  ]
  const [what, row] = chance.pick(kinds)
  return { name: `append one ${what}`, verdict: 'inserted', seq, rows: [...rows, row] }
}

const reorder: Way = ({ rows, chance }) => {
  const many = Math.min(rows.length, chance.int(2, 3))
  const places = chance
    .shuffle(rows.map((_, i) => i))
    .slice(0, many)
    .toSorted((one, other) => one - other)
  const carriesHash = chance.chance(0.5)
  const moved = rows.map((row, i) => {
    const n = places.indexOf(i)
    if (n < 0) return row
    const other = at(rows, at(places, (n + 1) % many))
    return carriesHash
      ? { ...other, seq: row.seq }
      : { ...other, seq: row.seq, prev: row.prev, hash: row.hash }
  })
  const name = carriesHash ? 'reorder whole rows' : 'reorder contents under standing hashes'
  return { name, verdict: 'reordered', seq: at(places, 0) + 1, rows: moved }
}

const truncate: Way = ({ rows, chance }) => {
  const left = chance.chance(0.15) ? 0 : chance.int(0, rows.length - 1)
  return { name: 'truncate', verdict: 'truncated', seq: left + 1, rows: rows.slice(0, left) }
}

/** Where heads are few, the first that disagrees tells only since which other one. */
function firstUnsigned(heads: Head[], place: number): number {
  const before = heads.filter(({ seq }) => seq < place)
  return before.reduce((most, { seq }) => Math.max(most, seq), 0) + 1
}

const rewrite: Way = ({ rows, heads, chance, workspace }) => {
  const i = chance.chance(0.2) ? 0 : chance.int(0, rows.length - 1)
  const rewritten = rechained(workspace, rows.with(i, changed(at(rows, i), chance).row), i)
  return {
    name: 'rewrite from an entry on',
    verdict: 'rewritten',
    seq: firstUnsigned(heads, i + 1),
    rows: rewritten,
  }
}

/** Rows go or come, and all is hashed anew. Between the last two heads a loss looks like a cut, so it is made before. */
const rewriteLength: Way = (scene) => {
  const { rows, heads, chance, workspace } = scene
  const signed = heads.map(({ seq }) => seq).toSorted((one, other) => one - other)
  const grows = chance.chance(0.5)
  const most = grows ? rows.length : Math.min(signed.at(-2) ?? 0, rows.length - 1)
  if (most < 1) return rewrite(scene)
  const i = chance.int(0, most - 1)
  const cut = grows ? rows.toSpliced(i, 0, made(chance, i + 1, '')) : rows.toSpliced(i, 1)
  const name = grows ? 'insert and rewrite the rest' : 'delete and rewrite the rest'
  return { name, verdict: 'rewritten', seq: firstUnsigned(heads, i + 1), rows: rechained(workspace, cut, i) }
}

const foreignKey = () =>
  signingKeyOf({
    folder: '',
    given: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  })

const forge: Way = ({ rows, heads, chance }) => {
  const i = chance.int(0, heads.length - 1)
  const head = at(heads, i)
  const { key: _key, signature: _signature, ...statement } = head
  const forgeries: [string, Head][] = [
    ['another hash', { ...head, hash: hex(32) }],
    ['another number', { ...head, seq: head.seq + 1 }],
    ['another moment', { ...head, at: '2026-11-20T08:00:00.000Z' }],
    ['a restore that never was', { ...head, lost: rows.length }],
    ['another key', signHead(foreignKey(), statement)],
    ['another key under the name of ours', { ...signHead(foreignKey(), statement), key: head.key }],
    ['a signature of nothing', { ...head, signature: randomBytes(64).toString('base64') }],
  ]
  const [what, forged] = chance.pick(forgeries)
  const isAdded = chance.chance(0.5)
  const kept = isAdded
    ? heads.filter((one) => one.at !== forged.at || one.seq !== forged.seq)
    : heads.toSpliced(i, 1)
  return {
    name: `forge a head: ${what}`,
    verdict: 'head_forged',
    seq: forged.seq,
    rows,
    heads: [...kept, forged],
  }
}

/** All of it: a chain of their own with heads of their own. The file outside still has ours. */
const rewriteWithHeads: Way = (scene) => {
  const { heads, workspace } = scene
  const rewritten = rewrite(scene)
  const key = foreignKey()
  const forged = heads.map(({ seq, at: moment }) =>
    signHead(key, { workspace, seq, hash: at(rewritten.rows, seq - 1).hash, at: moment, lost: null }),
  )
  return { ...rewritten, name: 'rewrite, and forge heads for it', heads: forged }
}

const always: Way[] = [
  ...[edit, edit, editBytes, editWords, editNumber, insert, insert, insertAtEnd],
  ...[truncate, truncate, rewrite, rewriteLength, rewriteWithHeads, forge, forge],
]

/** A single entry has no middle to be deleted from, and no order. */
export const waysOf = (rows: readonly Raw[]): Way[] =>
  rows.length > 1 ? [...always, remove, remove, reorder, reorder] : always

export type { Scene }
