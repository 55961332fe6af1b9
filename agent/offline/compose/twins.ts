/** Conditions that come to one: "no champion and no sponsor" is "neither of these". Pure. */
import type { Condition, Scalar } from '#db/query/query.ts'

/** Two that deny related rows by values of one field are one. */
export function withoutTwins(conditions: readonly Condition[]): Condition[] {
  const kept: Condition[] = []
  for (const condition of conditions) {
    const at = kept.findIndex((other) => neither(other, condition))
    const other = kept[at]
    const joint = other && neither(other, condition)
    if (joint) kept[at] = joint
    else kept.push(condition)
  }
  return kept
}

function neither(a: Condition, b: Condition): Condition | undefined {
  if (!('none' in a) || !('none' in b) || a.none !== b.none) return undefined
  const [one, two] = [a.where, b.where]
  if (!one || !two || !('field' in one) || !('field' in two) || one.field !== two.field) return undefined
  if (!/^(eq|in)$/.test(one.op) || two.op !== 'eq') return undefined
  const values = [one.value, two.value].flat().filter(isScalar)
  return { none: a.none, where: { field: one.field, op: 'in', value: [...new Set(values)] } }
}

export const isScalar = (value: unknown): value is Scalar => value !== null && typeof value !== 'object'
