/** The record query as a tool: tables, figures, and a helpful none. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { testTools, type ToolRuns } from '#evals/kit/tool-run.ts'
import type { Answer } from '../kit/define-tool.ts'
import tool from './query-records.ts'

let tools: ToolRuns
beforeAll(async () => {
  tools = await testTools()
})
afterAll(() => tools.close())

const run = (input: z.input<typeof tool.input>): Promise<Answer> => tools.run(tool, input)

describe('the record query', () => {
  it('answers rows with a table, the count and the reading', async () => {
    const { text, blocks } = await run({
      from: 'account',
      where: { field: 'health_band', op: 'in', value: ['red', 'yellow'] },
      title: 'Not green',
    })
    expect(text).toContain('**2 accounts**: active accounts where health band is red or yellow')
    expect(blocks).toMatchObject([
      { kind: 'table', object: 'account', title: 'Not green', total: 2, rows: [{ id: 'A1' }, { id: 'A5' }] },
    ])
  })

  it('answers one figure as a figure, ratios as ratios', async () => {
    const { text, blocks } = await run({ from: 'account', measures: [{ measure: 'logo_retention' }] })
    expect(blocks).toMatchObject([{ kind: 'figure', measure: 'logo_retention', value: 0.75, unit: 'ratio' }])
    expect(text).toContain('**75 %**')
  })

  it('answers the one field asked of one row as a figure that names the row', async () => {
    const { text, blocks } = await run({
      from: 'account',
      where: { field: 'id', op: 'eq', value: 'A1' },
      select: ['renewal_date'],
    })
    expect(blocks).toMatchObject([
      { kind: 'figure', label: 'Renewal date of Alder', value: '2026-08-01', type: 'date' },
    ])
    expect(text).toContain('Renewal date of Alder **1 Aug 2026**')
  })

  it('gives rows a name that was not asked for', async () => {
    const { blocks } = await run({
      from: 'account',
      select: ['health'],
      orderBy: [{ by: 'health', dir: 'asc' }],
      limit: 2,
    })
    expect(blocks).toMatchObject([
      {
        rows: [
          { id: 'A5', name: 'Elm & Sons', health: 30 },
          { id: 'A1', name: 'Alder', health: 60 },
        ],
      },
    ])
  })

  it('answers money of several currencies as groups, never as one sum', async () => {
    const { blocks } = await run({ from: 'account', measures: [{ fn: 'sum', field: 'arr' }] })
    expect(blocks).toMatchObject([{ kind: 'table', object: 'group', total: 2 }])
  })

  it('says how many more there are than it shows', async () => {
    const { text } = await run({ from: 'account', limit: 1 })
    expect(text).toContain('**1** of 4 accounts')
  })

  it('says of an empty answer what the usual scope left out', async () => {
    const { text } = await run({
      from: 'account',
      where: {
        and: [
          { field: 'industry', op: 'eq', value: 'Retail' },
          { field: 'region', op: 'eq', value: 'NA' },
        ],
      },
    })
    expect(text).toMatch(
      /^None: active accounts where .*1 account would match beyond those that are active\.$/,
    )
  })

  it('says of an empty answer which condition stands in the way', async () => {
    const { text } = await run({
      from: 'account',
      where: {
        and: [
          { field: 'segment', op: 'eq', value: 'smb' },
          { field: 'health', op: 'gt', value: 80 },
        ],
      },
    })
    expect(text).toContain('There would be 2 without “health is over 80”.')
  })
})
