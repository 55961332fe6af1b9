/** What a tool was when something was proposed or granted: a hash of all that a planner and an approver are told of it. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { NamedTool } from '#tools/kit/define-tool.ts'

const known = new WeakMap<NamedTool, string>()

/** SHA-256 over canonical JSON of its name, effect, permission, label, description and input's schema. */
export function hashOfTool(tool: NamedTool): string {
  const made = known.get(tool)
  if (made !== undefined) return made
  const { name, effect, permission, label, description, input } = tool
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  const hash = createHash('sha256')
    .update(canonicalize({ name, effect, permission, label, description, schema }) ?? '')
    .digest('hex')
  known.set(tool, hash)
  return hash
}
