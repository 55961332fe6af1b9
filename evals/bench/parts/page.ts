/** The page in a real browser: what its first script weighs, and what drawing a growing answer costs from its first quarter to its last. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import type { Part } from '../part.ts'
import { longMarkdown } from '../long-markdown.ts'
import { median } from '../spread.ts'
import { firstScriptKib, renderGrowth, renderMs } from '../targets.ts'
import type { Workshop } from '../workshop.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const builtPage = join(root, 'dist/page')

const characters = 12_800
const answers = 3
const paceMs = 4
const sampleMs = 250
const longestAnswerMs = 60_000

/** Builds the page where it is stale and finds the browser, as `npm test` does. */
async function readyPage(): Promise<string> {
  const { ensurePage } = (await import(`${root}/bin/launch.mjs`)) as { ensurePage: (node: string) => void }
  const { ensureChromium } = (await import(`${root}/bin/needs.mjs`)) as {
    ensureChromium: () => string | null
  }
  ensurePage(process.execPath)
  const browser = ensureChromium()
  if (!browser) throw new Error('there is no Chromium, and it could not be had')
  return browser
}

/** Every script that the page loads before anything else: its own tags and preloads, and what those import at once. */
export function firstScripts(folder: string): string[] {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const tags = [...page.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.js)"/g)]
  const found = new Set<string>()
  const take = (path: string) => {
    if (found.has(path)) return
    found.add(path)
    const text = readFileSync(join(folder, path), 'utf8')
    for (const [, target] of text.matchAll(/(?:\bfrom|\bimport)\s*"(\.{1,2}\/[^"]+\.js)"/g)) {
      take(join(dirname(path), target ?? ''))
    }
  }
  for (const [, path] of tags) take(path ?? '')
  return [...found]
}

const gzippedKib = (folder: string, paths: string[]) =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0) / 1024

type Sample = { drawings: number; scriptMs: number }

/** Counts changes of the shown answer; one callback follows one drawing. */
const countDrawings = `
  window.drawings = 0
  new MutationObserver(() => window.drawings++).observe(
    document.querySelector('main'), { subtree: true, childList: true, characterData: true })`

async function sampleOf(page: Page, devtools: CDPSession): Promise<Sample> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const script = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN
  const drawings = Number(await page.evaluate('window.drawings'))
  return { drawings, scriptMs: script * 1_000 }
}

/** Script time a drawing between two shares of the answer's drawings. */
function between(samples: Sample[], from: number, to: number): number {
  const all = samples.at(-1)?.drawings ?? 0
  const at = (share: number) => samples.find(({ drawings }) => drawings >= share * all)
  const [start, end] = [at(from), at(to)]
  if (!start || !end) return Number.NaN
  return (end.scriptMs - start.scriptMs) / (end.drawings - start.drawings)
}

type Drawn = { first: number; last: number; whole: number; drawings: number }

async function watchAnswer(browser: Browser, url: string, ending: string): Promise<Drawn> {
  const page = await browser.newPage()
  // The page leaves the choice of the planner to the service; this turn has to reach the model.
  await page.route('**/api/chat', (route) =>
    route.continue({
      postData: JSON.stringify({ ...(route.request().postDataJSON() as object), planner: 'model' }),
    }),
  )
  const { origin } = new URL(url)
  await page.context().request.post(`${origin}/api/demo`, { data: {}, headers: { origin } })
  await page.goto(url)
  const composer = page.getByRole('textbox', { name: 'Ask Steward' })
  await composer.waitFor()
  // The drawing code of an answer is fetched once the page stands.
  await page.waitForLoadState('networkidle')
  await page.evaluate(countDrawings)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await composer.fill('Tell me everything about our renewals')
  await composer.press('Enter')
  await page.getByText('Opening words').first().waitFor()
  const samples = [await sampleOf(page, devtools)]
  const isShown = page.getByText(ending).first().waitFor({ timeout: longestAnswerMs })
  let over = false
  void isShown.finally(() => (over = true)).catch(() => {})
  while (!over) {
    await sleep(sampleMs)
    samples.push(await sampleOf(page, devtools))
  }
  await isShown
  await page.close()
  const base = samples[0]?.drawings ?? 0
  const counted = samples.map((sample) => ({ ...sample, drawings: sample.drawings - base }))
  return {
    first: between(counted, 0, 0.25),
    last: between(counted, 0.75, 1),
    whole: between(counted, 0, 1),
    drawings: counted.at(-1)?.drawings ?? 0,
  }
}

async function drawAnswers(workshop: Workshop, executablePath: string): Promise<Drawn[]> {
  const endpoint = await workshop.program('./endpoint.ts', [String(paceMs)])
  const service = await workshop.steward(await workshop.copy('page'), {
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: `${endpoint.url}/v1`,
    OPENAI_MODEL: 'stand-in',
  })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const drawn: Drawn[] = []
    for (let i = 0; i <= answers; i++) {
      const ending = `closing words of answer ${'x'.repeat(i + 1)}`
      endpoint.tell({ answer: longMarkdown(workshop.seed + i, characters, ending) })
      const one = await watchAnswer(browser, service.url, ending)
      // The first answer warms the browser and the service.
      if (i > 0) drawn.push(one)
    }
    return drawn
  } finally {
    await browser.close()
    await Promise.all([service.end(), endpoint.end()])
  }
}

export const page: Part<'script' | 'render' | 'last' | 'growth'> = {
  name: 'page',
  figures: {
    script: { name: 'first script of the page, gzipped', unit: 'KiB', bound: firstScriptKib, leastCases: 1 },
    render: {
      name: 'script time a drawing, 12,800-character answer',
      unit: 'ms',
      bound: renderMs,
      leastCases: 200,
    },
    last: { name: 'script time a drawing, its last quarter', unit: 'ms', bound: renderMs, leastCases: 50 },
    growth: {
      name: 'script time a drawing, last quarter over first',
      unit: 'ms',
      bound: renderGrowth,
      leastCases: 50,
    },
  },
  async run(workshop, tell) {
    const executablePath = await readyPage()
    const scripts = firstScripts(builtPage)
    tell('script', { cases: scripts.length, value: gzippedKib(builtPage, scripts) })
    const drawn = await drawAnswers(workshop, executablePath)
    const of = (pick: (one: Drawn) => number) => median(drawn.map(pick))
    const drawings = drawn.reduce((sum, one) => sum + one.drawings, 0)
    tell('render', { cases: drawings, value: of((one) => one.whole), rounds: drawn.map((one) => one.whole) })
    const quarter = Math.floor(drawings / 4)
    tell('last', { cases: quarter, value: of((one) => one.last), rounds: drawn.map((one) => one.last) })
    tell('growth', { cases: quarter, value: of((one) => one.last), floor: of((one) => one.first) })
  },
}
