/** Prices readings whose filter says something twice, for nothing or against itself: that is hardly what was meant. Pure. */
import { wordOf, type Atom, type Draft } from './draft.ts'
import { fieldBehind } from './reach.ts'

/** The price of it. */
export const idleness = (draft: Draft): number =>
  1.5 * (idle(draft) + impossible(draft)) + 0.8 * usual(draft) + 3 * (empty(draft) + torn(draft))

/** "Ended but still active": what stands on both sides of "but" are no alternatives. */
const torn = ({ atoms, items }: Draft): number =>
  atoms.filter(
    (each) =>
      each.kind === 'value' &&
      !each.negated &&
      atoms.some(
        (other) =>
          other.kind === 'value' &&
          !other.negated &&
          other.field === each.field &&
          other.object === each.object &&
          JSON.stringify(other.values) !== JSON.stringify(each.values) &&
          other.from > each.to &&
          items.slice(each.to + 1, other.from).some((item) => wordOf(item) === 'but'),
      ),
  ).length

/** The field that a condition says is empty or filled. */
const testedAs = ({ condition, negated }: Atom, op: 'is_null' | 'not_null'): string | undefined =>
  'field' in condition && /^(is|not)_null$/.test(condition.op) && (condition.op === op) !== negated
    ? condition.field
    : undefined

/** Conditions that a field is empty, each beside another of the same rows that speaks against it. */
const contradicted = (
  { atoms }: Draft,
  clashes: (other: Atom, each: Atom, field: string) => boolean,
): number =>
  atoms.filter((each) => {
    const field = testedAs(each, 'is_null')
    return (
      field !== undefined && atoms.some((other) => other.group === each.group && clashes(other, each, field))
    )
  }).length

/** "Training done but go-live missing", "due last month and not done": a day that is empty lies in no period and has not come. */
const empty = (draft: Draft): number =>
  contradicted(
    draft,
    (other, each, field) =>
      other.object === each.object &&
      (testedAs(other, 'not_null') === field || (other.kind === 'period' && other.field === field)),
  )

/** "Not churned" of rows that are taken to be none of these anyhow: it is said for its own sake alone. */
const usual = ({ atoms, object }: Draft): number =>
  atoms.length < 2
    ? 0
    : atoms.filter(
        ({ negated, reach, field, values }) =>
          negated &&
          reach.steps === 0 &&
          object.usually.some(({ liftedBy }) =>
            liftedBy.some(
              (by) => by.field === field && values?.some((one) => by.values?.some((own) => own === one)),
            ),
          ),
      ).length

/** "Not tagged beta": what has no tag has not that one; a field that is empty holds no value. */
const impossible = (draft: Draft): number =>
  contradicted(draft, (other, _, field) => other.kind === 'value' && !other.negated && other.field === field)

/** "A but not B" of one row: what has the one value has not the other anyhow. */
const idle = ({ atoms, catalogue }: Draft): number =>
  atoms.filter(
    (each) =>
      each.negated &&
      each.kind === 'value' &&
      each.field !== undefined &&
      fieldBehind(catalogue, each)?.type !== 'list' &&
      atoms.some(
        (other) =>
          !other.negated &&
          other.kind === 'value' &&
          other.field === each.field &&
          other.object === each.object &&
          other.group === each.group,
      ),
  ).length
