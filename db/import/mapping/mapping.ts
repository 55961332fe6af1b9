/** A mapping: how a foreign file's columns become rows of the bundle, as a value that people read, correct and hand back. */
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { roles } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import { bundleFiles } from '../files/bundle-files.ts'
import type { FileSpec } from '../file-spec.ts'
import { printable } from '../refusal.ts'

export const dateOrders = ['ymd', 'dmy', 'mdy', 'excel', 'epoch'] as const
export type DateOrder = (typeof dateOrders)[number]

/** `null` where only a person can tell: the mapping is not used before it is answered. */
const order = z.enum(dateOrders).nullable()

/** How the cells of a column become the cell of a field. */
const transform = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text') }),
  /** Several columns in one: first name and last name. */
  z.strictObject({ kind: z.literal('join'), with: z.string() }),
  /** "Diaz, Ana" becomes "Ana Diaz". */
  z.strictObject({ kind: z.literal('last_first') }),
  z.strictObject({ kind: z.literal('email') }),
  /** An address of a page becomes its domain. */
  z.strictObject({ kind: z.literal('domain') }),
  /** `scale` is what the number is multiplied by: 12 for a month's money, 1000 for thousands. `each`: by what each cell proves. */
  z.strictObject({
    kind: z.literal('number'),
    decimal: z.enum(['.', ',', 'each']),
    scale: z.number().positive().optional(),
  }),
  /** The currency that stands in a cell of money, or alone. */
  z.strictObject({ kind: z.literal('currency') }),
  z.strictObject({ kind: z.literal('date'), order }),
  z.strictObject({ kind: z.literal('time'), order }),
  z.strictObject({ kind: z.literal('boolean'), yes: z.array(z.string()), no: z.array(z.string()) }),
  /** By the cell's text without regard to case; `otherwise` is for every other text (a refusal where it is missing). */
  z.strictObject({
    kind: z.literal('enum'),
    values: z.record(z.string(), z.string().nullable()),
    otherwise: z.string().nullable().optional(),
  }),
  z.strictObject({ kind: z.literal('list'), separator: z.string().min(1) }),
  /** The cell names a row of that object by its id, its name, its domain or its e-mail. */
  z.strictObject({
    kind: z.literal('reference'),
    to: z.enum(['users', 'accounts', 'contacts']),
    by: z.enum(['id', 'name', 'domain', 'email']),
  }),
  /** The same for every row; null is to be answered. */
  z.strictObject({ kind: z.literal('constant'), value: z.string().nullable() }),
])
export type Transform = z.infer<typeof transform>
export type ReferenceBy = Extract<Transform, { kind: 'reference' }>['by']

const column = z.strictObject({
  /** Headers of the file; one that stands twice is `Phone`, then `Phone #2`. */
  from: z.array(z.string()),
  /** A field of the object, `custom.<key>`, or null where the column is left out. */
  to: z.string().nullable(),
  as: transform,
  sure: z.boolean().default(true),
  why: z.string().default(''),
  /** What the first filled cell holds, and what it becomes. */
  sample: z.string().optional(),
  becomes: z.string().optional(),
})
export type MappedColumn = z.infer<typeof column>

const object = z.enum(
  bundleFiles.map((spec) => spec.path.replace('.csv', '')) as [string, ...string[]],
  'no file of a bundle has this name',
)

const table = z.strictObject({
  file: z.string(),
  /** The line that holds the headers. */
  header: z.int().min(1),
  delimiter: z.string().length(1).default(','),
  object,
  /** `distinct`: the file's rows are of another object, and each different one that they name becomes a row once. */
  rows: z.enum(['each', 'distinct']).default('each'),
  /** Fields that make a row the same row, where the file gives no id. */
  key: z.array(z.string()).default([]),
  /** A row of this source that is new lands on the workspace's row with the same value, where there is one. */
  match: z.array(z.enum(['domain', 'email', 'name'])).default([]),
  sure: z.boolean().default(true),
  why: z.string().default(''),
  columns: z.array(column),
})
export type MappedTable = z.infer<typeof table>

const person = z.strictObject({
  /** As the file's columns name them. */
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  why: z.string().default(''),
})
export type MappedPerson = z.infer<typeof person>

const duplicate = z.strictObject({
  object,
  why: z.string(),
  /** True: the rows are imported as the first of them, whose empty cells the others fill; what names another follows. */
  merge: z.boolean(),
  rows: z.array(z.strictObject({ file: z.string(), line: z.int(), name: z.string() })).min(2),
})
export type Duplicate = z.infer<typeof duplicate>

export const mappingSchema = z.strictObject({
  version: z.literal(1),
  /** Whose ids these are. The ids of `bundle` are what answers print; those of another source stand after its name. */
  source: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'expected a short name in lower case, such as hubspot'),
  tables: z.array(table).min(1),
  /** People whom the files name and who are to be users. */
  people: z.array(person).default([]),
  /** For people without an e-mail: their columns stay empty, or they get an address under .invalid, which no mail reaches. */
  people_without_email: z.enum(['leave_empty', 'placeholder']).nullable().default(null),
  duplicates: z.array(duplicate).default([]),
})
export type Mapping = z.infer<typeof mappingSchema>

