/** The HTTP application: security headers, cross-site checks, the resources, problems as JSON, and the built page. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { Steward } from '#agent/steward.ts'
import { Problem } from '#db/problem.ts'
import type { ProblemCode } from '#db/contract.ts'
import type { Workspace } from '#db/people.ts'
import type { Problem as ProblemBody } from './contract.ts'
import { refuseCrossSite } from './cross-site.ts'
import { servePage } from './page.ts'
import { chatRoutes } from './routes/chat.ts'
import { conversationRoutes } from './routes/conversations.ts'
import { healthRoutes } from './routes/health.ts'
import { sessionRoutes } from './routes/session.ts'

export type Service = {
  steward: Steward
  /** The workspace that the page shows. */
  workspace: Workspace
  /** The day to answer for; undefined is today. */
  today?: string | undefined
}

const statusOf: Partial<Record<ProblemCode, 400 | 404 | 409 | 429 | 502>> = {
  bad_request: 400,
  not_found: 404,
  conflict: 409,
  model_rate_limited: 429,
  model_unreachable: 502,
}

export function createApp(service: Service) {
  const app = new OpenAPIHono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The component library sets style attributes; no style can fetch from elsewhere.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      // Served over plain HTTP on loopback by default; a TLS proxy adds its own.
      strictTransportSecurity: false,
    }),
  )
  app.use('/api/*', refuseCrossSite, bodyLimit({ maxSize: 1024 * 1024 }))
  app.onError((error, context) => {
    if (error instanceof HTTPException && error.status < 500) {
      return context.json(
        problemBody(new Problem('bad_request', error.message || 'The request is not right.')),
        error.status,
      )
    }
    if (error instanceof Problem) return context.json(problemBody(error), statusOf[error.code] ?? 500)
    service.steward.log.error({ err: error, path: context.req.path }, 'a request failed unexpectedly')
    return context.json(
      problemBody(
        new Problem('internal', 'Something in Steward failed unexpectedly.', { next: 'Try again.' }),
      ),
      500,
    )
  })
  app.route('/api', healthRoutes(service))
  app.route('/api', sessionRoutes(service))
  app.route('/api', conversationRoutes(service))
  app.route('/api', chatRoutes(service))
  app.all('/api/*', (context) =>
    context.json(problemBody(new Problem('not_found', `There is no ${context.req.path}.`)), 404),
  )
  app.get('*', servePage())
  return app
}

const problemBody = ({ code, message, done, next }: Problem): ProblemBody => ({
  error: { code, what: message, done, next },
})
