/** Decides which column names the row of another object, and by what: by whether its values are found there. */
import type { ColumnSpec } from '../file-spec.ts'
import { comparable, type Referenced } from './directory.ts'
import type { Draft } from './draft.ts'
import type { ReferenceBy } from './mapping.ts'
import type { ColumnProfile } from './profile.ts'

/** What the rows that can be named are known by. */
export type Targets = Record<Referenced, Record<ReferenceBy, Set<string>>>

const ways: ReferenceBy[] = ['id', 'email', 'domain', 'name']

export const noTargets = (): Targets => {
  const none = () => ({
    id: new Set<string>(),
    email: new Set<string>(),
    domain: new Set<string>(),
    name: new Set<string>(),
  })
  return { users: none(), accounts: none(), contacts: none() }
}

/** What the files' own rows are known by, added to what the workspace has. */
export function addTargets(targets: Targets, drafts: Draft[]): void {
  for (const { object, fits, joinedNames } of drafts) {
    if (object !== 'users' && object !== 'accounts' && object !== 'contacts') continue
    for (const by of ways) {
      const column = fits.get(by)?.column
      for (const value of column?.values ?? []) addTarget(targets[object][by], object, by, value)
    }
    for (const name of joinedNames) addTarget(targets[object].name, object, 'name', name)
  }
}

export function addTarget(set: Set<string>, object: Referenced, by: ReferenceBy, text: string): void {
  const value = comparable(by, text)
  if (value !== null) set.add(value)
  const company = object === 'accounts' && by === 'name' ? comparable('company', text) : null
  if (company !== null) set.add(`~${company}`)
}

export type Reference = { column: ColumnProfile; by: ReferenceBy; share: number; fit: number }

/** Which share of the column's values is found, by the way that finds most. */
function bestWay(
  column: ColumnProfile,
  to: Referenced,
  targets: Targets,
): { by: ReferenceBy; share: number } {
  let best: { by: ReferenceBy; share: number } = { by: 'id', share: 0 }
  for (const by of ways) {
    const set = targets[to][by]
    if (set.size === 0 || column.values.size === 0) continue
    let found = 0
    for (const value of column.values) {
      const key = comparable(by, value)
      const isFound =
        key !== null &&
        (set.has(key) ||
          (to === 'accounts' && by === 'name' && set.has(`~${comparable('company', value) ?? ''}`)))
      if (isFound) found++
    }
    const share = found / column.values.size
    if (share > best.share) best = { by, share }
  }
  return best
}

/**
 * The column that names the target best. Without a fitting header a column is taken only where nearly all of its values
 * are found and there are enough of them to be no accident.
 */
export function findReference(
  draft: Draft,
  spec: ColumnSpec,
  to: Referenced,
  targets: Targets,
): Reference | null {
  const candidates: Reference[] = []
  for (const column of draft.profile.columns) {
    if (column.values.size === 0 || draft.isTaken(column, spec.name)) continue
    const fit = draft.nameFit(column, spec.name)
    if (fit < 0.5 && (column.values.size < 3 || !spec.required)) continue
    const { by, share } = bestWay(column, to, targets)
    if (fit < 0.5 && share < 0.8) continue
    candidates.push({ column, by, share, fit })
  }
  const value = ({ share, fit, by }: Reference) =>
    share + fit * 0.3 + (by === 'id' ? 0.1 : by === 'name' ? 0 : 0.05)
  candidates.sort((a, b) => value(b) - value(a))
  return candidates[0] ?? null
}
