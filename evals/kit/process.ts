/** Steward as a process of its own, as people start it: for tests of crashes, signals and the command line. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDb } from '#db/connect.ts'
import { demoId } from '#db/demo/enter.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { fixtureBundle, fixtureToday } from './service.ts'
import { copyOfPlace, freshPlace, type Place } from './store.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

export function start(place: Place, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      LOG_LEVEL: 'error',
      ...place.env,
      ...env,
    },
  })
  // A test that ran out of time must not leave its process behind.
  process.once('exit', () => child.kill('SIGKILL'))
  return child
}

export type Finished = { status: number | null; out: string; err: string }

/** Runs to the end. */
export async function finish(child: ChildProcess): Promise<Finished> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, out, err }
}

export const run = (place: Place, args: string[], env: Record<string, string> = {}) =>
  finish(start(place, args, env))

export type Served = {
  url: string
  child: ChildProcess
  kill: (signal: NodeJS.Signals) => Promise<number | null>
}

let demo: Promise<Place> | undefined

/** A place with the fixture bundle as its demo workspace: made once in a test file, copied for each that asks. */
export async function demoPlace(): Promise<Place> {
  demo ??= (async () => {
    const made = await freshPlace()
    const db = await openDb(made.options)
    const workspace = { id: demoId, name: 'Demo', isDemo: true, settings: { demoDay: fixtureToday } }
    await importBundle(db, { workspace, source: fromFolder(fixtureBundle) })
    await db.close()
    return made
  })()
  return copyOfPlace(await demo)
}

/** After the last test of a file; the next one makes its own. */
export async function removeDemo(): Promise<void> {
  const made = demo
  demo = undefined
  await (await made)?.remove()
}

/** The service on a free port, once it says that it is ready. */
export async function serveProcess(
  place: Place,
  env: Record<string, string> = {},
  args: string[] = [],
): Promise<Served> {
  const child = start(place, ['serve', '--port', '0', ...args], env)
  let said = ''
  let failed = ''
  child.stderr?.on('data', (chunk: Buffer) => (failed += chunk.toString()))
  const exited = once(child, 'exit') as Promise<[number | null]>
  const url = await inTime(
    new Promise<string>((ready, broken) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const match = /ready: (http:\/\/[^\s]+)\//.exec(said)
        if (match?.[1]) ready(match[1])
      })
      void exited.then(([status]) => broken(new Error(`the service ended with ${status}: ${failed}`)))
    }),
    () => `the service is not ready: ${said} ${failed}`,
  )
  return {
    url,
    child,
    kill: async (signal) => {
      child.kill(signal)
      const [status] = await inTime(exited, () => `the service does not end by ${signal}: ${failed}`)
      return status
    },
  }
}

const patienceMs = 60_000

/** What takes for ever says what it was that did not come. */
async function inTime<T>(work: Promise<T>, what: () => string): Promise<T> {
  const ended = new AbortController()
  const late = sleep(patienceMs, undefined, { signal: ended.signal }).then(
    () => Promise.reject(new Error(what())),
    () => work,
  )
  return Promise.race([work, late]).finally(() => ended.abort())
}
