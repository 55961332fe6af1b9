/** The people of a mapping as the importer reads them: users whom no file of users holds. */
import type { CsvRow } from '../csv-rows.ts'
import type { Header } from '../header.ts'
import { specOf, type Mapping } from './mapping.ts'
import { lookupKey } from './words.ts'

export const peopleName = '(people of the mapping)'

/** Null where there is nobody to make. A user who is there keeps the name and role that they have. */
export function mappedPeople(mapping: Mapping, stored: ReadonlySet<string>) {
  const users = specOf('users')
  const isPlaceholder = mapping.people_without_email === 'placeholder'
  const rows: CsvRow[] = mapping.people.flatMap(({ name, email, role }, i) => {
    const address = email?.trim().toLowerCase() ?? (isPlaceholder ? placeholderOf(name) : null)
    if (address === null || stored.has(address)) return []
    return { line: i + 1, cells: [address, name, role] }
  })
  if (rows.length === 0) return null
  const fields = ['email', 'name', 'role']
  const header: Header = {
    ...{ delimiter: ',', line: '', names: fields, custom: [], dropped: [] },
    known: users.columns.flatMap((spec) =>
      fields.includes(spec.name) ? { spec, at: fields.indexOf(spec.name) } : [],
    ),
  }
  async function* blocks() {
    yield { rows, bytes: 0 }
  }
  return {
    spec: { ...users, path: peopleName },
    file: { path: peopleName, bytes: 0 },
    open: async () => ({ header, blocks: blocks(), close: async () => {} }),
    done: async () => {},
  }
}

/** Under .invalid, which is reserved for addresses that no mail reaches. */
export function placeholderOf(name: string): string {
  const plain = lookupKey(name).normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return `${plain.replaceAll(/[^a-z0-9]+/g, '.').replaceAll(/^\.|\.$/g, '') || 'nobody'}@people.invalid`
}
