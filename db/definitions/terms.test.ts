/** Terms and synonyms: what they hold of, their versions, and what becomes of them when what they use goes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { and, eq } from 'drizzle-orm'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Db, Tx } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { inChange } from '../history/change.ts'
import { runQuery } from '../query/run.ts'
import { idOf, workspaceId } from '../query/test-ids.ts'
import { asker, askIn, clock, insertTestWorkspace, type Ask } from '../query/test-workspace.ts'
import { accounts, customFields, workspaces } from '../schema/tables.ts'
import { draftOf, recordDefinition, tryDefinition, type Draft } from './define.ts'
import { findMeaning } from './meaning.ts'
import { definitionsAt, findDefinition, historyOf, retire } from './store.ts'

let db: Db
let ask: Ask
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
afterAll(() => db.close())

const inside = <T>(work: (tx: Tx) => Promise<T>) => db.inWorkspace(workspaceId, work)
const load = (definedAt?: string) =>
  inside((tx) => loadCatalogue(tx, workspaceId, definedAt === undefined ? undefined : { definedAt }))
const define = (draft: Draft) =>
  inside(async (tx) =>
    recordDefinition(tx, workspaceId, await tryDefinition(tx, workspaceId, draft), {
      authorId: idOf('dana'),
    }),
  )
const term = (key: string, where: string, rest: object = {}): Draft => ({ kind: 'term', key, where, ...rest })
const retireKey = (key: string) =>
  inside(async (tx) => retire(tx, workspaceId, await findDefinition(tx, workspaceId, key), idOf('tom')))
const ids = async (field: string, value: unknown = true, from = 'account') =>
  (await ask({ from, where: { field, op: 'eq', value: value as boolean } })).rows
    .map(({ id }) => id)
    .toSorted()
const listed = async (key: string) => (await load()).definitions?.find((each) => each.key === key)

describe('a term', () => {
  it('holds of the rows that meet its condition, and its opposite of all others', async () => {
    await define(term('whale', 'ARR over 45k'))
    expect(await ids('whale')).toEqual(['A1', 'A2'])
    expect(await ids('whale', false)).toEqual(['A4', 'A5'])
    const groups = await ask({ from: 'account', groupBy: ['whale'], orderBy: [{ by: 'whale' }] })
    expect(groups.rows).toEqual([
      { whale: false, count: 2 },
      { whale: true, count: 2 },
    ])
  })

  it('is told in the reading, with its version', async () => {
    const { reading } = await ask({ from: 'account', where: { field: 'whale', op: 'eq', value: true } })
    expect(reading).toBe('active accounts where whale; whale means ARR is over 45,000 (version 1)')
  })

  it('uses other terms, relations and days, also from other rows', async () => {
    await define(term('quiet_whale', 'whale and not (last_touch_on in the last 21 days)'))
    await define(term('contactless', 'no contacts', { words: ['lonely'] }))
    await define(term('hot', 'open and priority = urgent', { object: 'ticket' }))
    expect(await ids('contactless')).toEqual(['A4', 'A5'])
    const { rows } = await ask({ from: 'account', where: { field: 'quiet_whale', op: 'eq', value: true } })
    const naive = await ask({
      from: 'account',
      where: {
        and: [
          { field: 'arr', op: 'gt', value: 45_000 },
          { not: { field: 'last_touch_on', op: 'during', value: { last: 21, unit: 'day' } } },
        ],
      },
    })
    expect(rows.map(({ id }) => id)).toEqual(naive.rows.map(({ id }) => id))
    const contacts = await ask({
      from: 'contact',
      where: { field: 'account.whale', op: 'eq', value: true },
      measures: [{ fn: 'count' }],
    })
    expect(contacts.rows[0]?.count).toBe(4)
    const some = await ask({
      from: 'account',
      where: { some: 'tickets', where: { field: 'hot', op: 'eq', value: true } },
    })
    const plain = await ask({
      from: 'account',
      where: {
        some: 'tickets',
        where: {
          and: [
            { field: 'open', op: 'eq', value: true },
            { field: 'priority', op: 'eq', value: 'urgent' },
          ],
        },
      },
    })
    expect(some.rows.map(({ id }) => id)).toEqual(plain.rows.map(({ id }) => id))
  })

  it('of those who left brings them in, as its condition would', async () => {
    await define(term('ghost', 'lifecycle = churned'))
    expect(await ids('ghost')).toEqual(['A3'])
  })

  it('is what it was on an earlier day', async () => {
    const { rows } = await ask({
      from: 'account',
      scope: 'all',
      where: { field: 'id', op: 'eq', value: 'A3' },
      select: [
        { field: 'whale', at: '2026-02-01' },
        { field: 'whale', at: '2026-04-01' },
      ],
    })
    expect(rows[0]).toMatchObject({ 'whale_at_2026-02-01': true, 'whale_at_2026-04-01': false })
  })

  it.each([
    ['arrr > 5', 'There is no field “arrr” of accounts'],
    ['segment = huge', 'There is no value "huge" of segment'],
    ['csm = "Nobody Here"', 'There is no person "Nobody Here"'],
    ['name > 5', 'Gt does not fit name'],
    ['some tickts', 'There are no “tickts” of accounts'],
  ])('%s is refused: %s', async (where, message) => {
    await expect(define(term('tried', where))).rejects.toThrow(message)
  })
})

describe('versions', () => {
  it('the newest answers; older ones stay, with who and when, and may be asked for', async () => {
    const before = new Date(Date.now() - 3_600_000).toISOString()
    const [first] = await inside((tx) => historyOf(tx, workspaceId, 'whale'))
    await define(term('whale', 'arr > 90000'))
    expect(await ids('whale')).toEqual(['A1'])
    const history = await inside((tx) => historyOf(tx, workspaceId, 'whale'))
    expect(history.map(({ version, author }) => [version, author])).toEqual([
      [1, 'Dana Test'],
      [2, 'Dana Test'],
    ])
    const then = await load(first?.createdAt)
    const { rows } = await inside((tx) =>
      runQuery(
        tx,
        then,
        { from: 'account', where: { field: 'whale', op: 'eq', value: true } },
        { asker: asker(), clock },
      ),
    )
    expect(rows.map(({ id }) => id).toSorted()).toEqual(['A1', 'A2'])
    expect((await load(before)).definitions ?? []).toEqual([])
  })

  it('a retired one answers to nothing, breaks what uses it, and comes back as a new version', async () => {
    await retireKey('whale')
    await expect(ids('whale')).rejects.toThrow('there is no field "whale"')
    await expect(ids('quiet_whale')).rejects.toThrow(
      'Quiet whale can’t be worked out: It uses whale, which was retired on',
    )
    expect((await listed('quiet_whale'))?.broken).toContain('It uses whale, which was retired on')
    expect(await ids('contactless')).toEqual(['A4', 'A5'])
    await inside(async (tx) => {
      const draft = await draftOf(tx, workspaceId, await findDefinition(tx, workspaceId, 'whale'), 1)
      await recordDefinition(tx, workspaceId, await tryDefinition(tx, workspaceId, draft))
    })
    expect(await ids('whale')).toEqual(['A1', 'A2'])
    expect((await listed('quiet_whale'))?.broken).toBeUndefined()
    const newest = (await inside((tx) => definitionsAt(tx, workspaceId))).find(({ key }) => key === 'whale')
    expect([newest?.version, newest?.isRetired]).toEqual([4, false])
  })

  it('none is ever changed or taken away, whoever tries', async () => {
    const { definitions } = await import('../schema/tables.ts')
    await expect(inside((tx) => tx.delete(definitions).where(eq(definitions.key, 'whale')))).rejects.toThrow()
    await expect(
      inside((tx) => tx.update(definitions).set({ isRetired: true }).where(eq(definitions.key, 'whale'))),
    ).rejects.toThrow()
  })

  it('two at once become two versions', async () => {
    await Promise.all([define(term('twin', 'arr > 1')), define(term('twin', 'arr > 2'))])
    const history = await inside((tx) => historyOf(tx, workspaceId, 'twin'))
    expect(history.map(({ version }) => version)).toEqual([1, 2])
  })
})

describe('what goes missing', () => {
  const bump = (tx: Tx, version: number) =>
    tx.update(workspaces).set({ version }).where(eq(workspaces.id, workspaceId))

  it('a custom field of another type breaks what counted with it, and only that', async () => {
    await define({ kind: 'measure', key: 'arr_per_room', formula: 'arr / rooms' })
    const retype = (type: 'text' | 'number', version: number) =>
      inChange(db, workspaceId, { kind: 'edit', source: 'test' }, async (tx) => {
        await tx
          .update(customFields)
          .set({ type })
          .where(and(eq(customFields.workspaceId, workspaceId), eq(customFields.key, 'rooms')))
        await bump(tx, version)
      })
    await retype('text', 900)
    const broken = await listed('arr_per_room')
    expect(broken?.broken).toBe('A text is no number (after “arr /”, character 7).')
    await expect(ask({ from: 'account', select: ['arr_per_room'] })).rejects.toThrow(
      'ARR per room can’t be worked out: A text is no number',
    )
    expect(await ids('whale')).toEqual(['A1', 'A2'])
    await retype('number', 901)
    expect((await listed('arr_per_room'))?.broken).toBeUndefined()
  })

  it('a custom column that takes a term’s key answers to another, and says so', async () => {
    await inChange(db, workspaceId, { kind: 'edit', source: 'test' }, async (tx) => {
      await tx
        .insert(customFields)
        .values({ workspaceId, object: 'account', key: 'whale', label: 'Whale', type: 'text' })
      await bump(tx, 902)
    })
    expect(await ids('whale')).toEqual(['A1', 'A2'])
    const field = (await load()).objects.get('account')?.fields.find(({ key }) => key === 'custom_whale')
    expect(field?.description).toContain('It answers to custom_whale, for whale is another field’s.')
  })
})

describe('a synonym', () => {
  const who = { asker: asker(), clock }
  const mean = (text: string) =>
    inside(async (tx) => findMeaning(tx, await loadCatalogue(tx, workspaceId), text, who))

  it.each([
    ['accounts', { object: 'account' }],
    ['ARR', { object: 'account', field: 'arr' }],
    ['industry Retail', { object: 'account', field: 'industry', value: 'Retail' }],
    ['account industry retail', { object: 'account', field: 'industry', value: 'Retail' }],
    ['segment mid-market', { object: 'account', field: 'segment', value: 'mid_market' }],
    ['account Alder', { object: 'account', id: 'A1', name: 'Alder' }],
    ['Elm & Sons', { object: 'account', id: 'A5', name: 'Elm & Sons' }],
    ['Dana Test', { object: 'user', id: 'dana@us.test', name: 'Dana Test' }],
    ['tag strategic', { object: 'account', field: 'tags', value: 'strategic' }],
  ])('may mean %s', async (text, meaning) => expect(await mean(text)).toEqual(meaning))

  it('says what else it may mean, and what is not there', async () => {
    await expect(mean('Zentrix')).rejects.toThrow('Nothing here is called “Zentrix”')
  })

  it('puts its word into the catalogue, until what it means is gone', async () => {
    const synonym = (
      key: string,
      word: string,
      means: Extract<Draft, { kind: 'synonym' }>['means'],
    ): Draft => ({ kind: 'synonym', key, word, means })
    await define(synonym('logos', 'Logos', { object: 'account' }))
    await define(synonym('big_blue', 'Big Blue', { object: 'account', id: 'A1', name: 'Alder' }))
    await define(synonym('boss', 'The Boss', { object: 'user', id: 'dana@us.test', name: 'Dana Test' }))
    await define(synonym('shops', 'shops', { object: 'account', field: 'industry', value: 'Retail' }))
    await define(synonym('corp', 'corp', { object: 'account', field: 'segment', value: 'enterprise' }))
    const catalogue = await load()
    const account = catalogue.objects.get('account')
    expect(account?.nouns).toContain('logos')
    expect(catalogue.aliases).toContainEqual({ object: 'account', id: 'A1', name: 'Big Blue' })
    expect(await ids('segment', 'corp')).toEqual(['A1'])
    expect(await ids('csm', 'The Boss')).toEqual(['A1', 'A5'])
    expect(account?.fields.find(({ key }) => key === 'industry')?.phrases?.adjectives).toContainEqual({
      words: ['shops'],
      where: { field: 'industry', op: 'eq', value: 'Retail' },
    })
    await inChange(db, workspaceId, { kind: 'edit', source: 'test' }, (tx) =>
      tx.update(accounts).set({ sourceId: 'A1-moved' }).where(eq(accounts.sourceId, 'A1')),
    )
    await define(synonym('more_logos', 'brands', { object: 'account' }))
    expect((await listed('big_blue'))?.broken).toBe('There is no account Alder any more.')
  })
})
