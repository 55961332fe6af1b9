/** Asks the sign-in library one thing: with the fields that a route declared, and nothing else of the request but its cookies of ours, its agent and its address. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { addressOf } from '../address.ts'
import { addressHeader, cookieName } from './auth.ts'
import type { Accounts } from './sign-in.ts'

export type AuthAnswer = { ok: boolean; status: number; body: Record<string, unknown>; cookies: string[] }

/** `session`: the request's session goes along. Say so only where it was found to be live. */
export async function askAuth(
  context: Context,
  accounts: Accounts,
  path: string,
  body: Record<string, unknown>,
  { session }: { session: boolean },
): Promise<AuthAnswer> {
  const base = accounts.baseUrl().replace(/\/$/, '')
  const names = ['two_factor', ...(session ? ['session_token'] : [])].map((kind) => cookieName(base, kind))
  const cookie = names.flatMap((name) => {
    const value = getCookie(context, name)
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
  })
  // A new request: no header of the client's decides where links lead or whose address is counted.
  const response = await accounts.auth().handler(
    new Request(`${base}/api/auth${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: new URL(base).origin,
        cookie: cookie.join('; '),
        'user-agent': (context.req.header('user-agent') ?? '').slice(0, 300),
        [addressHeader]: addressOf(context),
      },
      body: JSON.stringify(body),
    }),
  )
  const text = await response.text()
  return {
    ok: response.ok,
    status: response.status,
    body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
    cookies: response.headers.getSetCookie(),
  }
}

/** Hands the library's cookies on to the browser. */
export function setCookies(context: Context, cookies: string[]): void {
  for (const cookie of cookies) context.header('set-cookie', cookie, { append: true })
}

/** The token of the session that these cookies begin. */
export function tokenIn(cookies: string[], baseUrl: string): string | null {
  const start = `${cookieName(baseUrl, 'session_token')}=`
  for (const cookie of cookies) {
    if (!cookie.startsWith(start)) continue
    const signed = decodeURIComponent(cookie.slice(start.length).split(';')[0] ?? '')
    if (signed.includes('.')) return signed.slice(0, signed.lastIndexOf('.'))
  }
  return null
}
