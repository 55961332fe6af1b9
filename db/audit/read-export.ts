/** Reads an exported audit log back, as the verifier takes it: what the file says, to the byte that was hashed. */
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { unguarded } from '../formula-guard.ts'
import { CsvReader } from '../import/csv-rows.ts'
import { Problem } from '../problem.ts'
import { detailsOf, type ChainRow } from './chain.ts'
import { actorKindSchema } from './contract.ts'
import { csvColumns, formatOf } from './export.ts'
import { headSchema, type Head } from './head.ts'
import type { Log } from './verify.ts'

const logSchema = z.object({ workspace: z.string(), whole: z.boolean(), publicKey: z.string() })
const entrySchema = z.object({
  workspace: z.string(),
  seq: z.int(),
  at: z.string(),
  actor: z.strictObject({ kind: actorKindSchema, id: z.string().nullable() }),
  action: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
  details: z.record(z.string(), z.json()),
})
const linkSchema = z.object({
  seq: z.int(),
  prev: z.string(),
  hash: z.string(),
  personal: z.object({ salt: z.string(), words: z.record(z.string(), z.string()) }).nullable(),
})

export type ExportedLog = Log & { publicKey: string }

type Item = Record<string, unknown>

/** Throws a Problem where the file is no whole log. */
export async function readExportedAudit(file: string): Promise<ExportedLog> {
  if (!existsSync(file))
    throw new Problem('not_found', `There is no file ${file}.`, { done: 'Nothing was verified.' })
  const items = formatOf(file) === 'csv' ? csvItems(file) : jsonItems(file)
  const rows: ChainRow[] = []
  const heads: Head[] = []
  let log: z.infer<typeof logSchema> | undefined
  let unreadableHeads = 0
  for await (const { kind, ...item } of items) {
    if (kind === 'log') log = logSchema.safeParse(item).data
    else if (kind === 'entry') rows.push(rowOf(item, file))
    else if (kind === 'head') {
      const head = headSchema.safeParse(item).data
      if (head) heads.push(head)
      else unreadableHeads++
    }
  }
  if (!log) throw refused(`${file} does not begin as an exported audit log does.`)
  if (!log.whole)
    throw refused(`${file} holds a selection of a log, and a chain with gaps can’t be verified.`)
  rows.sort((one, other) => one.seq - other.seq)
  return { ...log, heads, unreadableHeads, rows: () => each(rows) }
}

async function* each(rows: ChainRow[]): AsyncGenerator<ChainRow> {
  yield* rows
}

const refused = (what: string) =>
  new Problem('bad_request', what, {
    done: 'Nothing was verified.',
    next: 'Export it without filters: steward audit export FILE --workspace NAME.',
  })

function rowOf(item: Item, file: string): ChainRow {
  const link = linkSchema.safeParse(item)
  if (!link.success) throw refused(`${file} has an entry without number, hash or link.`)
  const entry = entrySchema.safeParse(item).data
  const { seq, prev, hash, personal } = link.data
  return {
    seq,
    prev,
    hash,
    personal,
    entry: entry ? { ...entry, details: entry.details } : null,
  }
}

const linesOf = (file: string) =>
  createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })

function parsed(text: string, file: string): Item {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw refused(`${file} has a line that is no JSON object.`)
    throw error
  }
}

async function* jsonItems(file: string): AsyncGenerator<Item> {
  for await (const line of linesOf(file)) if (line.trim() !== '') yield parsed(line, file)
}

async function* csvItems(file: string): AsyncGenerator<Item> {
  const reader = new CsvReader(',')
  let first = 1
  for await (const line of linesOf(file)) {
    for (const { cells, fault } of reader.read({ first, lines: [line], bytes: 0 })) {
      if (fault !== undefined) throw refused(`${file}, line ${first}: ${fault}.`)
      if (first > 1) yield csvItem(cells.map(unguarded), file)
    }
    first++
  }
}

const orNull = (cell: string | undefined) => (cell === undefined || cell === '' ? null : cell)
const number = (cell: string | undefined) => (cell === undefined || cell === '' ? null : Number(cell))

function csvItem(cells: string[], file: string): Item {
  const row: Partial<Record<string, string>> = Object.fromEntries(
    csvColumns.map((name, i) => [name, cells[i]]),
  )
  const { kind, workspace, at, hash, prev } = row
  if (kind === 'log') return { kind, workspace, ...parsed(row['details'] ?? '', file) }
  if (kind === 'head') {
    const { key, signature } = row
    return { kind, workspace, seq: number(row['seq']), hash, at, lost: number(row['lost']), key, signature }
  }
  const [subjectKind, subjectId] = [orNull(row['subject_kind']), orNull(row['subject_id'])]
  return {
    ...{ kind, workspace, seq: number(row['seq']), at, action: row['action'], prev, hash },
    actor: { kind: row['actor_kind'], id: orNull(row['actor_id']) },
    subject: subjectKind === null || subjectId === null ? null : { kind: subjectKind, id: subjectId },
    // Other bytes than were hashed make an entry that is none.
    details: detailsOf(row['details'] ?? ''),
    personal:
      orNull(row['salt']) === null ? null : { salt: row['salt'], words: parsed(row['personal'] ?? '', file) },
  }
}
