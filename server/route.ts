/** Declares routes: what each takes, gives, and who may use it. One without its access can't be declared, and one that was not declared can't be served. */
import { createRoute, type OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import type { Env } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Permission } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { assertMay, principalOf } from './principal.ts'
import { ownSession } from './sign-in/guard.ts'

/**
 * `open`: anybody, also signed out. `signed-in`: whoever has a session, a key or is in the demo. `session`: a person who
 * signed in to an account of their own. Else a permission.
 */
export type Access = 'open' | 'signed-in' | 'session' | Permission

const allow = (access: Access) =>
  createMiddleware(async (context, next) => {
    if (access !== 'open') {
      const principal = principalOf(context)
      if (access === 'session') ownSession(context)
      else if (access !== 'signed-in') {
        assertMay(principal, access)
        if (principal.via === 'demo' && context.req.method !== 'GET' && access.endsWith(':manage'))
          throw onlyShown()
      }
    }
    await next()
  })

/** Anybody may be the demo's administrator. */
const onlyShown = () =>
  new Problem('forbidden', 'The demo only shows this.', {
    next: 'Set Steward up with the link that it printed when it started; then it does it.',
  })

type Declared = Omit<RouteConfig, 'middleware'> & { access: Access }

/** As `createRoute`, with the access that its own middleware asserts before anything of the request is read. */
export function route<R extends Declared & { path: string }>({ access, ...config }: R) {
  const declared = { ...config, middleware: allow(access), 'x-access': access }
  return createRoute<
    R['path'],
    Omit<R, 'access'> & { middleware: ReturnType<typeof allow>; 'x-access': Access }
  >(declared)
}

/** Every route that an app declares with its access, as `GET /api/session`. */
export function accessOf<E extends Env>(app: OpenAPIHono<E>): Map<string, Access> {
  const declared = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route] : [],
  )
  return new Map(
    declared.flatMap((one): [string, Access][] => {
      const access = (one as { 'x-access'?: Access })['x-access']
      const path = one.path.replaceAll(/\{(\w+)\}/g, ':$1')
      return access === undefined ? [] : [[`${one.method.toUpperCase()} ${path}`, access]]
    }),
  )
}

/** Throws where the app serves a path under /api that no route declares. Middleware (method ALL) is no resource. */
export function assertDeclared<E extends Env>(app: OpenAPIHono<E>): void {
  const declared = accessOf(app)
  const undeclared = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api'))
    .map(({ method, path }) => `${method} ${path}`)
    .filter((each) => !declared.has(each))
  if (undeclared.length > 0)
    throw new Error(`routes without a declared access: ${[...new Set(undeclared)].join(', ')}`)
}
