/** Single sign-on: how it begins, where providers send people back to, and the administrators' list of providers. */
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Problem } from '#db/problem.ts'
import { newProviderSchema, providerSchema, startSchema } from '../contract-sso.ts'
import { doneSchema } from '../contract-people.ts'
import { principalOf } from '../principal.ts'
import { giving, taking } from '../resource.ts'
import { route } from '../route.ts'
import { ownSession } from '../sign-in/guard.ts'
import {
  beginFlow,
  challengeOf,
  isWaiting,
  keepArrived,
  ownPath,
  requestIdOf,
  takeFlow,
} from '../sso/flow.ts'
import { finish, goBack, goTo, recordFailure } from '../sso/finish.ts'
import { arriveByOidc, authorizationUrl, callbackSchema, discover, type OidcClient } from '../sso/oidc.ts'
import { assertCallable, openOutbound, OutboundError } from '../sso/outbound.ts'
import {
  addProvider,
  clientSecretOf,
  findProvider,
  providersOf,
  removeProvider,
  type Provider,
} from '../sso/providers.ts'
import { ownMetadata, signInAddress } from '../sso/saml-messages.ts'
import { arriveBySaml, type SamlIdp } from '../sso/saml-response.ts'
import { entityIdOf, returnUrl, type Sso } from '../sso/sso.ts'
import { Distrust } from '../sso/trust.ts'

const ofProvider = z.object({ id: z.string().max(100) })
const elsewhere = {
  303: { description: 'On to the page: to where the sign-in was begun, or to /?sso=<reason>' },
}
const place = giving('Where the browser has to go', z.object({ url: z.string() }))

const start = route({
  ...{ method: 'post', path: '/auth/sso/start', access: 'open' },
  request: taking(startSchema),
  responses: place,
})
const linkOwn = route({
  ...{ method: 'post', path: '/sso/link', access: 'session' },
  request: taking(startSchema),
  responses: place,
})
const callback = route({
  ...{ method: 'get', path: '/auth/sso/callback/{id}', access: 'open' },
  request: { params: ofProvider },
  responses: elsewhere,
})
const metadata = route({
  ...{ method: 'get', path: '/auth/sso/saml2/metadata/{id}', access: 'open' },
  request: { params: ofProvider },
  responses: {
    200: {
      description: 'Steward’s SAML metadata',
      content: { 'application/samlmetadata+xml': { schema: z.string() } },
    },
  },
})
const consume = route({
  ...{ method: 'post', path: '/auth/sso/saml2/acs/{id}', access: 'open' },
  request: { params: ofProvider },
  responses: elsewhere,
})
const finishSaml = route({
  ...{ method: 'get', path: '/auth/sso/finish/{id}', access: 'open' },
  request: { params: ofProvider, query: z.object({ state: z.string().max(200) }) },
  responses: elsewhere,
})
const list = route({
  ...{ method: 'get', path: '/sso/providers', access: 'people:manage' },
  responses: giving('Identity providers of the workspace', z.object({ providers: z.array(providerSchema) })),
})
const add = route({
  ...{ method: 'post', path: '/sso/providers', access: 'people:manage' },
  request: taking(newProviderSchema),
  responses: giving('The provider', providerSchema),
})
const remove = route({
  ...{ method: 'delete', path: '/sso/providers/{id}', access: 'people:manage' },
  request: { params: ofProvider },
  responses: giving('Nobody comes in by it any more', doneSchema),
})

const noProvider = () => new Problem('not_found', 'There is no such provider.')

async function clientOf(
  sso: Sso,
  provider: Provider,
  { clientId, trustsEmails = false }: { clientId: string; trustsEmails?: boolean },
): Promise<OidcClient> {
  const { id, issuer } = provider
  const redirectUri = returnUrl(sso.baseUrl, 'oidc', id)
  return { issuer, clientId, redirectUri, trustsEmails, clientSecret: await clientSecretOf(sso, provider) }
}

/** The address at the provider where the browser has to go. */
async function begin(
  context: Context,
  sso: Sso,
  provider: Provider,
  identityId: string | null,
  next?: string,
) {
  const { db, baseUrl, outbound } = sso
  const { id, issuer, config } = provider
  const begun = { providerId: id, identityId, next: ownPath(next) }
  try {
    if (config.kind === 'saml') {
      const { state } = await beginFlow(db, context, baseUrl, begun)
      return signInAddress(idpOf(provider, config), ownOf(sso, id), requestIdOf(state), state)
    }
    const found = await discover(openOutbound(outbound), issuer)
    // The page goes there: it must not be a script, whatever the document says today.
    assertCallable(found.authorization_endpoint, outbound)
    const { ties } = await beginFlow(db, context, baseUrl, begun)
    return authorizationUrl(found, await clientOf(sso, provider, config), ties, challengeOf(ties))
  } catch (error) {
    if (!(error instanceof OutboundError || error instanceof Distrust)) throw error
    await recordFailure(context, sso, provider, error)
    throw new Problem('conflict', 'The provider can not be reached.', {
      next: 'Try again later.',
      cause: error,
    })
  }
}

