/** OpenID Connect, code flow with PKCE, state and nonce: a sign-in comes only of an ID token that this issuer signed for this client and this browser. */
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'
import { z } from 'zod'
import { OutboundError, readObject, type Outbound } from './outbound.ts'
import { Distrust, trust, type Vouched } from './trust.ts'

/** Signatures with a public key only: with HS256 whoever knows the client's secret could make tokens, and `none` is no signature. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const skewSeconds = 60
/** The oldest token taken: it is fetched right after it was made. */
const oldestSeconds = 600

const discoverySchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
})
export type Discovered = z.infer<typeof discoverySchema>

export type OidcClient = {
  issuer: string
  clientId: string
  clientSecret: string
  redirectUri: string
  /** An e-mail counts though the provider does not say that it has verified it. */
  trustsEmails: boolean
}
/** What ties an answer to the browser that asked: made anew for each sign-in. */
export type OidcTies = { state: string; nonce: string; verifier: string }

/** Throws an OutboundError where the issuer can't be read, and Distrust where it calls itself something else. */
export async function discover(outbound: Outbound, issuer: string): Promise<Discovered> {
  const found = await readObject(outbound, `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  const parsed = discoverySchema.safeParse(found)
  if (!parsed.success) throw new OutboundError('its discovery document is not complete')
  trust(parsed.data.issuer === issuer, 'the discovery document is of another issuer')
  return parsed.data
}

export function authorizationUrl(
  found: Discovered,
  client: OidcClient,
  ties: OidcTies,
  challenge: string,
): string {
  const url = new URL(found.authorization_endpoint)
  const asked = {
    ...{ response_type: 'code', response_mode: 'query', scope: 'openid email profile' },
    ...{ client_id: client.clientId, redirect_uri: client.redirectUri },
    ...{ state: ties.state, nonce: ties.nonce, code_challenge: challenge, code_challenge_method: 'S256' },
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return url.href
}

/** What came back by the browser. */
export const callbackSchema = z.object({
  state: z.string().max(200),
  code: z.string().max(4_000).optional(),
  iss: z.string().max(2_000).optional(),
  error: z.string().max(200).optional(),
})
export type OidcCallback = z.infer<typeof callbackSchema>

/** Exchanges the code and checks everything. The state has been checked: it found the flow that `ties` belong to. */
export async function arriveByOidc(
  outbound: Outbound,
  client: OidcClient,
  ties: OidcTies,
  callback: OidcCallback,
): Promise<Vouched> {
  const found = await discover(outbound, client.issuer)
  // RFC 9207: an answer of another provider must not be taken to this one.
  if (callback.iss !== undefined || found.authorization_response_iss_parameter_supported)
    trust(callback.iss === client.issuer, 'the answer comes from another issuer')
  if (callback.error !== undefined) throw new Distrust('the provider answered with an error', 'cancelled')
  trust(callback.code !== undefined, 'the answer has no code')
  const tokens = await exchange(outbound, found, client, callback.code, ties.verifier)
  const claims = await verifyIdToken(outbound, found, client, tokens.id_token, ties.nonce)
  trust(
    typeof claims.sub === 'string' && claims.sub !== '' && claims.sub.length <= 255,
    'the ID token names nobody',
  )
  const all = await withUserInfo(outbound, found, claims, tokens.access_token)
  return { subject: claims.sub, email: verifiedEmail(all, client.trustsEmails), name: textOf(all['name']) }
}

const tokensSchema = z.looseObject({ id_token: z.string(), access_token: z.string().optional() })

async function exchange(
  outbound: Outbound,
  found: Discovered,
  { clientId, clientSecret, redirectUri }: OidcClient,
  code: string,
  verifier: string,
) {
  const form = new URLSearchParams({
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
  })
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if (found.token_endpoint_auth_methods_supported.includes('client_secret_basic')) {
    const pair = [clientId, clientSecret]
      .map((part) => encodeURIComponent(part).replaceAll('%20', '+'))
      .join(':')
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`
  } else {
    form.set('client_id', clientId)
    form.set('client_secret', clientSecret)
  }
  const { status, text } = await outbound(found.token_endpoint, {
    ...{ method: 'POST', body: form.toString() },
    headers: { accept: 'application/json', ...headers },
  })
  trust(status === 200, `the token endpoint answered ${status}`)
  const parsed = tokensSchema.safeParse(jsonOf(text))
  trust(parsed.success, 'the token endpoint gave no ID token')
  return parsed.data
}

async function verifyIdToken(
  outbound: Outbound,
  found: Discovered,
  { issuer, clientId }: OidcClient,
  token: string,
  nonce: string,
): Promise<JWTPayload> {
  const keys = (await readObject(outbound, found.jwks_uri)) as unknown as JSONWebKeySet
  let claims: JWTPayload
  try {
    const verified = await jwtVerify(token, createLocalJWKSet(keys), {
      ...{ issuer, audience: clientId, algorithms, clockTolerance: skewSeconds },
      ...{ maxTokenAge: oldestSeconds, requiredClaims: ['sub', 'exp', 'iat', 'nonce'] },
    })
    claims = verified.payload
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Distrust(`the ID token is refused: ${error.code}`)
    throw error
  }
  trust(claims['nonce'] === nonce, 'the ID token was made for another sign-in')
  const { azp } = claims
  trust(
    azp === undefined ? !Array.isArray(claims.aud) || claims.aud.length === 1 : azp === clientId,
    'the ID token was made for another client',
  )
  return claims
}

/** Many providers tell the e-mail only there. What it says counts only if it is about the same person. */
async function withUserInfo(
  outbound: Outbound,
  found: Discovered,
  claims: JWTPayload,
  accessToken: string | undefined,
): Promise<Record<string, unknown>> {
  if (claims['email'] !== undefined || found.userinfo_endpoint === undefined || accessToken === undefined)
    return claims
  const headers = { authorization: `Bearer ${accessToken}` }
  const info = await readObject(outbound, found.userinfo_endpoint, { headers })
  trust(info['sub'] === claims.sub, 'the user info is about somebody else')
  return { ...info, ...claims }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null

/** What is said not to be verified is not, whomever an administrator trusts. */
function verifiedEmail(claims: Record<string, unknown>, isTrusted: boolean): string | null {
  const said = claims['email_verified']
  if (said === true || said === 'true') return emailOf(claims['email'])
  return isTrusted && said === undefined ? emailOf(claims['email'] ?? claims['preferred_username']) : null
}

/** Addresses of a plain form; others are no address here. */
export function emailOf(value: unknown): string | null {
  const text = textOf(value)?.toLowerCase()
  return text !== undefined && z.email().safeParse(text).success ? text : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
