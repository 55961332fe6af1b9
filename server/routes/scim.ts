/** SCIM 2.0 for directories such as Okta and Entra, and the administrators' list of its tokens. Every request of a directory carries its token. */
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { takeTry, hasTries, type Tried } from '#db/identities/attempts.ts'
import { Problem } from '#db/problem.ts'
import { addressOf } from '../address.ts'
import { newScimTokenSchema, scimTokenSchema } from '../contract-sso.ts'
import { doneSchema } from '../contract-people.ts'
import { principalOf } from '../principal.ts'
import { TooMany } from '../rate-limits.ts'
import { giving, taking } from '../resource.ts'
import { route } from '../route.ts'
import { ownSession } from '../sign-in/guard.ts'
import { filterOf } from '../sso/scim-filter.ts'
import {
  errorBody,
  listBody,
  mostListed,
  patchSchema,
  resourceTypes,
  schemas,
  ScimError,
  serviceProviderConfig,
  urns,
} from '../sso/scim-shapes.ts'
import {
  makeScimToken,
  prefixOf,
  revokeScimToken,
  scimTokensOf,
  useScimToken,
  type Connection,
} from '../sso/scim-tokens.ts'
import { changeUser, createUser, deleteUser, listUsers, readUser, scimBase } from '../sso/scim-users.ts'
import { wantedAfter, wantedOf } from '../sso/scim-wanted.ts'
import type { Sso } from '../sso/sso.ts'

const ofToken = z.object({ id: z.uuid() })
const listTokens = route({
  ...{ method: 'get', path: '/scim/tokens', access: 'people:manage' },
  responses: giving('Tokens of directories', z.object({ tokens: z.array(scimTokenSchema) })),
})
const makeToken = route({
  ...{ method: 'post', path: '/scim/tokens', access: 'people:manage' },
  request: taking(newScimTokenSchema),
  responses: giving('The token, shown this once', z.object({ id: z.string(), token: z.string() })),
})
const removeToken = route({
  ...{ method: 'delete', path: '/scim/tokens/{id}', access: 'people:manage' },
  request: { params: ofToken },
  responses: giving('It works no more', doneSchema),
})

const scim = 'application/scim+json'
const document = z.looseObject({})
/** Its type does not tell the content: handlers answer with a Response, since the library types JSON of the plain kind only. */
const saying = (description: string): { description: string } => ({
  ...{ description, content: { [scim]: { schema: document } } },
})

/** Open to whoever has a directory's token, which is asked for before anything else. */
const directory = <M extends 'get' | 'post' | 'put' | 'patch' | 'delete', P extends string>(
  method: M,
  path: P,
  description: string,
) =>
  route({
    ...{ method, path, access: 'open' as const, security: [{ scim: [] }] },
    responses: {
      [method === 'post' ? 201 : method === 'delete' ? 204 : 200]: saying(description),
      401: saying('No token'),
    },
  })

const routes = {
  config: directory('get', '/scim/v2/ServiceProviderConfig', 'What is supported'),
  types: directory('get', '/scim/v2/ResourceTypes', 'What there is'),
  schemas: directory('get', '/scim/v2/Schemas', 'What it looks like'),
  list: directory('get', '/scim/v2/Users', 'Users that this directory brought'),
  make: directory('post', '/scim/v2/Users', 'The new user'),
  read: directory('get', '/scim/v2/Users/{id}', 'The user'),
  replace: directory('put', '/scim/v2/Users/{id}', 'The user as it is now'),
  change: directory('patch', '/scim/v2/Users/{id}', 'The user as it is now'),
  remove: directory('delete', '/scim/v2/Users/{id}', 'Put out'),
}

const answer = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': scim } })

/** Whoever guesses tokens gets nowhere, and soon no answer either. */
async function connectionOf(context: Context, { db }: Sso): Promise<Connection> {
  const token = /^Bearer (\S{1,200})$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? ''
  const tried: Tried = ['scim', prefixOf(token) ?? '', addressOf(context)]
  const connection = await useScimToken(db, token)
  if (connection && (await hasTries(db, tried))) return connection
  const { isAllowed, seconds } = await takeTry(db, tried)
  if (!isAllowed) throw new TooMany(seconds)
  throw new ScimError(401, 'This takes a token that an administrator made for the directory.')
}

async function jsonOf(context: Context): Promise<unknown> {
  try {
    return await context.req.json<unknown>()
  } catch {
    throw new ScimError(400, 'The body is no JSON.', 'invalidSyntax')
  }
}

