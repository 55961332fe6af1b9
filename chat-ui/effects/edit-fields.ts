/** Reads a tool's JSON schema as fields of a small form: plain values can be changed, whatever is more than that stays as it is. */
import { humanise } from '../cells/format.ts'

export type EditField = {
  key: string
  label: string
  hint: string | undefined
  kind: 'text' | 'number' | 'day' | 'flag' | 'choice' | 'list'
  /** Of a choice. */
  options: string[]
  isRequired: boolean
}
type Schema = Record<string, unknown>
type Values = Record<string, unknown>

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

/** Follows references, and looks past "or nothing". */
function plain(schema: unknown, root: Schema): Schema[] {
  if (!isSchema(schema)) return []
  if (typeof schema.$ref === 'string') {
    const target = schema.$ref
      .split('/')
      .slice(1)
      .reduce<unknown>((at, part) => (isSchema(at) ? at[part] : undefined), root)
    return plain(target, root)
  }
  const either = schema.anyOf ?? schema.oneOf
  if (Array.isArray(either)) return either.flatMap((each) => plain(each, root))
  return schema.type === 'null' ? [] : [schema]
}

type Kind = Pick<EditField, 'kind' | 'options'>

function kindOfOne(schema: Schema): Kind | null {
  const { type } = schema
  const options = strings(schema.enum)
  if (options.length > 0) return { kind: 'choice', options }
  if (type === 'string') return { kind: schema.format === 'date' ? 'day' : 'text', options }
  if (type === 'number' || type === 'integer') return { kind: 'number', options }
  if (type === 'boolean') return { kind: 'flag', options }
  if (type === 'array' && isSchema(schema.items) && schema.items.type === 'string')
    return { kind: 'list', options }
  return null
}

const kindOfValue = (value: unknown): EditField['kind'] =>
  typeof value === 'number'
    ? 'number'
    : typeof value === 'boolean'
      ? 'flag'
      : Array.isArray(value)
        ? 'list'
        : 'text'

/** Where a field takes values of several kinds, the one that it has now. */
function kindOf(schema: unknown, root: Schema, value: unknown): Kind | null {
  const kinds = plain(schema, root).map(kindOfOne)
  const known = kinds.filter((kind) => kind !== null)
  if (known.length === 0 || known.length < kinds.length) return null
  return known.length === 1
    ? (known[0] ?? null)
    : (known.find(({ kind }) => kind === kindOfValue(value)) ?? null)
}

/** Rows by their ids or by a filter: what is known of them is in the table, and in what was asked. */
const isSelection = (schema: unknown, root: Schema): boolean =>
  plain(schema, root).some(
    ({ properties }) => isSchema(properties) && 'ids' in properties && 'where' in properties,
  )

/** The fields that can be changed, and the keys of those that stay. */
export function editFields(schema: Schema, values: Values): { fields: EditField[]; stays: string[] } {
  const properties = isSchema(schema.properties) ? schema.properties : {}
  const required = strings(schema.required)
  const fields: EditField[] = []
  const stays: string[] = []
  for (const [key, property] of Object.entries(properties)) {
    const kind = kindOf(property, schema, values[key])
    const label = humanise(key)
    const hint =
      isSchema(property) && typeof property.description === 'string' ? property.description : undefined
    if (kind !== null) fields.push({ key, label, hint, ...kind, isRequired: required.includes(key) })
    else if (values[key] !== undefined) stays.push(isSelection(property, schema) ? 'Which records' : label)
  }
  return { fields, stays }
}

/** As it stands in its field. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(shownValue).join(', ') : JSON.stringify(value)
}

/** The value of what was typed; an optional field that was emptied has none. */
export function typedValue({ kind, isRequired }: EditField, typed: string): unknown {
  const text = typed.trim()
  if (kind === 'list')
    return text === ''
      ? []
      : text
          .split(',')
          .map((each) => each.trim())
          .filter(Boolean)
  if (kind === 'flag') return text === 'true'
  if (text === '') return isRequired ? '' : undefined
  if (kind === 'number') return Number(text)
  return text
}
