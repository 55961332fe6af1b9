/** Says of a command whose tool is still to come what was understood: the plan, and the rows that it would be for; nothing is proposed. Pure. */
import { z } from 'zod'
import { selectionSchema } from '#db/effects/contract.ts'
import type { Query } from '#db/query/query.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import { comingTools, type ComingTool } from './coming.ts'
import { all } from './compose/build.ts'
import type { Bound } from './command/bind.ts'
import type { Chosen } from './command/selection.ts'
import type { Lexicon } from './lexicon.ts'
import type { Would } from '../planner.ts'

/** The rows of a set, as a question. */
function queryOfSet({ object, of }: Chosen): Query {
  const where = all([
    ...(of.where ? [of.where] : []),
    ...(of.ids ? [{ field: 'id', op: 'in' as const, value: of.ids }] : []),
  ])
  return { from: object, ...(where && { where }), ...(of.scope && { scope: of.scope }) }
}

/** The rows that the tool would be told: those that were named may only hang on them. */
function actedOn(tool: ComingTool, set: Chosen, { of }: Record<string, unknown>): Chosen {
  const told = selectionSchema.safeParse(of)
  const field: unknown = tool.input?.shape.of
  const object = field instanceof z.ZodType ? field.meta()?.object : undefined
  return told.success && typeof object === 'string' ? { object, of: told.data } : set
}

export type NotYet = { reason: string; would: Would }

const notYet = (does: string, words: string): string =>
  `I understand that you want to ${does}. That is not yet available, so nothing was done or proposed. It would be for: ${words}.`

/** The first of several commands whose tool is still to come; null where all are there. */
export function notYetOf(
  calls: readonly Bound[],
  tools: Tools,
  lexicon: Lexicon,
  inWords: (query: Query) => string,
): NotYet | null {
  for (const { tool: name, input, set } of calls) {
    const tool = comingTools.find((each) => each.name === name)
    if (!tool || tools.has(name) || !set) continue
    const query = queryOfSet(actedOn(tool, set, input))
    const words = inWords(query)
    const nameOf = (value: unknown): string =>
      lexicon.names.rows.find(({ id, object }) => id === value && name.includes(object))?.name ??
      String(value)
    const { of: _of, object: _object, ...rest } = input
    const values = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, nameOf(value)]))
    const does = tool.does
      .replace('{set}', 'these')
      .replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
    return {
      reason: notYet(does, words),
      would: {
        tool: name,
        summary: `${does.replace(' these', '')} ${words}`,
        values,
        query,
        ...(tool.makes && { makes: tool.makes }),
      },
    }
  }
  return null
}

/** A rule: what it watches for and what it would do, with the rows that meet it now. */
export function notYetRule(
  rule: { set: Chosen; text: string; action: string },
  inWords: (query: Query) => string,
): NotYet {
  const query = queryOfSet(rule.set)
  const words = inWords(query)
  return {
    reason: notYet(
      `watch for ${words} and act on it by itself: ${rule.action}`,
      `what meets it now, ${words}`,
    ),
    would: {
      tool: 'triggers_create_trigger',
      summary: `Rule: when ${words}: ${rule.action}`,
      values: {
        name: rule.text.slice(0, 70),
        rule: rule.text,
        actions: rule.action,
        query: JSON.stringify(query),
      },
      query,
      makes: 'trigger',
    },
  }
}
