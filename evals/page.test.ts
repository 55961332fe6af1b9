/** The page in a real browser against the real service: asked, followed up, reloaded, another person, a phone, the dark. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserNeeded, browserPath, startBrowser, visitor } from './kit/browser.ts'
import { testService, type TestService } from './kit/service.ts'

describe.skipIf(!browserPath)(browserPath ? 'the page' : `the page (${browserNeeded})`, () => {
  let service: TestService
  let browser: Browser

  beforeAll(async () => {
    service = await testService()
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await service?.close()
  })

  /** A fresh visitor of the demo. */
  async function visit(options: { width?: number; dark?: boolean } = {}) {
    const visit = await visitor(browser, options)
    const { page, context } = visit
    // What the button of the sign-in page sends.
    await context.request.post(`${service.url}/api/demo`, { data: {}, headers: { origin: service.url } })
    await page.goto(service.url)
    await page.getByRole('textbox').waitFor()
    return visit
  }

  const ask = async (page: Page, text: string) => {
    await page.getByRole('textbox').fill(text)
    await page.keyboard.press('Enter')
  }
  const rowsOf = (page: Page) => page.getByRole('table').last().locator('tbody tr')
  const headline = 'Which accounts renewing in the next 90 days are not green?'

  test('answers with the right table, asks nothing of other hosts, and logs no error', async () => {
    const { page, requests, errors } = await visit()
    await ask(page, headline)
    await page.getByRole('table').waitFor()
    expect(await rowsOf(page).count()).toBe(3)
    const text = await page.getByRole('table').innerText()
    for (const account of ['Northlight', 'Café Brûlot', 'Quiet Harbor']) expect(text).toContain(account)
    expect(requests.filter((url) => !url.startsWith(service.url) && !url.startsWith('data:'))).toEqual([])
    expect(errors).toEqual([])
  })

  test('follows up, and shows the whole conversation again after a reload', async () => {
    const { page } = await visit()
    await ask(page, headline)
    await page.getByRole('table').waitFor()
    await ask(page, 'only enterprise')
    await page.getByRole('table').nth(1).waitFor()
    expect(await rowsOf(page).count()).toBe(1)
    await page.reload()
    await page.getByRole('table').nth(1).waitFor()
    expect(await page.getByRole('table').count()).toBe(2)
    expect(await rowsOf(page).innerText()).toContain('Northlight')
  })

  test('sorts a table by its header', async () => {
    const { page } = await visit()
    await ask(page, headline)
    await page.getByRole('table').waitFor()
    await page.getByRole('columnheader', { name: 'ARR' }).getByRole('button').click()
    expect(await rowsOf(page).first().innerText()).toContain('Northlight')
    await page.getByRole('columnheader', { name: 'ARR' }).getByRole('button').click()
    expect(await rowsOf(page).first().innerText()).toContain('Quiet Harbor')
  })

  test('says what it refuses, and goes on', async () => {
    const { page } = await visit()
    await ask(page, 'Write me a poem about cats')
    await page.getByText('Write me a poem about cats').first().waitFor()
    await ask(page, headline)
    await page.getByRole('table').waitFor()
    expect(await rowsOf(page).count()).toBe(3)
  })

  test('fits a phone without scrolling sideways, in the dark too', async () => {
    const { page } = await visit({ width: 390, dark: true })
    await ask(page, headline)
    await page.getByRole('table').waitFor()
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(390)
  })
})
