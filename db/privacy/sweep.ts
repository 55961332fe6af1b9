/** Sweeps every column of the erasure map for mentions of a person: first finds what speaks of them, then takes them out of it. */
import { sql } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { rowsOf } from '../connect.ts'
import { erasureMap } from './erasure-map.ts'
import { tableSql, type LiveTable } from './live-tables.ts'
import type { Matcher } from './matcher.ts'
import type { OwnRows } from './own-rows.ts'
import { candidates, ofWorkspace, scannedColumns, writeCells, type Candidate } from './scan.ts'
import { decoded, doubtIn, isPersonAlone, scrub, type Way } from './scrub.ts'
import type { TableTreatment } from './treatment.ts'

export type Sweep = OwnRows & { matcher: Matcher; isReadOnly?: boolean }

/** What a person said, by table: their history is theirs as well. */
type Said = { object: string; fields: string[]; keys: string[] }

/** Tables of which several rows make one unit: what one of them says ties the others. */
const isShared = ({ unit }: TableTreatment) => unit !== undefined

const namesPerson = (row: Candidate, { subject, matcher }: Sweep): boolean =>
  row.refers.some((id) => subject.rows.includes(id)) ||
  [...row.cells.values()].some((cell) => cell !== null && matcher.spans(cell, false).length > 0)

/** Before anything is changed: calls and conversations that speak of the person, in whichever of their rows. */
export async function findTied(sweep: Sweep): Promise<void> {
  const { tx, workspace, matcher, tied, isReadOnly = false } = sweep
  for (const [name, treatment] of erasureMap) {
    const table = sweep.tables.get(name)
    if (!table || !isShared(treatment) || name === 'public.field_history') continue
    for await (const rows of candidates(tx, workspace, { table, treatment, matcher, isReadOnly }))
      for (const row of rows) if (namesPerson(row, sweep)) tied.add(row.unit)
  }
  await findCalls(sweep)
}

/** Calls of the person's account in which they are named by a part of their name alone, as speakers often are. */
async function findCalls({ tx, workspace, subject, matcher, tied }: Sweep): Promise<void> {
  if (subject.accounts.length === 0) return
  const theirs = sql`c.workspace_id = ${workspace} and c.account_id::text = any (${sql.param(subject.accounts)}::text[])`
  const named = await rowsOf<{ id: string; name: string }>(
    tx,
    sql`select c.id::text as id, unnest(c.attendees) as name from calls c where ${theirs}
        union select c.id::text, s.speaker from calls c join call_turns s on s.workspace_id = c.workspace_id and s.call_id = c.id
        where ${theirs} and s.speaker is not null`,
  )
  for (const { id, name } of named) if (matcher.isPart(name)) tied.add(`calls ${id}`)
}

/** Every column of the map, history last: by then all that speaks of the person is known, and `forget` took out what this wrote. */
export async function sweep(job: Sweep, forget: () => Promise<unknown>): Promise<void> {
  const names = [...erasureMap.keys()].sort((a, b) => rank(a) - rank(b))
  for (const name of names) {
    const [table, treatment] = [job.tables.get(name), erasureMap.get(name)]
    if (name === 'public.field_history') await forget()
    if (table && treatment) await sweepTable(job, table, treatment)
  }
}

export type Mention = { place: string; row: string; text: string }

/** Reads instead of changing: every mention with the words around it, and what is in doubt in the tally. */
export async function mentionsIn(job: Sweep, words: number): Promise<Mention[]> {
  const { tx, workspace, matcher, tied, tally } = job
  const found: Mention[] = []
  for (const name of [...erasureMap.keys()].sort((a, b) => rank(a) - rank(b))) {
    const [table, treatment] = [job.tables.get(name), erasureMap.get(name)]
    if (!table || !treatment) continue
    for await (const rows of candidates(tx, workspace, { table, treatment, matcher, isReadOnly: true })) {
      for (const row of rows) {
        const isTied = tied.has(row.unit) || namesPerson(row, job)
        if (isTied) tied.add(row.unit)
        for (const { name: column, cell } of scannedColumns(table, treatment)) {
          const value = row.cells.get(column) ?? null
          if (value === null || cell === null) continue
          const place = `${name}.${column}`
          const text = cell === 'bytes' ? decoded(Buffer.from(value, 'base64')).text : value
          for (const { from, to } of matcher.spans(text, isTied))
            found.push({ place, row: row.key, text: text.slice(Math.max(0, from - words), to + words) })
          const why = doubtIn(cell, scrub(cell, value, { matcher, isTied })?.value ?? value, {
            matcher,
            isTied,
          })
          if (why !== null) tally.doubt({ place, row: row.key, why })
        }
      }
    }
  }
  return found
}

