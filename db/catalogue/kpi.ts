/** A workspace's own measures (KPIs): time series whose newest value on or before the day is the account's. */
import { sql } from 'drizzle-orm'
import type { kpiDefinitions } from '../schema/tables.ts'
import { of } from './fields.ts'
import type { Field, Part } from './types.ts'

type Kpi = typeof kpiDefinitions.$inferSelect

export const kpiPart = (key: string): Part => ({
  key: 'account_id',
  each: ({ day, workspace, of: account }) => sql`
    select x.value from kpis x
    where x.workspace_id = ${workspace} and x.account_id = ${account} and x.key = ${key} and x."on" <= ${day}
    order by x."on" desc limit 1`,
})

const better = { up: 'high', down: 'low' } as const

export const kpiField = (kpi: Kpi, taken: boolean): Field => ({
  key: taken ? `kpi_${kpi.key}` : kpi.key,
  label: kpi.label,
  type: 'number',
  description: `A measure of this workspace${kpi.category ? ` (${kpi.category})` : ''}${kpi.unit ? `, in ${kpi.unit}` : ''}: the newest value on or before the day.`,
  origin: 'custom',
  dated: true,
  ...(kpi.direction && { better: better[kpi.direction] }),
  sql: (c) => of(c, `kpi ${kpi.key}`, 'value'),
})
