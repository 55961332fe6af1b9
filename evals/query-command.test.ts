/** `steward query`: a query as data from a file or standard input, answered or explained; one line where it is none. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './kit/command.ts'
import { demoPlace, finish, removeDemo, start } from './kit/process.ts'
import type { Place } from './kit/store.ts'

let place: Place
const folder = mkdtempSync(join(tmpdir(), 'steward-query-'))
beforeAll(async () => {
  place = await demoPlace()
})
afterAll(async () => {
  await place.remove()
  await removeDemo()
  rmSync(folder, { recursive: true })
})

const file = (text: string): string => {
  const path = join(folder, 'query.json')
  writeFileSync(path, text)
  return path
}
const query = { from: 'account', measures: [{ fn: 'count' }] }
const common = ['--workspace', 'demo', '--today', '2026-11-21']

describe('steward query', () => {
  it('answers a query from a file', async () => {
    const { status, out } = await run(place, ['query', '--json', file(JSON.stringify(query)), ...common])
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      object: 'group',
      total: 1,
      reading: 'number of active accounts',
      rows: [{ count: expect.any(Number) as number }],
    })
  })

  it('explains one from standard input', async () => {
    const child = start(place, ['query', '--json', '-', '--explain', ...common])
    child.stdin?.end(JSON.stringify(query))
    const { status, out } = await finish(child)
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      reading: 'number of active accounts',
      statements: [{ sql: expect.stringContaining('from "accounts"') as string, estimatedRows: 1 }],
    })
  })

  it.each<[string, string, string]>([
    ['that is not JSON', '{', 'is not JSON'],
    [
      'that is no query',
      '{"from": "acount"}',
      'there is no object "acount". Nothing was read. Did you mean account?',
    ],
    ['of another shape', '{"form": "account"}', 'from:'],
  ])('tells in one line what is wrong with one %s', async (_, text, what) => {
    const { status, out, err } = await run(place, ['query', '--json', file(text), ...common])
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain(what)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('says how it is used', async () => {
    const { status, err } = await run(place, ['query', '--json', 'x'])
    expect(status).toBe(2)
    expect(err).toContain('steward query --json FILE|-')
  })
})
