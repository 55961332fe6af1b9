/** Reads what one account's health was made of on given days: its imported score, or the components of the computed one with their evidence. */
import { sql, type SQL } from 'drizzle-orm'
import { of } from '../catalogue/fields.ts'
import { scoreComponents } from '../catalogue/objects/computed-health.ts'
import type { Catalogue } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Asker, Clock } from '../contract.ts'
import { objectOf, openRows, openStatement } from '../query/rows.ts'
import { defaultSettings } from '../settings.ts'
import { basisOf } from './basis.ts'
import type { Inputs } from './component.ts'
import { computedPart } from './computed.ts'
import type { Piece } from './pieces.ts'

export type Evidence = Piece & { reason: string | null; inputs: Inputs }
export type HealthOn = {
  day: string
  health: number | null
  /** What a person set it to, which stands before all else. */
  override: { score: number; reason: string; by: string; until: string } | null
  imported: { score: number; on: string; components: Record<string, number | null> } | null
  /** Empty where health is not computed here. */
  pieces: Evidence[]
}

type Row = Record<string, string | number | null>
const numberOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : Number(value)

/** `account` is the id that answers print. A day after today is not known and reads as today. */
export async function healthOn(
  tx: Tx,
  catalogue: Catalogue,
  who: { asker: Asker; clock: Clock },
  account: string,
  day: string,
): Promise<HealthOn> {
  const settings = catalogue.settings ?? defaultSettings
  const basis = catalogue.health ?? basisOf(settings, true, [])
  const computes = basis.from !== 'imported'
  const statement = openStatement(catalogue, who.asker, who.clock)
  const object = objectOf(catalogue, 'account', 'from')
  const ids = sql`array(select id from accounts where workspace_id = ${statement.workspace} and source_id = ${account})`
  const rows = openRows(statement, object, { kind: 'ids', ids })
  const past = day < who.clock.today
  const c = rows.context(rows, { iso: past ? day : who.clock.today, past })
  const columns: [string, SQL][] = [
    ['health', sql`${c.field('health')}::float8`],
    ...(['score', 'reason', 'by'] as const).map((key): [string, SQL] => [
      `set_${key}`,
      of(c, 'override words', key),
    ]),
    ['set_until', sql`to_char(${of(c, 'override words', 'expires_on')}, 'YYYY-MM-DD')`],
    ['score', of(c, 'health', 'score')],
    ['on', sql`to_char(${of(c, 'health', 'scored_on')}, 'YYYY-MM-DD')`],
    ...scoreComponents.map((key): [string, SQL] => [`imported_${key}`, of(c, 'health', key)]),
    ...(computes ? basis.components : []).flatMap((component, at): [string, SQL][] => [
      // Its weight is none where nothing at all is known of the account.
      [
        `s${at}`,
        sql`case when ${of(c, computedPart, `w${at}`)} is not null then ${of(c, computedPart, `s${at}`)} end`,
      ],
      [`a${at}`, of(c, computedPart, `a${at}`)],
      [`r${at}`, component.reason(c)],
      ...Object.entries(component.inputs).map(([key, value]): [string, SQL] => [
        `i${at}_${key}`,
        sql`(${value(c)})::float8`,
      ]),
    ]),
  ]
  const list = columns.map(([name, value]) => sql`${value} as ${sql.identifier(name)}`)
  const alias = sql.raw(rows.alias)
  const [row] = await rowsOf<Row>(
    tx,
    sql`select ${sql.join(list, sql`, `)} from ${rows.from()}
      where ${alias}.workspace_id = ${statement.workspace} and ${alias}.source_id = ${account}`,
  )
  const [score, set] = [numberOf(row?.score), numberOf(row?.set_score)]
  return {
    day,
    health: numberOf(row?.health),
    override:
      set === null
        ? null
        : {
            score: set,
            reason: String(row?.set_reason),
            by: String(row?.set_by ?? 'somebody who is gone'),
            until: String(row?.set_until),
          },
    imported:
      score === null
        ? null
        : {
            score,
            on: String(row?.on),
            components: Object.fromEntries(
              scoreComponents.map((key) => [key, numberOf(row?.[`imported_${key}`])]),
            ),
          },
    pieces: (computes ? basis.components : []).map((component, at) => ({
      ...{ key: component.key, label: component.label, weight: component.weight(settings) },
      score: numberOf(row?.[`s${at}`]),
      age: numberOf(row?.[`a${at}`]) ?? 0,
      reason: row?.[`r${at}`] === null ? null : String(row?.[`r${at}`] ?? ''),
      inputs: Object.fromEntries(
        Object.keys(component.inputs).map((key) => [key, numberOf(row?.[`i${at}_${key}`])]),
      ),
    })),
  }
}
