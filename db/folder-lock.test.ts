/** One process to an embedded folder: a live holder is never robbed, a dead one never blocks. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'

const folder = () => join(mkdtempSync(join(tmpdir(), 'steward-lock-')), 'db')

/** A process of its own that takes the lock, says so, and stays until it is ended. */
async function holder(path: string) {
  const script = `import('${new URL('./folder-lock.ts', import.meta.url).href}').then(({ lockFolder }) => { lockFolder(process.argv[1]); console.log('held'); setInterval(() => {}, 1000) })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, path], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const held = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    once(child, 'exit').then(() => false),
  ])
  if (!held) throw new Error('the lock was refused')
  return child
}

describe('the lock of an embedded folder', () => {
  test('is refused while another process holds it, naming that process', async () => {
    const path = folder()
    const child = await holder(path)
    expect(() => lockFolder(path)).toThrow(`pid ${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    lockFolder(path)()
  })

  test('is free again after it is released', () => {
    const path = folder()
    lockFolder(path)()
    expect(existsSync(`${path}.lock`)).toBe(false)
    lockFolder(path)()
  })

  test('is taken over from a holder that was killed', async () => {
    const path = folder()
    const child = await holder(path)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(() => lockFolder(path)()).not.toThrow()
  })

  test('a process that has the pid of a dead holder is not taken for it', () => {
    const path = folder()
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: process.pid, started: '1' }))
    expect(() => lockFolder(path)()).not.toThrow()
  })

  test('of a dead holder goes to one of several that come for it at the same moment', async () => {
    const path = folder()
    const dead = await holder(path)
    dead.kill('SIGKILL')
    await once(dead, 'exit')
    const came = await Promise.all([1, 2, 3, 4].map(() => holder(path).catch(() => null)))
    const holding = came.filter((child) => child !== null)
    expect(holding).toHaveLength(1)
    for (const child of holding) child.kill('SIGKILL')
  })

  test('is free for all after somebody died while he was taking it over', () => {
    const path = folder()
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: process.pid, started: '1' }))
    writeFileSync(`${path}.lock.after-${process.pid}-1`, JSON.stringify({ pid: process.pid, started: '2' }))
    expect(() => lockFolder(path)()).not.toThrow()
    expect(readdirSync(dirname(path))).toEqual([])
  })

  test('a torn lock file blocks nobody', () => {
    const path = folder()
    writeFileSync(`${path}.lock`, '{"pid":')
    expect(() => lockFolder(path)()).not.toThrow()
  })
})