async function forgetSaid({ tx, workspace }: Sweep, { object, fields, keys }: Said): Promise<void> {
  const gone = sql`${sql.param(fields)}::text[]`
  await tx.execute(
    sql`update field_history h set before = h.before - ${gone}, after = h.after - ${gone}
        where h.workspace_id = ${workspace} and h.object = ${object} and h.row_key::jsonb = any (${sql.param(keys)}::text[]::jsonb[])`,
  )
}

const rank = (name: string) => (name === 'public.field_history' ? 1 : 0)

async function sweepTable(job: Sweep, table: LiveTable, treatment: TableTreatment): Promise<void> {
  const { tx, workspace, matcher } = job
  const object = table.name.split('.')[1] ?? ''
  const fields = table.columns
    .map(({ name }) => name)
    .filter((name) => treatment.columns[name]?.how === 'null')
  for await (const rows of candidates(tx, workspace, { table, treatment, matcher })) {
    const said: Said = { object, fields, keys: [] }
    const changed: { place: string; cells: Map<string, string | null> }[] = []
    const gone: string[] = []
    for (const row of rows) {
      const done = scrubRow(job, table, treatment, row)
      if (done === 'gone') gone.push(row.place)
      else if (done) changed.push({ place: row.place, cells: done })
      if (isSpeaking(job, treatment, row)) said.keys.push(row.key)
    }
    if (said.keys.length > 0) await forgetSaid(job, said)
    await writeCells(tx, workspace, { table, treatment, rows: changed })
    if (gone.length > 0) {
      await tx.execute(
        sql`delete from ${tableSql(table.name)} t where ${ofWorkspace(treatment, workspace)}
            and t.ctid = any (${sql.param(gone)}::text[]::tid[])`,
      )
    }
  }
}

/** Once it is known whether the row speaks of them. */
function isSpeaking({ matcher, tied }: Sweep, { speaker }: TableTreatment, row: Candidate): boolean {
  const name = speaker === undefined ? null : (row.cells.get(speaker) ?? null)
  return name !== null && tied.has(row.unit) && isPersonAlone(name, matcher)
}

/** A turn that was deleted before stands in history with whoever said it. */
function withoutSpeech(json: string, matcher: Matcher): string {
  const doc = z.looseObject({ speaker: z.string(), text: z.string() }).safeParse(JSON.parse(json))
  return doc.success && isPersonAlone(doc.data.speaker, matcher)
    ? JSON.stringify({ ...doc.data, text: '' })
    : json
}

/** The row's cells where one changed; `gone` where the row goes as a whole. */
function scrubRow(
  job: Sweep,
  table: LiveTable,
  treatment: TableTreatment,
  row: Candidate,
): Map<string, string | null> | 'gone' | null {
  const { matcher, tied, tally } = job
  const isTied = tied.has(row.unit) || namesPerson(row, job)
  if (isTied) tied.add(row.unit)
  const isTheirs = isSpeaking(job, treatment, row)
  const cells = new Map(row.cells)
  let isChanged = false
  for (const { name, cell, isUnique } of scannedColumns(table, treatment)) {
    const value = row.cells.get(name)
    if (value === null || value === undefined || cell === null) continue
    const place = `${table.name}.${name}`
    const way: Way = {
      ...{ matcher, isTied, nullsIds: table.name === 'public.field_history' },
      ...(isUnique && { suffix: randomBytes(3).toString('hex') }),
    }
    if (isTheirs && treatment.columns[name]?.how === 'null' && value !== '') {
      cells.set(name, '')
      tally.add(place, 'emptied', 1, [value.slice(0, 80)])
      isChanged = true
      continue
    }
    const done = scrub(cell, way.nullsIds ? withoutSpeech(value, matcher) : value, way)
    if (done && treatment.columns[name]?.how === 'delete on mention') {
      tally.add(table.name, 'deleted', 1, done.samples)
      return 'gone'
    }
    if (done) {
      cells.set(name, done.value)
      tally.add(place, 'replaced', 1, done.samples)
      isChanged = true
    }
    const why = doubtIn(cell, done?.value ?? value, way)
    if (why !== null) tally.doubt({ place, row: row.key, why })
  }
  return isChanged ? cells : null
}
