/** The API's document, and a reader for it that asks nothing of other hosts. */
import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Problem } from '#db/problem.ts'
import { openApiOf } from '../openapi.ts'
import { resource } from '../resource.ts'
import { route } from '../route.ts'

const reader = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Steward API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="reader"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`
const start = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#reader',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
  requestInterceptor: (request) => ({ ...request, credentials: 'same-origin' }),
})
`
const types = { css: 'text/css', js: 'text/javascript' } as const
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'start.js'] as const

const text = (type: string) => ({
  200: { description: 'The file', content: { [type]: { schema: z.string() } } },
})
const document = route({
  method: 'get',
  path: '/openapi.json',
  access: 'open',
  responses: {
    200: {
      description: 'This document',
      content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } },
    },
  },
})
const docs = route({ method: 'get', path: '/docs', access: 'open', responses: text('text/html') })
const asset = route({
  method: 'get',
  path: '/docs/{file}',
  access: 'open',
  request: { params: z.object({ file: z.enum(files) }) },
  responses: text('text/plain'),
})

/** `all` gives the app whose routes are documented: known once the last of them is mounted. */
export function docsRoutes(all: () => OpenAPIHono) {
  let made: object | undefined
  return resource()
    .openapi(document, (context) => context.json({ ...(made ??= openApiOf(all())) }, 200))
    .openapi(docs, (context) => context.html(page))
    .openapi(asset, async (context) => {
      const { file } = context.req.valid('param')
      context.header('content-type', `${types[file.endsWith('.css') ? 'css' : 'js']}; charset=utf-8`)
      context.header('cache-control', 'public, max-age=3600')
      if (file === 'start.js') return context.body(start)
      const body = await readFile(join(reader, file), 'utf8').catch((error: unknown) => {
        throw new Problem('not_found', 'The reader is not installed.', { next: 'Run: npm ci', cause: error })
      })
      return context.body(body)
    })
}
