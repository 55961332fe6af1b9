/** A disk that fills up, or that answers with errors, under a store that writes: what was acknowledged and is not there, and what was said. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { openDb, rowsOf, type OpenOptions } from '#db/connect.ts'
import type { Told } from './writer.ts'

const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))

export type DiskReport = {
  acknowledged: number
  lost: number
  refused: number
  unclear: number
  notRed: number
  wentOn: boolean
}

/** Only an administrator may mount; elsewhere the figure says so. */
export function smallDisk(
  folder: string,
  megabytes: number,
): { grow: (to: number) => void; remove: () => void } {
  const mount = (options: string) => {
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
    if (status !== 0)
      throw new Error(`a small disk takes an administrator's rights: ${stderr.toString().trim()}`)
  }
  mkdirSync(folder, { recursive: true })
  mount(`size=${megabytes}m,mode=755`)
  return {
    grow: (to) => mount(`remount,size=${to}m`),
    remove: () => {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Wanted = {
  place: string
  share: number
  /** Once it was refused so often, the fault is mended; the writer then has to go on, or to be started again. */
  mend: () => Promise<void> | void
  /** A program to run the writer in. */
  under?: string[]
  /** Once so many imports are in: what makes the fault, where it is not there from the start. */
  harm?: { after: number; how: () => void }
  mostImports: number
}

const enoughRefusals = 4

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

export async function writeUntilItFails(
  wanted: Wanted,
): Promise<DiskReport & { workspaces: Map<string, number> }> {
  const { place, share, mend, under = [], harm, mostImports } = wanted
  const [program, ...args] = [...under, process.execPath, writer, place, String(share), String(mostImports)]
  const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const gone = once(child, 'exit')
  const workspaces = new Map<string, number>()
  const report: DiskReport = { acknowledged: 0, lost: 0, refused: 0, unclear: 0, notRed: 0, wentOn: false }
  let writerPid: number | null = null
  if (!child.stdout) throw new Error('the writer has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as Told
    if (told.what === 'ready') writerPid = told.pid
    else if (told.what === 'ok') {
      workspaces.set(told.workspace, told.rows)
      if (workspaces.size === harm?.after) harm.how()
      if (report.refused >= enoughRefusals) {
        report.wentOn = true
        break
      }
    } else {
      report.refused++
      if (!told.isProblem) report.unclear++
      if (!told.isRed) report.notRed++
      if (report.refused === enoughRefusals) await mend()
      if (report.refused > 20 * enoughRefusals) break
    }
  }
  // By its own id: it may run inside another program, which ends with it.
  if (writerPid !== null) endProcess(writerPid)
  else child.kill('SIGKILL')
  await gone
  report.acknowledged = workspaces.size
  return { ...report, workspaces }
}

/** How many of the acknowledged workspaces are not whole. */
export async function countLost(options: OpenOptions, workspaces: Map<string, number>): Promise<number> {
  const db = await openDb(options)
  try {
    let lost = 0
    for (const [workspace, rows] of workspaces) {
      const tables = ['users', 'accounts', 'contacts', 'usage', 'activities']
      const sum = tables.map((table) => `(select count(*) from ${table})`).join(' + ')
      const [there] = await db.inWorkspace(
        workspace,
        (tx) => rowsOf<{ n: number }>(tx, sql.raw(`select (${sum})::int as n`)),
        'scan',
      )
      if (there?.n !== rows) lost++
    }
    // What a fault left of an import that was refused would be half-written.
    const [halves] = await db.asOwner((tx) =>
      rowsOf<{ n: number }>(
        tx,
        sql`select count(*)::int as n from accounts a where not exists
            (select from imports i where i.workspace_id = a.workspace_id and i.state = 'done')`,
      ),
    )
    return lost + (halves?.n ?? 0)
  } finally {
    await db.close()
  }
}
