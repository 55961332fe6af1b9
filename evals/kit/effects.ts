/** Effects in tests by the roads that people have: a call through run-tool, a yes, a run worked to its end. */
import { runTool } from '#agent/run-tool.ts'
import { approve } from '#agent/proposals/approve.ts'
import type { Deciding } from '#agent/proposals/parts.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { withhold } from '#db/catalogue/withhold.ts'
import type { Db } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import type { Integrity, ProposalView, RunView } from '#db/effects/contract.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { workRun } from '#db/effects/work-run.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import changeField from '#tools/records/change-field.ts'
import reassign from '#tools/records/reassign-records.ts'
import undoRun from '#tools/runs/undo-run.ts'
import { fileURLToPath } from 'node:url'
import { testSealing } from './sealing.ts'

const fixtureBundle = fileURLToPath(new URL('../fixtures/bundle', import.meta.url))

export type Acting = Deciding & { close: () => Promise<void> }

const named = (name: string, tool: unknown) => [name, { ...(tool as NamedTool), name }] as const
/** Under the names that their paths give them. */
const someTools: Tools = new Map([
  named('records_change_field', changeField),
  named('records_reassign_records', reassign),
  named('runs_undo_run', undoRun),
])

/** The fixture's workspace `acme`, without planners. */
export async function actingIn(db: Db): Promise<Acting> {
  await importBundle(db, { workspace: 'acme', source: fromFolder(fixtureBundle) })
  return { db, tools: someTools, sealingKey: testSealing, close: () => db.close() }
}
type Call = {
  tool: string
  input: unknown
  integrity?: Integrity
  today?: string
  id?: string
  turn?: string
}

export const askerOf = ({ db }: Pick<Deciding, 'db'>, workspace: string, email: string): Promise<Asker> =>
  db.inWorkspace(workspace, (tx) => findAsker(tx, workspace, email), 'read')

/** Null where nothing would change. Throws the Problem that a planner would be told. */
export async function proposeAs(parts: Deciding, asker: Asker, call: Call): Promise<ProposalView | null> {
  const { db, tools, sealingKey } = parts
  const workspace = await findWorkspace(db, asker.workspace)
  const all = await db.inWorkspace(workspace.id, (tx) => loadCatalogue(tx, workspace.id), 'read')
  const outcome = await runTool(
    { id: call.id ?? '1', tool: call.tool, input: call.input },
    {
      ...{ db, tools, asker, clock: clockOf(workspace, call.today), catalogue: withhold(all, asker.rights) },
      ...{ signal: new AbortController().signal, emit: () => {} },
      log: ({ error }) => console.error(error),
      effects: { sealingKey, surface: 'terminal', turn: call.turn },
    },
    call.integrity ?? 'T',
  )
  if (!outcome.ok) throw outcome.problem
  return outcome.proposal ?? null
}

/** Says yes to what was seen, and works the run to its end. */
export async function carryOutAs(
  parts: Deciding,
  asker: Asker,
  { id, digest }: ProposalView,
): Promise<RunView> {
  const approved = await approve(parts, { asker, surface: 'web', proposal: id, digest })
  if (approved.state !== 'approved') throw new Error(`${id} waits for another yes`)
  return workRun(parts.db, { workspace: asker.workspace, run: approved.run })
}

export async function actAs(parts: Deciding, asker: Asker, call: Call): Promise<RunView> {
  const proposal = await proposeAs(parts, asker, call)
  if (!proposal) throw new Error(`${call.tool} found nothing to change`)
  return carryOutAs(parts, asker, proposal)
}
