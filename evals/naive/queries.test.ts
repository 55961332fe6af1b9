/** Random queries answered by the store and, over the same rows, by loops in plain TypeScript. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import type { Query } from '#db/query/query.ts'
import { freshDb } from '../kit/store.ts'
import { notCovered, openPlace, smallest, told, tryQueries, tryQuery, type Place } from './trial.ts'
import { worldOf } from './world.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const runs = 80

describe('the store and the naive evaluation', () => {
  it.each([[11], [42], [1971]])(
    'agree on random queries, of then and now (seed %i)',
    async (seed) => {
      const place = await openPlace(db, seed)
      const { withRows, asOf, differences } = await tryQueries(place, { seed, runs })
      expect(withRows, 'answers with rows').toBeGreaterThan(runs / 2)
      expect(asOf, 'answers as of an earlier moment').toBeGreaterThan(runs / 20)
      if (differences.length > 0) {
        const least = (await smallest(place, { seed, runs })) ?? differences[0]
        expect.fail(`seed ${seed}: ${differences.length} differ\n${least ? told(least) : ''}`)
      }
    },
    240_000,
  )

  it('know the same fields, measures and relations', async () => {
    expect(notCovered((await openPlace(db, 7)).catalogue)).toEqual([])
  })
})

describe('a difference is found', () => {
  let place: Place
  beforeAll(async () => {
    place = await openPlace(db, 5)
  })

  const all: Query = { from: 'account', scope: 'all', select: ['name', 'arr'] }
  /** The same place, but the evaluator is told of a ledger that the store does not have. */
  const misled = (change: (ledger: Place['story']['ledger']) => Place['story']['ledger']): Place => {
    const { asker, clock, world, story } = place
    const ledger = change(story.ledger)
    const told_ = worldOf(ledger, { asker, clock, currencies: world.currencies })
    return { ...place, story: { ...story, ledger }, world: told_, worlds: new Map() }
  }
  const account = ({ table }: { table: string }) => table === 'accounts'

  it('nowhere in what is the same', async () => {
    expect(await tryQuery(place, all)).toBeNull()
  })

  it('where a row is missing, a cell is another, or a value was known at another time', async () => {
    const [first] = place.world.rows('accounts')
    const without = misled((ledger) => ledger.filter(({ row }) => row?.id !== first?.id))
    expect((await tryQuery(without, all))?.what).toContain('total')
    const renamed = misled((ledger) =>
      ledger.map((entry) =>
        account(entry) && entry.row ? { ...entry, row: { ...entry.row, name: 'Another' } } : entry,
      ),
    )
    expect((await tryQuery(renamed, all))?.what).toContain('row 0')
    const [, second] = place.story.chapters
    const later = misled((ledger) =>
      ledger.map((entry) => ({
        ...entry,
        recorded: Math.max(entry.recorded, Date.parse(second?.recorded ?? '')),
      })),
    )
    const asOf = place.story.chapters[0]?.recorded
    expect((await tryQuery(later, { ...all, ...(asOf && { asOf }) }))?.what).toContain('total')
  })

  it('where the order is another', async () => {
    const query: Query = { ...all, orderBy: [{ by: 'arr', dir: 'desc' }] }
    const turned = misled((ledger) =>
      ledger.map((entry) =>
        account(entry) && entry.row && typeof entry.row.arr === 'number'
          ? { ...entry, row: { ...entry.row, arr: 1_000_000 - entry.row.arr } }
          : entry,
      ),
    )
    expect((await tryQuery(turned, query))?.what).toContain('row 0')
  })
})
