/** A lock beside the embedded database's folder: one process at a time, never taken from a live holder, freed by a dead one. */
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Problem } from './problem.ts'

type Holder = { pid: number; started: string }

/** Linux tells when a process started, so that a reused pid is not taken for the holder; elsewhere the pid decides. */
function startOf(pid: number): string {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return ''
  const text = readFileSync(stat, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  return !holder.started || startOf(holder.pid) === holder.started
}

function read(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return null // gone between two looks, or torn by a crash while it was written: nobody holds it
  }
}

function claim(path: string): boolean {
  const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(mine, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder))
  try {
    linkSync(mine, path) // fails where the lock exists: the atomic step
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(mine)
  }
}

const pauseMs = 20
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)

/** Takes the lock of `folder` or throws a Problem that names the holder. Returns the release. */
export function lockFolder(folder: string): () => void {
  const path = `${resolve(folder)}.lock`
  mkdirSync(dirname(path), { recursive: true })
  for (let attempt = 0; attempt < 50; attempt++) {
    if (claim(path)) return () => unlinkSync(path)
    const holder = read(path)
    if (holder && isAlive(holder)) {
      throw new Problem('conflict', `Another Steward process (pid ${holder.pid}) is using ${folder}.`, {
        done: 'Nothing was opened.',
        next: 'Stop that process, give this one another folder with --data, or set DATABASE_URL for several processes.',
      })
    }
    if (!setAside(path, holder)) pause()
  }
  throw new Problem('conflict', `The lock of ${folder} changes hands too quickly.`, { next: 'Try again.' })
}

const nameOf = (holder: Holder | null) => (holder ? `${holder.pid}-${holder.started}` : 'nobody')

/**
 * Takes a dead holder's lock away. Whoever would look first and remove then could remove the lock of somebody who came in
 * between; so only one process at a time may remove the lock of that holder, and it looks again once it may.
 * False where another one is at it.
 */
function setAside(path: string, dead: Holder | null): boolean {
  const right = `${path}.after-${nameOf(dead)}`
  if (!claim(right)) {
    const other = read(right)
    return other !== null && isAlive(other) ? false : setAside(right, other)
  }
  try {
    if (nameOf(read(path)) === nameOf(dead)) rmSync(path, { force: true })
  } finally {
    rmSync(right, { force: true })
  }
  return true
}
