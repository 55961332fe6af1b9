/** The meaning of a measure, and retention over a window. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '#db/problem.ts'
import { testTools, type ToolRuns } from '#evals/kit/tool-run.ts'
import explain from './explain-measure.ts'
import rank from './show-rank.ts'
import retention from './show-retention.ts'

let tools: ToolRuns
beforeAll(async () => {
  tools = await testTools()
})
afterAll(() => tools.close())

const run: ToolRuns['run'] = (tool, input) => tools.run(tool, input)

describe('the meaning of a measure', () => {
  it.each([
    ['adoption', '**Adoption** (accounts; a share): Active users of the last 28 days ÷ seats, uncapped.'],
    ['net revenue retention', '**NRR** (accounts; a share): Net revenue retention'],
    ['Health band', 'Values: green, yellow, red.'],
    ['csat', '**CSAT** (tickets; a score)'],
    ['tier', '**Tier** (accounts): A field of this workspace. Values: gold, silver.'],
  ])('of %s is its definition', async (measure, words) => {
    const { text, blocks } = await run(explain, { measure })
    expect(text).toContain(words)
    expect(blocks).toEqual([])
  })

  it('with an account is its value there, with the evidence', async () => {
    const { text, blocks } = await run(explain, { measure: 'risk', account: 'A1', object: 'account' })
    expect(text).toContain('**Alder**: risk at risk.\n- Risk score: 55 points\n- health 60 of 100 (+14)')
    expect(blocks).toMatchObject([
      { kind: 'figure', measure: 'risk', label: 'Risk of Alder', value: 'at_risk' },
    ])
  })

  it('that nobody knows is refused with the nearest', async () => {
    const error: unknown = await run(explain, { measure: 'adopton' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({ code: 'not_found', next: 'Did you mean Adoption?' })
  })
})

describe('retention', () => {
  const where = { field: 'currency', op: 'eq' as const, value: 'USD' }

  it('of several currencies is told apart', async () => {
    const { text, blocks } = await run(retention, { measures: ['logo_retention'] })
    expect(blocks).toMatchObject([{ kind: 'table', total: 2 }])
    expect(text).toContain('logo retention over the last 12 months')
  })

  it('of one currency is figures, with what they are measured on', async () => {
    const { text, blocks } = await run(retention, { where })
    expect(blocks).toMatchObject([
      { kind: 'figure', measure: 'nrr', value: expect.closeTo(145 / 230) as number, unit: 'ratio' },
      { kind: 'figure', measure: 'grr', value: expect.closeTo(130 / 230) as number },
      { kind: 'figure', measure: 'logo_retention', value: expect.closeTo(2 / 3) as number },
    ])
    expect(text).toContain('NRR **63 %**, GRR **56.5 %**, Logo retention **66.7 %** over the last 12 months')
    expect(text).toContain('Measured on 3 accounts with 230,000 USD at the start and 145,000 USD at the end.')
  })

  it('is told by group', async () => {
    const { blocks } = await run(retention, { groupBy: ['segment'], where })
    expect(blocks).toMatchObject([{ kind: 'table', object: 'group', total: 3 }])
  })
})

describe('the place of an account', () => {
  it('is by the number, of all that have one, and says whether it is among the asked', async () => {
    const { text, blocks } = await run(rank, { account: 'A1', top: 1 })
    expect(text).toBe('Yes: **Alder** is number **1** of 3 by ARR (100,000).')
    expect(blocks).toMatchObject([{ kind: 'figure', measure: 'rank_arr', label: 'Rank of Alder by ARR' }])
  })

  it('by what is no number is refused', async () => {
    const error: unknown = await run(rank, { account: 'A1', measure: 'segment' }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ code: 'bad_request' })
  })
})
