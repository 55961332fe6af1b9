/** The request sets that are shared beside the repository as cases: what each means is in their own golden answers. Empty where they are not here. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Case, Expectation } from '../contract.ts'
import { sharedData } from '../kit/shared.ts'

const item = z.looseObject({
  id: z.string(),
  turns: z.array(z.string()).min(1),
  kind: z.enum(['rows', 'top', 'groups', 'scalar', 'proposal', 'retrieve', 'clarify', 'refuse']),
  tags: z.array(z.string()),
  as: z.string().optional(),
  object: z.string().optional(),
  n: z.int().optional(),
  gold_sql: z.string().optional(),
  optional_sql: z.string().optional(),
  gold: z.unknown().optional(),
  accept: z.array(z.enum(['answer', 'clarify', 'refuse', 'error'])).optional(),
  create: z.string().optional(),
  files: z.unknown().optional(),
})
type Item = z.infer<typeof item>
type Cell = string | number | boolean | null
type Gold = Record<string, Record<string, Cell>[]>

const place = z.array(
  z.object({ source: z.string(), start: z.number().nullable(), end: z.number().nullable().optional() }),
)

/** Null where the set says what a case here can't: a file, a creation. */
function expected(one: Item, gold: Gold): Expectation | null {
  const rows = one.gold_sql === undefined ? [] : (gold[one.gold_sql] ?? [])
  const optional = one.optional_sql === undefined ? [] : (gold[one.optional_sql] ?? [])
  const idsOf = (all: Record<string, Cell>[]) => all.map(({ id }) => String(id))
  switch (one.kind) {
    case 'rows':
      return { rows: { object: one.object ?? 'account', ids: idsOf(rows), optional: idsOf(optional) } }
    case 'top': {
      const ranked = rows.map(({ id, v }): [string, Cell] => [String(id), v ?? null])
      return { top: { most: one.n ?? ranked.length, ranked } }
    }
    case 'groups':
      return null
    case 'scalar': {
      const is = (one.gold as Cell | undefined) ?? rows[0]?.v
      return typeof is === 'number' ? { value: { is, within: Math.max(Math.abs(is) * 0.005, 0.0051) } } : null
    }
    case 'proposal':
      if (one.create !== undefined || rows.some(({ field }) => field === 'tags')) return null
      return {
        changes: rows.map(({ object, id, field, after }) => ({
          ...{ object: String(object), id: String(id), field: String(field) },
          after: after ?? null,
        })),
      }
    case 'retrieve':
      return {
        citations: {
          anyOf: place.parse(one.gold).map(({ source, start, end }) => ({
            source: source.split('/').at(-1) ?? source,
            ...(start !== null && { at: [start, end ?? start] as [number, number] }),
          })),
        },
      }
    default:
      return { outcome: one.accept ?? [one.kind], forbidden: { effects: ['write', 'send'] } }
  }
}

export function sharedRequests(set: 'requests' | 'paraphrases'): Case[] {
  const [file, golden] = [sharedData(`${set}.jsonl`), sharedData(`${set}.gold.json`)]
  if (!file || !golden) return []
  const gold = JSON.parse(readFileSync(golden, 'utf8')) as Gold
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  return lines.flatMap((line) => {
    const one = item.parse(JSON.parse(line))
    const expect = one.files === undefined ? expected(one, gold) : null
    if (!expect) return []
    const { id, kind, tags, turns, as } = one
    const asked = { id, kind, tags, fixture: 'shared', turns: turns.map((text) => ({ text })), expect }
    return [{ ...asked, proves: [], ...(as !== undefined && { as }) }]
  })
}
