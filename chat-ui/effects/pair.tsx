/** One field before and after: what goes is struck through, what comes stands out; said in words to who does not see it. */
import { IconArrowRight } from '@tabler/icons-react'
import type { Cell } from '#agent/contract.ts'
import { formatCell } from '../cells/format.ts'
import type { Head, LineKind, Pair } from './records.ts'
import css from './effects.module.css'

type Props = { kind: LineKind; head: Head; pair: Pair | undefined }

const isList = (value: Cell): value is string[] => Array.isArray(value)

export function PairView({ kind, head, pair }: Props) {
  if (pair === undefined) return null
  const { before, after } = pair
  if (kind === 'create') return <>{formatCell(after, head, {})}</>
  if (kind === 'delete') return <s className={css.before}>{formatCell(before, head, {})}</s>
  if (isList(before) || isList(after))
    return <ListPair before={isList(before) ? before : []} after={isList(after) ? after : []} />
  return (
    <span className={css.pair}>
      <span className={css.before}>{formatCell(before, head, {})}</span>{' '}
      <IconArrowRight className={css.arrow} role="img" aria-label="becomes" />{' '}
      <strong className={css.after}>{formatCell(after, head, {})}</strong>
    </span>
  )
}

/** A list is read by what joins it and what leaves it. */
function ListPair({ before, after }: { before: string[]; after: string[] }) {
  const leaves = before.filter((each) => !after.includes(each))
  return (
    <span className={css.items}>
      {leaves.map((each) => (
        <s key={each} className={css.before}>
          <span className={css.unseen}>without </span>
          {each}
        </s>
      ))}
      {after.map((each) =>
        before.includes(each) ? (
          <span key={each}>{each}</span>
        ) : (
          <strong key={each} className={css.after}>
            <span className={css.unseen}>with </span>
            {each}
          </strong>
        ),
      )}
      {after.length === 0 && <span className={css.before}>none left</span>}
    </span>
  )
}
