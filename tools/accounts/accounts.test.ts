/** The brief and the timeline of an account say what the records hold, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Block } from '#agent/contract.ts'
import { Problem } from '#db/problem.ts'
import { testTools, type ToolRuns } from '#evals/kit/tool-run.ts'
import type { Answer } from '../kit/define-tool.ts'
import brief from './brief-account.ts'
import timeline from './show-timeline.ts'

let tools: ToolRuns
beforeAll(async () => {
  tools = await testTools()
})
afterAll(() => tools.close())

const run: ToolRuns['run'] = (tool, input) => tools.run(tool, input)

describe('the brief of an account', () => {
  it('tells its state of play, risk reasons with evidence', async () => {
    const { text } = await run(brief, { account: 'A1' })
    for (const part of [
      '## Alder (A1)',
      'CSM Dana Test',
      '100,000',
      'renews 1 Aug 2026, in 47 days',
      '60 (yellow), declining (−10 points in 30 days)',
      'At risk, 55 points.',
      '- health 60 of 100 (+14)',
      'Adoption 20 % (2 users, 10 seats), usage −40 %',
      'Ada (champion, last touch 11 Jun 2026)',
      'Bob (executive sponsor, last touch 16 May 2026, **silent**)',
      'A champion left on 1 Feb 2026',
      '**1 unanswered** e-mail thread',
      '2 open, **1 urgent**: “About Z1” (urgent, 5 days)',
      '8 (passive) from 2 contacts. “Too slow” (Ada, 6)',
      '3 open, **1 overdue**',
      'subsidiaries: Dogwood (no score)',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Cyd')
  })

  it('shows tables of what there is, and none of what there is not', async () => {
    const titles = (blocks: Block[]) => blocks.map((each) => (each.kind === 'table' ? each.title : each.kind))
    expect(titles((await run(brief, { account: 'A1' })).blocks)).toEqual([
      ...['Key people', 'Open tickets', 'Open tasks', 'Open opportunities', 'Latest touches'],
      ...['Latest NPS responses', 'Usage by feature, last 28 days', 'Subsidiaries'],
    ])
    expect(titles((await run(brief, { account: 'A4' })).blocks)).toEqual(['Subsidiaries'])
  })

  it('tells a churned account as one, without a risk', async () => {
    const { text } = await run(brief, { account: 'A3' })
    expect(text).toContain('**Churned on 1 Mar 2026 (price).**')
    expect(text).toContain('80,000 USD ARR when it left')
    expect(text).not.toContain('**Risk.**')
  })

  it('takes a whole name, and offers what is near an unknown one', async () => {
    expect((await run(brief, { account: 'elm & sons' })).text).toContain('(A5)')
    const error: unknown = await run(brief, { account: 'Aldr' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({ code: 'not_found', next: 'Did you mean Alder?' })
  })
})

describe('the timeline of an account', () => {
  const items = ({ blocks }: Answer) => {
    const [first] = blocks
    return first?.kind === 'timeline' ? first.items : []
  }

  it('has what happened, newest first, nothing of tomorrow', async () => {
    const answer = await run(timeline, { account: 'A1' })
    const all = items(answer)
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    expect(all[0]).toMatchObject({
      at: '2026-06-14T09:00:00Z',
      kind: 'activity',
      what: 'note, “Subject 8”, Bob',
      source: 'X8',
    })
    expect(new Set(all.map(({ kind }) => kind))).toEqual(
      new Set(['activity', 'ticket', 'nps', 'milestone', 'contract', 'health']),
    )
    expect(all.filter(({ kind }) => kind === 'health').map(({ what }) => what)).toEqual([
      'health green → yellow (60)',
    ])
    expect(answer.text).toContain(`**${all.length} events** at Alder`)
  })

  it('keeps to its period, its kinds and its limit, and counts the rest', async () => {
    const answer = await run(timeline, {
      account: 'A1',
      during: { from: '2026-06-01', to: '2026-06-15' },
      kinds: ['activity'],
      limit: 2,
    })
    expect(items(answer).map(({ source }) => source)).toEqual(['X8', 'X6'])
    expect(answer.text).toContain('**7 events** at Alder in 1 Jun 2026 to 15 Jun 2026, the newest 2 shown')
  })

  it('says when there is nothing', async () => {
    const answer = await run(timeline, { account: 'A4' })
    expect(answer).toEqual({ text: 'Nothing is on record for Dogwood.', blocks: [] })
  })
})
