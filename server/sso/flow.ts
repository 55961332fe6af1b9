/** A sign-in under way: known by its state, bound to the browser that began it, good once and for ten minutes. */
import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import { getCookie, setCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#db/connect.ts'
import { ssoFlows, type Arrived } from '#db/schema/sso.ts'
import { hashOf } from '#db/identities/tokens.ts'
import { cookieName, isHttps } from '../sign-in/auth.ts'
import type { OidcTies } from './oidc.ts'

export type Flow = typeof ssoFlows.$inferSelect

const minutes = 10
const derive = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest()

/** Only the browser knows them, by its cookie: whoever reads the database can finish nobody's sign-in. */
export const tiesOf = (state: string, browser: string): OidcTies => ({
  state,
  nonce: derive('nonce', state, browser).toString('base64url'),
  verifier: derive('verifier', state, browser).toString('base64url'),
})

export const challengeOf = ({ verifier }: OidcTies): string =>
  createHash('sha256').update(verifier).digest('base64url')

/** An XML id must not begin with a digit. */
export const requestIdOf = (state: string): string => `_${derive('request', state).toString('hex')}`

type Begun = { providerId: string; identityId: string | null; next: string }

/** Tells the state, and what the browser's cookie holds from now on. */
export async function beginFlow(db: Db, context: Context, baseUrl: string, begun: Begun) {
  const state = randomBytes(32).toString('base64url')
  const browser = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + minutes * 60_000)
  await db.inSignIn(async (tx) => {
    await tx.delete(ssoFlows).where(lt(ssoFlows.expiresAt, new Date()))
    await tx.insert(ssoFlows).values({ ...begun, state: hashOf(state), browser: hashOf(browser), expiresAt })
  })
  setCookie(context, cookieOf(baseUrl, state), browser, {
    ...{ httpOnly: true, sameSite: 'Lax', path: '/', secure: isHttps(baseUrl), maxAge: minutes * 60 },
  })
  return { state, ties: tiesOf(state, browser) }
}

/** Of each sign-in its own, so that two tabs don't disturb each other. */
const cookieOf = (baseUrl: string, state: string) => cookieName(baseUrl, `sso-${hashOf(state).slice(0, 12)}`)

/** Keeps what a provider's form said. False where no such sign-in waits for it: each answer is taken once. */
export const keepArrived = (db: Db, providerId: string, state: string, arrived: Arrived): Promise<boolean> =>
  db.inSignIn(async (tx) => {
    const kept = await tx
      .update(ssoFlows)
      .set({ arrived })
      .where(and(isOpen(state, providerId), isNull(ssoFlows.arrived)))
      .returning({ state: ssoFlows.state })
    return kept.length === 1
  })

const isOpen = (state: string, providerId: string) =>
  and(
    eq(ssoFlows.state, hashOf(state)),
    eq(ssoFlows.providerId, providerId),
    gt(ssoFlows.expiresAt, new Date()),
  )

export const isWaiting = (db: Db, providerId: string, state: string): Promise<boolean> =>
  db.inSignIn(async (tx) => {
    const found = await tx
      .select()
      .from(ssoFlows)
      .where(and(isOpen(state, providerId), isNull(ssoFlows.arrived)))
    return found.length === 1
  })

/** Takes the sign-in out of the store. Null where there is none (any more) that this very browser began with that provider. */
export async function takeFlow(
  db: Db,
  context: Context,
  baseUrl: string,
  providerId: string,
  state: string,
): Promise<{ flow: Flow; ties: OidcTies } | null> {
  const name = cookieOf(baseUrl, state)
  const browser = getCookie(context, name)
  if (browser === undefined) return null
  const [flow] = await db.inSignIn((tx) =>
    tx
      .delete(ssoFlows)
      .where(and(isOpen(state, providerId), eq(ssoFlows.browser, hashOf(browser))))
      .returning(),
  )
  if (!flow) return null
  setCookie(context, name, '', {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: isHttps(baseUrl),
    maxAge: 0,
  })
  return { flow, ties: tiesOf(state, browser) }
}

/** A path of Steward's own page, whatever was asked for: nobody is sent elsewhere after signing in. */
export function ownPath(next: string | undefined): string {
  const own = 'https://steward.invalid'
  const url = next?.startsWith('/') ? URL.parse(next, own) : null
  if (!url || url.origin !== own || url.pathname.startsWith('//') || /^\/api(?:\/|$)/i.test(url.pathname))
    return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
