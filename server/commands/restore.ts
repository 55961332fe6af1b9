/** `steward restore`: an empty store, embedded or on a server, filled from a backup of either. */
import { restore } from '#db/backup/restore.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { placeOf } from '../store.ts'

export default defineCommand({
  usage: 'restore FILE                                 the same, into an empty folder or database',
  options: { json: { type: 'boolean' } },
  run: async ({ json, data }, [file, ...more]) => {
    if (!file || more.length > 0) throw new WrongUsage('restore needs one backup file')
    const { db, report } = await restore(file, placeOf(readEnv(data)))
    await db.close()
    const { rows, tables, takenAt } = report
    process.stdout.write(
      json
        ? `${JSON.stringify(report)}\n`
        : `${rows} rows of ${tables} tables are back as of ${takenAt}; every table was counted and checked.\n`,
    )
    return 0
  },
})
