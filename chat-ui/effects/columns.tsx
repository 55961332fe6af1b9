/** Which columns a table of changes has: a field each where the records are alike, else record, field and both values. */
import type { Cell } from '#agent/contract.ts'
import type { Change } from '#db/effects/contract.ts'
import type { Field } from '#server/contract-effects.ts'
import { formatCell, humanise } from '../cells/format.ts'
import type { GridColumn } from './grid.tsx'
import { PairView } from './pair.tsx'
import { headOf, sharedHeads, type Head, type Line } from './records.ts'
import css from './effects.module.css'

/** A line of the table: a record, or one field of it. */
export type Shown<C extends Change> = { line: Line<C>; head: Head | null }

const kinds = { update: '', create: 'New', delete: 'Deleted' }

const nameOf = <C extends Change>({ line }: Shown<C>) => (
  <>
    {line.name} {line.kind !== 'update' && <span className={css.kind}>{kinds[line.kind]}</span>}
  </>
)

/** By what it was, then by what it will be: in a bulk change one of them is mostly the same everywhere. */
const orderOf = (head: Head, line: Line): Cell => {
  const pair = line.pairs.get(head.key)
  if (pair === undefined) return null
  const only = line.kind === 'create' ? pair.after : line.kind === 'delete' ? pair.before : undefined
  if (only !== undefined) return only
  const isNumber = typeof pair.before === 'number' && typeof pair.after === 'number'
  return isNumber ? pair.before : `${formatCell(pair.before, head, {})} ${formatCell(pair.after, head, {})}`
}

export function tableOf<C extends Change>(
  lines: Line<C>[],
  fields: readonly Field[],
): { shown: Shown<C>[]; columns: GridColumn<Shown<C>>[] } {
  const heads = sharedHeads(lines, fields)
  const object = lines[0]?.object ?? ''
  const record: GridColumn<Shown<C>> = {
    ...{ key: 'record', isHead: true, show: nameOf, order: ({ line }) => line.name },
    label: heads === null ? 'Record' : humanise(object),
  }
  if (heads !== null) {
    const columns = heads.map((head): GridColumn<Shown<C>> => ({
      ...{ key: `field ${head.key}`, label: head.label },
      show: ({ line }) => <PairView kind={line.kind} head={head} pair={line.pairs.get(head.key)} />,
      order: ({ line }) => orderOf(head, line),
    }))
    return { shown: lines.map((line) => ({ line, head: null })), columns: [record, ...columns] }
  }
  const shown = lines.flatMap((line) =>
    [...line.pairs.keys()].map((key) => ({ line, head: headOf(fields, line, key) })),
  )
  const isOfOne = lines.every((line) => line.object === object)
  return { shown, columns: [record, ...(isOfOne ? [] : [what<C>()]), ...single<C>()] }
}

const what = <C extends Change>(): GridColumn<Shown<C>> => ({
  ...{ key: 'object', label: 'What' },
  show: ({ line }) => humanise(line.object),
  order: ({ line }) => line.object,
})

/** One field of a record on each line. */
const single = <C extends Change>(): GridColumn<Shown<C>>[] => [
  {
    ...{ key: 'field', label: 'Field' },
    show: ({ head }) => head?.label,
    order: ({ head }) => head?.label ?? null,
  },
  {
    ...{ key: 'change', label: 'Change' },
    show: ({ line, head }) =>
      head && <PairView kind={line.kind} head={head} pair={line.pairs.get(head.key)} />,
    order: ({ line, head }) => head && orderOf(head, line),
  },
]
