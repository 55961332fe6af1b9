/** Orders the values of a column as a person would: numbers by size, graded words by grade, text by the reader's alphabet. */
import type { Cell } from '#agent/contract.ts'

/** Closed lists whose words have a grade; from worst or least to best or most. */
const scales = [
  ['red', 'yellow', 'green'],
  ['at_risk', 'watch', 'healthy'],
  ['detractor', 'passive', 'promoter'],
  ['low', 'normal', 'high', 'urgent'],
  ['declining', 'steady', 'improving'],
]
const grades = new Map(scales.flatMap((scale) => scale.map((word, grade) => [word, grade] as const)))
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

export function compareCells(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  const left = String(a)
  const right = String(b)
  const leftGrade = grades.get(left)
  const rightGrade = grades.get(right)
  if (leftGrade !== undefined && rightGrade !== undefined) return leftGrade - rightGrade
  return collator.compare(left, right)
}
