/** Every page and dialog, wide, on a phone and in the dark: the accessibility checker objects to nothing, nothing scrolls sideways, and no script or policy complains. */
import type { Browser, Page } from 'playwright-core'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSetUpToken } from '#db/identities/set-up.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { browserNeeded, browserPath, isSideways, objections, startBrowser, visitor } from './kit/browser.ts'
import { invite, realService, setUp, tokenOf, type Client, type RealService } from './kit/real-service.ts'

/** Each width and each scheme once: what is wrong in a scheme is so at any width. */
const looks = [
  { name: 'wide', width: 1280, dark: false },
  { name: 'on a phone, in the dark', width: 390, dark: true },
]

const entrances = ['/', '/forgotten', '/reset?token=0123456789abcdef', '/setup?token=0123456789abcdef']
const own = ['/', '/inbox', '/profile', '/profile/security', '/profile/devices', '/profile/keys']
const administration = [
  'people',
  'roles',
  'sharing',
  'changes',
  'quality',
  'keys',
  'sign-on',
  'audit',
  'privacy',
].map((page) => `/admin/${page}`)

/** A page's own dialogs, by the button that opens each. */
const dialogs: [string, string][] = [
  ['/profile/keys', 'Make a key'],
  ['/admin/people', 'Invite somebody'],
  ['/admin/roles', 'Define a role'],
  ['/admin/sharing', 'Share accounts'],
  ['/admin/changes', 'Grant one'],
  ['/admin/sign-on', 'Add a provider'],
  ['/admin/sign-on', 'Make a token'],
]

describe.skipIf(!browserPath)(browserPath ? 'the pages’ look' : `the pages’ look (${browserNeeded})`, () => {
  let browser: Browser
  let service: RealService
  let admin: Client
  let viewer: Client
  let invitation: string
  beforeAll(async () => {
    browser = await startBrowser()
    service = await realService()
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

  const isLoading = `!document.querySelector('main') || !!document.querySelector('[role=status][aria-label^=Loading]')`

  async function judge(page: Page, place: string): Promise<string[]> {
    await expect.poll(() => page.evaluate<boolean>(isLoading), { timeout: 20_000 }).toBe(false)
    const found: string[] = []
    for (const { name, width, dark } of looks) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
      // What is still fading has the colours of neither end.
      await page.evaluate('Promise.allSettled(document.getAnimations().map((each) => each.finished))')
      found.push(...(await objections(page)).map((objection) => `${place}, ${name}: ${objection}`))
      if (await isSideways(page)) found.push(`${place}, ${name}: scrolls sideways`)
    }
    return found
  }

  async function visitOf(client: Client | null) {
    const visit = await visitor(browser)
    const cookies = [...(client?.jar ?? [])].map(([name, value]) => ({ name, value, url: service.url }))
    await visit.context.addCookies(cookies)
    return visit
  }

  /** Everything that is wrong with these pages, and everything that their scripts complained of. */
  async function judged(client: Client | null, paths: string[], at = service.url): Promise<string[]> {
    const { page, context, errors } = await visitOf(client)
    const found: string[] = []
    for (const path of paths) {
      await page.goto(at + path)
      found.push(...(await judge(page, path)))
    }
    await context.close()
    return [...found, ...errors]
  }

  test('the first start, with the demo open', async () => {
    const first = await realService({ isEmpty: true })
    const bundle = fileURLToPath(new URL('./fixtures/bundle', import.meta.url))
    const demo = { id: 'demo', name: 'Demo', isDemo: true }
    await importBundle(first.db, { workspace: demo, source: fromFolder(bundle) })
    const token = await newSetUpToken(first.db)
    expect(await judged(null, ['/', `/setup?token=${token}`], first.url)).toEqual([])
    await first.close()
  })

  test('before sign-in', async () => {
    expect(await judged(null, [...entrances, `/invitation?token=${invitation}`])).toEqual([])
  })

  test('an administrator’s own pages', async () => {
    expect(await judged(admin, own)).toEqual([])
  })

  test('administration', async () => {
    expect(await judged(admin, administration)).toEqual([])
  })

  test('the dialogs of administration', async () => {
    const { page, context, errors } = await visitOf(admin)
    const found: string[] = []
    for (const [path, button] of dialogs) {
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(service.url + path)
      await page.getByRole('button', { name: button }).click()
      await page.getByRole('dialog').waitFor()
      found.push(...(await judge(page, `${path}, ${button}`)))
    }
    await context.close()
    expect([...found, ...errors]).toEqual([])
  })

  test('what a viewer finds instead of administration', async () => {
    expect(await judged(viewer, administration)).toEqual([])
  })
})
