/** Answers how much revenue and how many customers stayed over a window: NRR, GRR and logo retention, whole or by group. */
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Block } from '#agent/contract.ts'
import { explain } from '#db/query/explain.ts'
import { inWords } from '#db/query/print.ts'
import { condition, groupKey, period, type Aggregate } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import { periodWords } from '#db/query/words.ts'
import { defineTool } from '../kit/define-tool.ts'

const retentionMeasures = ['nrr', 'grr', 'logo_retention', 'logo_churn'] as const
const context = ['cohort_accounts', 'cohort_arr', 'cohort_arr_end'] as const

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Working out retention',
  description:
    'Net and gross revenue retention (NRR, GRR), logo retention or churn rate over a window, of all accounts or of those ' +
    'that match, whole or by group. Use it for questions about retention or churn rates; never for a list of churned accounts.',
  input: z.strictObject({
    during: period.optional().describe('The window; the last 12 months when left out'),
    where: condition.optional().describe('Which accounts count, by their values of today'),
    groupBy: z.array(groupKey).max(2).optional(),
    measures: z
      .array(z.enum(retentionMeasures))
      .min(1)
      .optional()
      .describe('NRR, GRR and logo retention when left out'),
  }),
  phrases: {
    frames: [
      'retention (of|for) {set}',
      'how (well|much) (do|did) we retain {set}',
      'retention (in|over|during) {period}',
      'retention by {field}',
    ],
    examples: ['How is our retention this year?', 'NRR, GRR and logo retention by segment'],
  },
  run: async ({ during, where, groupBy, measures = ['nrr', 'grr', 'logo_retention'] }, run) => {
    const keys = [...measures, ...context]
    const result = await runQuery(
      run.tx,
      run.catalogue,
      {
        from: 'account',
        measures: keys.map((measure): Aggregate => ({ measure, ...(during && { during }) })),
        ...(where && { where }),
        ...(groupBy && { groupBy }),
      },
      run,
    )
    const { columns, rows, total } = result
    const asked = result.query.measures?.slice(0, measures.length)
    const reading = explain(run.catalogue, { ...result.query, measures: asked }, [], run)
    const [row] = rows
    const grouped = columns.length > keys.length
    if (grouped || !row) {
      const table: Block = {
        kind: 'table',
        id: uuid(),
        object: 'group',
        title: 'Retention',
        columns,
        rows,
        total,
        reading,
      }
      return { text: `**${total} group${total === 1 ? '' : 's'}**: ${reading}.`, blocks: [table] }
    }
    const say = (key: string) => {
      const column = columns.find((each) => each.key === key)
      return column ? inWords(row[key] ?? null, column) : ''
    }
    const blocks = columns
      .filter(({ key }) => retentionMeasures.some((each) => each === key))
      .map((column): Block => ({
        kind: 'figure',
        id: uuid(),
        measure: column.key,
        label: column.label,
        value: row[column.key] ?? null,
        type: column.type,
        ...(column.unit && { unit: column.unit }),
        reading,
      }))
    if (Number(row.cohort_accounts ?? 0) === 0)
      return { text: `No account had ARR at the start: ${reading}.`, blocks }
    const said = blocks.map((block) =>
      block.kind === 'figure' ? `${block.label} **${say(block.measure)}**` : '',
    )
    const window = periodWords(during ?? { last: 12, unit: 'month' }, run.clock)
    const cohort = `Measured on ${say('cohort_accounts')} accounts with ${say('cohort_arr')} at the start and ${say('cohort_arr_end')} at the end.`
    return { text: `${said.join(', ')} over ${window}. ${cohort}`, blocks }
  },
})
