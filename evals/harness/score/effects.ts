/** Whether what is proposed is exactly what was asked for: each row, each field, each value, and not one more. */
import type { Expectation } from '../../contract.ts'
import { fails, sameSet, type Scene, type Scorer } from './check.ts'

type Change = { object: string; id: string | null; field: string | null; after: unknown }

const asText = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? [...(value as unknown[])].sort() : (value ?? null))
const lineOf = ({ object, id, field, after }: Change): string =>
  `${object} ${id ?? 'new'} ${field ?? ''} → ${asText(after)}`

/** A creation is held against the fields that are wanted of it: ids and times of its own are its own. */
function createdLine(wanted: Change, found: Change): string | null {
  if (wanted.id !== null || found.id !== null || wanted.object !== found.object) return null
  const [want, have] = [wanted.after, found.after] as Record<string, unknown>[]
  return Object.entries(want ?? {}).every(([key, value]) => asText(have?.[key]) === asText(value))
    ? lineOf(wanted)
    : null
}

function wantedOf({ oracle }: Scene, wanted: NonNullable<Expectation['changes']>): Change[] {
  if (Array.isArray(wanted)) return wanted.map((one) => ({ ...one, after: one.after }))
  const { of, field, to = null, add } = wanted
  const rows = oracle({ ...of, select: [field] }).classes.flat()
  return rows.flatMap((row) => {
    const before = row[field]
    const after = add ? [...new Set([...(Array.isArray(before) ? before : []), ...add])] : to
    return asText(before) === asText(after) ? [] : [{ object: of.from, id: String(row.id), field, after }]
  })
}

export const changes: Scorer = (scene) => {
  const { expect, told } = scene
  if (!expect.changes) return null
  const wanted = wantedOf(scene, expect.changes)
  const { proposals } = told.answer
  if (proposals.length === 0 && wanted.length > 0) return fails('changes', 'nothing is proposed')
  const found = proposals.flatMap((proposal) => proposal.changes)
  const creations = wanted.filter(({ id }) => id === null)
  const lines = found.map(
    (one) => creations.map((want) => createdLine(want, one)).find((line) => line !== null) ?? lineOf(one),
  )
  return sameSet('changes', lines, wanted.map(lineOf))
}
