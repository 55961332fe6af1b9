/** A Postgres server for tests and benchmarks: the one that TEST_DATABASE_URL names, or a private one started for this run and removed after it. */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'

export type Postgres = {
  /** Of a user who may make databases, and who is no superuser where the server is ours. */
  url: string
  /** Of the server's administrator; only where the server is ours. */
  adminUrl: string | null
  /** Where a server of ours keeps its data and its process id. */
  folder: string | null
  /** Stops it and starts it again on the same port after so long; only where the server is ours. */
  restart: (downMs: number) => Promise<void>
  stop: () => Promise<void>
}

const tool = fileURLToPath(new URL('../../../shared/tools/start-postgres', import.meta.url))

/** What the tests on a server need, in the words of the list of tests that were not run. */
export const serverNeeds =
  'a Postgres with pgvector: set TEST_DATABASE_URL, or have ../shared/tools/start-postgres beside the clone'

const ownUser = 'steward_test'
const ownPassword = 'steward-test'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (!address || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Runs the tool; its address is the last line that it prints. */
async function runTool(args: string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(tool, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) throw new Error(`start-postgres ended with ${status}: ${err.slice(-500)}`)
  return out
}

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false // nobody has that id any more
  }
}

/** The server's programs are kept between runs; its data is a run's own, and goes with it or with the next run. */
async function startOwn(settings: string[], dataFolder?: string): Promise<Postgres> {
  const shared = join(tmpdir(), 'steward-test-postgres')
  mkdirSync(shared, { recursive: true })
  chmodSync(shared, 0o755)
  for (const name of readdirSync(shared)) {
    const pid = /^run-(\d+)-/.exec(name)?.[1]
    if (pid && !isRunning(Number(pid))) await runTool(['purge', join(shared, name)])
  }
  const folder = dataFolder ?? join(shared, `run-${process.pid}-${crypto.randomUUID().slice(0, 8)}`)
  mkdirSync(folder, { recursive: true })
  const programs = join(shared, 'programs')
  if (existsSync(programs)) symlinkSync(programs, join(folder, 'root'))
  const port = await freePort()
  const start = () => runTool([folder], { PGPORT: String(port), PG_CONF: settings.join('\n') })
  const said = await start()
  const adminUrl = /DATABASE_URL=(\S+)/.exec(said)?.[1]
  if (!adminUrl) throw new Error(`start-postgres named no address: ${said}`)
  if (!existsSync(programs)) keepPrograms(join(folder, 'root'), programs)
  const url = await makeUser(adminUrl)
  return {
    url,
    adminUrl,
    folder,
    restart: async (downMs) => {
      await runTool(['stop', folder])
      await sleep(downMs)
      await start()
    },
    // A folder that was given is its giver's to remove.
    stop: async () => {
      await runTool([dataFolder ? 'stop' : 'purge', folder])
    },
  }
}

function keepPrograms(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch {
    return // another run kept them first; this one has its own
  }
  symlinkSync(to, from)
}

/** A user as a careful administrator would make it: no superuser, but able to migrate and to back up. */
async function makeUser(adminUrl: string): Promise<string> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(
      `do $$ begin if not exists (select from pg_roles where rolname = '${ownUser}') then
         create role ${ownUser} login createdb createrole bypassrls password '${ownPassword}'; end if; end $$`,
    )
    // Extensions are an administrator's to install; what every new database starts from has them.
    await admin.unsafe(`create database steward_empty template template0 encoding 'UTF8' locale 'C.UTF-8'`)
    const url = addressOf(adminUrl, 'steward_empty')
    const inside = postgres(url, { max: 1, onnotice: () => {} })
    await inside.unsafe('create extension vector')
    await inside.end()
    await admin.unsafe(`alter database steward_empty owner to ${ownUser}`)
  } finally {
    await admin.end()
  }
  const own = new URL(adminUrl)
  own.username = ownUser
  own.password = ownPassword
  return own.href
}

export function addressOf(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** For a server that may lose its data when the machine does: tests are quicker so. */
export const unsafeButQuick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** Null where there is no server and none can be started. */
export async function startPostgres(
  options: { settings?: string[]; ownOnly?: boolean; folder?: string } = {},
): Promise<Postgres | null> {
  const given = process.env.TEST_DATABASE_URL
  if (given && !options.ownOnly) {
    const notOurs = async () => {
      throw new Error('the server is not ours to restart')
    }
    return { url: given, adminUrl: null, folder: null, restart: notOurs, stop: async () => {} }
  }
  if (!existsSync(tool)) return null
  try {
    return await startOwn(options.settings ?? unsafeButQuick, options.folder)
  } catch (error) {
    console.error(`no Postgres could be started: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}
