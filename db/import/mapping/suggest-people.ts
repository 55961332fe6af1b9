/** Decides how owners and managers are known, and lists the people whom the files name and no user is; no e-mail is ever made up. */
import type { Role } from '../../contract.ts'
import type { BundleSource } from '../source.ts'
import { shown } from '../refusal.ts'
import type { Draft } from './draft.ts'
import { foreignRows } from './foreign-file.ts'
import type { MappedPerson } from './mapping.ts'
import type { ColumnProfile } from './profile.ts'
import type { Targets } from './references.ts'
import { columnOf } from './suggest-columns.ts'
import { lookupKey } from './words.ts'

const mostPeople = 1000

type Asked = { draft: Draft; field: string; names: ColumnProfile | null; emails: ColumnProfile | null }

/** Sales and the like read; those who look after accounts act on them. */
const roleOf = (object: string, field: string): Role =>
  field === 'csm' ||
  (field === 'assignee' && object === 'tasks') ||
  (field === 'owner' && object === 'activities')
    ? 'csm'
    : 'viewer'

const isEmail = (column: ColumnProfile) => column.share('email') >= 0.8
/** An id of another system: no word, or a word with digits. */
const isCode = (column: ColumnProfile) =>
  [...column.listed.keys()].every((text) => /\d/.test(text) && !/\s/.test(text))

export function addPersonReferences(drafts: Draft[], targets: Targets): Asked[] {
  const asked: Asked[] = []
  for (const draft of drafts) {
    for (const spec of draft.spec.columns) {
      if (spec.to !== 'users' || draft.has(spec.name)) continue
      const chosen = draft.fits.get(spec.name)?.column
      draft.release(spec.name)
      const columns = draft.profile.columns.filter(
        (column) =>
          column.filled > 0 &&
          !draft.isTaken(column, spec.name) &&
          (column === chosen || isBeside(column, chosen)),
      )
      const one = askFor(draft, spec.name, columns, targets)
      if (one) asked.push(one)
    }
  }
  return asked
}

/** "Owner e-mail" beside "Owner": the same words but for what they are known by. */
function isBeside(column: ColumnProfile, chosen: ColumnProfile | undefined): boolean {
  if (!chosen) return false
  const bare = (words: string[]) => words.filter((word) => !knownBy.has(word)).join(' ')
  const [own, other] = [bare(column.words), bare(chosen.words)]
  if (own === other) return true
  const [short, long] = own.length < other.length ? [own, other] : [other, own]
  return isEmail(column) !== isEmail(chosen) && short.length >= 4 && long.includes(short)
}

const knownBy = new Set(['email', 'name', 'id', 'full', 'address', 'mail', 'adresse'])

function askFor(draft: Draft, field: string, columns: ColumnProfile[], targets: Targets): Asked | null {
  if (columns.length === 0) return null
  const emails = columns.find(isEmail) ?? null
  const names = columns.find((column) => column !== emails && !isEmail(column) && !isCode(column)) ?? null
  const codes = columns.filter((column) => column !== emails && column !== names)
  const byId = codes.find((column) => [...column.values].some((value) => targets.users.id.has(value)))
  const [column, by] = emails
    ? [emails, 'email' as const]
    : byId
      ? [byId, 'id' as const]
      : [names, 'name' as const]
  if (!column) {
    for (const code of codes) {
      draft.map(
        columnOf(
          [code],
          null,
          { kind: 'text' },
          false,
          `holds ids of people, and no file tells who they are: ${field} stays empty`,
        ),
        code,
      )
    }
    return null
  }
  const as = { kind: 'reference', to: 'users', by } as const
  const doubt = draft.object === 'accounts' && field === 'csm' && !column.words.some((word) => ['csm', 'cs', 'success', 'betreuer', 'kundenbetreuer'].includes(word)) // prettier-ignore
  draft.map(
    columnOf([column], field, as, !doubt, doubt ? `the owner is taken as the CSM; it may be sales (ae)` : ''),
    column,
  )
  for (const other of columns) {
    if (other !== column && draft.isFree(other)) {
      draft.map(
        columnOf([other], null, { kind: 'text' }, true, `${field} is known by ${shown(column.name)}`),
        other,
      )
    }
  }
  return by === 'id' ? null : { draft, field, names, emails }
}

type Person = { name: string; email: string | null; role: Role; fields: Set<string> }

/** Everybody whom these columns name and who is no user yet, with the e-mail that stands beside the name. */
export async function peopleOf(
  source: BundleSource,
  asked: Asked[],
  targets: Targets,
): Promise<MappedPerson[]> {
  const people = new Map<string, Person>()
  const byDraft = Map.groupBy(asked, (one) => one.draft)
  for (const [{ profile, object }, fields] of byDraft) {
    for await (const block of foreignRows(source, profile.file, profile.header)) {
      for (const { cells, fault } of block) {
        if (fault) continue
        for (const { field, names, emails } of fields) {
          const name = (names ? cells[names.at] : '')?.trim() ?? ''
          const email = (emails ? cells[emails.at] : '')?.trim().toLowerCase() ?? ''
          if (name === '' && email === '') continue
          if (email ? targets.users.email.has(email) : targets.users.name.has(lookupKey(name))) continue
          note(people, { name, email, role: roleOf(object, field), field: `${object}.${field}` })
        }
      }
    }
  }
  const addresses = addressesOf(people)
  return [...people.values()].slice(0, mostPeople).flatMap(({ name, email, role, fields }) => {
    // Somebody named alone here and with an e-mail there is one person.
    const known = email ?? addresses.get(lookupKey(name)) ?? null
    if (email === null && known !== null) return []
    return [{ name: name || (known ?? ''), email: known, role, why: `named as ${[...fields].join(', ')}` }]
  })
}

function note(
  people: Map<string, Person>,
  { name, email, role, field }: { name: string; email: string; role: Role; field: string },
): void {
  const key = email || lookupKey(name)
  const before = people.get(key)
  if (!before) people.set(key, { name, email: email || null, role, fields: new Set([field]) })
  else {
    before.fields.add(field)
    if (role === 'csm') before.role = 'csm'
    if (before.name === '' && name !== '') before.name = name
  }
}

function addressesOf(people: Map<string, Person>): Map<string, string | null> {
  const found = new Map<string, string | null>()
  for (const { name, email } of people.values()) {
    if (email === null || name === '') continue
    const key = lookupKey(name)
    found.set(key, found.has(key) && found.get(key) !== email ? null : email)
  }
  return found
}
