/** Runs as people see and steer them: whoever asked for one, said yes to it, or could have, and nobody else. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import type { Asker } from '../contract.ts'
import { Problem } from '../problem.ts'
import type { RunView } from './contract.ts'
import { endRun } from './end-run.ts'
import { summaryOf } from './receipt.ts'
import { outsideOf } from './rows.ts'

type RunRow = Omit<RunView, 'label'> & { requesterId: string; approverId: string; rowCount: number }

/** ISO, as contracts have it. */
const iso = (moment: SQL) => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const rows = (tx: Tx, workspace: string, which: SQL): Promise<RunRow[]> =>
  rowsOf<RunRow>(
    tx,
    sql`select r.id, r.proposal_id as proposal, p.tool, p.summary, p.row_count as "rowCount", r.state, r.wish, r.total, r.done, r.skipped, r.failed,
               ${iso(sql`r.started_at`)} as "startedAt", ${iso(sql`r.ended_at`)} as "endedAt",
               asked.name as requester, said.name as "approvedBy", r.problem, r.undone_by as "undoneBy", p.undoes,
               p.requester_id as "requesterId", r.approved_by as "approverId"
        from runs r join proposals p on p.workspace_id = r.workspace_id and p.id = r.proposal_id
        join users asked on asked.workspace_id = p.workspace_id and asked.id = p.requester_id
        join users said on said.workspace_id = r.workspace_id and said.id = r.approved_by
        where r.workspace_id = ${workspace} and ${which}`,
  )

/** `tasks_snooze_tasks` reads "Snooze tasks". Who knows the tool may say it better. */
function labelOf(tool: string): string {
  const words = tool.split('_').slice(1).join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function viewOf({ requesterId: _, approverId: __, rowCount, ...row }: RunRow): RunView {
  return { ...row, label: labelOf(row.tool), summary: summaryOf({ ...row, rowCount }) }
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

const notThere = (run: string) =>
  new Problem('not_found', `There is no run ${run} that you may see.`, {
    next: 'steward runs, or the list of runs on the page, shows those that you may.',
  })

/** As Steward's own work sees it, whoever asks. */
export async function runOf(tx: Tx, workspace: string, run: string): Promise<RunView> {
  const [found] = isId(run) ? await rows(tx, workspace, sql`r.id = ${run}::uuid`) : []
  if (!found) throw notThere(run)
  return viewOf(found)
}

/** Throws a Problem where it is none of theirs, in the same words as where there is none. */
export async function ownRun(tx: Tx, asker: Asker, run: string): Promise<RunView> {
  const { workspace, userId, rights } = asker
  const [found] = isId(run) ? await rows(tx, workspace, sql`r.id = ${run}::uuid`) : []
  if (!found) throw notThere(run)
  const isTheirs = found.requesterId === userId || found.approverId === userId
  const couldApprove = async () =>
    rights.may.includes('approve') &&
    (await outsideOf(tx, { workspace, proposal: found.proposal, asker })) === 0
  if (!isTheirs && !(await couldApprove())) throw notThere(run)
  return viewOf(found)
}

export const readRun = (db: Db, asker: Asker, run: string): Promise<RunView> =>
  db.inWorkspace(asker.workspace, (tx) => ownRun(tx, asker, run), 'read')

/** Newest first: their own, those of people below them, and all of them for who may act on everything. */
export const listRuns = (db: Db, asker: Asker, { limit }: { limit: number }): Promise<RunView[]> => {
  const { workspace, userId, team, rights } = asker
  const mayApprove = rights.may.includes('approve')
  const theirs = mayApprove
    ? sql`(p.requester_id = ${userId}::uuid or r.approved_by = ${userId}::uuid or asked.email = any (${sql.param(team)}::text[]))`
    : sql`(p.requester_id = ${userId}::uuid or r.approved_by = ${userId}::uuid)`
  const which = mayApprove && rights.acts === 'all' ? sql`true` : theirs
  return db.inWorkspace(
    workspace,
    async (tx) =>
      (await rows(tx, workspace, sql`${which} order by r.started_at desc, r.id desc limit ${limit}`)).map(
        viewOf,
      ),
    'read',
  )
}

const overAlready = ({ state }: RunView) =>
  new Problem('conflict', `The run is over: it is ${state}.`, {
    next: state === 'done' ? 'Undo it to take it back.' : '',
  })

type Steering = { wish: RunView['wish']; act: (tx: Tx, run: RunView) => Promise<void> }

async function steer(db: Db, asker: Asker, run: string, { wish, act }: Steering): Promise<RunView> {
  const { workspace } = asker
  if (!asker.rights.may.includes('act'))
    throw new Problem('forbidden', `${asker.name} may not steer runs.`, { next: 'Ask who started it.' })
  return db.inWorkspace(workspace, async (tx) => {
    const seen = await ownRun(tx, asker, run)
    // The row is held from here on, so that no worker's batch comes between the look and the change.
    const [held] = await rowsOf<{ isOver: boolean; isFree: boolean }>(
      tx,
      sql`select state in ('done', 'stopped', 'failed') as "isOver",
                 state <> 'running' or leased_until is null or leased_until < clock_timestamp() as "isFree"
          from runs where workspace_id = ${workspace} and id = ${seen.id}::uuid for update`,
    )
    if (!held || held.isOver) throw overAlready(await runOf(tx, workspace, run))
    await tx.execute(
      sql`update runs set wish = ${wish} where workspace_id = ${workspace} and id = ${seen.id}::uuid`,
    )
    if (held.isFree) await act(tx, seen)
    return runOf(tx, workspace, run)
  })
}

const becomes =
  (state: RunView['state']) =>
  async (tx: Tx, { id }: RunView) => {
    await tx.execute(sql`update runs set state = ${state}, leased_until = null where id = ${id}::uuid`)
  }

/** Before its next batch; rows that are done stay done. */
export const pauseRun = (db: Db, asker: Asker, run: string): Promise<RunView> =>
  steer(db, asker, run, { wish: 'pause', act: becomes('paused') })

/** Whoever wakes it then carries it on; the sweep does in any case. */
export const resumeRun = (db: Db, asker: Asker, run: string): Promise<RunView> =>
  steer(db, asker, run, { wish: 'run', act: becomes('queued') })

/** For good: what is not done stays undone. */
export const stopRun = (db: Db, asker: Asker, run: string): Promise<RunView> =>
  steer(db, asker, run, {
    wish: 'stop',
    act: (tx, { id }) => endRun(tx, { workspace: asker.workspace, run: id, state: 'stopped' }),
  })
