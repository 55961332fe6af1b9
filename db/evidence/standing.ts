/**
 * Reads evidence that was worked out ahead, where that is exactly what would be worked out now: same day, zone and layout,
 * and no row of the account changed since. Whatever is not so is worked out in the same statement, so that one snapshot
 * holds both: a figure is never older than the rows.
 */
import { sql } from 'drizzle-orm'
import type { Catalogue, StandingEvidence } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import { columnsFrom, evidenceOf, layoutOf, slotsOf } from './layout.ts'

export type EvidenceState = {
  generation: number
  day: string
  timeZone: string
  layout: string
  marks: number
}

/** With more accounts to work out anew than this, all together are quicker. */
export const mostMarks = 2_000

/** The newest that is ready; null where none is. Says only what is worth trying: the statement looks again. */
export async function stateOf(tx: Tx, workspace: string): Promise<EvidenceState | null> {
  const [state] = await rowsOf<Omit<EvidenceState, 'generation'> & { generation: string | number }>(
    tx,
    sql`select s.generation, s.day::text as day, s.time_zone as "timeZone", s.layout,
          (select count(*)::int from (select from evidence_marks m
            where m.workspace_id = s.workspace_id and m.generation = s.generation limit ${mostMarks + 1}) few) as marks
        from evidence_states s where s.workspace_id = ${workspace} and s.is_ready
        order by s.generation desc limit 1`,
  )
  return state ? { ...state, generation: Number(state.generation) } : null
}

export const fits = (
  state: EvidenceState,
  asked: { day: string; timeZone: string; layout: string },
): boolean => state.day === asked.day && state.timeZone === asked.timeZone && state.layout === asked.layout

/** The same catalogue for as long as the same generation stands. */
const known = new WeakMap<Catalogue, { generation: number; catalogue: Catalogue }>()

/** With what stands of the workspace's evidence, where anything fits. */
export async function withEvidence(tx: Tx, workspace: string, catalogue: Catalogue): Promise<Catalogue> {
  const state = await stateOf(tx, workspace)
  if (!state || state.marks > mostMarks) return catalogue
  const before = known.get(catalogue)
  if (before?.generation === state.generation) return before.catalogue
  if (state.layout !== layoutOf(catalogue, state.timeZone)) return catalogue
  const found = { ...catalogue, evidence: standing(catalogue, workspace, state) }
  known.set(catalogue, { generation: state.generation, catalogue: found })
  return found
}

/** For the catalogue of a request: how a statement that is asked on that day joins what stands. */
function standing(catalogue: Catalogue, workspace: string, state: EvidenceState): StandingEvidence {
  const slots = slotsOf(catalogue)
  const { generation, day, timeZone } = state
  return {
    day,
    timeZone,
    columns: (part, alias) => columnsFrom(slots, part, `coalesce(${alias}n.evidence, ${alias}.evidence)`),
    join: (row, alias, clock) => {
      const ours = (table: string) =>
        sql`${sql.raw(table)}.workspace_id = ${workspace}::text and ${sql.raw(table)}.generation = ${generation}::bigint`
      // Of a generation that went since the look at it, nothing stands and all accounts are worked out.
      const missing = sql`select case when exists (select from evidence_states s where ${ours('s')} and s.is_ready)
          then array(select distinct m.account_id from evidence_marks m where ${ours('m')})
          else array(select a.id from accounts a where a.workspace_id = ${workspace}::text) end as ids`
      const [stands, anew] = [sql.raw(alias), sql.raw(`${alias}n`)]
      const id = sql.raw(`${row}.id`)
      // By the key, so that few rows look theirs up and many hash; what is worked out anew is worked out once.
      return sql`left join account_evidence ${stands} on ${ours(alias)} and ${stands}.account_id = ${id}
        left join (
          with missing as materialized (${missing}), found as materialized (
            ${evidenceOf(catalogue, { workspace, clock, accounts: sql`(select ids from missing)::uuid[]` })})
          select account_id, evidence from found
        ) ${anew} on ${anew}.account_id = ${id}`
    },
  }
}
