/** What was said and written, in a real browser: a citation leads to its passage and back, a search is narrowed and shared, nothing of a source is live, and nobody reads what is not theirs. */
import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inChange } from '#db/history/change.ts'
import { ingest, type Ingest } from '#rag/ingest.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import type { Passages, Source } from '#server/contract-sources.ts'
import { browserNeeded, browserPath, isSideways, objections, startBrowser, visitor } from './kit/browser.ts'
import { testService, type TestService } from './kit/service.ts'

const trap =
  '<img src="https://evil.example/p.png"> [click](https://evil.example) ![x](https://evil.example/q.png)'
const said = 'The offline mode loses our drafts whenever the train enters a tunnel.'
const turns = Array.from({ length: 80 }, (_, n) => ({
  text: n === 60 ? said : `We went through point ${n} of the agenda and agreed to look at the rollout again.`,
  speaker: n % 2 ? 'Dana Reyes' : 'Nora Lind',
  ...{ startS: n * 10, endS: n * 10 + 9 },
}))
const files: Ingest[] = [
  {
    ...{ name: 'transcripts/northlight-review.vtt', account: 'A-1' },
    source: {
      kind: 'call',
      title: 'Quarterly review',
      at: '2026-09-03T09:30:00Z',
      people: [],
      passages: turns,
    },
  },
  {
    ...{ name: 'documents/plan.md', account: 'A-1' },
    source: {
      ...{ kind: 'document', title: 'Success plan', at: '2026-10-01', people: [] },
      passages: [
        { heading: 'Goals', text: `The **offline mode** must work in tunnels. ${trap}` },
        { heading: 'Risks', text: 'The champion leaves.' },
      ],
    },
  },
]

let service: TestService
beforeAll(async () => {
  service = await testService()
  await ingest(service.db, 'acme', files)
  await inChange(service.db, 'acme', { kind: 'import', source: 'file' }, (tx) =>
    tx.execute(sql`insert into activities (workspace_id, id, source_id, account_id, type, direction, at, subject, body)
      select 'acme', gen_random_uuid(), 'M-' || a.source_id, a.id, 'email', 'inbound', '2026-11-01', 'Tunnels',
        'Your offline mode and our tunnels. ' || ${trap} || ' Write to dana@northlight.example.'
      from accounts a where a.source_id in ('A-1', 'A-6')`),
  )
  await keepChunks(service.db, 'acme')
})
afterAll(() => service?.close())

type Answered<T> = { status: number; body: T }

async function ask<T>(email: string, path: string): Promise<Answered<T>> {
  const answer = await fetch(service.url + path, { headers: { cookie: `steward_person=${email}` } })
  return { status: answer.status, body: (await answer.json()) as Answered<T>['body'] }
}

describe('the routes of sources', () => {
  test('count, narrow and mark what the reader may read, and open it at its place', async () => {
    const all = await ask<Passages>('ada@acme.example', '/api/passages?q=offline+tunnel')
    expect(all.body.facets.kinds.map(({ value }) => value).sort()).toEqual(['call', 'document', 'mail'])
    expect(all.body.hits).toHaveLength(all.body.total)
    const calls = await ask<Passages>(
      'ada@acme.example',
      '/api/passages?q=offline+tunnels&kind=call&account=A-1',
    )
    const [hit] = calls.body.hits
    expect(hit).toMatchObject({ kind: 'call', source: 'transcripts/northlight-review.vtt' })
    expect(hit?.marks.map(([from, to]) => hit.text.slice(from, to))).toEqual(['offline', 'tunnel'])
    const place = new URLSearchParams({ id: hit?.source ?? '', at: hit?.locator ?? '' })
    const { body } = await ask<Source>('ada@acme.example', `/api/source?${place.toString()}`)
    expect(body.lines.slice(body.cited?.from, (body.cited?.to ?? 0) + 1).map(({ text }) => text)).toContain(
      said,
    )
    const none = await ask<Passages>('ada@acme.example', '/api/passages?q=offline+tunnel&to=2026-08-31')
    expect(none.body.total).toBe(0)
  })

  test('tell nobody of accounts that are not theirs, and no contact’s address to whom it is withheld', async () => {
    const reach = async (email: string) => {
      const { body } = await ask<Passages>(email, '/api/passages?q=tunnels&kind=mail')
      return body.hits.map(({ source }) => source).sort()
    }
    expect(await reach('ada@acme.example')).toEqual(['M-A-1', 'M-A-6'])
    expect(await reach('vera@acme.example')).toEqual(['M-A-1'])
    expect((await ask('vera@acme.example', '/api/source?id=M-A-6')).status).toBe(404)
    const hers = await ask<Source>('vera@acme.example', '/api/source?id=M-A-1')
    expect(hers.body.lines[0]?.text).toMatch(/tunnels.*Write to •••@•••/)
    expect((await ask<Source>('ada@acme.example', '/api/source?id=M-A-1')).body.lines[0]?.text).toContain(
      'dana@',
    )
  })
})

