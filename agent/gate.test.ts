/** The gate denies what it does not know. */
import { expect, test } from 'vitest'
import type { Asker } from '#db/contract.ts'
import { allRights } from '#db/rights.ts'
import { loadTools } from '#tools/kit/load-tools.ts'
import { decide } from './gate.ts'

const asker: Asker = {
  workspace: 'w',
  userId: 'u',
  email: 'v@x.example',
  name: 'Vera',
  role: 'viewer',
  team: ['v@x.example'],
  rights: allRights,
}

test('everybody may read, nobody may use a tool that does not exist', async () => {
  const tools = await loadTools()
  for (const [name, tool] of tools) expect(decide(name, tool, asker)).toEqual({ allow: true })
  expect(decide('accounts_delete_all', undefined, asker)).toMatchObject({ allow: false })
})

test('a role that is not on the list is denied', async () => {
  const [entry] = await loadTools()
  if (!entry) throw new Error('no tools')
  const stranger = { ...asker, role: 'guest' } as unknown as Asker
  expect(decide(entry[0], entry[1], stranger)).toEqual({
    allow: false,
    reason: `Vera may not use ${entry[0]}.`,
  })
})
