/** A real browser for tests: fresh visitors who tell what went wrong on their page, and the accessibility checker. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

export const browserPath = process.env.CHROMIUM_PATH
export const browserNeeded = 'needs Chromium: apt-get install chromium, or set CHROMIUM_PATH'

/** The popups of the address bar: with each visitor the browser makes two pages for them, which take half of its time and which nobody sees. */
const popups = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']
/** What Playwright switches off: the browser minds the last list alone. */
const offAlready = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'AimEnabled',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
]

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath && { executablePath: browserPath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${[...offAlready, ...popups].join(',')}`,
    ],
  })

export type Visitor = { page: Page; context: BrowserContext; requests: string[]; errors: string[] }

/** `requests` collects every address that the page asks for, `errors` whatever its scripts or its policy complain of. */
export async function visitor(
  browser: Browser,
  look: { width?: number; dark?: boolean } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: 800 },
    colorScheme: look.dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    // A refusal is an answer like another; the browser logs it all the same.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) errors.push(message.text())
  })
  return { page, context, requests, errors }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; nodes: { target: string[] }[] }

/** What the checker objects to, as `rule: where`. */
export async function objections(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

export const isSideways = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
