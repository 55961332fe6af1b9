/** Fresh stores for tests: a copy of one migrated template, embedded or on the server that the tests of this run are given. */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDb, type Db, type OpenOptions } from '#db/connect.ts'
import { copyOf, emptyDatabase, type Database } from './server-databases.ts'

const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url))

type Server = { url: string; template: string }
let server: Server | null = null

/** From here on, fresh stores of this process are databases of that server. */
export function useServer(given: Server | null): void {
  server = given
}

/** Where the tests of this run keep their stores. */
export const storeKind = (): Db['kind'] => (server ? 'server' : 'pglite')

/** Defines tests that only make sense on one kind of database, and say so; on the other they do not exist. */
export function onlyOn(kind: Db['kind'], define: () => void): void {
  if (storeKind() === kind) define()
}

/** The template's name follows the migrations and how it is made, so a changed schema never meets an old template. */
function templatePath(): string {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
  for (const file of readdirSync(migrations).sort()) {
    if (file.endsWith('.sql')) hash.update(readFileSync(`${migrations}/${file}`))
  }
  const folder = `${tmpdir()}/steward-test-templates`
  mkdirSync(folder, { recursive: true })
  return `${folder}/${hash.digest('hex').slice(0, 16)}.tar`
}

/** A migrated, empty store. Close it when done. */
export async function freshDb(options: { poolSize?: number } = {}): Promise<Db> {
  if (!server) return freshEmbedded()
  const database = await copyOf(server.url, server.template)
  const db = await openDb({ url: database.url, ...options })
  return {
    ...db,
    close: async () => {
      await db.close()
      await database.drop()
    },
  }
}

/** Before tests begin, lest each of their processes makes it. */
export async function makeEmbeddedTemplate(): Promise<void> {
  await embeddedTemplate()
}

async function embeddedTemplate(): Promise<Blob> {
  const path = templatePath()
  if (existsSync(path)) return new Blob([readFileSync(path)])
  const db = await openDb({})
  // Each start clears its shared memory: of 128 MB, that is a quarter of its time.
  await db.embedded?.exec(`alter system set shared_buffers = '16MB'`)
  // Nobody makes a database from these two, and every copy would carry their 600 files.
  await db.embedded?.exec(`update pg_database set datistemplate = false where datname like 'template_'`)
  for (const name of ['template0', 'template1']) await db.embedded?.exec(`drop database ${name}`)
  const dump = await db.embedded?.dumpDataDir('none')
  await db.close()
  if (!dump) throw new Error('an embedded store has a database of its own')
  const partial = `${path}.${process.pid}`
  writeFileSync(partial, Buffer.from(await dump.arrayBuffer()))
  renameSync(partial, path)
  return dump
}

const freshEmbedded = async (): Promise<Db> => openDb({ template: await embeddedTemplate() })

/** A place for a store that several processes open, one after the other or (on a server) at once. */
export type Place = {
  options: OpenOptions
  /** For a process of Steward: the folder, or the server's address. */
  env: Record<string, string>
  remove: () => Promise<void>
}

function inFolder(): Place & { folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'steward-place-'))
  return {
    folder,
    options: { folder: join(folder, 'db') },
    env: { DATA_DIR: folder },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

const onServer = ({ url, drop }: Database): Place => ({
  options: { url },
  env: { DATABASE_URL: url },
  remove: drop,
})

/** Nothing is in it yet, not even a schema. */
export const emptyPlace = async (): Promise<Place> =>
  server ? onServer(await emptyDatabase(server.url)) : inFolder()

let migrated: Promise<Place> | undefined

/** With the schema in it; for several stores over one database. */
export async function freshPlace(): Promise<Place> {
  if (server) return onServer(await copyOf(server.url, server.template))
  migrated ??= (async () => {
    const place = inFolder()
    await (await openDb({ ...place.options, template: await embeddedTemplate() })).close()
    process.once('exit', () => rmSync(place.folder, { recursive: true, force: true }))
    return place
  })()
  return copyOfPlace(await migrated)
}

/** Nobody may have the place open meanwhile. */
export async function copyOfPlace(place: Place): Promise<Place> {
  if (server && place.env['DATABASE_URL']) {
    return onServer(await copyOf(server.url, place.env['DATABASE_URL']))
  }
  const copy = inFolder()
  cpSync(place.env['DATA_DIR'] ?? '', copy.folder, { recursive: true })
  return copy
}
