/** Says why a query found nothing: what the usual scope left out, or which single condition stands in the way. */
import type { Condition, ParsedQuery } from '#db/query/query.ts'
import { inSentence, numberInWords } from '#db/query/print.ts'
import { runQuery } from '#db/query/run.ts'
import { conditionWords } from '#db/query/words.ts'
import type { ToolContext } from '../kit/define-tool.ts'

const mostConditions = 5

export async function whyNone(asked: ParsedQuery, context: ToolContext): Promise<string> {
  const { catalogue, tx } = context
  const object = catalogue.objects.get(asked.from)
  if (!object) return ''
  const noun = inSentence(object.plural)
  const count = async (where: Condition | undefined, scope: ParsedQuery['scope']) => {
    const result = await runQuery(
      tx,
      catalogue,
      { from: asked.from, measures: [{ fn: 'count' }], ...(where && { where }), ...(scope && { scope }) },
      context,
    )
    return Number(result.rows[0]?.count ?? 0)
  }
  if (asked.scope !== 'all' && object.usually.length > 0) {
    const all = await count(asked.where, 'all')
    if (all > 0) {
      const labels = object.usually.map(({ label }) => label).join(', ')
      return `${numberInWords(all)} ${all === 1 ? inSentence(object.label) : noun} would match beyond those that are ${labels}.`
    }
  }
  const { where } = asked
  if (!where || !('and' in where) || where.and.length < 2 || where.and.length > mostConditions) return ''
  const words: string[] = []
  for (const [at, each] of where.and.entries()) {
    const without = await count({ and: where.and.filter((_, other) => other !== at) }, asked.scope)
    if (without === 0) continue
    words.push(
      `${numberInWords(without)} without “${conditionWords({ ...context, catalogue }, object, each, true)}”`,
    )
  }
  return words.length > 0 ? `There would be ${words.join(', ')}.` : ''
}
