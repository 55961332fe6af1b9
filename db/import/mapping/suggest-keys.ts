/** Reads a draft's rows once more for what only whole rows tell: which fields make a row the same row, and which companies stand twice. */
import type { BundleSource } from '../source.ts'
import { shown } from '../refusal.ts'
import type { Draft } from './draft.ts'
import { foreignRows, type ForeignRow } from './foreign-file.ts'
import type { Duplicate } from './mapping.ts'
import { companyKey, domainOf, lookupKey } from './words.ts'

/** In the order of how well they name a row for good. */
const candidates: Record<string, string[][]> = {
  accounts: [['domain'], ['name'], ['name', 'domain'], ['name', 'region']],
  contacts: [['email'], ['account_id', 'name'], ['account_id', 'name', 'title']],
  users: [['email']],
  contracts: [['account_id', 'product', 'start_on'], ['account_id', 'start_on'], ['account_id', 'product'], ['account_id']],
  opportunities: [['account_id', 'name'], ['name'], ['account_id', 'name', 'close_on']],
  milestones: [['account_id', 'name'], ['account_id', 'name', 'due_on']],
  activities: [['account_id', 'at', 'subject'], ['at', 'subject', 'contact_id'], ['account_id', 'at', 'subject', 'body']],
  tickets: [['account_id', 'subject', 'opened_at'], ['subject', 'opened_at'], ['subject', 'opened_at', 'contact_id']],
  nps: [['account_id', 'contact_id', 'at'], ['contact_id', 'at'], ['account_id', 'at'], ['account_id', 'at', 'comment']],
  tasks: [['account_id', 'title', 'due_on'], ['title', 'due_on'], ['title', 'due_on', 'assignee']],
} // prettier-ignore

const mostKept = 300_000
const mostGroups = 200
/** Where many companies have their mail. */
const shared = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com yahoo.com icloud.com gmx.de gmx.net web.de aol.com qq.com live.com me.com proton.me linkedin.com facebook.com'.split(
    ' ',
  ),
)

/** A subsidiary may share its parent's domain, and is no double of it. */
type Named = { line: number; name: string; domain: string | null; hasParent: boolean }

/** The headers' places of the columns that make a field. */
function placesOf(draft: Draft, field: string): number[] {
  const column = draft.columns.find((one) => one.to === field)
  return (column?.from ?? []).map((name) => draft.profile.header.names.indexOf(name)).filter((at) => at >= 0)
}

const textAt = (row: ForeignRow, places: number[]) =>
  places.map((at) => lookupKey(row.cells[at] ?? '')).filter((text) => text !== '').join(' ') // prettier-ignore

class KeyTest {
  readonly fields: string[]
  private readonly places: number[][]
  private readonly seen = new Set<string>()
  twice = 0
  empty = 0

  constructor(draft: Draft, fields: string[]) {
    this.fields = fields
    this.places = fields.map((field) => placesOf(draft, field))
  }

  get isPossible(): boolean {
    return this.places.every((at) => at.length > 0)
  }

  add(row: ForeignRow): void {
    const parts = this.places.map((at) => textAt(row, at))
    const first = parts[0] ?? ''
    if (parts.every((part) => part === '') || (parts.length === 1 && first === '')) this.empty++
    const key = parts.join('\0')
    if (this.seen.has(key)) this.twice++
    else if (this.seen.size < mostKept) this.seen.add(key)
  }
}

/** Where the file gives no id that stands once in every row, the draft gets a key; answers the accounts that may be one. */
export async function readRows(source: BundleSource, draft: Draft): Promise<Named[]> {
  const id = draft.fits.get('id')?.column
  const hasId = draft.has('id') || (draft.object === 'users' && draft.has('email'))
  const isSeries = draft.spec.id === undefined
  const tests =
    hasId || isSeries
      ? []
      : (candidates[draft.object] ?? [])
          .map((fields) => new KeyTest(draft, fields))
          .filter((test) => test.isPossible)
  const names = draft.object === 'accounts' && draft.rows === 'each' ? placesOf(draft, 'name') : []
  const domains = placesOf(draft, 'domain')
  const parents = placesOf(draft, 'parent_id')
  if (tests.length === 0 && names.length === 0) return []
  const named: Named[] = []
  for await (const block of foreignRows(source, draft.profile.file, draft.profile.header)) {
    for (const row of block) {
      if (row.fault) continue
      for (const test of tests) test.add(row)
      const name = names.map((at) => row.cells[at]?.trim() ?? '').join(' ')
      if (name !== '' && named.length < mostKept) {
        named.push({
          line: row.line,
          name,
          domain: domainOf(domains.map((at) => row.cells[at] ?? '')[0] ?? ''),
          hasParent: parents.some((at) => (row.cells[at] ?? '').trim() !== ''),
        })
      }
    }
  }
  if (tests.length > 0) chooseKey(draft, tests)
  else if (!hasId && !isSeries && id === undefined) draft.key = []
  return named
}

function chooseKey(draft: Draft, tests: KeyTest[]): void {
  const isDistinct = draft.rows === 'distinct'
  const good = tests.find((test) => test.empty === 0 && (isDistinct || test.twice === 0))
  const best = good ?? tests.reduce((a, b) => (b.empty + b.twice < a.empty + a.twice ? b : a))
  draft.key = best.fields
  if (good) return
  draft.sure = false
  const faults = [
    best.twice > 0 && `${best.twice} rows repeat it and are refused`,
    best.empty > 0 && `${best.empty} rows lack it and are refused`,
  ]
  draft.why = [
    draft.why,
    `no id; the key ${best.fields.join(' + ')} is not of every row alone: ${faults.filter(Boolean).join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ')
}

/** Rows of one file that have the same domain, or the same name but for legal form, case and accents. */
export function duplicatesOf(draft: Draft, named: Named[]): Duplicate[] {
  const groups: Duplicate[] = []
  const grouped = new Set<number>()
  const collect = (keyOf: (one: Named) => string | null, why: (key: string) => string) => {
    const by = Map.groupBy(named, (one) => keyOf(one) ?? '')
    for (const [key, rows] of by) {
      if (key === '' || rows.length < 2 || rows.length > 10 || groups.length >= mostGroups) continue
      const fresh = rows.filter((row) => !grouped.has(row.line))
      if (
        fresh.length === 0 ||
        (fresh.length < rows.length && rows.length - fresh.length > 1 && fresh.length === 0)
      )
        continue
      for (const row of rows) grouped.add(row.line)
      const file = draft.profile.file.path
      groups.push({
        object: 'accounts',
        why: why(key),
        merge: false,
        rows: rows.map(({ line, name }) => ({ file, line, name })),
      })
    }
  }
  collect(
    (one) => companyKey(one.name),
    () => 'the same name but for spelling and legal form',
  )
  collect(
    (one) => (one.domain && !one.hasParent && !shared.has(one.domain) ? one.domain : null),
    (key) => `the same domain ${shown(key)}`,
  )
  return united(groups)
}

/** Groups that share a row are one. */
function united(groups: Duplicate[]): Duplicate[] {
  const result: Duplicate[] = []
  for (const group of groups) {
    const before = result.find((one) =>
      one.rows.some((row) => group.rows.some((other) => other.line === row.line)),
    )
    if (!before) {
      result.push(group)
      continue
    }
    for (const row of group.rows) if (!before.rows.some((one) => one.line === row.line)) before.rows.push(row)
    if (!before.why.includes(group.why)) before.why = `${before.why}; ${group.why}`
  }
  return result
}
