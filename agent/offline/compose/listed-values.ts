/** Values that are listed beside a key: "split green/yellow/red", "per urgency (low/high)", "by channel – mails, calls etc". They name what rows are told apart by, and narrow nothing. Pure. */
import { isOp, roleOf, take, wordOf, type Draft, type Item } from './draft.ts'
import { fieldOf, pathTo } from './reach.ts'

function listedFrom(draft: Draft, from: number, step: 1 | -1): Item[] {
  const listed: Item[] = []
  for (let n = from + step; n >= 0 && n < draft.items.length; n += step) {
    const item = draft.items[n]
    if (item?.ref?.is === 'value' && !item.reach?.many) listed.push(item)
    else if (!isOp(item, 'and', 'or', 'versus') && !/^([-/,:(]|into|in|the|our|their)$/.test(wordOf(item)))
      break
  }
  return listed
}

/** "split green/yellow/red": the values of one field name it; nothing is filtered by them. */
export function bindListedValues(draft: Draft, op: Item): boolean {
  const after = listedFrom(draft, op.n, 1)
  const listed =
    after.length > 1 || !/^(split|breakdown|distribution|mix)$/.test(wordOf(op))
      ? after
      : listedFrom(draft, op.n, -1)
  const [first] = listed
  const ref = first?.ref
  if (listed.length < 2 || ref?.is !== 'value' || !first?.reach) return false
  if (!listed.every((item) => item.ref?.is === 'value' && item.ref.field === ref.field)) return false
  draft.groups.push(pathTo(first.reach, ref.field))
  take(draft, op.n, ...listed.map((item) => item.n))
  return true
}

/** A value of the field, or a noun for the rows that have it. */
const isOfKey = ({ span: { meaning } }: Item, key: string): boolean =>
  meaning.kind === 'entry' &&
  meaning.refs.some(
    (ref) =>
      (ref.is === 'value' && ref.field === key) ||
      (ref.is === 'relation' && ref.where !== undefined && 'field' in ref.where && ref.where.field === key),
  )

/** "By what channel … – mails, calls, meetings etc": behind a dash or a colon all of the values, or some and so on, only say what the key is. */
function takeEnumerated(draft: Draft, last: number, key: string): void {
  const mark = draft.items.find((item) => item.n > last && /^[:–—-]$/.test(item.span.text))
  if (!mark) return
  const values: Item[] = []
  let end = mark.n + 1
  for (let item = draft.items[end]; item; item = draft.items[++end]) {
    const isMine = isOfKey(item, key) || (roleOf(item) === 'object' && values.length > 0)
    if (isMine) values.push(item)
    else if (
      !isOp(item, 'and', 'or', 'versus') &&
      !/^(\/|-|etc|etcetera|and so on|so on|so)$/.test(wordOf(item))
    )
      break
  }
  const found = fieldOf(draft.object, key)
  const goesOn = draft.items.slice(mark.n, end).some((item) => /^(etc|etcetera|.*so on)$/.test(wordOf(item)))
  const isAll = found?.values?.length === new Set(values.map(({ span }) => span.text.toLowerCase())).size
  if (values.length < 2 || !(goesOn || isAll)) return
  const inside = draft.items.slice(mark.n, end).map(({ n }) => n)
  take(draft, ...inside)
  draft.atoms = draft.atoms.filter(({ items }) => !items.some((n) => inside.includes(n)))
  // What is listed tells which key was meant.
  draft.cost -= 2.5
}

/** "per urgency level (low/normal/high)": what stands behind a key in brackets, or behind a dash, only lists its values. */
export function takeListedValues(draft: Draft, last: number, field: string): void {
  takeEnumerated(draft, last, field)
  const open = draft.items.find((item) => item.n > last && item.span.text === '(')
  if (!open || open.n > last + 2) return
  const close = draft.items.find((item) => item.n > open.n && item.span.text === ')')
  const inside = draft.items.slice(open.n + 1, close?.n)
  const listed = inside.filter((item) => item.span.meaning.kind === 'entry')
  if (listed.length > 1 && listed.every((item) => isOfKey(item, field)))
    take(draft, ...inside.map((item) => item.n))
}
