/** Stores what was read from a file as a call or a document, and makes its passages; the same text again changes nothing. */
import { sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Db, Tx } from '#db/connect.ts'
import { rowsOf } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { Problem } from '#db/problem.ts'
import { keepChunks } from './keep-chunks.ts'
import type { Passage, SourceText } from './sources/source.ts'

export type Ingest = {
  /** What answers print: the file's name, or its path. */
  name: string
  source: SourceText
  /** The id of the account whose it is, as answers print it. */
  account?: string | undefined
  actorId?: string | undefined
}

export type Ingested = { state: 'created' | 'changed' | 'unchanged'; kind: 'call' | 'document' }

/** Several at once share one change. */
export async function ingest(db: Db, workspace: string, all: readonly Ingest[]): Promise<Ingested[]> {
  const actorId = all[0]?.actorId
  const done = await inChange(db, workspace, { kind: 'import', source: 'file', actorId }, async (tx) => {
    const stored: Ingested[] = []
    for (const one of all) stored.push(await store(tx, workspace, one))
    return stored
  })
  await keepChunks(db, workspace)
  return done
}

async function store(tx: Tx, workspace: string, one: Ingest): Promise<Ingested> {
  const account = one.account === undefined ? null : await accountOf(tx, workspace, one.account)
  return one.source.kind === 'call'
    ? { kind: 'call', state: await storeCall(tx, workspace, one, account) }
    : { kind: 'document', state: await storeDocument(tx, workspace, one, account) }
}

async function accountOf(tx: Tx, workspace: string, sourceId: string): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    tx,
    sql`select id from accounts where workspace_id = ${workspace} and source_id = ${sourceId}`,
  )
  if (row) return row.id
  throw new Problem('not_found', `There is no account ${sourceId}.`, { done: 'Nothing was stored.' })
}

type State = Ingested['state']
type Written = { id: string; created: boolean } & Record<string, unknown>

async function storeCall(tx: Tx, workspace: string, one: Ingest, account: string | null): Promise<State> {
  const { name, source } = one
  const [written] = await rowsOf<Written>(
    tx,
    sql`insert into calls as t (workspace_id, id, source_id, account_id, title, at, attendees)
        values (${workspace}, ${uuid()}, ${name}, ${account}::uuid, ${source.title ?? name}, ${source.at ?? null}::timestamptz,
                ${sql.param(source.people)}::text[])
        on conflict (workspace_id, source_id) do update set account_id = excluded.account_id, title = excluded.title,
          at = excluded.at, attendees = excluded.attendees, updated_at = now()
        where (t.account_id, t.title, t.at, t.attendees) is distinct from
              (excluded.account_id, excluded.title, excluded.at, excluded.attendees)
        returning id, xmax = 0 as created`,
  )
  const [call] = written
    ? [written]
    : await rowsOf<{ id: string }>(
        tx,
        sql`select id from calls where workspace_id = ${workspace} and source_id = ${name}`,
      )
  if (!call) throw new Error(`the call ${name} was not stored`)
  const turns = source.passages.map(({ text, speaker, startS, endS }, n) => ({
    ...{ n: n + 1, speaker: speaker ?? null, start_s: startS ?? null, end_s: endS ?? null, text },
  }))
  const changed = await rowsOf(
    tx,
    sql`with cut as (
          delete from call_turns where workspace_id = ${workspace} and call_id = ${call.id} and n > ${turns.length} returning 1
        ), put as (
          insert into call_turns as t (workspace_id, call_id, n, speaker, start_s, end_s, text)
          select ${workspace}, ${call.id}, r.* from json_to_recordset(${JSON.stringify(turns)}::json)
            as r(n integer, speaker text, start_s double precision, end_s double precision, text text)
          on conflict (workspace_id, call_id, n) do update set speaker = excluded.speaker, start_s = excluded.start_s,
            end_s = excluded.end_s, text = excluded.text
          where (t.speaker, t.start_s, t.end_s, t.text) is distinct from
                (excluded.speaker, excluded.start_s, excluded.end_s, excluded.text)
          returning 1
        ) select 1 from cut union all select 1 from put limit 1`,
  )
  return written?.created ? 'created' : written || changed.length > 0 ? 'changed' : 'unchanged'
}

async function storeDocument(tx: Tx, workspace: string, one: Ingest, account: string | null): Promise<State> {
  const { name, source } = one
  const [written] = await rowsOf<Written>(
    tx,
    sql`insert into documents as t (workspace_id, id, source_id, account_id, title, kind, at, text)
        values (${workspace}, ${uuid()}, ${name}, ${account}::uuid, ${source.title ?? name}, ${source.kind},
                ${source.at ?? null}::timestamptz, ${textOf(source.passages)})
        on conflict (workspace_id, source_id) do update set account_id = excluded.account_id, title = excluded.title,
          kind = excluded.kind, at = excluded.at, text = excluded.text, updated_at = now()
        where (t.account_id, t.title, t.kind, t.at, t.text) is distinct from
              (excluded.account_id, excluded.title, excluded.kind, excluded.at, excluded.text)
        returning id, xmax = 0 as created`,
  )
  return written ? (written.created ? 'created' : 'changed') : 'unchanged'
}

/** Markdown in which each place begins with its heading, so that the passages find their places again. */
export function textOf(passages: readonly Passage[]): string {
  const lines: string[] = []
  let before = ''
  for (const passage of passages) {
    const place = placeOf(passage)
    if (place !== before) lines.push(`# ${place || '…'}`)
    before = place
    lines.push(passage.text.replace(/\n\s*\n/g, '\n'))
  }
  return lines.join('\n\n')
}

function placeOf({ page, heading, message, part }: Passage): string {
  const mail = message && [message.subject, message.from && `from ${message.from}`, message.at?.slice(0, 10)]
  return [page && `page ${page}`, heading, ...(mail ?? []), part]
    .filter(Boolean)
    .join(', ')
    .replace(/\s+/g, ' ')
}
