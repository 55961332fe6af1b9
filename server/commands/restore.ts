/** `steward restore`: an empty store, embedded or on a server, filled from a backup of either. */
import { admitRestore } from '#db/audit/sign-heads.ts'
import { restore } from '#db/backup/restore.ts'
import { listWorkspaces } from '#db/people.ts'
import { replayLedger } from '#db/privacy/replay.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { signingOf } from '../key-places.ts'
import { placeOf } from '../store.ts'

export default defineCommand({
  usage: 'restore FILE                                 the same, into an empty folder or database',
  options: { json: { type: 'boolean' } },
  run: async ({ json, data }, [file, ...more]) => {
    if (!file || more.length > 0) throw new WrongUsage('restore needs one backup file')
    const env = readEnv(data)
    const { db, report } = await restore(file, placeOf(env))
    try {
      // Who was erased since the backup was taken came back with it.
      const replayed = await replayLedger(db, env.dataDir)
      const signing = signingOf(env, db)
      for (const { id } of await listWorkspaces(db)) await admitRestore(signing, id)
      const { rows, tables, takenAt } = report
      const again =
        replayed.again > 0 ? ` Erased again since the backup does not know of it: ${replayed.again}.` : ''
      process.stdout.write(
        json
          ? `${JSON.stringify({ ...report, erasures: replayed })}\n`
          : `${rows} rows of ${tables} tables are back as of ${takenAt}; every table was counted and checked.${again}\n`,
      )
      return 0
    } finally {
      await db.close()
    }
  },
})
