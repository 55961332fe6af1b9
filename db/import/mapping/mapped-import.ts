/** Makes the tables of a mapping ready for the importer: who is who is found out from the files and the workspace before any row is written. */
import type { Tx } from '../../connect.ts'
import { Problem } from '../../problem.ts'
import { bundleFiles } from '../files/bundle-files.ts'
import type { CsvFile } from '../csv-file.ts'
import type { FileSpec } from '../file-spec.ts'
import type { ImportLog } from '../import-log.ts'
import { FileFault, Refusal, shown } from '../refusal.ts'
import type { BundleSource, SourceFile } from '../source.ts'
import {
  Directory,
  isReferencedObject,
  referenced,
  storedEntries,
  type Entry,
  type Referenced,
} from './directory.ts'
import { landedElsewhere, writeExternalIds } from './external-ids.ts'
import { headerAt } from './foreign-file.ts'
import { Handles } from './handles.ts'
import { MappedFile } from './mapped-table.ts'
import { specOf, unanswered, type Mapping } from './mapping.ts'
import { mappedPeople, placeholderOf } from './people-file.ts'
import { MissingColumn, type Find } from './transform.ts'
import { lookupKey } from './words.ts'

/** What the importer takes in place of a file of the bundle. */
export type ReadyTable = {
  spec: FileSpec
  file: SourceFile
  open: () => Promise<CsvFile>
  done: () => Promise<void>
}

type Work = {
  tx: Tx
  workspace: string
  source: BundleSource
  files: ReadonlyMap<string, SourceFile>
  log: ImportLog
  mapping: Mapping
}

/** Throws a Problem where something in the mapping is still to be answered. */
export function assertAnswered(mapping: Mapping): void {
  const open = unanswered(mapping)
  if (open.length === 0) return
  const count = open.length === 1 ? 'a question' : `${open.length} questions`
  throw new Problem('bad_request', `The mapping leaves ${count} open: ${open.join('; ')}.`, {
    next: 'Answer in the mapping, then import with it again.',
  })
}

/** Throws a Problem where the mapping does not fit the files. */
export async function readyTables(work: Work): Promise<ReadyTable[]> {
  const { mapping } = work
  const prepared = new Prepared(work)
  await prepared.load()
  const order = (object: string) => bundleFiles.indexOf(specOf(object))
  const tables = mapping.tables.toSorted((a, b) => order(a.object) - order(b.object))
  const files: MappedFile[] = []
  for (const table of tables) files.push(await openFile(work, table, prepared.find))
  // Users first: accounts name them. Then accounts, then who belongs to them.
  for (const object of referenced)
    for (const file of files) if (file.table.object === object) await prepared.index(file, object)
  const people = mappedPeople(mapping, prepared.storedUsers)
  return [...(people ? [people] : []), ...files.map((file) => prepared.ready(file))]
}

