/** Reads the rows that have something to say, each as the pieces that passages are made of. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import type { Piece } from './chunk.ts'

export type SourceRow = {
  kind: ChunkKind
  id: string
  source: string
  accountId: string | null
  title: string
  at: string | null
  sentiment: number | null
  pieces: Piece[]
}

/** What `chunk_marks` names. */
export const markKinds = ['call', 'document', 'playbook', 'activity', 'ticket', 'survey'] as const
export type MarkKind = (typeof markKinds)[number]

type Row = {
  id: string
  source: string
  account_id: string | null
  title: string | null
  at: string | null
  sentiment?: number | null
  type?: string
  speaker?: string | null
  text: string | null
  pieces?:
    [n: number, speaker: string | null, start: number | null, end: number | null, text: string][] | null
}

const statements: Record<MarkKind, (workspace: string, ids: SQL) => SQL> = {
  call: (w, ids) => sql`
    select c.id, c.source_id as source, c.account_id, c.title, c.at::text, null as text,
           (select json_agg(json_build_array(t.n, t.speaker, t.start_s, t.end_s, t.text) order by t.n)
            from call_turns t where t.workspace_id = c.workspace_id and t.call_id = c.id) as pieces
    from calls c where c.workspace_id = ${w} and c.id = any (${ids})`,
  document: (w, ids) => sql`
    select d.id, d.source_id as source, d.account_id, d.title, d.at::text, d.text
    from documents d where d.workspace_id = ${w} and d.id = any (${ids})`,
  playbook: (w, ids) => sql`
    select p.id, p.source_id as source, null as account_id, p.name as title, null as at,
           concat_ws(E'\n\n', p.body, (select string_agg(s.step ->> 'title', E'\n\n' order by s.n)
             from jsonb_array_elements(p.steps) with ordinality s (step, n))) as text
    from playbooks p where p.workspace_id = ${w} and p.id = any (${ids})`,
  activity: (w, ids) => sql`
    select a.id, a.source_id as source, a.account_id, a.subject as title, a.at::text, a.sentiment, a.type, a.body as text,
           case when a.direction = 'inbound' then c.name else u.name end as speaker
    from activities a
    left join contacts c on c.workspace_id = a.workspace_id and c.id = a.contact_id
    left join users u on u.workspace_id = a.workspace_id and u.id = a.owner_id
    where a.workspace_id = ${w} and a.id = any (${ids})`,
  ticket: (w, ids) => sql`
    select t.id, t.source_id as source, t.account_id, t.subject as title, t.opened_at::text as at, t.subject as text, c.name as speaker
    from tickets t left join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    where t.workspace_id = ${w} and t.id = any (${ids})`,
  survey: (w, ids) => sql`
    select r.id, r.source_id as source, r.account_id, 'Survey answer' as title, r.at::text, r.comment as text, c.name as speaker
    from nps_responses r left join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id
    where r.workspace_id = ${w} and r.id = any (${ids})`,
}

const kindOfActivity = (type: string | undefined): ChunkKind =>
  type === 'email' ? 'mail' : type === 'slack' ? 'message' : 'note'

export async function readRows(
  tx: Tx,
  workspace: string,
  { kind, ids }: { kind: MarkKind; ids: readonly string[] },
): Promise<SourceRow[]> {
  const rows = await rowsOf<Row>(tx, statements[kind](workspace, sql`${sql.param(ids)}::uuid[]`))
  return rows.map((row) => ({
    kind: kind === 'activity' ? kindOfActivity(row.type) : kind,
    ...{ id: row.id, source: row.source, accountId: row.account_id, at: row.at },
    title: row.title ?? '',
    sentiment: row.sentiment ?? null,
    pieces: piecesOf(kind, row),
  }))
}

function piecesOf(kind: MarkKind, row: Row): Piece[] {
  if (kind === 'call')
    return (row.pieces ?? []).map(([n, speaker, startS, endS, text]) => ({ n, speaker, startS, endS, text }))
  if (kind === 'document' || kind === 'playbook') return paragraphsOf(row.text ?? '')
  return row.text?.trim() ? [{ n: 1, speaker: row.speaker ?? null, text: row.text }] : []
}

/** Paragraphs, counted from 1, each under the headings that it stands under. Form feeds part pages. */
export function paragraphsOf(text: string): Piece[] {
  const headings: string[] = []
  return text.split(/\n\s*\n/).map((paragraph, at) => {
    const heading = /^(#{1,6})\s+(.+)/.exec(paragraph.trim())
    if (heading) headings.splice(heading[1]?.length ? heading[1].length - 1 : 0, 6, heading[2]?.trim() ?? '')
    return { n: at + 1, text: paragraph, place: headings.filter(Boolean).join(' › ') || null }
  })
}
