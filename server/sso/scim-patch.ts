/** Applies a SCIM PATCH to a user's document, in the forms that Okta and Entra send; what is no attribute of ours is passed over. */
import { ScimError, type Operation, type UserDocument } from './scim-shapes.ts'

type Json = Record<string, unknown>

/** By their names in lower case: SCIM does not tell case apart. */
const attributes = new Map(
  ['userName', 'externalId', 'displayName', 'name', 'emails', 'active', 'roles'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
)
const parts = new Map(
  ['formatted', 'givenName', 'familyName', 'value', 'type', 'primary', 'display'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
)
const lists = new Set(['emails', 'roles'])

type Target = { attribute: string; filter: { part: string; value: string } | null; part: string | null }

const pathForm =
  /^(?:urn:[\w.:-]+:)?(\w+)(?:\[\s*(\w+)\s+eq\s+(?:"([^"]*)"|(true|false))\s*\])?(?:\.(\w+))?$/i

/** Null for an attribute that Steward does not keep. */
function targetOf(path: string): Target | null {
  const match = pathForm.exec(path.trim())
  if (!match) throw new ScimError(400, `The path ${path} is not understood.`, 'invalidPath')
  const [, name = '', by, quoted, bare, part] = match
  const attribute = attributes.get(name.toLowerCase())
  if (attribute === undefined) return null
  const filter =
    by === undefined ? null : { part: parts.get(by.toLowerCase()) ?? by, value: quoted ?? bare ?? '' }
  return { attribute, filter, part: part === undefined ? null : (parts.get(part.toLowerCase()) ?? part) }
}

export function applyPatch(document: UserDocument, operations: Operation[]): Json {
  const changed = structuredClone(document) as unknown as Json
  for (const operation of operations) {
    if (operation.path !== undefined) applyAt(changed, operation.path, operation)
    else applyWhole(changed, operation)
  }
  return changed
}

/** Without a path the value is an object of attributes, or of paths. */
function applyWhole(document: Json, { op, value }: Operation): void {
  if (op === 'remove') throw new ScimError(400, 'What is to be removed is not said.', 'noTarget')
  if (!isObject(value))
    throw new ScimError(400, 'Without a path the value must be an object.', 'invalidValue')
  for (const [path, each] of Object.entries(value))
    if (pathForm.test(path)) applyAt(document, path, { op, path, value: each })
}

function applyAt(document: Json, path: string, { op, value }: Operation): void {
  const target = targetOf(path)
  if (!target) return
  const { attribute, part } = target
  if (lists.has(attribute)) {
    applyToList(document, target, op, value)
    return
  }
  if (part !== null || (attribute === 'name' && isObject(value))) {
    const inside = isObject(document[attribute]) ? document[attribute] : {}
    const given = part === null ? renamed(value as Json) : { [part]: op === 'remove' ? null : value }
    document[attribute] = { ...inside, ...given }
    return
  }
  document[attribute] = op === 'remove' ? null : value
}

function applyToList(
  document: Json,
  { attribute, filter, part }: Target,
  op: Operation['op'],
  value: unknown,
): void {
  const list = Array.isArray(document[attribute]) ? (document[attribute] as Json[]) : []
  const isMeant = (item: Json) =>
    filter === null || String(item[filter.part]).toLowerCase() === filter.value.toLowerCase()
  if (op === 'remove') {
    // Entra names the items to remove in the value.
    const named = itemsOf(value).map((item) => item['value'])
    document[attribute] = list.filter(
      (item) => !isMeant(item) || (named.length > 0 && !named.includes(item['value'])),
    )
    return
  }
  if (filter === null && part === null) {
    const items = itemsOf(value)
    const others = list.filter((item) => !items.some((one) => one['value'] === item['value']))
    if (op === 'replace') document[attribute] = items
    // Of roles Steward keeps one: the newest.
    else if (attribute === 'roles') document[attribute] = [...items, ...withoutPrimary(others)]
    else document[attribute] = [...(items.some(isPrimary) ? withoutPrimary(others) : others), ...items]
    return
  }
  const given = part === null ? (itemsOf(value)[0] ?? {}) : { [part]: value }
  const found = list.filter(isMeant)
  for (const item of found) Object.assign(item, given)
  if (found.length === 0) list.push({ ...(filter && { [filter.part]: filter.value }), ...given })
  document[attribute] = list
}

const isPrimary = (item: Json) => item['primary'] === true
const withoutPrimary = (list: Json[]): Json[] => list.map((item) => ({ ...item, primary: false }))

const itemsOf = (value: unknown): Json[] =>
  (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(
    (item: unknown) => (isObject(item) ? renamed(item) : { value: item }),
  )

const renamed = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [parts.get(key.toLowerCase()) ?? key, each]))

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
