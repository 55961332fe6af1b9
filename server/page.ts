/** Serves the built page: hashed assets for ever, anything else is the page itself, whose own router reads the address. */
import { serveStatic } from '@hono/node-server/serve-static'
import { createMiddleware } from 'hono/factory'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Problem } from '#db/problem.ts'

const root = fileURLToPath(new URL('../dist/page', import.meta.url))

export function servePage() {
  // The build writes compressed copies beside each text file.
  const asset = serveStatic({
    root,
    precompressed: true,
    // Their names carry their hash.
    onFound: (_path, context) => {
      if (context.req.path.startsWith('/assets/'))
        context.header('cache-control', 'public, max-age=31536000, immutable')
    },
  })
  const index = serveStatic({ root, path: 'index.html', precompressed: true })
  return createMiddleware(async (context, next) => {
    if (!existsSync(root))
      throw new Problem('not_found', 'The page is not built.', { next: 'Run: npm run build:page' })
    context.header('cache-control', 'no-cache')
    if (/\.[a-z0-9]+$/i.test(context.req.path)) return asset(context, next)
    return index(context, next)
  })
}
