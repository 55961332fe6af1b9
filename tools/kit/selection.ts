/** What effect tools share about the rows that they are told to act on: the input, the words for it, and narrowing it. */
import { z } from 'zod'
import { selectionSchema, type Selection } from '#db/effects/contract.ts'
import { resolveSelection } from '#db/effects/selection.ts'
import { objectFor } from '#db/effects/writable.ts'
import { Problem } from '#db/problem.ts'
import { inPlainWords } from '#db/query/explain.ts'
import { inSentence, numberInWords } from '#db/query/print.ts'
import { most } from '#db/query/limits.ts'
import type { Condition } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import type { ToolContext } from './define-tool.ts'

/** Rows of that object; `meta().object` tells planners which. */
export const selectionOf = (object: string) =>
  selectionSchema.meta({ object, description: `Rows of ${object}, by their ids or by a filter` })

export const personInput = z.email().describe('The person’s e-mail')
export const dayInput = z.iso.date()

export type Meant = { total: number; words: string }

/**
 * How many rows are meant, and what to call them: the name of a single one, else `{n account|accounts}`. Throws a Problem where
 * there are none (`whenNone`, where that has words of its own), or where an id is of no row that the asker sees.
 */
export async function meant(
  context: ToolContext,
  key: string,
  of: Selection,
  whenNone?: Problem,
): Promise<Meant> {
  const { tx, catalogue, ...who } = context
  const object = objectFor(catalogue, key)
  const { where, scope } = of
  const ids = of.ids && (await resolveSelection(tx, { catalogue, object: key, of, who }))
  const asked: Condition | undefined = ids ? { field: 'id', op: 'in', value: ids.slice(0, 1) } : where
  const query = {
    ...{ from: key, select: [...new Set(['id', object.title])] },
    ...(asked && { where: asked }),
    ...(scope && { scope }),
  }
  const { rows, total } = await runQuery(tx, catalogue, { ...query, limit: 1 }, context)
  const [row] = rows
  if (!row) {
    const reading = inPlainWords(catalogue, query, context)
    throw whenNone ?? new Problem('not_found', `There is nothing to do it to: no ${reading}.`)
  }
  const count = ids?.length ?? total
  return {
    total: count,
    words:
      count === 1
        ? String(row[object.title] ?? row.id)
        : `{n ${inSentence(object.label)}|${inSentence(object.plural)}}`,
  }
}

/** Those of the selection that fulfil the condition, too. */
export async function narrowed(
  { tx, catalogue, ...who }: ToolContext,
  from: string,
  { ids, where, ...rest }: Selection,
  condition: Condition,
): Promise<Selection> {
  if (!ids) return { ...rest, where: { and: [where ?? { and: [] }, condition] } }
  const kept: string[] = []
  for (let at = 0; at < ids.length; at += most.listed) {
    const some: Condition = { field: 'id', op: 'in', value: ids.slice(at, at + most.listed) }
    const asked = { from, where: { and: [some, condition] }, select: ['id'], limit: most.listed }
    const { rows } = await runQuery(tx, catalogue, asked, who)
    kept.push(...rows.map((row) => String(row.id)))
  }
  return { ids: kept }
}

/** The name of whoever has the e-mail; throws a Problem where nobody here does. */
export function personNamed({ catalogue }: ToolContext, email: string): string {
  const found = catalogue.people.find((person) => person.email.toLowerCase() === email.toLowerCase())
  if (found) return found.name
  throw new Problem('not_found', `Nobody here has the e-mail ${email}.`, {
    next: 'Name a person of the team by the e-mail that they sign in with.',
  })
}

/** Refuses a day that has passed, for something that is yet to come. */
export function assertToCome({ clock }: ToolContext, day: string, what: string): void {
  if (day < clock.today)
    throw new Problem('bad_request', `${what} would be on ${day}, which has passed: today is ${clock.today}.`)
}

export const plural = (count: number, one: string, many: string) =>
  `${numberInWords(count)} ${count === 1 ? one : many}`
