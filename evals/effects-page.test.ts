/** A proposal in a real browser: decided on in its conversation and in the inbox, carried out, still there after a reload, and taken back. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resumeSettled } from '#agent/proposals/resume.ts'
import { findWorkspace } from '#db/people.ts'
import { browserNeeded, browserPath, isSideways, objections, startBrowser, visitor } from './kit/browser.ts'
import { askerOf, proposeAs } from './kit/effects.ts'
import { startOpenAi, type OpenAiServer } from './kit/openai-server.ts'
import { testService, type TestService } from './kit/service.ts'

const touch = (ids: string[], value: string) => ({
  name: 'records_change_field',
  arguments: { object: 'account', of: { ids }, field: 'next_touch_on', value },
})

describe.skipIf(!browserPath)(browserPath ? 'a proposal' : `a proposal (${browserNeeded})`, () => {
  let openai: OpenAiServer
  let service: TestService
  let browser: Browser
  beforeAll(async () => {
    openai = await startOpenAi({ apiKey: 'test-key' })
    service = await testService({ apiKey: 'test-key', baseURL: openai.url, model: 'stand-in' })
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await service?.close()
    await openai?.close()
  })

  async function visit(email: string, path = '/') {
    const visit = await visitor(browser)
    const { page, context } = visit
    await context.request.post(`${service.url}/api/demo`, {
      data: { email },
      headers: { origin: service.url },
    })
    // The page leaves the choice of the planner to the service; these turns have to reach the model.
    await page.route('**/api/chat', (route) =>
      route.continue({
        postData: JSON.stringify({ ...(route.request().postDataJSON() as object), planner: 'model' }),
      }),
    )
    await page.goto(service.url + path)
    return visit
  }
  const cardOf = (page: Page, summary: RegExp) => page.getByRole('group', { name: summary })

  test('is narrowed and approved in its conversation, stands there after a reload, and is taken back', async () => {
    openai.script([
      {
        toolCalls: [
          { name: 'records_query_records', arguments: { from: 'account', measures: [{ fn: 'count' }] } },
        ],
      },
      { toolCalls: [touch(['A-1', 'A-2', 'A-5'], '2026-12-24')] },
      { text: 'It waits for your approval.' },
      { text: 'Both have their day now.' },
    ])
    const { page, errors } = await visit('nora@acme.example')
    await page.getByRole('textbox', { name: 'Ask Steward' }).fill('Touch my accounts on Christmas Eve')
    await page.keyboard.press('Enter')
    const card = cardOf(page, /^Proposal: Set next touch of \d accounts/)
    await card.getByText('Waits for your yes').waitFor()
    await card.getByText('From outside.').waitFor()
    const rows = card.getByRole('table').locator('tbody tr')
    expect(await rows.count()).toBe(3)
    expect(await rows.filter({ has: page.getByText('Northlight', { exact: true }) }).innerText()).toMatch(
      /Dec 1, 2026.*Dec 24, 2026/s,
    )
    await card.getByRole('checkbox', { name: 'Include Quiet Harbor' }).uncheck()
    expect(await objections(page)).toEqual([])
    await card.getByRole('button', { name: 'Approve 2 of 3' }).click()
    await card.getByText('2 of 2 done.').waitFor()
    // What a service with a model looks for by itself: turns whose proposals are decided.
    expect(await resumeSettled(service.steward, await findWorkspace(service.db, 'acme'))).toHaveLength(1)
    await page.getByText('Both have their day now.').waitFor()

    await page.reload()
    await card.getByText('2 of 2 done.').waitFor()
    await card.getByText('What was done, record by record').click()
    await card.getByRole('rowheader', { name: 'Northlight Labs' }).waitFor()
    expect(await card.getByRole('rowheader', { name: 'Quiet Harbor' }).count()).toBe(0)
    await card.getByRole('button', { name: 'Undo…' }).click()
    const undo = cardOf(page, /^Proposal: Take back/)
    await undo.getByRole('button', { name: 'Take it back' }).waitFor()
    await page.setViewportSize({ width: 390, height: 800 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.evaluate('Promise.allSettled(document.getAnimations().map((each) => each.finished))')
    expect([...(await objections(page)), await isSideways(page)]).toEqual([false])
    await undo.getByRole('button', { name: 'Take it back' }).click()
    await undo.getByText('2 of 2 done.').waitFor()
    expect(errors).toEqual([])
  })

  test('is found in the inbox of who may decide, changed by who asked, and rejected with a reason', async () => {
    const nora = await askerOf(service.steward, 'acme', 'nora@acme.example')
    const { name: tool, arguments: input } = touch(['A-5'], '2026-12-30')
    await proposeAs(service.steward, nora, { tool, input })
    const hers = await visit('nora@acme.example', '/inbox')
    const first = cardOf(hers.page, /30 Dec 2026/)
    await first.getByRole('button', { name: 'Change it…' }).click()
    await first.getByLabel('Value').fill('2026-12-31')
    await first.getByRole('button', { name: 'Preview the change' }).click()
    const changed = cardOf(hers.page, /31 Dec 2026/)
    await changed.getByRole('button', { name: 'Approve' }).waitFor()
    await first.getByText('Replaced by the proposal below').waitFor()

    const { page, errors } = await visit('max@acme.example', '/inbox')
    const card = cardOf(page, /31 Dec 2026/)
    await card.getByText('Asked for by Nora Lind').waitFor()
    await card.getByRole('button', { name: 'Reject…' }).click()
    await card.getByLabel('Why not?').fill('Nobody is there then')
    await page.keyboard.press('Enter')
    await card.getByText('Rejected by Max Fuchs. Nothing was changed.').waitFor()
    await card.getByText('“Nobody is there then”').waitFor()
    await changed.getByRole('button', { name: 'Approve' }).click()
    await changed.getByRole('alert').getByText('Max Fuchs rejected this').waitFor()
    await changed.getByText('Rejected by Max Fuchs. Nothing was changed.').waitFor()
    expect([...errors, ...hers.errors, ...(await objections(page))]).toEqual([])
  })
})
