/** A lock beside the embedded database's folder: one process at a time, never taken from a live holder, freed by a dead one. */
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
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

/** Takes the lock of `folder` or throws a Problem that names the holder. Returns the release. */
export function lockFolder(folder: string): () => void {
  const path = `${resolve(folder)}.lock`
  mkdirSync(dirname(path), { recursive: true })
  for (let attempt = 0; attempt < 5; attempt++) {
    if (claim(path)) return () => unlinkSync(path)
    const holder = read(path)
    if (holder && isAlive(holder)) {
      throw new Problem('conflict', `Another Steward process (pid ${holder.pid}) is using ${folder}.`, {
        done: 'Nothing was opened.',
        next: 'Stop that process, give this one another folder with --data, or set DATABASE_URL for several processes.',
      })
    }
    setAside(path, holder)
  }
  throw new Problem('conflict', `The lock of ${folder} changes hands too quickly.`, { next: 'Try again.' })
}

/** Moves a dead holder's lock away; a lock that came in between is put back. */
function setAside(path: string, dead: Holder | null): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // somebody else set it aside first
  }
  const moved = read(aside)
  if (moved && moved.pid !== dead?.pid && isAlive(moved) && !existsSync(path)) linkSync(aside, path)
  unlinkSync(aside)
}
