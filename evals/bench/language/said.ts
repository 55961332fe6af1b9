/** The shared workspace as the planner knows it, in this process: requests are planned over it without running anything. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Lexicon } from '#agent/offline/lexicon.ts'
import { lexiconOf } from '#agent/offline/workspace.ts'
import type { PastTurn, Plan } from '#agent/planner.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { openDb, type Db } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import { loadTools } from '#tools/kit/load-tools.ts'
import { gist, planTurns, type Setting } from '../../kit/said.ts'
import type { Item, Place } from './items.ts'

/** The clock of every set. */
const today = '2026-11-21'

export type Said = {
  db: Db
  lexicon: Lexicon
  setting: (as?: string) => Setting
  plan: (turns: readonly string[], as?: string) => { plan: Plan; history: PastTurn[] }
}

/** Over a copy of the store that the scorer filled. */
export async function withSaid<T>(place: Place, use: (said: Said) => Promise<T>): Promise<T> {
  const copy = join(place.folder, `copy-${crypto.randomUUID()}`)
  cpSync(join(place.folder, 'db'), copy, { recursive: true })
  const db = await openDb({ folder: copy })
  try {
    return await use(await saidIn(db, place.workspace))
  } finally {
    await db.close()
  }
}

async function saidIn(db: Db, name: string): Promise<Said> {
  const workspace = await findWorkspace(db, name)
  const tools = await loadTools()
  const clock = clockOf(workspace, today)
  return db.inWorkspace(workspace.id, async (tx) => {
    const catalogue = await loadCatalogue(tx, workspace.id)
    const admin = await findAsker(tx, workspace.id)
    const askers = new Map<string, Asker>()
    for (const { email } of catalogue.people) askers.set(email, await findAsker(tx, workspace.id, email))
    const lexicon = await lexiconOf(tx, catalogue, { asker: admin, clock })
    const setting = (as?: string): Setting => ({
      lexicon,
      tools,
      clock,
      asker: (as ? askers.get(as) : admin) ?? admin,
    })
    return { db, lexicon, setting, plan: (turns, as) => planTurns(turns, setting(as)) }
  })
}

/** What a plan comes to, as far as the words of a request decide it: what is looked for in texts is told by where alone. */
export function meaningOf({ kind, as }: Pick<Item, 'kind' | 'as'>, plan: Plan): string {
  if (plan.kind !== 'calls') return 'asks'
  if (kind === 'retrieve')
    return JSON.stringify(
      plan.calls.map(({ tool, input }) => [tool, (input as { accounts?: unknown }).accounts ?? null]),
    )
  const text = JSON.stringify(gist(plan, as ?? ''))
  // What is written for somebody is theirs to spell.
  return kind === 'proposal' ? text.toLowerCase().replaceAll(/[.,;:!?\s]+(?=")/g, '') : text
}
