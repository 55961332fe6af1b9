/** The same story for a person, with everything that they may not see changed, emptied or left out: whatever they ask must be answered alike. */
import type { Story } from '../naive/story.ts'
import type { Cell, Row, Table } from '../naive/world.ts'
import { keyOf } from '../naive/world.ts'
import type { Sight } from './sight.ts'

/** Tables whose rows nothing refers to: some of these go. */
const leaves = new Set<Table>([
  'activities',
  'tickets',
  'nps',
  'tasks',
  'milestones',
  'opportunities',
  'contracts',
  'health_scores',
  'usage',
  'user_usage',
])

/**
 * Columns that stay: what rows are tied by, what must not be empty, and what decides of the workspace as a whole (its
 * currencies, the values of its own columns).
 */
const fixed = new Set(
  'id account_id contact_id parent_id reports_to assignee owner csm ae tags currency tier on at feature thread_id type kind status'
    .split(' ')
    .concat('opened_at events score active_users rooms flagged signed_off direction role'.split(' ')),
)
const named = new Set(['name', 'subject', 'title', 'comment', 'motto', 'nickname', 'body', 'product'])

/** A number from a text, the same each time. */
const mark = (text: string) => Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7)

const columnOf: Record<string, [Table, string]> = {
  'contact.email': ['contacts', 'email'],
  'contact.phone': ['contacts', 'phone'],
  'account.arr': ['accounts', 'arr'],
  'account.motto': ['accounts', 'motto'],
  'ticket.csat': ['tickets', 'csat'],
}
/** Fields that a trial may withhold: those that `columnOf` knows. */
export const withholdable = Object.keys(columnOf).filter((field) => !field.startsWith('contact.'))

export function alterUnseen(story: Story, sight: Sight): Story {
  const accountsOf = new Map<string, Set<string>>()
  for (const { table, key, row } of story.ledger) {
    if (!row) continue
    const account = table === 'accounts' ? row.id : row.account_id
    const of = `${table} ${key}`
    const whose = accountsOf.get(of) ?? new Set()
    accountsOf.set(of, whose.add(String(account ?? 'none')))
    if (table === 'tasks') whose.add(`of ${String(row.assignee)}`)
  }
  // A row that was ever of an account which the person sees stays as it is.
  const isSeen = (table: Table, key: string) =>
    table === 'users' ||
    [...(accountsOf.get(`${table} ${key}`) ?? [])].some((account) =>
      account.startsWith('of ') ? sight.people.has(account.slice(3)) : sight.sees(account),
    )
  const isGone = (table: Table, key: string) =>
    !isSeen(table, key) && leaves.has(table) && mark(`${table}${key}`) % 2 === 0
  const hidden = sight.withheld.map((field) => columnOf[field]).filter((found) => found !== undefined)
  const altered = (table: Table, row: Row): Row => {
    const changed: Record<string, Cell> = { ...row }
    if (!isSeen(table, keyOf(table, row)))
      for (const [column, value] of Object.entries(row)) {
        if (value === null || fixed.has(column)) continue
        if (named.has(column)) changed[column] = `${String(value)} otherwise`
        else if (typeof value === 'number') changed[column] = column === 'arr' ? 3 * value + 7 : value
        else changed[column] = null
      }
    for (const [of, column] of hidden)
      if (of === table && changed[column] != null)
        changed[column] =
          typeof changed[column] === 'number' ? hiddenNumber(table, row, column) : hiddenText(row, column)
    return changed
  }
  const chapters = story.chapters.map((chapter) => ({
    ...chapter,
    files: new Map(
      [...chapter.files].map(([table, rows]) => [
        table,
        rows.filter((row) => !isGone(table, keyOf(table, row))).map((row) => altered(table, row)),
      ]),
    ),
    gone: chapter.gone.filter(({ table, id }) => !isGone(table, id)),
  }))
  return { ...story, chapters }
}

const hiddenNumber = (table: Table, row: Row, column: string): Cell =>
  table === 'tickets' ? 1 + (mark(keyOf(table, row)) % 5) : mark(keyOf(table, row) + column) % 1_000_000
/** Some have none any more. */
const hiddenText = (row: Row, column: string): Cell =>
  mark(`${String(row.id)}${column}`) % 3 === 0
    ? null
    : column === 'email'
      ? `hidden${mark(String(row.id))}@them.example`
      : `+34 ${mark(String(row.id))}`