const statusOf = { bad_request: 400, not_found: 404, conflict: 409, too_many: 429 } as const

/** In the words of SCIM; what is no failure of the request goes on to the application. */
function failure(error: unknown): Response {
  if (error instanceof ScimError) {
    const response = answer(errorBody(error.status, error.message, error.scimType), error.status)
    if (error.status === 401) response.headers.set('www-authenticate', 'Bearer')
    return response
  }
  if (error instanceof HTTPException && error.status < 500)
    return answer(errorBody(error.status, error.message || 'The request is not right.'), error.status)
  const status = error instanceof Problem ? statusOf[error.code as keyof typeof statusOf] : undefined
  if (!(error instanceof Problem) || status === undefined) throw error
  const response = answer(errorBody(status, error.message), status)
  if (error instanceof TooMany) response.headers.set('retry-after', String(error.seconds))
  return response
}

const number = (text: string | undefined, otherwise: number, least: number) => {
  const value = Number(text ?? otherwise)
  return Number.isInteger(value) ? Math.max(least, value) : otherwise
}

/** Runs the work for the directory that the token is of; before anything else of the request is read. */
const speaking =
  (sso: Sso, work: (connection: Connection, context: Context, id: string) => Promise<Response>) =>
  async (context: Context): Promise<Response> => {
    try {
      return await work(await connectionOf(context, sso), context, context.req.param('id') ?? '')
    } catch (error) {
      return failure(error)
    }
  }

export function scimRoutes(sso: Sso) {
  const base = () => scimBase(sso.baseUrl)
  const list = (all: object[]) => answer(listBody(all, all.length, 1))
  return new OpenAPIHono()
    .openapi(
      routes.config,
      speaking(sso, async () => answer(serviceProviderConfig(base()))),
    )
    .openapi(
      routes.types,
      speaking(sso, async () => list(resourceTypes(base()))),
    )
    .openapi(
      routes.schemas,
      speaking(sso, async () => list(schemas(base()))),
    )
    .openapi(
      routes.list,
      speaking(sso, async (connection, context) => {
        const { filter, startIndex, count } = context.req.query()
        const start = number(startIndex, 1, 1)
        const most = number(count, 100, 0)
        const { total, page } = await listUsers(
          sso,
          connection,
          filterOf(filter),
          start,
          Math.min(most, mostListed),
        )
        return answer(listBody(page, total, start))
      }),
    )
    .openapi(
      routes.make,
      speaking(sso, async (connection, context) => {
        const made = await createUser(sso, connection, wantedOf(await jsonOf(context)))
        const response = answer(made, 201)
        response.headers.set('location', made.meta.location)
        return response
      }),
    )
    .openapi(
      routes.read,
      speaking(sso, async (connection, _, id) => answer(await readUser(sso, connection, id))),
    )
    .openapi(
      routes.replace,
      speaking(sso, async (connection, context, id) => {
        const wanted = wantedOf(await jsonOf(context))
        return answer(await changeUser(sso, connection, id, () => wanted))
      }),
    )
    .openapi(
      routes.change,
      speaking(sso, async (connection, context, id) => {
        const patch = patchSchema.safeParse(await jsonOf(context))
        if (!patch.success || !patch.data.schemas.includes(urns.patch))
          throw new ScimError(400, 'It is no PatchOp.', 'invalidSyntax')
        return answer(
          await changeUser(sso, connection, id, (before) => wantedAfter(before, patch.data.Operations)),
        )
      }),
    )
    .openapi(
      routes.remove,
      speaking(sso, async (connection, _, id) => {
        await deleteUser(sso, connection, id)
        return new Response(null, { status: 204 })
      }),
    )
    .route('/', tokenRoutes(sso))
}

function tokenRoutes(sso: Sso) {
  const { db } = sso
  return new OpenAPIHono()
    .openapi(listTokens, async (context) =>
      context.json({ tokens: await scimTokensOf(db, principalOf(context).workspace.id) }, 200),
    )
    .openapi(makeToken, async (context) =>
      context.json(await makeScimToken(db, ownSession(context).asker, context.req.valid('json')), 200),
    )
    .openapi(removeToken, async (context) => {
      await revokeScimToken(db, ownSession(context).asker, context.req.valid('param').id)
      return context.json({ done: true as const }, 200)
    })
}
