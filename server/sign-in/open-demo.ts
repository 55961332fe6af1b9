/** Whether visitors may look around in the demo: as long as there is no workspace but the demo, and nobody has an account. */
import type { Db } from '#db/connect.ts'
import { isAnybodyIn } from '#db/identities/memberships.ts'
import { listWorkspaces, type Workspace } from '#db/people.ts'

export type OpenDemo = {
  workspace: () => Promise<Workspace | null>
  /** Somebody has set Steward up: the next request asks again. */
  look: () => void
}

/** Another process of this service may close the demo; this one knows soon after. */
const trustMs = 1_000

export function openDemo(db: Db): OpenDemo {
  let known: { until: number; workspace: Promise<Workspace | null> } | null = null
  const find = async () => {
    if (await isAnybodyIn(db)) return null
    const all = await listWorkspaces(db)
    return all.every(({ isDemo }) => isDemo) ? (all[0] ?? null) : null
  }
  return {
    workspace: () => {
      if (!known || known.until < performance.now())
        known = { until: performance.now() + trustMs, workspace: find() }
      return known.workspace
    },
    look: () => {
      known = null
    },
  }
}
