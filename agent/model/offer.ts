/** Chooses the tools that a model is offered for a request: at most 20, the fitting ones, the record query always; the same request, the same choice. */
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import { rank } from './relevance.ts'

export const mostTools = 20
/** Answers most of what is asked; a request that names nothing else still needs it. */
export const alwaysOffered = ['records_query_records']

/**
 * `used` are tools of the conversation's last turns: a follow-up ("and the second one?") often needs them again without
 * naming them. In the order of names, so that an endpoint's prompt cache sees the same beginning.
 */
export function offer(tools: Tools, request: string, used: string[] = [], most = mostTools): NamedTool[] {
  const all = [...tools.values()]
  const first = [...alwaysOffered, ...used].filter((name) => tools.has(name))
  const ranked = rank(
    all.map((tool) => ({ key: tool.name, text: textOf(tool) })),
    request,
  ).map(({ key }) => key)
  const chosen = new Set([...new Set([...first, ...ranked])].slice(0, most))
  return all.filter((tool) => chosen.has(tool.name)).sort((x, y) => (x.name < y.name ? -1 : 1))
}

/** The name counts twice: it is the shortest statement of what a tool is for. */
function textOf(tool: NamedTool): string {
  const name = tool.name.replaceAll('_', ' ')
  const frames = (tool.phrases?.frames ?? []).map((frame) => frame.replace(/\{[^}]*\}/g, ' '))
  return [name, name, tool.label, tool.description, ...frames, ...(tool.phrases?.examples ?? [])].join(' ')
}
