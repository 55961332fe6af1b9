/** Every page and dialog, wide, on a phone and in the dark: the accessibility checker objects to nothing, nothing scrolls sideways, and no script or policy complains. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSetUpToken } from '#db/identities/set-up.ts'
import { browserNeeded, browserPath, isSideways, objections, startBrowser, visitor } from './kit/browser.ts'
import { invite, realService, setUp, tokenOf, type Client, type RealService } from './kit/real-service.ts'

const looks = [
  { name: 'wide', width: 1280, dark: false },
  { name: 'on a phone', width: 390, dark: false },
  { name: 'wide, in the dark', width: 1280, dark: true },
  { name: 'on a phone, in the dark', width: 390, dark: true },
]

const entrances = ['/', '/forgotten', '/reset?token=0123456789abcdef', '/setup?token=0123456789abcdef']
const own = ['/', '/profile', '/profile/security', '/profile/devices', '/profile/keys']
const administration = ['people', 'roles', 'sharing', 'keys', 'sign-on', 'audit', 'privacy']
const all = [...own, ...administration.map((page) => `/admin/${page}`)]

/** A page's own dialogs, by the button that opens each. */
const dialogs: [string, string][] = [
  ['/profile/keys', 'Make a key'],
  ['/admin/people', 'Invite somebody'],
  ['/admin/roles', 'Define a role'],
  ['/admin/sharing', 'Share accounts'],
  ['/admin/sign-on', 'Add a provider'],
  ['/admin/sign-on', 'Make a token'],
]

describe.skipIf(!browserPath)(browserPath ? 'the pages’ look' : `the pages’ look (${browserNeeded})`, () => {
  let browser: Browser
  let service: RealService
  let admin: Client
  let viewer: Client
  let invitation: string
  let setUpToken: string
  beforeAll(async () => {
    browser = await startBrowser()
    service = await realService()
    setUpToken = await newSetUpToken(service.db)
    admin = await setUp(service)
    viewer = await invite(service, admin, { email: 'vera@acme.example', name: 'Vera Sato', role: 'viewer' })
    await admin.post('/api/people/invitations', {
      email: 'nora@acme.example',
      name: 'Nora Lind',
      role: 'csm',
    })
    invitation = tokenOf(await service.post.to('nora@acme.example'))
  })
  afterAll(async () => {
    await browser?.close()
    await service?.close()
  })

  const settled = async (page: Page) => {
    await page.waitForLoadState('networkidle')
    await page
      .getByRole('status', { name: /^Loading/ })
      .first()
      .waitFor({ state: 'detached' })
    // A dialog that is still fading in has the colours of neither end.
    await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished))')
  }

  async function judge(page: Page, place: string): Promise<string[]> {
    await settled(page)
    const found = (await objections(page)).map((objection) => `${place}: ${objection}`)
    return (await isSideways(page)) ? [...found, `${place}: scrolls sideways`] : found
  }

  async function judged(client: Client | null, look: (typeof looks)[number], paths: string[]) {
    const { page, context, errors } = await visitor(browser, look)
    const cookies = [...(client?.jar ?? [])].map(([name, value]) => ({ name, value, url: service.url }))
    await context.addCookies(cookies)
    const found: string[] = []
    for (const path of paths) {
      await page.goto(service.url + path)
      found.push(...(await judge(page, path)))
    }
    return { page, context, errors, found }
  }

  test.each(looks)('before sign-in, $name', async (look) => {
    const links = [`/invitation?token=${invitation}`, `/setup?token=${setUpToken}`]
    const { found, errors, context } = await judged(null, look, [...entrances, ...links])
    expect([...found, ...errors]).toEqual([])
    await context.close()
  })

  test.each(looks)('an administrator’s pages and their dialogs, $name', async (look) => {
    const { page, found, errors, context } = await judged(admin, look, all)
    for (const [path, button] of dialogs) {
      await page.goto(service.url + path)
      await page.getByRole('button', { name: button }).click()
      await page.getByRole('dialog').waitFor()
      found.push(...(await judge(page, `${path}, ${button}`)))
    }
    expect([...found, ...errors]).toEqual([])
    await context.close()
  })

  test.each(looks)('what a viewer finds there, $name', async (look) => {
    const { found, errors, context } = await judged(viewer, look, all)
    expect([...found, ...errors]).toEqual([])
    await context.close()
  })
})
