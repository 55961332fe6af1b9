/** What a probe of a known class of hole works with: a service with an administrator, a CSM and a second factor, and what refused means. */
import { TOTP } from 'otpauth'
import {
  invite,
  password,
  realService,
  setUp,
  signIn,
  type Answer,
  type Client,
  type RealService,
} from '../kit/real-service.ts'

export type Place = { service: RealService; admin: Client; csm: Client; guarded: Guarded }

/** One class of advisories, and the attack of that class; true where it got nothing. */
export type Probe = { of: string; isRefused: (place: Place) => Promise<boolean> }

export const csmEmail = 'nora@acme.example'
/** Who sets a new password every now and then. */
export const forgetfulEmail = 'fred@acme.example'
export const guardedEmail = 'gina@acme.example'

/** Somebody with a second factor. Each code is drawn once. */
export type Guarded = { email: string; totp: TOTP; recoveryCodes: string[]; nextCode: () => string }

export async function openPlace(): Promise<Place & { close: () => Promise<void> }> {
  const service = await realService()
  const admin = await setUp(service)
  const csm = await invite(service, admin, { email: csmEmail, name: 'Nora', role: 'csm' })
  await invite(service, admin, { email: forgetfulEmail, name: 'Fred', role: 'csm' })
  const guarded = await guard(
    await invite(service, admin, { email: guardedEmail, name: 'Gina', role: 'csm' }),
    guardedEmail,
  )
  return { service, admin, csm, guarded, close: service.close }
}

/** Turns the second factor on for whoever is signed in there. */
export async function guard(client: Client, email: string): Promise<Guarded> {
  const { body } = await client.post<{ secret: string; recoveryCodes: string[] }>(
    '/api/auth/two-factor/enable',
    { password },
  )
  const totp = new TOTP({ secret: body.secret })
  let period = 0
  const nextCode = () => {
    period = Math.max(period + 1, Math.floor(Date.now() / 30_000))
    return totp.generate({ timestamp: period * 30_000 })
  }
  const on = await client.post('/api/auth/two-factor/verify-totp', { code: nextCode() })
  if (on.status !== 200) throw new Error(`the second factor of ${email} is not on: ${on.text}`)
  return { email, totp, recoveryCodes: body.recoveryCodes, nextCode }
}

/** Somebody new, signed in. */
export const newcomer = (place: Place, name: string, role = 'csm') =>
  invite(place.service, place.admin, { email: `${name}@acme.example`, name, role })

/** Signed in up to the second factor. */
export async function halfWay({ service, guarded }: Place, address?: string): Promise<Client> {
  const { client, answer } = await signIn(service, guarded.email, address === undefined ? {} : { address })
  if ((answer.body as { secondFactor?: boolean }).secondFactor !== true)
    throw new Error(`no second factor is asked for: ${answer.text}`)
  return client
}

export const isNobody = async (client: Client) => (await client.get('/api/session')).status === 401
export const nameOf = async (client: Client) =>
  (await client.get<{ me?: { name: string } }>('/api/session')).body.me?.name
export const emailOf = async (client: Client) =>
  (await client.get<{ me?: { email: string } }>('/api/session')).body.me?.email

/** Neither let through, nor broken by it. */
export const isTurnedAway = ({ status }: Answer) => status >= 400 && status < 500
export const isNotThere = ({ status }: Answer) => status === 404

export const allOf = async <T>(
  cases: readonly T[],
  isRefused: (one: T) => Promise<boolean>,
): Promise<boolean> => {
  for (const one of cases) if (!(await isRefused(one))) return false
  return true
}

export const copyOf = ({ service }: Place, client: Client): Client => {
  const copy = service.client()
  for (const [name, value] of client.jar) copy.jar.set(name, value)
  return copy
}
