/** The cheapest ways through the spans of a request, kept apart where they differ in what they take. Pure. */
import { kindOf, type Span } from './spans.ts'
import type { Token } from './text.ts'
import { operative } from './words/ops.ts'

type Path = { spans: Span[]; cost: number; key: string }

/** The `k` cheapest ways through the tokens that differ in their sequence of kinds. */
export function pathsOf(tokens: readonly Token[], spans: readonly Span[], k = 12): Path[] {
  const byStart: Span[][] = tokens.map(() => [])
  for (const span of spans) byStart[span.from]?.push(span)
  const best: Path[][] = Array.from({ length: tokens.length + 1 }, () => [])
  best[0] = [{ spans: [], cost: 0, key: '' }]
  for (let i = 0; i < tokens.length; i++) {
    const here = prune(best[i] ?? [], k)
    for (const path of here)
      for (const span of byStart[i] ?? []) {
        const meaningful = matters(span)
        const key = meaningful ? `${path.key} ${kindOf(span)}@${span.from}-${span.to}` : path.key
        best[span.to]?.push({ spans: [...path.spans, span], cost: path.cost + span.cost, key })
      }
    best[i] = []
  }
  return prune(best[tokens.length] ?? [], k)
}

function prune(paths: Path[], k: number): Path[] {
  const cheapest = new Map<string, Path>()
  for (const path of paths.sort((a, b) => a.cost - b.cost))
    if (!cheapest.has(path.key)) cheapest.set(path.key, path)
  return [...cheapest.values()].slice(0, k)
}

const matters = ({ meaning }: Span): boolean =>
  meaning.kind === 'op'
    ? meaning.ops.some(({ op }) => operative.has(op))
    : meaning.kind !== 'inert' && meaning.kind !== 'skipped' && meaning.kind !== 'unknown'
