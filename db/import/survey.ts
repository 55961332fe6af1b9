/**
 * Reads a file once before it is written, where that is needed: to know the rows that its rows name (a parent may come
 * later), to refuse circles, and to guess the types of unknown columns from all their cells. Keeps ids, never rows.
 */
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { rowsOf } from '../connect.ts'
import type { ImportContext } from './context.ts'
import { openCsv } from './csv-file.ts'
import { KindGuess } from './custom-fields.ts'
import { targetOf, type ColumnSpec, type FileSpec } from './file-spec.ts'
import type { CustomColumn, Header } from './header.ts'
import { isReferenced, unknownReason, type KnownTable } from './known-rows.ts'
import { shown } from './refusal.ts'
import { RowFault, rowChecker, type Known, type Row } from './row-check.ts'
import { seenKeys } from './seen-keys.ts'
import type { SourceFile } from './source.ts'

export type Survey = {
  guesses: Map<CustomColumn, KindGuess>
  /** Rows to refuse for what they name, by line. */
  refused: Map<number, { column: string; reason: string }>
}

type Edge = { parent: string; line: number }

export const selfReference = (header: Header, spec: FileSpec): ColumnSpec | undefined =>
  header.known.find((one) => one.spec.to === spec.table)?.spec

export async function surveyFile(
  context: ImportContext,
  spec: FileSpec,
  file: SourceFile,
  known: Known,
  open = () => openCsv(context, file, spec),
): Promise<Survey> {
  const { header, blocks, close } = await open()
  const guesses = new Map(header.custom.map((column) => [column, new KindGuess()]))
  const self = selfReference(header, spec)
  const table = isReferenced(spec.table) ? known.get(spec.table) : undefined
  const check = rowChecker(spec, header, known)
  const seen = seenKeys(spec)
  const inFile = new Set<string>()
  const edges = new Map<string, Edge>()

  const take = (row: Row) => {
    if (seen.before(row.values, row.line) !== null) return
    row.custom.forEach((text, i) => {
      const column = header.custom[i]
      if (column) guesses.get(column)?.add(text)
    })
    if (!table || !self) return
    inFile.add(row.id)
    const parent = row.values[targetOf(self)]
    if (typeof parent === 'string') edges.set(row.id, { parent, line: row.line })
  }
  for await (const { rows } of blocks) {
    for (const raw of rows) {
      const row = check(raw)
      if (row instanceof RowFault) noteRefused(table, row.id, lineIn(spec, row.line))
      else if (row) take(row)
    }
  }
  await close()
  const refused: Survey['refused'] = new Map()
  if (table && self) {
    const stored = await storedParents(context, spec, self)
    refuseEdges({ spec, self, table, inFile, edges, stored, refused })
    for (const id of inFile) if (!table.ids.has(id)) table.ids.set(id, v7())
  }
  return { guesses, refused }
}

export const lineIn = ({ path }: FileSpec, line: number): string => `${path}, line ${line}`

/** A row that is already stored can be named even where its new version is refused. */
function noteRefused(table: KnownTable | undefined, id: string | undefined, where: string): void {
  if (table && id && !table.ids.has(id) && !table.refused.has(id)) table.refused.set(id, where)
}

async function storedParents(
  context: ImportContext,
  spec: FileSpec,
  self: ColumnSpec,
): Promise<Map<string, string>> {
  const table = sql.identifier(spec.table)
  const rows = await rowsOf<{ id: string; parent: string }>(
    context.tx,
    sql`select c.source_id as id, p.source_id as parent from ${table} c
        join ${table} p on p.workspace_id = c.workspace_id and p.id = c.${sql.identifier(targetOf(self))}
        where c.workspace_id = ${context.workspace}`,
  )
  return new Map(rows.map((row) => [row.id, row.parent]))
}

type Edges = {
  spec: FileSpec
  self: ColumnSpec
  table: KnownTable
  inFile: Set<string>
  edges: Map<string, Edge>
  stored: Map<string, string>
  refused: Survey['refused']
}

/** Refusing one row can orphan another or uncover an older circle, so it goes on until a round refuses nothing. */
function refuseEdges(work: Edges): void {
  const { spec, self, table, inFile, edges, refused } = work
  const refuse = (id: string, { line }: Edge, reason: string) => {
    refused.set(line, { column: self.name, reason })
    inFile.delete(id)
    edges.delete(id)
    noteRefused(table, id, lineIn(spec, line))
  }
  for (let before = -1; before !== refused.size;) {
    before = refused.size
    for (const [id, edge] of edges) {
      if (edge.parent === id) refuse(id, edge, `the row names itself, ${shown(id)}, as its ${self.name}`)
      else if (!inFile.has(edge.parent) && !table.ids.has(edge.parent)) {
        if (self.to) refuse(id, edge, unknownReason(self.to, edge.parent, table))
      }
    }
    for (const circle of circles(work)) {
      const text = [...circle, circle[0] ?? ''].slice(0, 8).join(' → ')
      for (const id of circle) {
        const edge = edges.get(id)
        if (edge) refuse(id, edge, `the ${self.name} goes round in a circle: ${text}`)
      }
    }
  }
}

/** Every circle of the rows as they will stand: the file's edge where it has the row, else the stored one. */
function circles({ inFile, edges, stored }: Edges): string[][] {
  const parentOf = (id: string) => (inFile.has(id) ? edges.get(id)?.parent : stored.get(id))
  const done = new Set<string>()
  const found: string[][] = []
  for (const start of edges.keys()) {
    const path = new Set<string>()
    let id: string | undefined = start
    while (id !== undefined && !done.has(id) && !path.has(id)) {
      path.add(id)
      id = parentOf(id)
    }
    if (id !== undefined && path.has(id)) found.push([...path].slice([...path].indexOf(id)))
    for (const one of path) done.add(one)
  }
  return found
}
