/** A key in a file of its own: made once, by one process, readable by nobody else, and on the disk before anybody uses it. */
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

const hasCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code

/** Null where there is no such file. */
export function readKeyFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

/** What the file holds, which is `make()` where there was none. Of two processes that make it at once, one wins and both read it. */
export function keyFileOf(path: string, make: () => string): string {
  const there = readKeyFile(path)
  if (there !== null) return there
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const mine = `${path}.${process.pid}.new`
  const file = openSync(mine, 'wx', 0o600)
  try {
    writeSync(file, `${make()}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(mine, path) // fails where the file exists: a key is never written over
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(mine)
  }
  syncFolder(dirname(path))
  const made = readKeyFile(path)
  if (made === null) throw new Error(`${path} was taken away while it was made`)
  return made
}

/** A name in a folder is on the disk only once the folder is. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
