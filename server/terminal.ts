/** What commands that act for a person share: a Steward with a quiet log, the workspace, and who asks. */
import type { Steward } from '#agent/steward.ts'
import type { Asker } from '#db/contract.ts'
import { ensureDemo } from '#db/demo/enter.ts'
import { clockOf, findAsker, findWorkspace, listWorkspaces, type Workspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { readEnv } from './env.ts'
import { openLog, openSteward } from './open.ts'

/** Works with a Steward that is closed afterwards, whatever happens. */
export async function withSteward<T>(
  { data, model }: { data?: string | undefined; model?: string | undefined },
  work: (steward: Steward) => Promise<T>,
): Promise<T> {
  const env = readEnv(data)
  const logLevel = env.logLevel === 'info' ? 'warn' : env.logLevel
  const { steward, close } = await openSteward(env, openLog({ ...env, logLevel }).log, model)
  try {
    return await work(steward)
  } finally {
    await close()
  }
}

/** The workspace, with passages of all that it holds: a service that makes them may not be running. */
export async function workspaceFor(
  steward: Pick<Steward, 'db'>,
  name: string | undefined | null,
): Promise<Workspace> {
  const workspace = await chosen(steward, name)
  await keepChunks(steward.db, workspace.id)
  return workspace
}

/** The workspace named, or the only one that is not the demo, or the demo (made when there is none). */
async function chosen({ db }: Pick<Steward, 'db'>, name: string | undefined | null): Promise<Workspace> {
  if (name) return findWorkspace(db, name)
  const all = await listWorkspaces(db)
  const real = all.filter((workspace) => !workspace.isDemo)
  if (real.length === 1 && real[0]) return real[0]
  if (real.length > 1) {
    throw new Problem('bad_request', 'There are several workspaces.', {
      next: `Name one with --workspace: ${all.map((workspace) => workspace.id).join(', ')}.`,
    })
  }
  await ensureDemo(db, { today: clockOf({ id: 'demo', name: '', isDemo: true, settings: {} }).today })
  return findWorkspace(db, 'demo')
}

export type ActingFor = { data?: string | undefined; workspace?: string | undefined; as?: string | undefined }

/** What a command that acts for a person takes beside its own. */
export const actingOptions = {
  workspace: { type: 'string' },
  as: { type: 'string' },
  json: { type: 'boolean' },
} as const
export const actingUsage = '[--workspace NAME] [--as EMAIL] [--json]'

/** Whoever `--as` names, or the workspace's first administrator. */
export const askerFor = (
  { db }: Pick<Steward, 'db'>,
  workspace: string,
  email: string | null | undefined,
): Promise<Asker> => db.inWorkspace(workspace, (tx) => findAsker(tx, workspace, email ?? undefined), 'read')

export const actFor = <T>(
  values: ActingFor,
  work: (steward: Steward, asker: Asker) => Promise<T>,
): Promise<T> =>
  withSteward(values, async (steward) => {
    const { id } = await workspaceFor(steward, values.workspace)
    return work(steward, await askerFor(steward, id, values.as))
  })

export const print = (line: string): void => void process.stdout.write(`${line}\n`)
export const printJson = (value: unknown): void => print(JSON.stringify(value))
