/** Sends the browser to an identity provider, which sends it back signed in, to the same address; or with the reason why not. */
import { z } from 'zod'
import { ssoReasons, type SsoReason } from '#server/contract-sso.ts'
import { exchange } from '../http.ts'
import { go } from '../route.ts'

const startSchema = z.object({ url: z.string() })

export async function startSignOn(provider: string): Promise<void> {
  const { url } = await exchange(
    'POST',
    '/api/auth/sso/start',
    { provider, next: location.pathname },
    startSchema,
  )
  location.assign(url)
}

const isReason = (text: string): text is SsoReason => Object.hasOwn(ssoReasons, text)

/** Why the way through a provider ended here. */
export function signOnFailure(): string | undefined {
  const reason = new URLSearchParams(location.search).get('sso')
  return reason !== null && isReason(reason) ? ssoReasons[reason] : undefined
}

/** It was said: the address is what it was before. */
export function forgetSignOnFailure(): void {
  if (new URLSearchParams(location.search).has('sso')) go(location.pathname, 'replace')
}
