/** Programs under measurement, each a process of its own on loopback: started, asked what they used, ended by their own id. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Usage } from './probe.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export type Program = {
  /** Without a slash at its end. */
  url: string
  pid: number
  /** From the start of the process until it said that it is ready. */
  readyMs: number
  usage: () => Promise<Usage>
  /** A message that the program itself listens for. */
  tell: (message: object) => void
  end: () => Promise<void>
}

export type StartOptions = {
  args?: string[]
  env?: Record<string, string>
  /** Where the program leaves a CPU profile when it ends. */
  profileTo?: string | undefined
}

const longestStartMs = 120_000
const longestEndMs = 15_000

/** Starts a program of this folder (or by a path from it) and waits until it says `ready: http://…`. */
export async function startProgram(file: string, options: StartOptions = {}): Promise<Program> {
  const start = performance.now()
  const profile = options.profileTo ? ['--cpu-prof', `--cpu-prof-dir=${options.profileTo}`] : []
  const child = spawn(
    process.execPath,
    [...profile, '--import', at('./probe.ts'), at(file), ...(options.args ?? [])],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        LOG_LEVEL: 'error',
        REQUESTS_PER_MINUTE: '100000000',
        ...options.env,
      },
    },
  )
  try {
    const url = await readiness(child, file)
    const readyMs = performance.now() - start
    if (child.pid === undefined) throw new Error(`${file} has no process id`)
    return {
      url,
      pid: child.pid,
      readyMs,
      usage: () => usageOf(child),
      tell: (message) => void child.send(message),
      end: () => end(child),
    }
  } catch (error) {
    await end(child)
    throw error
  }
}

function readiness(child: ChildProcess, file: string): Promise<string> {
  let said = ''
  let failed = ''
  return new Promise((ready, broken) => {
    const timer = setTimeout(
      () => broken(new Error(`${file} did not start in time: ${failed}`)),
      longestStartMs,
    )
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /ready: (http:\/\/[^\s/]+)/.exec(said)?.[1]
      if (!url) return
      clearTimeout(timer)
      ready(url)
    })
    child.stderr?.on('data', (chunk: Buffer) => (failed += chunk.toString()))
    child.once('error', broken)
    child.once('exit', (status) => {
      clearTimeout(timer)
      broken(new Error(`${file} ended with ${status}: ${failed.slice(-2_000)}`))
    })
  })
}

function usageOf(child: ChildProcess): Promise<Usage> {
  return new Promise((told, broken) => {
    const onExit = (status: number | null) => broken(new Error(`the program ended early, with ${status}`))
    child.once('exit', onExit)
    child.once('message', (usage) => {
      child.off('exit', onExit)
      told(usage as Usage)
    })
    child.send('usage')
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), longestEndMs)
  await gone
  clearTimeout(timer)
}
