/** `steward backup`: everything that the store holds, of one moment, in one file. */
import { backUp } from '#db/backup/backup.ts'
import { Problem } from '#db/problem.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openStore } from '../store.ts'

export default defineCommand({
  usage: 'backup FILE                                  everything in the store, of one moment',
  options: { json: { type: 'boolean' } },
  run: async ({ json, data }, [file, ...more]) => {
    if (!file || more.length > 0) throw new WrongUsage('backup needs one file to write')
    const db = await openStore(readEnv(data)).catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === 'conflict')) throw error
      throw new Problem('conflict', error.message, {
        done: 'Nothing was written.',
        next: 'Stop it for as long as the backup takes. On a Postgres server (DATABASE_URL) a backup runs beside the service.',
        cause: error,
      })
    })
    try {
      const isTerminal = process.stderr.isTTY
      const report = await backUp(db, file, ({ table, rows }) => {
        if (isTerminal) process.stderr.write(`\r\u001b[K${table}: ${rows} rows`)
      })
      if (isTerminal) process.stderr.write('\r\u001b[K')
      const { rows, tables, bytes, takenAt } = report
      process.stdout.write(
        json
          ? `${JSON.stringify(report)}\n`
          : `${rows} rows of ${tables} tables, as of ${takenAt}, are in ${file} (${bytes} bytes). Keep it as you keep the data: it is all in there.\n`,
      )
      return 0
    } finally {
      await db.close()
    }
  },
})
