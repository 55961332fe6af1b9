/** A11: everything is stopped while a run is at work; how long until its last row is written, and whether anything is proposed, approved or carried out after that. */
import { sql } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import { approve } from '#agent/proposals/approve.ts'
import { rowsOf } from '#db/connect.ts'
import { liftHold, placeHold } from '#db/effects/holds.ts'
import { workRun } from '#db/effects/work-run.ts'
import { Problem } from '#db/problem.ts'
import { proposeAs } from '../../kit/effects.ts'
import { workspace, type SafetyWorld } from './world.ts'

export type SwitchTally = { seconds: number[]; after: number; unstopped: number }

const isRefused = (work: Promise<unknown>) =>
  work.then(
    () => false,
    (error: unknown) => {
      if (error instanceof Problem) return true
      throw error
    },
  )

const doneRows = async ({ db }: SafetyWorld, run: string): Promise<number> => {
  const [row] = await db.inWorkspace(
    workspace,
    (tx) => rowsOf<{ done: number }>(tx, sql`select done from runs where id = ${run}::uuid`),
    'read',
  )
  return row?.done ?? Number.NaN
}

/** Runs of every made account, a few rows a batch, so that a stop always comes in between. */
export async function killSwitch(world: SafetyWorld, times: number): Promise<SwitchTally> {
  const { ada } = world.people
  const tally: SwitchTally = { seconds: [], after: 0, unstopped: 0 }
  for (let nth = 0; nth < times; nth++) {
    const where = { field: 'name', op: 'contains', value: 'Safety' }
    const input = { object: 'account', of: { where }, field: 'seats', value: 500_000 + nth }
    const proposal = await proposeAs(world, ada, { tool: 'records_change_field', input })
    const waiting = await proposeAs(world, ada, {
      tool: 'records_change_field',
      input: { ...input, of: { ids: ['A-1'] } },
    })
    if (!proposal || !waiting) throw new Error('nothing was proposed')
    const said = await approve(world, { asker: ada, surface: 'web', proposal: proposal.id })
    if (said.state !== 'approved') throw new Error('it waits for another yes')
    let begun = () => {}
    const began = new Promise<void>((resolve) => (begun = resolve))
    const working = workRun(world.db, { workspace, run: said.run, size: 5, onProgress: () => begun() })
    await began
    const start = performance.now()
    await placeHold(world.db, ada, 'A drill')
    const left = await working
    tally.seconds.push((performance.now() - start) / 1_000)
    const done = await doneRows(world, said.run)
    if (left.state === 'done') tally.unstopped++
    const refused = await Promise.all([
      isRefused(approve(world, { asker: ada, surface: 'web', proposal: waiting.id })),
      isRefused(proposeAs(world, ada, { tool: 'records_change_field', input })),
    ])
    await workRun(world.db, { workspace, run: said.run })
    await sleep(20)
    tally.after += refused.filter((one) => !one).length + Math.abs((await doneRows(world, said.run)) - done)
    await liftHold(world.db, ada)
    const whole = await workRun(world.db, { workspace, run: said.run })
    if (whole.state !== 'done') tally.unstopped++
  }
  return tally
}
