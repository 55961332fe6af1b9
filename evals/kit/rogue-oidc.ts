/** An OpenID provider that says whatever a test wants it to: for what an honest one never would. */
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'
import { createServer } from 'node:http'
import { closing, listening } from './oidc-provider.ts'

export type Said = {
  /** Of the discovery document. */
  issuer?: string
  extra?: Record<string, unknown>
  /** Of the ID token. */
  claims: (nonce: string) => JWTPayload
  token?: (claims: JWTPayload, keys: RogueKeys) => Promise<string>
  userInfo?: Record<string, unknown>
  /** Instead of any answer: where it sends the caller. */
  redirects?: string
}
export type RogueKeys = { sign: (claims: JWTPayload) => Promise<string>; publicJwk: JWK; publicPem: string }

export type RogueProvider = {
  issuer: string
  /** What it says from now on. */
  says: (said: Partial<Said>) => void
  keys: RogueKeys
  /** What the token endpoint was sent. */
  exchanges: URLSearchParams[]
  /** Of the sign-in that was begun last. */
  nonce: { is: string }
  close: () => Promise<void>
}

export async function startRogueOidc(
  honest: (issuer: string, nonce: string) => JWTPayload,
): Promise<RogueProvider> {
  const server = createServer()
  const issuer = await listening(server)
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const publicJwk = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'RS256', use: 'sig' }
  const keys: RogueKeys = {
    publicJwk,
    publicPem: await exportSPKI(publicKey),
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'first' }).sign(privateKey),
  }
  const nonce = { is: '' }
  const usual: Said = { claims: (given) => honest(issuer, given) }
  let said: Said = usual
  const exchanges: URLSearchParams[] = []
  const answer = async (path: string, body: string): Promise<object | null> => {
    if (path === '/.well-known/openid-configuration')
      return {
        ...{
          issuer: said.issuer ?? issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
        },
        ...{ jwks_uri: `${issuer}/keys`, userinfo_endpoint: `${issuer}/me`, ...said.extra },
      }
    if (path === '/keys') return { keys: [publicJwk] }
    if (path === '/me') return said.userInfo ?? null
    if (path !== '/token') return null
    exchanges.push(new URLSearchParams(body))
    const claims = said.claims(nonce.is)
    const token = said.token ? await said.token(claims, keys) : await keys.sign(claims)
    return { id_token: token, access_token: 'opaque', token_type: 'Bearer' }
  }
  server.on('request', (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (said.redirects !== undefined) {
        response.writeHead(302, { location: said.redirects }).end()
        return
      }
      void answer(request.url ?? '', Buffer.concat(parts).toString()).then((body) =>
        response
          .writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
          .end(JSON.stringify(body)),
      )
    })
  })
  return {
    ...{ issuer, keys, exchanges, nonce },
    says: (next) => {
      said = { ...usual, ...next }
    },
    close: () => closing(server),
  }
}
