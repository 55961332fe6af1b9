/** Fresh stores for tests: a copy of one migrated template, so that each costs a third of a second. */
import { mkdirSync, readFileSync, writeFileSync, existsSync, renameSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { openDb, type Db } from '#db/connect.ts'

const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url))

/** The template's name follows the migrations, so a changed schema never meets an old template. */
function templatePath(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrations).sort()) {
    if (file.endsWith('.sql')) hash.update(readFileSync(`${migrations}/${file}`))
  }
  const folder = `${tmpdir()}/steward-test-templates`
  mkdirSync(folder, { recursive: true })
  return `${folder}/${hash.digest('hex').slice(0, 16)}.tar`
}

/** A migrated, empty, in-memory store. Close it when done. */
export async function freshDb(): Promise<Db> {
  const path = templatePath()
  if (existsSync(path)) return openDb({ template: new Blob([readFileSync(path)]) })
  const db = await openDb({})
  const dump = await db.embedded?.dumpDataDir('none')
  if (dump) {
    const partial = `${path}.${process.pid}`
    writeFileSync(partial, Buffer.from(await dump.arrayBuffer()))
    renameSync(partial, path)
  }
  return db
}
