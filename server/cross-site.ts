/** Refuses what another site makes a browser send: whatever may change something must come from Steward's own page, as JSON. */
import { createMiddleware } from 'hono/factory'
import { Problem } from '#db/problem.ts'

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser says where a request comes from by Origin or Sec-Fetch-Site, and a page can't forge either. A request that
 * carries a key or a token in its Authorization header is no browser's: other sites can't make it send one.
 * `fromElsewhere` are paths that an identity provider posts to by the person's browser; they carry their own proof.
 */
export const refuseCrossSite = (fromElsewhere: (path: string) => boolean) =>
  createMiddleware(async (context, next) => {
    const { req } = context
    if (reads.has(req.method) || fromElsewhere(req.path)) return next()
    const site = req.header('sec-fetch-site')
    const origin = req.header('origin')
    const isOwn =
      origin === undefined
        ? site === 'same-origin' || req.header('authorization') !== undefined
        : URL.parse(origin)?.host === req.header('host') && (site === undefined || site === 'same-origin')
    if (!isOwn) throw new Problem('forbidden', 'The request came from another site.')
    const hasBody =
      Number(req.header('content-length') ?? 0) > 0 || req.header('transfer-encoding') !== undefined
    const type = (req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
    if (hasBody && type !== 'application/json' && type !== 'application/scim+json')
      throw new Problem('bad_request', 'Send JSON.')
    return next()
  })
