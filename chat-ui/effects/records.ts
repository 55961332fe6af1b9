/** Puts changes together as a person compares them: a line a record with every field of it before and after, in the order in which they are written. */
import { cell, type Cell, type Column } from '#agent/contract.ts'
import type { Change } from '#db/effects/contract.ts'
import type { Field } from '#server/contract-effects.ts'
import { humanise } from '../cells/format.ts'

export type Pair = { before: Cell; after: Cell }
export type LineKind = 'update' | 'create' | 'delete'
/** `pairs` by the field's key. */
export type Line<C extends Change = Change> = {
  seq: number
  kind: LineKind
  object: string
  name: string
  pairs: Map<string, Pair>
  first: C
}
export type Head = Pick<Column, 'key' | 'label' | 'type' | 'unit'>

function cellOf(value: unknown): Cell {
  const known = cell.safeParse(value ?? null)
  return known.success ? known.data : JSON.stringify(value)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A change of a field is one pair; of a whole record (created or deleted) each of its fields that has a value. */
function pairsOf({ field, before, after }: Change): [string, Pair][] {
  if (field !== null) return [[field, { before: cellOf(before), after: cellOf(after) }]]
  const [from, to] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}]
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .map((key): [string, Pair] => [key, { before: cellOf(from[key]), after: cellOf(to[key]) }])
    .filter(([, pair]) => pair.before !== null || pair.after !== null)
}

function kindOf({ field, before, after }: Change): LineKind {
  if (field !== null) return 'update'
  return isRecord(after) && !isRecord(before) ? 'create' : 'delete'
}

export function linesOf<C extends Change>(changes: readonly C[]): Line<C>[] {
  const lines = new Map<number, Line<C>>()
  for (const change of changes) {
    const { seq, object, name } = change
    const line = lines.get(seq) ?? {
      seq,
      kind: kindOf(change),
      object,
      name,
      pairs: new Map(),
      first: change,
    }
    for (const [key, pair] of pairsOf(change)) line.pairs.set(key, pair)
    lines.set(seq, line)
  }
  return [...lines.values()]
}

/** How a field is called and printed; what the catalogue does not know is printed as it is. */
export function headOf(fields: readonly Field[], { object, first }: Line, key: string): Head {
  const known = fields.find((field) => field.object === object && field.key === key)
  if (known) return known
  const label = first.field === key ? first.label : null
  return { key, label: label ?? humanise(key.replace(/_id$/, '')), type: 'text' }
}

/** More fields than these do not stand beside each other. */
const widest = 6

/** The columns where lines are alike: records of one object, with few fields. Else null, and each field is a line of its own. */
export function sharedHeads(lines: readonly Line[], fields: readonly Field[]): Head[] | null {
  const heads = new Map<string, Head>()
  for (const line of lines) {
    if (line.object !== lines[0]?.object || line.kind !== lines[0].kind) return null
    for (const key of line.pairs.keys()) if (!heads.has(key)) heads.set(key, headOf(fields, line, key))
    if (heads.size > widest) return null
  }
  return [...heads.values()]
}
