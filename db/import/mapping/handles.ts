/** Gives every row of a foreign file the id by which the bundle's importer knows it: new, as it landed before, or that of the row it matches. */
import { createHash } from 'node:crypto'
import { Refusal, shown } from '../refusal.ts'
import type { Directory, Referenced } from './directory.ts'
import { sourceIdOf } from './external-ids.ts'
import type { MappedTable } from './mapping.ts'

const longestKey = 200

/** The text of a key, short enough for an index. */
export const keyText = (parts: string[]): string => {
  const text = parts.join(' · ')
  return text.length <= longestKey ? text : createHash('sha256').update(text).digest('hex').slice(0, 32)
}

export class Handles {
  /** External ids that stand for a row of another id: matched, merged, or landed so by an earlier import. */
  readonly elsewhere: Map<string, string>
  private readonly source: string
  /** Rows that an external id of this source has; none is matched twice. */
  private readonly claimed: Set<string>
  private readonly decided = new Set<string>()

  constructor(source: string, elsewhere: Map<string, string>) {
    this.source = source
    this.elsewhere = elsewhere
    this.claimed = new Set(elsewhere.values())
  }

  /** Two rows are one from now on. */
  join(id: string, handle: string): void {
    this.elsewhere.set(id, handle)
    this.decided.add(id)
  }

  of(id: string): string {
    return this.elsewhere.get(id) ?? sourceIdOf(this.source, id)
  }

  /**
   * The handle of a row that is seen for the first time. Where the workspace has exactly one row of the same value by the
   * table's match rules, and no row of this source is that row already, it lands there.
   */
  decide(
    id: string,
    match: MappedTable['match'],
    values: Partial<Record<string, string>>,
    stored: Directory,
    object: Referenced,
  ): string | Refusal {
    if (this.source === 'bundle' || this.elsewhere.has(id) || this.decided.has(id)) return this.of(id)
    this.decided.add(id)
    const own = sourceIdOf(this.source, id)
    if (stored.find(object, 'id', own).length > 0) return own
    for (const by of match) {
      const text = values[by]
      if (text === undefined || text === '') continue
      const found = stored
        .find(object, by, text)
        .filter((handle) => !this.claimed.has(handle) && !handle.startsWith(`${this.source}:`))
      const [only] = found
      if (found.length > 1) {
        this.decided.delete(id)
        return new Refusal(
          `${found.length} ${object} of the workspace have the ${by} ${shown(text)} (${found.slice(0, 3).join(', ')}): which one this row is cannot be told`,
        )
      }
      if (only !== undefined) {
        this.elsewhere.set(id, only)
        this.claimed.add(only)
        return only
      }
    }
    return own
  }
}
