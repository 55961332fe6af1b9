/** Writes an audit log as JSON lines or CSV, with its signed heads, so that it can be read and verified without Steward's database. */
import { stringify } from 'csv-stringify/sync'
import type { Tx } from '../connect.ts'
import { guarded } from '../formula-guard.ts'
import { chainOf, storedHeads, type ChainRow } from './chain.ts'
import type { AuditFilter } from './contract.ts'
import { canonical } from './entry.ts'
import type { Head } from './head.ts'
import { conditionOf, isFiltered } from './list.ts'

export type AuditFormat = 'jsonl' | 'csv'

/** By a file's name. */
export const formatOf = (file: string): AuditFormat => (/\.csv$/i.test(file) ? 'csv' : 'jsonl')

/** What the file says of itself. A selection has gaps, so it can't be verified. */
export type LogLine = { workspace: string; whole: boolean; exportedAt: string; publicKey: string }

export const csvColumns = [
  ...['kind', 'workspace', 'seq', 'at', 'actor_kind', 'actor_id', 'action', 'subject_kind', 'subject_id'],
  ...['details', 'personal', 'salt', 'prev', 'hash', 'lost', 'key', 'signature'],
] as const
type Cells = Partial<Record<string, string | number | null>>

const csvLine = (cells: Cells) =>
  stringify([csvColumns.map((column) => guarded(String(cells[column] ?? '')))])
const jsonLine = (kind: string, value: object) => `${JSON.stringify({ kind, ...value })}\n`

type Exporting = {
  filter: AuditFilter
  format: AuditFormat
  /** PEM: with which the heads can be checked. Whoever checks should have it from elsewhere. */
  publicKey: string
  /** Heads of the file outside the database, which may be more. */
  heads: Head[]
}

/** In blocks; inside one transaction of one moment. */
export async function* exportAudit(
  tx: Tx,
  workspace: string,
  { filter, format, publicKey, heads }: Exporting,
): AsyncGenerator<string> {
  const whole = !isFiltered(filter)
  const log: LogLine = { workspace, whole, exportedAt: new Date().toISOString(), publicKey }
  const lines = format === 'csv' ? csv : jsonl
  yield lines.log(log)
  const where = whole ? undefined : conditionOf(workspace, filter)
  for await (const row of chainOf(tx, workspace, { where })) yield lines.entry(workspace, row)
  if (!whole) return
  const stored = await storedHeads(tx, workspace)
  const all = new Map([...stored.heads, ...heads].map((head) => [canonical(head), head]))
  for (const head of all.values()) yield lines.head(head)
}

type Lines = {
  log: (log: LogLine) => string
  entry: (workspace: string, row: ChainRow) => string
  head: (head: Head) => string
}

/** An entry that no longer reads as one is exported as such: its hash stands alone. */
const jsonl: Lines = {
  log: (log) => jsonLine('log', log),
  entry: (workspace, { seq, entry, prev, hash, personal }) =>
    jsonLine('entry', { ...(entry ?? { workspace, seq }), prev, hash, personal }),
  head: (head) => jsonLine('head', head),
}

const csv: Lines = {
  log: ({ workspace, ...log }) =>
    stringify([[...csvColumns]]) + csvLine({ kind: 'log', workspace, details: JSON.stringify(log) }),
  entry: (workspace, { seq, entry, prev, hash, personal }) =>
    csvLine({
      ...{ kind: 'entry', workspace, seq, prev, hash },
      ...(entry && { at: entry.at, actor_kind: entry.actor.kind, actor_id: entry.actor.id }),
      ...(entry && { action: entry.action, details: canonical(entry.details) }),
      ...(entry?.subject && { subject_kind: entry.subject.kind, subject_id: entry.subject.id }),
      ...(personal && { personal: JSON.stringify(personal.words), salt: personal.salt }),
    }),
  head: (head) => csvLine({ ...head, kind: 'head' }),
}
