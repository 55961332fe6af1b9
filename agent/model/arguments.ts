/** Reads a tool call's arguments as a model wrote them: an input that fits the tool, or why not, in words that let the model mend it. Never throws. */
import type { z } from 'zod'

export type ReadInput = { ok: true; input: Record<string, unknown> } | { ok: false; why: string }

/** Longer than any honest query by far; what is longer is not parsed. */
export const longestArguments = 64_000
/** A filter nests a level or two; deeper ones only wear out the recursive schema. */
const deepest = 48
const mostIssues = 5

export function readInput(schema: z.ZodType, text: string): ReadInput {
  if (text.length > longestArguments) {
    return {
      ok: false,
      why: `The arguments have more than ${longestArguments} characters; ask for less at once.`,
    }
  }
  // Servers send nothing at all for a tool without arguments.
  const parsed = parseStrict(text.trim() === '' ? '{}' : text)
  if (!parsed.ok) return parsed
  const fitting = schema.safeParse(parsed.input)
  return fitting.success ? parsed : { ok: false, why: explain(fitting.error) }
}

function parseStrict(text: string): ReadInput {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return {
      ok: false,
      why: `The arguments are not JSON: ${error instanceof Error ? error.message : 'unreadable'}.`,
    }
  }
  const flaw = flawOf(text)
  if (flaw) return { ok: false, why: flaw }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, why: 'The arguments must be one JSON object.' }
  }
  return { ok: true, input: { ...value } }
}

/**
 * What JSON.parse lets through: a key given twice (it keeps the last, the model may have meant the first), nesting
 * without end, and characters that the store refuses. Only for text that is JSON: every string ends, so it is one pass.
 */
function flawOf(json: string): string | null {
  const open: (Set<string> | null)[] = []
  for (const match of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/gs)) {
    const [token, colon = ''] = match
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else {
      const string = String(JSON.parse(token.slice(0, token.length - colon.length)))
      if (string.includes('\0') || !string.isWellFormed())
        return 'The arguments hold characters that no text may hold.'
      const keys = open.at(-1)
      if (colon === '' || !keys) continue
      if (keys.has(string)) return `The key "${string}" is given twice in one object.`
      if (string === '__proto__') return 'The key "__proto__" is not allowed.'
      keys.add(string)
    }
    if (open.length > deepest) return `The arguments are nested more than ${deepest} levels deep.`
  }
  return null
}

type Issue = z.core.$ZodIssue
type Found = { path: PropertyKey[]; message: string }

/** The issues in words; of a union only those of the branch that the value comes nearest to, not of all. */
export function explain(error: z.ZodError): string {
  const found = error.issues.flatMap((issue) => flatten(issue, []))
  const lines = found.slice(0, mostIssues).map(({ path, message }) => {
    const at = path.reduce<string>(
      (all, part) =>
        typeof part === 'number' ? `${all}[${part}]` : `${all}${all ? '.' : ''}${String(part)}`,
      '',
    )
    return at ? `${at}: ${message}` : message
  })
  if (found.length > mostIssues) lines.push(`and ${found.length - mostIssues} more`)
  return lines.join('\n')
}

function flatten(issue: Issue, above: PropertyKey[]): Found[] {
  const path = [...above, ...issue.path]
  if (issue.code !== 'invalid_union') return [{ path, message: issue.message }]
  const branches = issue.errors.map((branch) => branch.flatMap((inner) => flatten(inner, path)))
  const depth = (branch: Found[]) => Math.max(0, ...branch.map((one) => one.path.length))
  const [nearest] = branches
    .filter((branch) => branch.length > 0)
    .sort((a, b) => depth(b) - depth(a) || a.length - b.length)
  return nearest ?? [{ path, message: issue.message }]
}
