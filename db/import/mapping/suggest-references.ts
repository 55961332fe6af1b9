/** Adds to the drafts the columns that name other rows: accounts, contacts and people; and makes accounts of those that only children name. */
import type { ColumnSpec } from '../file-spec.ts'
import { specOf } from './mapping.ts'
import { assign } from './assign.ts'
import { Draft } from './draft.ts'
import { columnOf } from './suggest-columns.ts'
import type { ColumnProfile } from './profile.ts'
import { addTarget, findReference, type Reference, type Targets } from './references.ts'
import { objectWords } from './vocabulary.ts'
import { wordsOf } from './words.ts'

const percent = (share: number) => `${Math.floor(share * 100)} %`

const nouns = { users: 'users', accounts: 'accounts', contacts: 'contacts' }

function addReference(draft: Draft, spec: ColumnSpec, { column, by, share }: Reference): void {
  const to = spec.to === 'contacts' ? 'contacts' : spec.to === 'users' ? 'users' : 'accounts'
  const why =
    share >= 0.995
      ? `all its values are the ${by} of ${nouns[to]}`
      : `${percent(share)} of its values are found among the ${nouns[to]} by ${by}; rows with others are refused`
  const sure = share >= 0.9 || (!spec.required && share >= 0.8)
  draft.map(columnOf([column], spec.name, { kind: 'reference', to, by }, sure, why), column)
}

/** Columns that name the same thing in another way, such as the account's name beside its id. */
function leaveOthers(draft: Draft, spec: ColumnSpec): void {
  for (const column of draft.profile.columns) {
    if (draft.isFree(column) && draft.nameFit(column, spec.name) >= 0.75) {
      draft.map(
        columnOf([column], null, { kind: 'text' }, true, `${spec.name} is known by another column`),
        column,
      )
    }
  }
}

/** References to accounts and contacts. Those to people are decided with the people. */
export function addRowReferences(draft: Draft, targets: Targets): void {
  for (const spec of draft.spec.columns) {
    if ((spec.to !== 'accounts' && spec.to !== 'contacts') || draft.has(spec.name)) continue
    draft.release(spec.name)
    const found = findReference(draft, spec, spec.to, targets)
    const isOwn = spec.to === draft.object
    if (found && found.share >= (isOwn ? 0.3 : 0.25)) {
      addReference(draft, spec, found)
      leaveOthers(draft, spec)
    } else if (spec.required) addUnfound(draft, spec, found)
  }
}

/** The header says that the column names an account; no file and no workspace tells which. */
function addUnfound(draft: Draft, spec: ColumnSpec, found: Reference | null): void {
  const email = draft.profile.columns.find((column) => column.share('email') > 0.8)
  if (found && found.fit >= 0.5) {
    const why = `${percent(found.share)} of its values are found among the accounts: the rows with others are refused`
    const by = found.share > 0 ? found.by : found.column.share('email') > 0.8 ? 'domain' : 'name'
    draft.map(
      columnOf([found.column], spec.name, { kind: 'reference', to: 'accounts', by }, false, why),
      found.column,
    )
  } else if (email && spec.name === 'account_id') {
    const why = 'no column names the account: taken by the domain of the e-mail'
    draft.columns.push(
      columnOf([email], spec.name, { kind: 'reference', to: 'accounts', by: 'domain' }, false, why),
    )
  } else {
    draft.columns.push(
      columnOf(
        [],
        spec.name,
        { kind: 'constant', value: null },
        false,
        'every row needs it, and no column gives it',
      ),
    )
  }
}

const accountSpec = specOf('accounts')

const words = (object: string) => new Set((objectWords[object] ?? '').split('|').flatMap(wordsOf))

