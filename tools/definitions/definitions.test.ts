/** The tool that lists definitions: what is there, what is broken, and who changed what. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Db } from '#db/connect.ts'
import { recordDefinition, tryDefinition, type Draft } from '#db/definitions/define.ts'
import { findDefinition, retire } from '#db/definitions/store.ts'
import { idOf, workspaceId } from '#db/query/test-ids.ts'
import { asker, clock, insertTestWorkspace } from '#db/query/test-workspace.ts'
import { freshDb } from '#evals/kit/store.ts'
import listDefinitions from './list-definitions.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  await define({ kind: 'term', key: 'whale', where: 'arr > 45k' })
  await define({ kind: 'term', key: 'whale', where: 'arr > 90k' })
  await define({ kind: 'term', key: 'big_fish', where: 'whale and auto_renew' })
})
afterAll(() => db.close())

const define = (draft: Draft) =>
  db.inWorkspace(workspaceId, async (tx) =>
    recordDefinition(tx, workspaceId, await tryDefinition(tx, workspaceId, draft), {
      authorId: idOf('ingrid'),
    }),
  )
const run = (input: object) =>
  db.inWorkspace(workspaceId, async (tx) =>
    listDefinitions.run(listDefinitions.input.parse(input), {
      ...{ asker: asker(), clock, tx, signal: new AbortController().signal },
      catalogue: await loadCatalogue(tx, workspaceId),
    }),
  )

test('definitions are listed with their text and version', async () => {
  const { text, blocks } = await run({})
  expect(text).toBe('**2 definitions** of this workspace.')
  expect(blocks[0]).toMatchObject({
    rows: [
      {
        name: 'Big fish',
        kind: 'term',
        means: 'whale = true and auto_renew = true',
        version: '1',
        state: 'works',
      },
      { name: 'Whale', kind: 'term', means: 'arr > 90000', version: '2', by: 'Ingrid Test', state: 'works' },
    ],
  })
})

test('the versions of one are told with who and when', async () => {
  const { text } = await run({ history: 'Whale' })
  expect(text).toMatch(
    /^\*\*Whale\*\* has 2 versions:\n- version 1, .+, Ingrid Test: arr > 45000\n- version 2, .+: arr > 90000$/,
  )
  await expect(run({ history: 'whales' })).rejects.toThrow('Nobody here defined whales')
})

test('what broke is said first', async () => {
  await db.inWorkspace(workspaceId, async (tx) =>
    retire(tx, workspaceId, await findDefinition(tx, workspaceId, 'whale')),
  )
  const { text } = await run({})
  expect(text).toContain('Big fish can’t be worked out: It uses whale, which was retired on')
})
