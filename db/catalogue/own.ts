/** The entries that a workspace adds to the code's: its definitions, KPIs and custom columns, each under a key of its own. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { applyDefinitions } from '../definitions/apply.ts'
import { bodyOf } from '../definitions/bodies.ts'
import { definitionsAt, type Version } from '../definitions/store.ts'
import { accounts, contacts, users, type customFields, type kpiDefinitions } from '../schema/tables.ts'
import { customField } from './custom.ts'
import { keysBeside } from './keys.ts'
import { kpiEntries } from './kpi.ts'
import type { Catalogue, ObjectType } from './types.ts'

export type OwnRows = {
  custom: (typeof customFields.$inferSelect)[]
  kpis: (typeof kpiDefinitions.$inferSelect)[]
}

type Read = Omit<Catalogue, 'version'>

/** Another set of definitions than the one that answers now: as they stood at a moment, or with a new version on trial. */
export type Variant = { definedAt?: string; trial?: Version }

const onTrial = (versions: Version[], trial: Version): Version[] => [
  ...versions.filter(({ kind, key }) => kind !== trial.kind || key !== trial.key),
  trial,
]

export async function withOwn(
  tx: Tx,
  workspace: string,
  base: Omit<Read, 'objects'> & { objects: ObjectType[] },
  { custom, kpis }: OwnRows,
  { definedAt, trial }: Variant = {},
): Promise<Read> {
  const recorded = await definitionsAt(tx, workspace, definedAt)
  const versions = trial ? onTrial(recorded, trial) : recorded
  const keys = keysBeside(base.objects)
  const named = new Map(
    versions.flatMap(({ kind, key, body, isRetired }) =>
      isRetired || kind === 'synonym' || typeof body.object !== 'string'
        ? []
        : [[`${body.object} ${key}`, keys.take(body.object, key, 'own')]],
    ),
  )
  const measured = kpis.map((kpi) => {
    const value = keys.take('account', kpi.key, 'kpi')
    const status = keys.take('account', `${value}_status`, 'kpi')
    return kpiEntries(
      kpi,
      { value, status, score: keys.take('account', `${value}_score`, 'kpi') },
      base.currencies,
    )
  })
  const objects = base.objects.map((object): [string, ObjectType] => {
    const columns = custom
      .filter((entry) => entry.object === object.key)
      .map((entry) => customField(entry, keys.take(object.key, entry.key, 'custom')))
    const own = object.key === 'account' ? measured : []
    return [
      object.key,
      {
        ...object,
        fields: [...object.fields, ...columns, ...own.flatMap(({ fields }) => fields)],
        parts: { ...object.parts, ...Object.fromEntries(own.map(({ part }) => part)) },
      },
    ]
  })
  const read = { ...base, objects: new Map(objects) }
  if (versions.length === 0) return read
  const rows = await namedRows(tx, workspace, versions)
  const applied = applyDefinitions(read, versions, {
    keyOf: (object, key) => named.get(`${object} ${key}`) ?? key,
    isRow: (object, id) => rows.has(`${object} ${id}`),
  })
  return { ...read, ...applied }
}

/** Those of the rows that synonyms stand for which are there. */
async function namedRows(tx: Tx, workspace: string, versions: Version[]): Promise<Set<string>> {
  const wanted = versions.flatMap(({ kind, body, isRetired }) => {
    const parsed = kind === 'synonym' && !isRetired ? bodyOf.synonym.safeParse(body) : null
    return parsed?.success && 'id' in parsed.data.means ? [parsed.data.means] : []
  })
  const idsOf = (object: string) => wanted.filter((each) => each.object === object).map(({ id }) => id)
  const found = new Set<string>()
  for (const [object, table] of [
    ['account', accounts],
    ['contact', contacts],
  ] as const) {
    if (idsOf(object).length === 0) continue
    const rows = await tx
      .select({ id: table.sourceId })
      .from(table)
      .where(and(eq(table.workspaceId, workspace), inArray(table.sourceId, idsOf(object))))
    for (const { id } of rows) found.add(`${object} ${id}`)
  }
  if (idsOf('user').length > 0) {
    const rows = await tx
      .select({ id: users.email })
      .from(users)
      .where(and(eq(users.workspaceId, workspace), inArray(users.email, idsOf('user'))))
    for (const { id } of rows) found.add(`user ${id}`)
  }
  return found
}
