/** Reads what was found in passages, newest first, each with the place where it stands; row security adds the person's reach. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import type { FindingKind } from '#db/schema/findings.ts'
import { eligible, type Filters } from '../eligible.ts'

export type FoundThere = {
  what: FindingKind
  sentence: string
  subject: string | null
  owner: string | null
  dueOn: string | null
  speaker: string | null
  kind: ChunkKind
  source: string
  title: string
  /** ISO day. */
  on: string | null
  account: string | null
  accountName: string | null
  n: number
  startS: number | null
  endS: number | null
}

export const readFindings = (
  tx: Tx,
  workspace: string,
  {
    kinds: what,
    limit,
    ...filters
  }: Omit<Filters, 'kinds'> & {
    kinds: readonly FindingKind[]
    of?: readonly ChunkKind[]
    limit: number
  },
): Promise<FoundThere[]> =>
  rowsOf<FoundThere>(
    tx,
    sql`select f.what, f.sentence, f.subject, f.owner, f.due_on::text as "dueOn", f.speaker, f.kind, c.source, c.title,
               f.at::date::text as "on", a.source_id as account, a.name as "accountName", f.n, f.start_s as "startS",
               f.end_s as "endS"
        from findings f
        join chunks c on c.workspace_id = f.workspace_id and c.id = f.chunk_id
        left join accounts a on a.workspace_id = f.workspace_id and a.id = f.account_id
        where f.workspace_id = ${workspace} and f.what = any (${sql.param(what)}::text[])
          and ${eligible(workspace, { ...filters, kinds: filters.of })}
        order by f.at desc nulls last, c.source, f.n, f.seq limit ${limit}`,
  )