describe.skipIf(!browserPath)(
  browserPath ? 'the pages of sources' : `the pages of sources (${browserNeeded})`,
  () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await startBrowser()
    })
    afterAll(() => browser?.close())

    async function visit(path: string) {
      const visit = await visitor(browser)
      const data = { email: 'ada@acme.example' }
      await visit.context.request.post(`${service.url}/api/demo`, { data, headers: { origin: service.url } })
      await visit.page.goto(service.url + path)
      return visit
    }
    const main = (page: Page) => page.getByRole('main')
    /** Whatever of the source could be followed, fetched or run. */
    const live = (page: Page) =>
      main(page).locator('article a, article img, article iframe, article script').count()

    test('a citation leads to its words, in sight and marked, and going back leads to the citation', async () => {
      const { page, errors } = await visit('/')
      await page.getByRole('textbox').fill('What did Northlight say about offline mode in tunnels?')
      await page.keyboard.press('Enter')
      const cited = page.getByRole('link', { name: 'Quarterly review' }).first()
      await cited.click()
      const passage = page.locator('[data-cited]').filter({ hasText: said })
      await passage.waitFor()
      expect(new URL(page.url()).searchParams.get('id')).toBe('transcripts/northlight-review.vtt')
      await expect.poll(async () => ((await passage.boundingBox())?.y ?? -1) > 0).toBe(true)
      const { y, height } = (await passage.boundingBox()) ?? { y: Infinity, height: 0 }
      expect(y + height).toBeLessThan(800)
      expect([...(await objections(page)), await isSideways(page)]).toEqual([false])
      await page.goBack()
      await cited.waitFor()
      await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Quarterly review')
      expect(errors).toEqual([])
    })

    test('a search is typed, narrowed and gone back from; its address says all of it', async () => {
      const { page, errors } = await visit('/sources')
      await page.getByRole('searchbox').fill('tunnel')
      await page.keyboard.press('Enter')
      const hits = main(page).getByRole('article')
      await hits.first().waitFor()
      const all = await hits.count()
      expect(await main(page).locator('mark').first().innerText()).toMatch(/tunnel/i)
      expect(await objections(page)).toEqual([])
      await page.getByRole('link', { name: /^Call \d+ passage/ }).click()
      await expect.poll(() => hits.count()).toBeLessThan(all)
      expect(page.url()).toContain('kind=call')
      await page.setViewportSize({ width: 390, height: 800 })
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.getByRole('link', { name: 'Kind: Call. Remove this filter' }).waitFor()
      expect([...(await objections(page)), await isSideways(page)]).toEqual([false])
      await page.goBack()
      await expect.poll(() => hits.count()).toBe(all)
      expect(errors).toEqual([])
    })

    test('what others wrote is words: no link, no image, no markup, and nobody else is asked', async () => {
      const { page, requests, errors } = await visit('/source?id=documents/plan.md&at=Goals%2C+paragraph+2')
      await page.locator('[data-cited]').getByText('evil.example/p.png').waitFor()
      expect(await live(page)).toBe(0)
      await page.setViewportSize({ width: 390, height: 800 })
      expect([...(await objections(page)), await isSideways(page)]).toEqual([false])
      await page.goto(`${service.url}/source?id=M-A-1`)
      await main(page).getByText('<img src="https://evil.example/p.png">').waitFor()
      expect(await live(page)).toBe(0)
      expect(requests.filter((url) => !url.startsWith(service.url) && !url.startsWith('data:'))).toEqual([])
      expect(errors).toEqual([])
    })
  },
)
