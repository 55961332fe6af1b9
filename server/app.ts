/** The HTTP application: security headers, cross-site checks, the resources, problems as JSON, and the built page. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { Steward } from '#agent/steward.ts'
import type { Signing } from '#db/audit/sign-heads.ts'
import { Problem } from '#db/problem.ts'
import type { ProblemCode } from '#db/contract.ts'
import type { Workspace } from '#db/people.ts'
import type { Problem as ProblemBody } from './contract.ts'
import { addressFrom } from './address.ts'
import { refuseCrossSite } from './cross-site.ts'
import { effectRoutes } from './effects/routes.ts'
import { servePage } from './page.ts'
import type { SignIn } from './principal.ts'
import { TooMany, type RateLimits } from './rate-limits.ts'
import { assertDeclared } from './route.ts'
import { auditRoutes } from './routes/audit.ts'
import { chatRoutes } from './routes/chat.ts'
import { conversationRoutes } from './routes/conversations.ts'
import { docsRoutes } from './routes/docs.ts'
import { demoRoutes } from './routes/demo.ts'
import { healthRoutes } from './routes/health.ts'
import { noticeRoutes } from './routes/notices.ts'
import { privacyRoutes, type PrivacyService } from './routes/privacy.ts'
import { qualityRoutes } from './routes/quality.ts'
import { scimRoutes } from './routes/scim.ts'
import { sessionRoutes } from './routes/session.ts'
import { sourceRoutes } from './routes/sources.ts'
import { ssoRoutes } from './routes/sso.ts'
import { accountRoutes } from './sign-in/routes.ts'
import type { Accounts } from './sign-in/sign-in.ts'
import type { Sso } from './sso/sso.ts'

export type Service = {
  steward: Steward
  signIn: SignIn
  /** People's accounts; without them there is the demo alone. */
  accounts?: Accounts | undefined
  /** The audit log, and what signs it. */
  signing?: Signing | undefined
  privacy?: PrivacyService | undefined
  /** Single sign-on and provisioning of those accounts. */
  sso?: Sso | undefined
  limits: RateLimits
  /** People reach it by https, through a proxy. */
  isHttps?: boolean | undefined
  /** How many proxies stand before it, each of which says whom it heard from. */
  proxies?: number | undefined
  /** The workspace that visitors may look around in; null where there is none, or none any more. */
  demo: () => Promise<Workspace | null>
  /** The day to answer for; undefined is today. */
  today?: string | undefined
}

const statusOf: Partial<Record<ProblemCode, 400 | 401 | 403 | 404 | 409 | 413 | 429 | 502>> = {
  bad_request: 400,
  signed_out: 401,
  forbidden: 403,
  too_large: 413,
  too_many: 429,
  not_found: 404,
  conflict: 409,
  model_rate_limited: 429,
  model_unreachable: 502,
}

/** Where an identity provider's form arrives by way of the person's browser. */
const fromElsewhere = (path: string) => path.startsWith('/api/auth/sso/saml2/')

/** The most that a request may carry. */
const bodyBytes = 1024 * 1024
const refuseLarge = (): never => {
  throw new Problem('too_large', 'The request is larger than Steward takes.', {
    next: 'A request may hold 1 MB; import files with: steward import.',
  })
}

export function createApp(service: Service) {
  const { signIn, limits } = service
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
      xFrameOptions: 'DENY',
      // Plain HTTP on loopback must stay reachable.
      strictTransportSecurity: service.isHttps ? 'max-age=31536000; includeSubDomains' : false,
      permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
    }),
  )
  app.use(
    '/api/*',
    async (context, next) => {
      context.set('address', addressFrom(context, service.proxies ?? 0))
      await next()
    },
    refuseCrossSite(fromElsewhere),
    bodyLimit({ maxSize: bodyBytes, onError: refuseLarge }),
    async (context, next) => {
      context.set('principal', await signIn.principalOf(context))
      await limits.take(context)
      await next()
    },
  )
  app.onError((error, context) => {
    if (error instanceof HTTPException && error.status < 500) {
      return context.json(
        problemBody(new Problem('bad_request', error.message || 'The request is not right.')),
        error.status,
      )
    }
    if (error instanceof TooMany) context.header('Retry-After', String(error.seconds))
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
  app.route('/api', demoRoutes(service))
  app.route('/api', conversationRoutes(service))
  app.route('/api', chatRoutes(service))
  app.route('/api', effectRoutes(service.steward))
  app.route('/api', noticeRoutes(service.steward))
  app.route('/api', qualityRoutes(service.steward))
  app.route('/api', sourceRoutes(service.steward))
  if (service.accounts) app.route('/api', accountRoutes(service.accounts))
  if (service.sso) {
    app.route('/api', ssoRoutes(service.sso))
    app.route('/api', scimRoutes(service.sso))
  }
  if (service.signing) app.route('/api', auditRoutes(service.signing))
  if (service.privacy) app.route('/api', privacyRoutes(service.privacy))
  app.route(
    '/api',
    docsRoutes(() => app),
  )
  assertDeclared(app)
  app.all('/api/*', (context) =>
    context.json(problemBody(new Problem('not_found', `There is no ${context.req.path}.`)), 404),
  )
  app.get('*', servePage())
  return app
}

const problemBody = ({ code, message, done, next }: Problem): ProblemBody => ({
  error: { code, what: message, done, next },
})
