/** The demo workspace is made once, and stays as it is. */
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rowsOf } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { ensureDemo } from './enter.ts'

it('the demo is entered once, without a problem, and stays as it is on a later day', async () => {
  const db = await freshDb()
  try {
    const read = (text: string) => db.inWorkspace('demo', (tx) => rowsOf(tx, sql.raw(text)))
    expect(await ensureDemo(db, { today: '2026-05-04' })).toEqual({ day: '2026-05-04', state: 'entered' })
    expect(await read('select name, is_demo, settings from workspaces')).toEqual([
      { name: 'Marlwood demo', is_demo: true, settings: { demoDay: '2026-05-04' } },
    ])
    expect(await read('select state, problems from imports')).toEqual([{ state: 'done', problems: [] }])
    const dates = 'select min(renewal_date)::text as first, count(*)::int as n from accounts'
    const before = await read(dates)

    expect(await ensureDemo(db, { today: '2026-09-30' })).toEqual({ day: '2026-05-04', state: 'kept' })
    expect(await read(dates)).toEqual(before)
    expect(await read('select count(*)::int as n from imports')).toEqual([{ n: 1 }])
  } finally {
    await db.close()
  }
})
