/** The gate's decision as a pure function: allow or deny a call, from code-declared facts alone. Unknown means deny. */
import type { Asker, Role } from '#db/contract.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'

export type Decision = { allow: true } | { allow: false; reason: string }

/** Who holds a permission. Which rows and fields a person sees is decided in the query, not here. */
const holders: Record<NamedTool['permission'], readonly Role[]> = {
  'workspace:read': ['viewer', 'csm', 'manager', 'admin'],
  act: ['csm', 'manager', 'admin'],
}

export function decide(name: string, tool: NamedTool | undefined, asker: Asker): Decision {
  if (!tool) return { allow: false, reason: `There is no tool ${name}.` }
  if (tool.effect === 'read' && holders[tool.permission].includes(asker.role)) return { allow: true }
  return { allow: false, reason: `${asker.name} may not use ${name}.` }
}
