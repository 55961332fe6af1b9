/** Spans and thumbs in the store: written with the end of their turn, read as figures by tool, model and day, and forgotten after a while. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { spans as table } from '#db/schema/tables.ts'
import type { Quality, Said, Thumb, TurnSpan } from './contract.ts'

export async function keepSpans(tx: Tx, workspace: string, turn: string, spans: TurnSpan[]): Promise<void> {
  if (spans.length === 0) return
  const rows = spans.map((span) => ({ ...span, workspaceId: workspace, turnId: turn }))
  await tx.insert(table).values(rows).onConflictDoNothing()
}

/** A turn's spans, the first first; empty where there is no such turn, or its spans are forgotten. */
export const spansOf = (tx: Tx, workspace: string, turn: string): Promise<TurnSpan[]> =>
  rowsOf<TurnSpan>(
    tx,
    sql`select trace_id as "traceId", span_id as "spanId", parent_id as "parentId", operation, name, ms, error, attributes,
               to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt"
        from spans where workspace_id = ${workspace} and turn_id = ${turn}::uuid order by started_at, operation <> 'invoke_agent'`,
  )

const kept = '90 days'

export const forgetSpans = (db: Db, workspace: string): Promise<void> =>
  db.inWorkspace(workspace, async (tx) => {
    await tx.execute(
      sql`delete from spans where workspace_id = ${workspace} and started_at < now() - ${kept}::interval`,
    )
  })

/** The last thumb counts; null takes it back. Throws where the turn is not the asker's. */
export const giveThumb = (db: Db, asker: Asker, turn: string, given: Thumb | null): Promise<void> =>
  db.inWorkspace(asker.workspace, async (tx) => {
    const { workspace, userId } = asker
    const own = sql`select from turns where workspace_id = ${workspace} and id = ${turn}::uuid and user_id = ${userId}::uuid`
    if ((await rowsOf(tx, own)).length === 0)
      throw new Problem('not_found', 'There is no such answer.', { done: 'Nothing was kept.' })
    await tx.execute(sql`delete from feedback where workspace_id = ${workspace} and turn_id = ${turn}::uuid`)
    if (given === null) return
    await tx.execute(
      sql`insert into feedback (workspace_id, turn_id, user_id, thumb, reason)
          values (${workspace}, ${turn}::uuid, ${userId}::uuid, ${given.thumb}, ${given.reason})`,
    )
  })

/** Thumbs of a conversation's turns, by turn. */
export async function thumbsOf(tx: Tx, workspace: string, conversation: string): Promise<Map<string, Thumb>> {
  const rows = await rowsOf<Thumb & { turn: string }>(
    tx,
    sql`select f.turn_id as turn, f.thumb, f.reason from feedback f join turns t on t.workspace_id = f.workspace_id and t.id = f.turn_id
        where f.workspace_id = ${workspace} and t.conversation_id = ${conversation}::uuid`,
  )
  return new Map(rows.map(({ turn, thumb, reason }) => [turn, { thumb, reason }]))
}

const mostSaid = 50

/** Of the last `days`: success, time and tokens by tool, planner and model; turns and thumbs by route; what people said of answers. */
export async function qualityOf(tx: Tx, workspace: string, days: number): Promise<Quality> {
  const since = sql`now() - make_interval(days => ${days}::int)`
  const steps = await rowsOf<Quality['steps'][number]>(
    tx,
    sql`select operation, name, count(*)::int as calls, count(error)::int as failed,
               percentile_cont(0.5) within group (order by ms) as "p50Ms", percentile_cont(0.95) within group (order by ms) as "p95Ms",
               coalesce(sum((attributes ->> 'gen_ai.usage.input_tokens')::bigint), 0)::float8 as "tokensIn",
               coalesce(sum((attributes ->> 'gen_ai.usage.output_tokens')::bigint), 0)::float8 as "tokensOut"
        from spans where workspace_id = ${workspace} and started_at >= ${since} and operation <> 'invoke_agent'
        group by operation, name order by operation, calls desc, name`,
  )
  const turns = await rowsOf<Quality['turns'][number]>(
    tx,
    sql`select t.route, count(*)::int as turns, count(*) filter (where t.state = 'failed')::int as failed,
               percentile_cont(0.5) within group (order by t.ms) as "p50Ms", percentile_cont(0.95) within group (order by t.ms) as "p95Ms",
               sum(t.cost_usd) as "costUsd", count(*) filter (where f.thumb = 'up')::int as up, count(*) filter (where f.thumb = 'down')::int as down
        from turns t left join feedback f on f.workspace_id = t.workspace_id and f.turn_id = t.id
        where t.workspace_id = ${workspace} and t.started_at >= ${since} and t.route is not null group by t.route order by t.route`,
  )
  const said = await rowsOf<Said>(
    tx,
    sql`select f.thumb, f.reason, f.turn_id as turn, u.name as person, to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
        from feedback f join users u on u.workspace_id = f.workspace_id and u.id = f.user_id
        where f.workspace_id = ${workspace} and f.at >= ${since} and (f.thumb = 'down' or f.reason is not null)
        order by f.at desc limit ${mostSaid}`,
  )
  return { days, steps, turns, said }
}
