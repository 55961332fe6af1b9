/** The boot self-test refuses every way in which a store could stop keeping workspaces apart. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mutations, type Mutation } from '#evals/kit/isolation-mutations.ts'
import { emptyPlace, freshDb, storeKind } from '#evals/kit/store.ts'
import { openDb, type Db } from './connect.ts'
import { isolationFaults } from './isolation-faults.ts'
import { inChange } from './history/change.ts'
import { assertIsolated } from './self-test.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

/** Ends a transaction that is to leave nothing behind. */
class TakenBack extends Error {}

/** The faults that the self-test finds once the mutation is in; it is taken back, roles of the whole server included. */
async function faultsAfter({ statements }: Mutation): Promise<string[]> {
  let faults: string[] = []
  await db
    .asOwner(async (tx) => {
      for (const statement of statements) await tx.execute(sql.raw(statement))
      faults = await isolationFaults(tx)
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return faults
}

const tried = mutations.filter(({ bySuperuser = false }) => !bySuperuser || storeKind() === 'pglite')

describe('the boot self-test', () => {
  test('accepts the store that the migrations make', async () => {
    await expect(assertIsolated(db)).resolves.toBeUndefined()
  })

  test.each(tried)('finds: $name', async (mutation) => {
    expect(await faultsAfter(mutation)).not.toEqual([])
    expect(await db.asOwner(isolationFaults)).toEqual([])
  })

  test('keeps a store from opening, and says what is wrong and what to do', async () => {
    const place = await emptyPlace()
    try {
      const whole = await openDb(place.options)
      await whole.asOwner((tx) => tx.execute(sql`alter table accounts no force row level security`))
      await whole.close()
      await expect(openDb(place.options)).rejects.toMatchObject({
        message: 'The database does not keep workspaces apart: public.accounts: row security is not forced.',
        done: 'Steward did not start; nothing was served.',
      })
    } finally {
      await place.remove()
    }
  })
})

describe('row security', () => {
  test('a workspace sees and writes its own rows only', async () => {
    const insert = (workspace: string, as = workspace) =>
      inChange(db, workspace, { kind: 'edit', source: 'test' }, (tx) =>
        tx.execute(
          sql`insert into users (workspace_id, id, source_id, email, name, role) values (${as}, gen_random_uuid(), ${as}, ${`${as}@x.example`}, 'N', 'admin')`,
        ),
      )
    await insert('one')
    await insert('two')
    const seen = await db.inWorkspace('one', (tx) => tx.query.users.findMany())
    expect(seen.map((user) => user.workspaceId)).toEqual(['one'])
    await expect(insert('one', 'two')).rejects.toThrow()
  })

  test('a read transaction changes nothing, whatever it tries', async () => {
    await expect(
      db.inWorkspace('one', (tx) => tx.execute(sql`update users set name = 'changed'`), 'read'),
    ).rejects.toThrow()
  })
})
