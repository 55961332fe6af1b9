/** Refuses what another site makes a browser send: every non-GET must come from Steward's own page, as JSON. */
import { createMiddleware } from 'hono/factory'
import { Problem } from '#db/problem.ts'

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

export const refuseCrossSite = createMiddleware(async (context, next) => {
  if (!reads.has(context.req.method)) {
    const site = context.req.header('sec-fetch-site')
    const origin = context.req.header('origin')
    const isOwn = site === undefined || site === 'same-origin' || site === 'none'
    const isSameHost = origin === undefined || URL.parse(origin)?.host === context.req.header('host')
    const type = context.req.header('content-type') ?? ''
    const hasBody = Number(context.req.header('content-length') ?? 0) > 0
    if (!isOwn || !isSameHost) throw new Problem('bad_request', 'The request came from another site.')
    if (hasBody && !type.startsWith('application/json')) throw new Problem('bad_request', 'Send JSON.')
  }
  await next()
})
