/** The reading above an answer, in a real browser: changed and asked again, given up, by keyboard, on a phone and in the dark. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserNeeded, browserPath, isSideways, objections, startBrowser, visitor } from './kit/browser.ts'
import { testService, type TestService } from './kit/service.ts'

describe.skipIf(!browserPath)(
  browserPath ? 'the reading of an answer' : `the reading of an answer (${browserNeeded})`,
  () => {
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

    test('stands above it, and is asked again as it was changed', async () => {
      const { page, context, errors } = await visitor(browser, { width: 390, dark: true })
      await context.request.post(`${service.url}/api/demo`, {
        data: {},
        headers: { origin: service.url },
      })
      await page.goto(service.url)
      await page.getByRole('textbox', { name: 'Ask Steward' }).fill('ent in emea')
      await page.keyboard.press('Enter')
      const words = page.getByText('active accounts where segment is enterprise and region is EMEA', {
        exact: true,
      })
      await words.waitFor()
      expect(await words.count()).toBe(1)
      const [above, below] = [await words.boundingBox(), await page.getByRole('table').boundingBox()]
      expect(above?.y).toBeLessThan(below?.y ?? 0)

      const pencil = page.getByRole('button', { name: 'Change how this was read' })
      const field = page.getByRole('textbox', { name: 'How it should be read' })
      await pencil.focus()
      await page.keyboard.press('Enter')
      await field.waitFor()
      expect(await objections(page)).toEqual([])
      await field.fill('something else')
      await page.keyboard.press('Escape')
      expect(await field.count()).toBe(0)
      expect(await words.count()).toBe(1)
      expect(await page.evaluate<string>('document.activeElement.ariaLabel')).toMatch(/^Change how/)

      await page.keyboard.press('Enter')
      await field.fill((await field.inputValue()).replace('EMEA', 'NA'))
      await page.keyboard.press('Enter')
      await page.getByRole('table').nth(1).waitFor()
      expect(await page.getByRole('table').last().innerText()).toContain('Target Foods')
      expect(await page.getByRole('heading', { level: 2 }).last().innerText()).toContain('region is NA')
      expect(await isSideways(page)).toBe(false)
      expect(errors).toEqual([])
    })
  },
)
