/** Among too many passages to read all of, the sources that hold most of what is rare are read, whenever they were stored. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { workspaces } from '#db/schema/tables.ts'
import { freshDb } from '#evals/kit/store.ts'
import { exactUpTo } from './load-held.ts'
import { retrieve } from './retrieve.ts'

let db: Db
const count = exactUpTo + 400

beforeAll(async () => {
  db = await freshDb()
  await inChange(db, 'w', { kind: 'import', source: 'test' }, (tx) =>
    tx.insert(workspaces).values({ id: 'w', name: 'W' }),
  )
  // A third of them hold the word once; the first and the last that were stored hold both of what is asked for.
  await db.inWorkspace('w', (tx) =>
    tx.execute(sql`
      insert into chunks (workspace_id, id, kind, row_id, source, n, title, from_n, to_n, words, text)
      select 'w', gen_random_uuid(), 'document', lpad(i::text, 32, '0')::uuid, 'documents/' || i || '.md', 0, 'Notes', 1, 1, 8,
             case i when 1 then 'The turbine of the harbour stands still again.'
                    when ${count}::int then 'Who repairs what the harbour ordered, a turbine of old?'
                    else case when i % 3 = 0 then 'Someone spoke of a turbine among much else.'
                              else 'Nothing of that is in these few words here.' end end
      from generate_series(1, ${count}::int) i`),
  )
  await db.asOwner((tx) => tx.execute(sql`analyze chunks`))
})
afterAll(() => db.close())

test('the best come first, the oldest and the newest alike', async () => {
  const { found } = await db.inWorkspace(
    'w',
    (tx) => retrieve(tx, 'w', { question: 'harbour turbine', limit: 2 }),
    'read',
  )
  expect(found.map(({ source }) => source).sort()).toEqual(['documents/1.md', `documents/${count}.md`])
})
