/** The API tells of itself: every route with who may use it, in a document whose examples are right, and a reader that the policy of the page lets run. */
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resource } from '#server/resource.ts'
import { assertDeclared } from '#server/route.ts'
import { testService, type TestService } from './kit/service.ts'

type Operation = {
  'x-access': string
  requestBody?: { content: Record<string, { schema: object; example: unknown }> }
  responses: Record<string, { content?: Record<string, { example?: unknown }> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

describe('the API', () => {
  let service: TestService
  let document: Document
  beforeAll(async () => {
    service = await testService()
    document = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as Document
  })
  afterAll(() => service.close())

  test('documents each of its routes with its access, its problems and examples', () => {
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.entries(document.paths).flatMap(([path, of]) =>
      Object.entries(of).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
    )
    expect(operations.map(({ name }) => name)).toContain('post /api/chat')
    for (const operation of operations) {
      expect(operation['x-access'], operation.name).toBeTruthy()
      expect(Object.keys(operation.responses), operation.name).toEqual(expect.arrayContaining(['400', '429']))
      for (const media of Object.values(operation.requestBody?.content ?? {}))
        expect(media.example, operation.name).toBeDefined()
    }
    const chat = document.paths['/api/chat']?.post
    expect(chat?.['x-access']).toBe('ask')
    expect(Object.keys(chat?.responses ?? {})).toEqual(expect.arrayContaining(['401', '403']))
  })

  test('does not start with a route that nobody declared', () => {
    const app = resource()
    app.get('/api/left-open', (context) => context.text('anybody'))
    expect(() => assertDeclared(app)).toThrow('GET /api/left-open')
  })

  test('refuses a body of another shape in words that name the place', async () => {
    const response = await fetch(`${service.url}/api/demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: service.url },
      body: '{"email": 7}',
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { code: 'bad_request', what: expect.stringContaining('email') as string },
    })
  })

  const executablePath = process.env.CHROMIUM_PATH
  test.skipIf(!executablePath)('is read in a browser under the policy of the page', async () => {
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ['--no-sandbox'],
    })
    const page = await browser.newPage()
    const elsewhere: string[] = []
    const errors: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(service.url) && !request.url().startsWith('data:'))
        elsewhere.push(request.url())
    })
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(`${service.url}/api/docs`)
    await page.getByText('/api/chat', { exact: true }).first().waitFor()
    expect(elsewhere).toEqual([])
    expect(errors).toEqual([])
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/docs.png` })
    await browser.close()
  })
})
