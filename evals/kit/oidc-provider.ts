/** A real OpenID provider on loopback (the package oidc-provider), whose sign-in page signs in whoever the test says. */
import Provider from 'oidc-provider'
import { exportJWK, generateKeyPair } from 'jose'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Claims = { email?: string; email_verified?: boolean; name?: string }

export type OidcProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  people: Map<string, Claims>
  /** Who sits before its sign-in page: a subject. */
  signedIn: { as: string }
  close: () => Promise<void>
}

export const listening = (server: Server) =>
  new Promise<string>((ready) => {
    server.listen(0, '127.0.0.1', () => ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

export const closing = (server: Server) =>
  new Promise<void>((done) => {
    server.closeAllConnections()
    server.close(() => done())
  })

/** `redirectUri` is asked for once the provider's own address is known. */
export async function startOidcProvider(redirectUri: string): Promise<OidcProvider> {
  const people = new Map<string, Claims>()
  const signedIn = { as: '' }
  const server = createServer()
  const issuer = await listening(server)
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: 'steward', client_secret: 'a secret of the tests: with %, + and /' },
        ...{ redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'] },
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'first' }] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    cookies: { keys: ['of the tests'] },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...people.get(accountId) }),
    }),
  })
  const serve = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction') !== true) {
      serve(request, response)
      return
    }
    void (async () => {
      const { params } = await provider.interactionDetails(request, response)
      const accountId = signedIn.as
      const grant = new provider.Grant({ accountId, clientId: params['client_id'] ?? '' })
      grant.addOIDCScope('openid email profile')
      const grantId = await grant.save()
      await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } })
    })().catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  return {
    ...{
      issuer,
      clientId: 'steward',
      clientSecret: 'a secret of the tests: with %, + and /',
      people,
      signedIn,
    },
    close: () => closing(server),
  }
}

/** Follows a provider's redirects as a browser with cookies would; answers where it sends the browser back to. */
export async function goThrough(url: string, provider: string): Promise<string> {
  const jar = new Map<string, string>()
  for (let at = url, steps = 0; steps < 10; steps++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = response.headers.get('location')
    if (location === null)
      throw new Error(`${at} answered ${response.status}: ${(await response.text()).slice(0, 500)}`)
    at = new URL(location, at).href
    if (!at.startsWith(provider)) return at
  }
  throw new Error('the provider sends the browser round and round')
}
