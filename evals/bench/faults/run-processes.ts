/** Starts workers of runs as processes of their own, and hears what they say until they end or are killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { OpenOptions } from '#db/connect.ts'
import type { Order, Told } from './run-worker.ts'

const program = fileURLToPath(new URL('./run-worker.ts', import.meta.url))

export type Worker = {
  pid: number
  ready: Promise<unknown>
  /** How it ended: of its own accord with the run over, or killed. */
  ended: Promise<{ isKilled: boolean; over: Extract<Told, { what: 'over' }> | null }>
  signal: (signal: NodeJS.Signals) => void
}

export const placeNamed = (options: OpenOptions): string =>
  'url' in options ? options.url : (options.folder ?? '')

export function startWorker(order: Order): Worker {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killed = () => void child.kill('SIGKILL')
  process.once('exit', killed)
  const ready = Promise.withResolvers<null>()
  ready.promise.catch(() => {}) // who waits for the end alone need not hear it
  let over: Extract<Told, { what: 'over' }> | null = null
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as Told
    if (told.what === 'ready') ready.resolve(null)
    else if (told.what === 'over') over = told
    else said += told.message
  })
  const ended = (async () => {
    const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    process.off('exit', killed)
    ready.reject(new Error('the worker ended early'))
    if (signal !== 'SIGKILL' && status !== 0)
      throw new Error(`a worker ended with ${status}: ${said.slice(-500)}`)
    return { isKilled: signal === 'SIGKILL', over }
  })()
  return { pid: child.pid ?? 0, ready: ready.promise, ended, signal: (signal) => void child.kill(signal) }
}
