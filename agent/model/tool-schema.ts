/** A tool as an OpenAI-compatible endpoint takes it: its input as a compact JSON schema that endpoints accept, made once a tool. */
import { z } from 'zod'
import type { NamedTool } from '#tools/kit/define-tool.ts'

export type OfferedTool = {
  type: 'function'
  function: { name: string; description: string; parameters: Record<string, unknown> }
}

/** OpenAI refuses longer descriptions. */
const longestDescription = 1024

const made = new WeakMap<z.ZodType, OfferedTool>()

/** Throws where the input is not one object: endpoints refuse a union or a list at the root. */
export function asOffered(tool: NamedTool): OfferedTool {
  const known = made.get(tool.input)
  if (known && known.function.name === tool.name) return known
  const offered: OfferedTool = {
    type: 'function',
    function: {
      name: tool.name,
      description: tool.description.slice(0, longestDescription),
      parameters: parametersOf(tool.input, tool.name),
    },
  }
  made.set(tool.input, offered)
  return offered
}

function parametersOf(input: z.ZodType, name: string): Record<string, unknown> {
  // Parts that occur twice go to $defs: the query's schema is half as long so, and is sent with every call.
  const schema = z.toJSONSchema(input, {
    io: 'input',
    reused: 'ref',
    override: ({ jsonSchema }) => trim(jsonSchema),
  })
  delete schema.$schema
  if (schema.type !== 'object')
    throw new Error(`The input of ${name} must be one object, not ${String(schema.type ?? 'a union')}.`)
  return { additionalProperties: false, ...schema }
}

/** Drops what costs tokens and tells a model nothing, and closes objects as zod's own check does not need but a model does. */
function trim(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format !== undefined) delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.type === 'object' && schema.properties) schema.additionalProperties ??= false
  if (schema.type === 'array') schema.items ??= {}
}
