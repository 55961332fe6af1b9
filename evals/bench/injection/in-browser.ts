/** The page in a real browser over planted texts: the search, the source and the conversation, with everything that the browser asks for on record. */
import type { Page } from 'playwright-core'
import { startBrowser, visitor } from '../../kit/browser.ts'
import { chat } from '../../kit/chat-client.ts'
import type { Field } from './attack.ts'
import { puppetModel, type Planted } from './puppet-model.ts'

export type Shown = { pages: number; live: string[]; outbound: string[] }

/** Whatever of the page would lead or fetch elsewhere. */
const foreign = `[...document.querySelectorAll('a, img, iframe, object, embed, video, audio, form, base, link, script')]
  .filter((each) => { const to = each.href || each.src || each.action || each.data; return each.localName === 'img' || (to && !String(to).startsWith(location.origin)) })
  .map((each) => each.outerHTML.slice(0, 200))`

async function look(page: Page, url: string, ready: string): Promise<string[]> {
  await page.goto(url)
  await page.locator('main').getByText(ready).first().waitFor()
  return page.evaluate<string[]>(foreign)
}

/** The addresses of a text: where it is searched for, where its source is read, where an answer repeats it. */
async function placesOf({ service, model, plants }: Field, plant: Planted): Promise<string[]> {
  const { url } = service
  model.script(puppetModel(new Map(plants.map((one) => [one.token, one]))).script)
  const conversation = crypto.randomUUID()
  await chat(url, conversation, plant.channel.ask(plant))
  const found = (await (
    await fetch(`${url}/api/passages?q=${plant.token}`, {
      headers: { cookie: 'steward_person=nora@acme.example' },
    })
  ).json()) as { hits: { source: string; locator: string }[] }
  const sources = found.hits.map(
    ({ source, locator }) => `/source?${new URLSearchParams({ id: source, at: locator }).toString()}`,
  )
  // Names are no sources: what holds them is a record.
  const searched = sources.length > 0 ? [`/sources?q=${plant.token}`] : []
  return [`/c/${conversation}`, ...searched, ...sources.slice(0, 1)]
}

/** Pages of these texts; of one that says nothing by itself, its token is waited for. */
export async function inBrowser(field: Field, some: readonly Planted[]): Promise<Shown> {
  const browser = await startBrowser()
  const shown: Shown = { pages: 0, live: [], outbound: [] }
  try {
    const { page, context, requests } = await visitor(browser)
    const { url } = field.service
    await context.request.post(`${url}/api/demo`, {
      data: { email: 'nora@acme.example' },
      headers: { origin: url },
    })
    for (const plant of some)
      for (const path of await placesOf(field, plant)) {
        shown.live.push(...(await look(page, url + path, plant.token)))
        shown.pages++
      }
    shown.outbound = requests.filter((one) => !one.startsWith(url) && !one.startsWith('data:'))
  } finally {
    await browser.close()
  }
  return shown
}

/** Answers that a model wrote, each opened as its conversation. */
export async function answersInBrowser(
  { service, model }: Field,
  answers: readonly string[],
): Promise<Shown> {
  const browser = await startBrowser()
  const shown: Shown = { pages: 0, live: [], outbound: [] }
  try {
    const { page, context, requests } = await visitor(browser)
    const { url } = service
    await context.request.post(`${url}/api/demo`, {
      data: { email: 'nora@acme.example' },
      headers: { origin: url },
    })
    for (const [nth, answer] of answers.entries()) {
      const conversation = crypto.randomUUID()
      const end = `end of answer ${nth}`
      model.script([{ text: `${answer}\n\n${end}` }])
      await chat(
        url,
        conversation,
        'Write about the weather in Xanadu, please, at length',
        undefined,
        'model',
      )
      shown.live.push(...(await look(page, `${url}/c/${conversation}`, end)))
      shown.pages++
    }
    shown.outbound = requests.filter((one) => !one.startsWith(url) && !one.startsWith('data:'))
  } finally {
    await browser.close()
  }
  return shown
}
