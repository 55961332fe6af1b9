/** Imports playbooks: one Markdown file each, whose YAML front matter is checked key by key; a broken one is reported and left out. */
import { v7 } from 'uuid'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { step, wholeFile, type ImportContext } from './context.ts'
import { extensionOf } from './readable.ts'
import { FileFault } from './refusal.ts'
import { upsertGood, type TableRow, type UpsertTarget } from './upsert.ts'

const folder = 'playbooks/'
const mostBytes = 1_000_000

const frontMatter = z.strictObject({
  name: z.string().min(1).max(200),
  entry: z.string().min(1).optional(),
  exit: z.string().min(1).optional(),
  measures: z.array(z.string().min(1)).default([]),
  steps: z
    .array(
      z.strictObject({
        day: z.int().min(0).max(3650),
        kind: z.enum(['task', 'e-mail', 'meeting', 'check', 'approval', 'wait', 'branch']),
        title: z.string().min(1),
        owner: z.enum(['responsible', 'accountable', 'consulted', 'informed']).optional(),
      }),
    )
    .default([]),
})

const target: UpsertTarget = {
  table: 'playbooks',
  columns: [
    { name: 'id', type: 'uuid' },
    { name: 'source_id', type: 'text' },
    { name: 'slug', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'entry', type: 'text' },
    { name: 'exit', type: 'text' },
    { name: 'measures', type: 'text[]' },
    { name: 'steps', type: 'jsonb' },
    { name: 'body', type: 'text' },
  ],
  key: ['source_id'],
  kept: ['id'],
  customKeys: [],
  stamped: true,
}

type PlaybookRow = TableRow & { source_id: string }

export async function importPlaybooks(context: ImportContext): Promise<void> {
  const { tx, workspace, log } = context
  const refuse = (path: string, line: number | null, column: string | null, reason: string) => {
    log.refuse({ file: path, line, column, reason }, folder)
  }
  const rows: PlaybookRow[] = []
  for (const file of context.files.values()) {
    if (!file.path.toLowerCase().startsWith(folder)) continue
    log.of(folder).read++
    try {
      if (extensionOf(file.path) !== 'md')
        throw new FileFault(null, null, 'a playbook is a Markdown file: its name ends in .md')
      rows.push(readPlaybook(file.path, await wholeFile(context, file, mostBytes)))
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      refuse(file.path, error.line, error.column, error.message)
    }
  }
  if (rows.length === 0) return
  const written = await upsertGood(tx, workspace, target, rows, (row, reason) => {
    refuse(row.source_id, null, null, reason)
  })
  const counts = log.of(folder)
  counts.created += written.created
  counts.changed += written.changed
  counts.unchanged = counts.read - counts.created - counts.changed - counts.refused
  await step(context, folder)
}

function readPlaybook(path: string, lines: string[]): PlaybookRow {
  const end = lines.findIndex((line, i) => i > 0 && line.trim() === '---')
  if (lines[0]?.trim() !== '---' || end < 0) {
    throw new FileFault(
      1,
      null,
      'the file has no front matter: expected --- on the first line, YAML below it, and --- after that',
    )
  }
  const counter = new LineCounter()
  const document = parseDocument(lines.slice(1, end).join('\n'), { lineCounter: counter, uniqueKeys: true })
  const [fault] = document.errors
  if (fault) {
    const line = counter.linePos(fault.pos[0]).line + 1
    throw new FileFault(
      line,
      null,
      `the front matter is not YAML: ${fault.message.split('\n')[0]?.replace(/ at line.*$/, '')}`,
    )
  }
  const parsed = frontMatter.safeParse(document.toJS({ maxAliasCount: 10 }))
  if (!parsed.success) throw schemaFault(parsed.error, document, counter)
  const { name, entry = null, exit = null, measures, steps } = parsed.data
  const slug = path.slice(folder.length).replace(/\.md$/i, '')
  const body = lines
    .slice(end + 1)
    .join('\n')
    .trim()
  return { id: v7(), source_id: path, slug, name, entry, exit, measures, steps, body }
}

/** The first thing that the schema refuses, with the line of the nearest thing that is there. */
function schemaFault(error: z.ZodError, document: Document, counter: LineCounter): FileFault {
  const [issue] = error.issues
  const path = issue?.path ?? []
  let node: unknown = document.contents
  let offset = rangeStart(node)
  for (const key of path) {
    node = isMap(node) || isSeq(node) ? node.get(key, true) : undefined
    offset = rangeStart(node) ?? offset
  }
  const line = offset === undefined ? 1 : counter.linePos(offset).line + 1
  return new FileFault(
    line,
    path.join('.') || null,
    `the front matter does not fit: ${issue?.message ?? error.message}`,
  )
}

const rangeStart = (node: unknown): number | undefined =>
  isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined
