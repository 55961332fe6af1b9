/** The gate's decision as a pure function: allow, ask or deny a call, from code-declared facts alone. Unknown means deny. */
import type { Asker } from '#db/contract.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'

export type Decision = { allow: true } | { allow: false; reason: string }

/** Reads inside the workspace are everybody's; what rows a person sees is decided in the query, not here. */
export function decide(name: string, tool: NamedTool | undefined, asker: Asker): Decision {
  if (!tool) return { allow: false, reason: `There is no tool ${name}.` }
  if (tool.effect === 'read' && asker.team.length > 0) return { allow: true }
  return { allow: false, reason: `${asker.name} may not use ${name}.` }
}
