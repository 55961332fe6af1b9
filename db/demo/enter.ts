/** Enters the demo workspace once, through the importer that takes any bundle; afterwards it stays as people left it. */
import { eq } from 'drizzle-orm'
import { setTimeout } from 'node:timers/promises'
import type { Db } from '../connect.ts'
import type { Progress } from '../import/context.ts'
import { importBundle } from '../import/import-bundle.ts'
import { fromMemory } from '../import/source.ts'
import { Problem } from '../problem.ts'
import { workspaces } from '../schema/workspaces.ts'
import { generateDemo } from './generate.ts'

export const demoId = 'demo'

/** `today` is an ISO day. */
export type EnterOptions = { today: string; onProgress?: (progress: Progress) => void }

/** `day` is the one that the demo was made for: what "today" has to be for its dates to make sense. */
export type Demo = { day: string; state: 'entered' | 'kept' }

const pauseMs = 250
const mostPauses = 480

/**
 * A demo made for another day is kept, however old: people have talked with it, and its rows are what those
 * conversations name. Moving every date, or adding newer rows beside the old, would change their answers unasked.
 * Who wants a fresh one starts with an empty store; `settings.demoDay` says how old this one is.
 */
export async function ensureDemo(db: Db, options: EnterOptions): Promise<Demo> {
  for (let pause = 0; ; pause++) {
    const stored = await demoDay(db)
    if (stored !== null) return { day: stored, state: 'kept' }
    try {
      await enter(db, options)
      return { day: options.today, state: 'entered' }
    } catch (error) {
      // Several processes may start at once on one server: one of them enters the demo, the others wait for it.
      if (!(error instanceof Problem) || error.code !== 'conflict' || pause === mostPauses) throw error
      await setTimeout(pauseMs)
    }
  }
}

const enter = (db: Db, { today, onProgress }: EnterOptions) =>
  importBundle(db, {
    workspace: { id: demoId, name: 'Marlwood demo', isDemo: true, settings: { demoDay: today } },
    source: fromMemory(generateDemo({ today }), 'the demo generator'),
    ...(onProgress && { onProgress }),
  })

const demoDay = (db: Db): Promise<string | null> =>
  db.inWorkspace(
    demoId,
    async (tx) => {
      const [found] = await tx
        .select({ settings: workspaces.settings, createdAt: workspaces.createdAt })
        .from(workspaces)
        .where(eq(workspaces.id, demoId))
      return found ? (found.settings.demoDay ?? found.createdAt.slice(0, 10)) : null
    },
    'read',
  )