/** The accounts that a file of children names, where nothing else holds accounts: each different one once. */
export function accountsOfChildren(draft: Draft, targets: Targets): Draft | null {
  const spec = draft.spec.columns.find((column) => column.name === 'account_id')
  if (!spec || draft.object === 'accounts') return null
  const named = draft.profile.columns.filter(
    (column) =>
      column.filled > 0 && draft.nameFit(column, 'account_id') >= 0.7 && !draft.isTaken(column, 'account_id'),
  )
  const isCode = (column: ColumnProfile) =>
    column.share('number') > 0.5 || column.words.includes('id') || column.words.includes('number')
  const name = named.find(
    (column) => !isCode(column) && column.share('domain') < 0.5 && column.share('email') < 0.5,
  )
  const id = named.find((column) => isCode(column) && column.filled >= (name?.filled ?? 0))
  if (!name) return null
  const about = words('accounts')
  const others = draft.profile.columns.filter(
    (column) =>
      column !== name &&
      column !== id &&
      !draft.isTaken(column, 'account_id') &&
      column.words.some((word) => about.has(word)),
  )
  const { fits, all } = assign(others, 'accounts', accountSpec)
  for (const field of ['name', 'id', 'parent_id']) fits.delete(field)
  for (const [field, fit] of fits) if (fit.name < 0.8) fits.delete(field)
  const made = new Draft(draft.profile, 'accounts', accountSpec, fits, all)
  made.rows = 'distinct'
  made.sure = false
  made.why = 'no file holds accounts: each one that the rows name is made once'
  made.map(columnOf([name], 'name', { kind: 'text' }), name)
  if (id) made.map(columnOf([id], 'id', { kind: 'text' }), id)
  for (const fit of fits.values()) draft.take(fit.column, null)
  const currency = draft.profile.columns.find((column) => column.share('currency') > 0.9)
  if (currency && !fits.has('currency')) {
    const why = 'what the rows are in, the account is in'
    made.columns.push(columnOf([currency], 'currency', { kind: 'currency' }, true, why))
  }
  for (const value of name.values) addTarget(targets.accounts.name, 'accounts', 'name', value)
  for (const value of id?.values ?? []) addTarget(targets.accounts.id, 'accounts', 'id', value)
  return made
}

const contactSpec = specOf('contacts')

/** "Primary contact", "Contact e-mail" in a list of accounts: a contact of each. */
export function contactsOfAccounts(draft: Draft): Draft | null {
  if (draft.object !== 'accounts' || draft.rows !== 'each') return null
  const about = words('contacts')
  const columns = draft.profile.columns.filter(
    (column) =>
      column.filled > 0 &&
      (draft.isFree(column) || draft.isWeak(column)) &&
      column.words.some((word) => about.has(word)),
  )
  const { fits, all } = assign(columns, 'contacts', contactSpec)
  for (const field of ['account_id', 'id', 'reports_to']) fits.delete(field)
  for (const [field, fit] of fits) if (fit.score < 0.7) fits.delete(field)
  const own = draft.fits.get('id')?.column ?? draft.fits.get('name')?.column
  if (!own || !(fits.has('email') || fits.has('name') || (fits.has('first_name') && fits.has('last_name'))))
    return null
  for (const [field, fit] of [...draft.fits])
    if ([...fits.values()].some((one) => one.column === fit.column)) draft.release(field)
  for (const fit of fits.values()) draft.take(fit.column, null)
  const made = new Draft(draft.profile, 'contacts', contactSpec, fits, all)
  made.rows = 'distinct'
  made.sure = false
  made.why = 'the file of accounts names a contact of each'
  const by = draft.fits.get('id')?.column === own ? 'id' : 'name'
  made.columns.push(columnOf([own], 'account_id', { kind: 'reference', to: 'accounts', by }))
  made.take(own, 'account_id')
  return made
}

/** The person of a ticket or an answer, named with an e-mail, where no file and no workspace holds contacts. */
export function contactsOfChildren(draft: Draft, targets: Targets): Draft | null {
  const spec = draft.spec.columns.find((column) => column.to === 'contacts' && column.name === 'contact_id')
  if (!spec || !draft.has('account_id')) return null
  const columns = draft.profile.columns.filter(
    (column) =>
      column.filled > 0 && draft.nameFit(column, 'contact_id') >= 0.7 && !draft.isTaken(column, 'contact_id'),
  )
  const email = columns.find((column) => column.share('email') > 0.9)
  const name = columns.find(
    (column) => column !== email && column.share('email') < 0.1 && column.share('number') < 0.1,
  )
  const account = draft.columns.find((column) => column.to === 'account_id')
  if (!email || !account) return null
  const made = new Draft(draft.profile, 'contacts', contactSpec, new Map(), [])
  made.rows = 'distinct'
  made.sure = false
  made.why = 'no file holds contacts: each one that the rows name is made once'
  const isNamed = name !== undefined && name.filled >= email.filled
  made.map(
    columnOf(
      [isNamed ? name : email],
      'name',
      { kind: 'text' },
      isNamed,
      isNamed ? '' : 'no column gives a name',
    ),
    name ?? email,
  )
  made.map(columnOf([email], 'email', { kind: 'email' }), email)
  made.columns.push({ ...account })
  for (const value of email.values) addTarget(targets.contacts.email, 'contacts', 'email', value)
  return made
}
