/** The catalogue is whole: every default column, scope, word and relation leads somewhere. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Condition } from '../query/query.ts'
import { inChange, type Origin } from '../history/change.ts'
import { askIn, insertTestWorkspace, type Ask } from '../query/test-workspace.ts'
import { workspaceId } from '../query/test-ids.ts'
import { accounts, customFields, kpiDefinitions, kpis, workspaces } from '../schema/tables.ts'
import { codeObjects, loadCatalogue } from './load.ts'
import { idOf } from '../query/test-ids.ts'

let db: Db
let ask: Ask
const origin: Origin = { kind: 'edit', source: 'test' }

beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
afterAll(() => db.close())

const load = () => db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId))
const bump = () =>
  db.inWorkspace(workspaceId, (tx) =>
    tx
      .update(workspaces)
      .set({ version: sql`${workspaces.version} + 1` })
      .where(eq(workspaces.id, workspaceId)),
  )

describe.each(codeObjects)('$key', (object) => {
  it('has each key once, and says what every entry is', () => {
    const keys = [...object.fields, ...(object.portfolio ?? [])].map((entry) => entry.key)
    expect(new Set(keys).size).toBe(keys.length)
    const relations = object.relations.map((relation) => relation.key)
    expect(new Set(relations).size).toBe(relations.length)
    for (const { key, label, description } of [...object.fields, ...(object.portfolio ?? [])])
      expect([key, label.length > 1, description.length > 10]).toEqual([key, true, true])
  })

  it('has words in lower case, and closed lists where it says so', () => {
    const phrases = [...object.fields, ...(object.portfolio ?? [])].flatMap(({ phrases: each }) => [
      ...(each?.nouns ?? []),
      ...(each?.verbs ?? []),
      ...(each?.cues ?? []),
      ...(each?.superlatives?.high ?? []),
      ...(each?.superlatives?.low ?? []),
      ...(each?.adjectives ?? []).flatMap(({ words, verbs = [] }) => [...words, ...verbs]),
    ])
    const values = object.fields.flatMap((field) =>
      (field.values ?? []).flatMap((value) => value.words ?? []),
    )
    expect(
      [...phrases, ...values].filter((word) => word !== word.toLowerCase() || word.trim() === ''),
    ).toEqual([])
    expect(object.fields.filter((field) => field.type === 'enum' && !field.values?.length)).toEqual([])
  })

  it('answers with every field, sorted by it, today and on an earlier day', async () => {
    for (const field of object.fields) {
      const orderBy = [{ by: field.key, dir: 'desc' as const }]
      const { columns } = await ask({ from: object.key, scope: 'all', select: [field.key], orderBy })
      expect(columns[0]).toMatchObject({ key: field.key, type: field.type })
      if (field.dated)
        await ask({ from: object.key, scope: 'all', select: [{ field: field.key, at: '2026-01-31' }] })
    }
  })

  it('resolves its usual columns, order, title, owner, currency and evidence', async () => {
    const paths = [
      object.title,
      ...(object.owner ? [object.owner] : []),
      ...(object.currency ? [object.currency] : []),
    ]
    await ask({ from: object.key })
    await ask({
      from: object.key,
      select: [...new Set([...paths, ...object.fields.flatMap((field) => field.evidence ?? [])])],
    })
  })

  it('resolves every condition that a word stands for, and every clause of its scope', async () => {
    const conditions: Condition[] = [
      ...object.fields.flatMap((field) => field.phrases?.adjectives ?? []).map(({ where }) => where),
      ...object.usually.map(({ where }) => where),
      ...object.usually
        .flatMap(({ liftedBy }) => liftedBy)
        .map(({ field }): Condition => ({ field, op: 'not_null' })),
    ]
    for (const where of conditions) await ask({ from: object.key, where })
  })

  it('joins every relation, with every noun for it', async () => {
    for (const relation of object.relations) {
      await ask({ from: object.key, where: { none: relation.key } })
      for (const { where } of relation.nouns ?? [])
        await ask({ from: object.key, where: { some: relation.key, ...(where && { where }) } })
    }
  })

  it('works out every portfolio measure, whole and by its owner', async () => {
    for (const { key } of object.portfolio ?? []) {
      const found = await ask({ from: object.key, measures: [{ measure: key }] })
      expect(found.columns.at(-1)?.key).toBe(key)
      if (object.owner) await ask({ from: object.key, measures: [{ measure: key }], groupBy: [object.owner] })
    }
  })
})

describe('a workspace’s own entries', () => {
  it('stand beside the code’s, read from the workspace', async () => {
    const catalogue = await load()
    const fields = catalogue.objects.get('account')?.fields ?? []
    expect(fields.find((field) => field.key === 'tier')).toMatchObject({
      type: 'enum',
      origin: 'custom',
      label: 'Tier',
    })
    expect(catalogue.currencies).toEqual(['EUR', 'USD'])
    expect(catalogue.people).toContainEqual({ email: 'dana@us.test', name: 'Dana Test' })
  })

  it('are kept until the workspace’s version changes', async () => {
    const before = await load()
    expect(await load()).toBe(before)
    await inChange(db, workspaceId, origin, (tx) =>
      tx
        .insert(customFields)
        .values({ workspaceId, object: 'account', key: 'health', label: 'Own health', type: 'text' }),
    )
    expect(await load()).toBe(before)
    await bump()
    const after = await load()
    expect(after.version).not.toBe(before.version)
    // A key that is taken answers to another, so that the domain's own measure stays what it is.
    expect(after.objects.get('account')?.fields.find((field) => field.key === 'custom_health')?.label).toBe(
      'Own health',
    )
  })

  it('may be measures with a history of their own', async () => {
    await inChange(db, workspaceId, origin, async (tx) => {
      await tx.insert(kpiDefinitions).values({ workspaceId, key: 'logins', label: 'Logins', direction: 'up' })
      const logins = (on: string, value: number) => ({
        workspaceId,
        accountId: idOf('A1'),
        key: 'logins',
        on,
        value,
      })
      await tx
        .insert(kpis)
        .values([logins('2026-05-01', 5), logins('2026-06-01', 8), logins('2026-07-01', 99)])
    })
    await bump()
    const { rows } = await ask({
      from: 'account',
      where: { field: 'logins', op: 'gt', value: 0 },
      select: ['logins', { field: 'logins', since: '2026-05-15' }],
    })
    expect(rows).toEqual([{ id: 'A1', logins: 8, 'logins_since_2026-05-15': 3 }])
  })

  it('read as none where a value is not of the field’s type', async () => {
    await inChange(db, workspaceId, origin, async (tx) => {
      const field = (key: string, type: 'date' | 'boolean') => ({
        workspaceId,
        object: 'account',
        key,
        label: key,
        type,
      })
      await tx.insert(customFields).values([field('opened', 'date'), field('vip', 'boolean')])
      const set = (name: string, custom: Record<string, string | boolean>) =>
        tx.update(accounts).set({ custom }).where(eq(accounts.sourceId, name))
      await set('A1', { opened: '2026-02-03', vip: true })
      await set('A2', { opened: 'soon', vip: 'yes' })
      await set('A4', { opened: '2026-02-31' })
    })
    await bump()
    const { rows } = await ask({ from: 'account', select: ['opened', 'vip'], orderBy: [{ by: 'id' }] })
    expect(rows.map((row) => [row.id, row.opened, row.vip])).toEqual([
      ['A1', '2026-02-03', true],
      ['A2', null, null],
      ['A4', null, null],
      ['A5', null, null],
    ])
  })
})