export const customPrefix = 'custom.'

export const specOf = (object: string): FileSpec => {
  const spec = bundleFiles.find((one) => one.path === `${object}.csv`)
  if (!spec) throw new Error(`no file of a bundle is ${object}.csv`)
  return spec
}

const wrong = (what: string, next: string) => new Problem('bad_request', what, { next })

/** Reads a mapping from YAML or JSON. Throws a Problem that says where it is wrong. */
export function readMapping(text: string): Mapping {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw wrong(`The mapping is no YAML: ${error instanceof Error ? error.message : String(error)}`, '')
  }
  const read = mappingSchema.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    const path = issue?.path.map(String).join('.')
    throw wrong(
      `The mapping is wrong${path ? ` at ${path}` : ''}: ${issue?.message ?? 'unreadable'}.`,
      'Correct it, or have a new one suggested with --suggest FILE.',
    )
  }
  checkFields(read.data)
  return read.data
}

/** Every field exists, and none is given twice by one table. */
function checkFields({ tables }: Mapping): void {
  tables.forEach((one, n) => {
    const spec = specOf(one.object)
    const known = new Set([...spec.columns.map((column) => column.name), 'id'])
    const seen = new Set<string>()
    one.columns.forEach(({ to }, i) => {
      if (to === null) return
      const at = `tables.${n}.columns.${i}.to`
      if (seen.has(to)) throw wrong(`The mapping is wrong at ${at}: ${one.file} gives ${to} twice.`, '')
      seen.add(to)
      if (known.has(to) || (to.startsWith(customPrefix) && to.length > customPrefix.length)) return
      throw wrong(
        `The mapping is wrong at ${at}: ${one.object} has no field ${to}.`,
        `It has ${[...known].join(', ')}, and custom.<key> for a field of your own.`,
      )
    })
    for (const field of one.key) {
      if (!seen.has(field))
        throw wrong(`The mapping is wrong at tables.${n}.key: no column gives ${field}.`, '')
    }
  })
}

/** For people to read and correct: YAML, with what is doubtful first to be seen by its `sure: false`. */
export const writeMapping = (mapping: Mapping): string => stringify(mapping, { lineWidth: 0 })

/** For the import's record: what the database keeps as JSON, where cells may have held anything. */
export const mappingRecord = (mapping: Mapping): Record<string, unknown> =>
  Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, storable(value)]))

function storable(value: unknown): unknown {
  if (typeof value === 'string') return printable(value)
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [printable(key), storable(one)]))
}

/** What only a person can answer, each as a sentence. */
export function unanswered(mapping: Mapping): string[] {
  const open: string[] = []
  for (const { file, object, columns } of mapping.tables) {
    for (const { from, to, as } of columns) {
      if (to === null) continue
      if ((as.kind === 'date' || as.kind === 'time') && as.order === null) {
        open.push(`${file}: the dates of "${from.join(', ')}" can be read two ways: write order: dmy or mdy`)
      }
      if (as.kind === 'constant' && as.value === null) {
        open.push(
          `${file}: ${object} needs ${to}, and no column gives it: name one in from, or write a value`,
        )
      }
    }
  }
  const nameless = mapping.people.filter((one) => one.email === null).map((one) => one.name)
  if (nameless.length > 0 && mapping.people_without_email === null) {
    const names =
      nameless.slice(0, 5).join(', ') + (nameless.length > 5 ? ` and ${nameless.length - 5} more` : '')
    open.push(
      `no e-mail is known of ${names}: write each under people, or people_without_email: leave_empty or placeholder`,
    )
  }
  return open
}

/** What a person should look at before the mapping is used: each as a sentence. */
export function doubts(mapping: Mapping): string[] {
  const list = unanswered(mapping)
  for (const one of mapping.tables) {
    if (!one.sure) list.push(`${one.file}: taken as ${one.object}: ${one.why}`)
    for (const { from, to, sure, why, as } of one.columns) {
      const isOpen =
        (as.kind === 'constant' && as.value === null) ||
        ((as.kind === 'date' || as.kind === 'time') && as.order === null)
      if (!sure && !isOpen)
        list.push(`${one.file}: ${from.join(' + ') || 'no column'} → ${to ?? 'left out'}: ${why}`)
    }
  }
  const known = mapping.people.filter((one) => one.email !== null)
  if (known.length > 0) {
    const names = known.slice(0, 5).map(({ email, role }) => `${email} (${role})`)
    const more = known.length > names.length ? ` and ${known.length - names.length} more` : ''
    list.push(`people become users of the workspace with these roles: ${names.join(', ')}${more}`)
  }
  for (const { rows, merge, why } of mapping.duplicates) {
    if (!merge) list.push(`${rows.map((row) => `"${row.name}"`).join(' and ')} may be one (${why})`)
  }
  return list
}