async function openFile(
  { source, files }: Work,
  table: Mapping['tables'][number],
  find: Find,
): Promise<MappedFile> {
  const file = files.get(table.file.toLowerCase())
  if (!file) {
    throw new Problem('bad_request', `The mapping names the file ${table.file}, and there is none of this name.`, {
      next: `There are: ${[...files.values()].map((one) => one.path).slice(0, 12).join(', ')}.`,
    }) // prettier-ignore
  }
  try {
    const header = await headerAt(source, file, table.header, table.delimiter)
    try {
      return new MappedFile(source, file, table, specOf(table.object), header, find)
    } catch (error) {
      if (!(error instanceof MissingColumn)) throw error
      throw new Problem(
        'bad_request',
        `${table.file} does not fit the mapping: ${error.message} in line ${table.header}.`,
        { next: `The line has: ${header.names.slice(0, 30).join(', ')}.` },
      )
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    throw new Problem('bad_request', `${table.file}, line ${error.line ?? 1}: ${error.message}.`, {
      next: 'Correct the mapping or the file.',
    })
  }
}

class Prepared {
  private readonly work: Work
  /** The workspace's rows as they were before, for match rules; and everybody, for references. */
  private readonly stored = new Directory()
  private readonly everybody = new Directory()
  private readonly handles = new Map<string, Handles>()
  private readonly nameless: Map<string, string | null>
  readonly storedUsers = new Set<string>()

  constructor(work: Work) {
    this.work = work
    const { people, people_without_email: rule } = work.mapping
    this.nameless = new Map(
      people
        .filter((one) => one.email === null)
        .map(({ name }) => [lookupKey(name), rule === 'placeholder' ? placeholderOf(name) : null]),
    )
  }

  async load(): Promise<void> {
    const { tx, workspace, mapping } = this.work
    for (const object of referenced) {
      for (const entry of await storedEntries(tx, workspace, object)) {
        this.stored.add(object, entry)
        // An id of the workspace may be another row's id in the other system, so that one is asked first.
        const { id, ...rest } = entry
        this.everybody.add(object, mapping.source === 'bundle' && id !== undefined ? { ...rest, id } : rest)
        if (object === 'users' && entry.email) this.storedUsers.add(entry.email)
      }
    }
    for (const { object } of mapping.tables) {
      if (this.handles.has(object)) continue
      const spec = specOf(object)
      const elsewhere =
        mapping.source === 'bundle' || !spec.id
          ? new Map<string, string>()
          : await landedElsewhere(tx, workspace, spec, mapping.source)
      this.handles.set(object, new Handles(mapping.source, elsewhere))
    }
    for (const object of referenced) await this.knowExternalIds(object)
    for (const { name, email } of mapping.people) {
      if (email !== null) this.everybody.add('users', { handle: email.toLowerCase(), name, email })
    }
  }

  /** Rows that this source brought earlier are named by its ids, also where their file is not imported again. */
  private async knowExternalIds(object: Referenced): Promise<void> {
    const { tx, workspace, mapping } = this.work
    if (mapping.source === 'bundle') return
    const elsewhere =
      this.handles.get(object)?.elsewhere ??
      (await landedElsewhere(tx, workspace, specOf(object), mapping.source))
    for (const [id, handle] of elsewhere) this.everybody.add(object, { handle, id })
    const prefix = `${mapping.source}:`
    for (const { handle } of await storedEntries(tx, workspace, object)) {
      if (handle.startsWith(prefix)) this.everybody.add(object, { handle, id: handle.slice(prefix.length) })
    }
  }

  readonly find: Find = ({ to, by }, text) => {
    let handles = this.everybody.find(to, by, text)
    // Some exports list several ids in a cell; the first is the row's own.
    if (handles.length === 0 && by !== 'name' && /[;,]/.test(text))
      handles = this.everybody.find(to, by, text.split(/[;,]/)[0] ?? '')
    if (handles.length === 0 && by === 'id') handles = this.stored.find(to, by, text)
    const [only] = handles
    if (handles.length > 1)
      return new Refusal(
        `${handles.length} ${to} have the ${by} ${shown(text)} (${handles.slice(0, 3).join(', ')}): which one is meant cannot be told`,
      )
    if (only !== undefined) return only
    const person = to === 'users' ? this.nameless.get(lookupKey(text)) : undefined
    if (person !== undefined) return person
    return new Refusal(
      `there is no ${to.slice(0, -1)} with the ${by} ${shown(text)} in these files or the workspace`,
    )
  }

  /** Reads the file once to know its rows by all that others may name them by. */
  async index(file: MappedFile, object: Referenced): Promise<void> {
    const handles = this.handles.get(object)
    if (!handles) return
    const groups = this.merges(file)
    const firsts = new Map<string, { id: string; line: number }>()
    for await (const block of file.rows()) {
      for (const row of block) {
        const known = file.identity(row)
        if (known === null) continue
        const { id, values } = known
        const group = groups.get(row.line)
        const first = group === undefined ? undefined : firsts.get(group)
        let handle: string | Refusal
        if (group !== undefined && first && first.line !== row.line) {
          const merged = handles.of(first.id)
          handles.join(id, merged)
          handle = merged
          file.dropped.add(row.line)
          file.fillers.set(first.line, [...(file.fillers.get(first.line) ?? []), row.cells])
        } else {
          const email = (values['email'] ?? '').toLowerCase()
          handle =
            object === 'users' ? email : handles.decide(id, file.table.match, values, this.stored, object)
          if (object === 'users' && id !== email) handles.join(id, email)
          if (group !== undefined) firsts.set(group, { id, line: row.line })
        }
        if (handle instanceof Refusal) file.refused.set(row.line, handle.reason)
        else this.everybody.add(object, entryOf(handle, id, values))
      }
    }
    for (const [group, { line }] of firsts) this.noteMerged(file, group, line)
  }

  /** Lines of this file that are to be one row, each with a name for its group. */
  private merges(file: MappedFile): Map<number, string> {
    const groups = new Map<number, string>()
    if (file.table.rows === 'distinct') return groups
    this.work.mapping.duplicates.forEach(({ merge, rows, object }, n) => {
      if (!merge || object !== file.table.object) return
      for (const row of rows)
        if (row.file.toLowerCase() === file.file.path.toLowerCase()) groups.set(row.line, String(n))
    })
    return groups
  }

  private noteMerged(file: MappedFile, group: string, line: number): void {
    const rows = this.work.mapping.duplicates[Number(group)]?.rows ?? []
    const lines = rows.map((row) => row.line).filter((one) => one !== line && file.dropped.has(one))
    if (lines.length === 0) return
    const reason = `${lines.length === 1 ? `line ${lines[0]} is` : `lines ${lines.join(', ')} are`} merged into this row, as the mapping says`
    this.work.log.note({ file: file.file.path, line, column: null, reason })
  }

  ready(file: MappedFile): ReadyTable {
    const { tx, workspace, mapping } = this.work
    const handles = this.handles.get(file.table.object) ?? new Handles(mapping.source, new Map())
    return {
      spec: file.spec,
      file: file.file,
      open: async () =>
        file.open((id) => (isReferencedObject(file.table.object) || file.spec.id ? handles.of(id) : id)),
      done: async () => {
        if (mapping.source === 'bundle' || file.spec.id === undefined) return
        await writeExternalIds(tx, workspace, specOf(file.table.object), mapping.source, handles.elsewhere)
      },
    }
  }
}

const entryOf = (
  handle: string,
  id: string,
  { name, domain, email }: Record<string, string | undefined>,
): Entry => ({
  handle,
  id,
  ...(name && { name }),
  ...(domain && { domain }),
  ...(email && { email }),
})