const ownOf = ({ baseUrl }: Sso, id: string) => ({
  entityId: entityIdOf(baseUrl, id),
  acsUrl: returnUrl(baseUrl, 'saml', id),
})
const idpOf = ({ issuer }: Provider, { signInUrl, certificates }: Omit<SamlIdp, 'issuer'>): SamlIdp => ({
  ...{ issuer, signInUrl, certificates },
})

const stateForm = z.object({ SAMLResponse: z.string(), RelayState: z.string().max(200) })

/** A form of another site: no cookie came with it, so it signs nobody in; the browser's next request does. */
async function takeForm(context: Context, sso: Sso, id: string): Promise<Response> {
  const { db } = sso
  const provider = await findProvider(db, id)
  const form = stateForm.safeParse(await context.req.parseBody())
  if (provider?.config.kind !== 'saml' || !form.success) return goBack(context, 'refused')
  const { SAMLResponse, RelayState: state } = form.data
  // Not recorded: anybody could fill the audit log with forms for sign-ins that nobody began.
  if (!(await isWaiting(db, id, state))) return goBack(context, 'expired')
  try {
    const idp = idpOf(provider, provider.config)
    const expected = { idp, ...ownOf(sso, id), requestId: requestIdOf(state), now: Date.now() }
    const arrived = arriveBySaml(SAMLResponse, expected)
    if (!(await keepArrived(db, id, state, arrived)))
      throw new Distrust('the response was taken already', 'expired')
  } catch (error) {
    return goBack(context, await recordFailure(context, sso, provider, error))
  }
  return goTo(context, `/api/auth/sso/finish/${id}?state=${encodeURIComponent(state)}`)
}

async function comeBack(context: Context, sso: Sso, id: string): Promise<Response> {
  const { db, baseUrl, outbound } = sso
  const provider = await findProvider(db, id)
  const answer = callbackSchema.safeParse(context.req.query())
  if (provider?.config.kind !== 'oidc' || !answer.success) return goBack(context, 'refused')
  const { config } = provider
  const taken = await takeFlow(db, context, baseUrl, id, answer.data.state)
  if (!taken) return goBack(context, 'expired')
  return finish(context, sso, provider, taken.flow, async () =>
    arriveByOidc(openOutbound(outbound), await clientOf(sso, provider, config), taken.ties, answer.data),
  )
}

async function comeBackSaml(context: Context, sso: Sso, id: string, state: string): Promise<Response> {
  const { db, baseUrl } = sso
  const provider = await findProvider(db, id)
  const taken = provider && (await takeFlow(db, context, baseUrl, id, state))
  if (!taken) return goBack(context, 'expired')
  const { arrived } = taken.flow
  return finish(context, sso, provider, taken.flow, () =>
    arrived
      ? Promise.resolve(arrived)
      : Promise.reject(new Distrust('the provider has said nothing yet', 'expired')),
  )
}

export function ssoRoutes(sso: Sso) {
  const { db } = sso
  return new OpenAPIHono()
    .openapi(start, async (context) => {
      const { provider: id, next } = context.req.valid('json')
      const provider = await findProvider(db, id)
      if (!provider) throw noProvider()
      return context.json({ url: await begin(context, sso, provider, null, next) }, 200)
    })
    .openapi(linkOwn, async (context) => {
      const { provider: id, next } = context.req.valid('json')
      const { identity, workspace } = ownSession(context)
      const provider = await findProvider(db, id)
      if (provider?.workspaceId !== workspace.id) throw noProvider()
      return context.json({ url: await begin(context, sso, provider, identity, next) }, 200)
    })
    .openapi(callback, (context) => comeBack(context, sso, context.req.valid('param').id))
    .openapi(consume, (context) => takeForm(context, sso, context.req.valid('param').id))
    .openapi(finishSaml, (context) =>
      comeBackSaml(context, sso, context.req.valid('param').id, context.req.valid('query').state),
    )
    .openapi(metadata, async (context) => {
      const provider = await findProvider(db, context.req.valid('param').id)
      if (provider?.config.kind !== 'saml') throw noProvider()
      return context.body(ownMetadata(ownOf(sso, provider.id)), 200, {
        'content-type': 'application/samlmetadata+xml',
      })
    })
    .openapi(list, async (context) =>
      context.json({ providers: await providersOf(sso, principalOf(context).workspace.id) }, 200),
    )
    .openapi(add, async (context) => {
      const { asker } = ownSession(context)
      return context.json(await addProvider(sso, asker, context.req.valid('json')), 200)
    })
    .openapi(remove, async (context) => {
      const { asker } = ownSession(context)
      await removeProvider(sso, asker, context.req.valid('param').id)
      return context.json({ done: true as const }, 200)
    })
}
