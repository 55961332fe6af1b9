/** Refuses a function's parameters where OpenAI does: the root, references without a target, arrays without items, keywords of a wrong type. */
import { WireError } from './wire.ts'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const types = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'])
const combinators = ['anyOf', 'oneOf', 'allOf'] as const
const deepest = 32
const mostProperties = 5000

type Walk = { root: Json; refuse: (why: string) => never; strict: boolean; properties: number }

/** Throws WireError where the schema would be refused. */
export function checkSchema(schema: unknown, tool: string, param: string, strict: boolean): void {
  const refuse = (why: string): never => {
    throw new WireError(`Invalid schema for function '${tool}': ${why}`, param, 'invalid_function_parameters')
  }
  if (!isObject(schema)) refuse(`${JSON.stringify(schema)} is not of type 'object'.`)
  const root = schema as Json
  if (root.type !== 'object') {
    refuse(
      `schema must be a JSON Schema of 'type: "object"', got 'type: ${JSON.stringify(root.type ?? 'None')}'.`,
    )
  }
  const atRoot = [...combinators, 'enum', 'not'].filter((keyword) => keyword in root)
  if (atRoot.length > 0) {
    refuse(
      "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.",
    )
  }
  const walk: Walk = { root, refuse, strict, properties: 0 }
  visit(root, [], walk)
}

function visit(node: unknown, path: string[], walk: Walk): void {
  const refuse = (why: string): never =>
    walk.refuse(`In context=(${path.map((p) => `'${p}'`).join(', ')}), ${why}`)
  if (typeof node === 'boolean') return
  if (!isObject(node)) return refuse(`${JSON.stringify(node)} is not of type 'object', 'boolean'.`)
  if (
    path.filter((part) => part === 'properties' || part === 'items').length > (walk.strict ? 10 : deepest)
  ) {
    refuse('the schema is nested too deeply.')
  }
  checkKeywords(node, refuse, walk)
  if (typeof node.$ref === 'string') resolve(node.$ref, refuse, walk.root)
  for (const keyword of combinators) {
    if (!(keyword in node)) continue
    const branches = node[keyword]
    if (!Array.isArray(branches) || branches.length === 0)
      return refuse(`'${keyword}' must be a non-empty array.`)
    branches.forEach((branch, i) => visit(branch, [...path, keyword, String(i)], walk))
  }
  for (const keyword of ['properties', '$defs', 'definitions', 'patternProperties']) {
    if (!(keyword in node)) continue
    const children = node[keyword]
    if (!isObject(children)) return refuse(`'${keyword}' must be an object.`)
    for (const [key, child] of Object.entries(children)) visit(child, [...path, keyword, key], walk)
    walk.properties += Object.keys(children).length
    if (walk.properties > mostProperties) refuse(`the schema has more than ${mostProperties} properties.`)
  }
  for (const keyword of ['items', 'additionalProperties', 'not', 'propertyNames', 'contains']) {
    if (keyword in node) visit(node[keyword], [...path, keyword], walk)
  }
}

function checkKeywords(node: Json, refuse: (why: string) => never, walk: Walk): void {
  const named = Array.isArray(node.type) ? node.type : node.type === undefined ? [] : [node.type]
  for (const type of named) {
    if (typeof type !== 'string' || !types.has(type))
      refuse(`${JSON.stringify(type)} is not valid under any of the given schemas.`)
  }
  if (named.includes('array') && !('items' in node)) refuse('array schema missing items.')
  if ('enum' in node && (!Array.isArray(node.enum) || node.enum.length === 0))
    refuse("'enum' must be a non-empty array.")
  if ('description' in node && typeof node.description !== 'string') refuse("'description' must be a string.")
  const properties = isObject(node.properties) ? Object.keys(node.properties) : []
  if ('required' in node) {
    const required = node.required
    if (!Array.isArray(required) || required.some((key) => typeof key !== 'string'))
      refuse("'required' must be an array of strings.")
    const unknown = (required as string[]).find((key) => !properties.includes(key))
    if (unknown !== undefined && walk.strict) refuse(`Extra required key '${unknown}' supplied.`)
  }
  if (typeof node.pattern === 'string' && !isRegExp(node.pattern))
    refuse(`'${node.pattern}' is not a 'regex'.`)
  if (walk.strict && named.includes('object')) {
    if (node.additionalProperties !== false)
      refuse("'additionalProperties' is required to be supplied and to be false.")
    const required = Array.isArray(node.required) ? node.required : []
    const missing = properties.find((key) => !required.includes(key))
    if (missing !== undefined)
      refuse(`'required' is required to include every key in properties. Missing '${missing}'.`)
  }
}

function isRegExp(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}

/** Only references inside the schema: `#` and `#/…`. */
function resolve(reference: string, refuse: (why: string) => never, root: Json): void {
  if (reference === '#') return
  if (!reference.startsWith('#/')) return refuse(`reference to '${reference}' can't be resolved.`)
  let target: unknown = root
  for (const part of reference.slice(2).split('/')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if (!isObject(target) || !Object.hasOwn(target, key))
      return refuse(`reference to '${reference}' can't be resolved.`)
    target = target[key]
  }
}
