/** Probes for the classes of advisories of sessions and second factors: passed by another road, used twice, planted, forged or revived. */
import { sql } from 'drizzle-orm'
import { administrator, password, realService, setUp, signIn, tokenOf } from '../kit/real-service.ts'
import {
  copyOf,
  allOf,
  csmEmail,
  emailOf,
  halfWay,
  isNobody,
  isTurnedAway,
  newcomer,
  type Probe,
} from './advisory.ts'

const secondFactor: Probe[] = [
  {
    of: 'Second factor passed by going on after the password alone',
    isRefused: async (place) => {
      const client = await halfWay(place)
      client.jar.set('steward.trust_device', 'x!trust-device-x.c2lnbmF0dXJl')
      const off = await client.post('/api/auth/two-factor/disable', { password })
      return isTurnedAway(off) && (await isNobody(client))
    },
  },
  {
    of: 'Second factor passed by setting a new password',
    isRefused: async (place) => {
      const { service, guarded } = place
      await service.client().post('/api/auth/request-password-reset', { email: guarded.email })
      const token = tokenOf(await service.post.to(guarded.email))
      const client = service.client()
      const reset = await client.post('/api/auth/reset-password', { token, newPassword: password })
      return reset.status === 200 && (await isNobody(client)) && (await isNobody(await halfWay(place)))
    },
  },
  {
    of: 'Second factor passed by an invitation to another workspace',
    isRefused: async ({ service, admin, guarded }) => {
      await admin.post('/api/workspaces', { id: 'second', name: 'Second' })
      await admin.post('/api/session/workspace', { id: 'second' })
      await admin.post('/api/people/invitations', { email: guarded.email, name: 'Gina', role: 'viewer' })
      const token = tokenOf(await service.post.to(guarded.email))
      const client = service.client()
      const { body } = await client.post<{ secondFactor: boolean }>(`/api/invitations/${token}`, { password })
      await admin.post('/api/session/workspace', { id: 'acme' })
      return body.secondFactor && (await isNobody(client))
    },
  },
  {
    of: 'A code of the second factor used twice, also at once',
    isRefused: async (place) => {
      const code = place.guarded.nextCode()
      const clients = [await halfWay(place), await halfWay(place)]
      const done = await Promise.all(
        clients.map((client) => client.post('/api/auth/two-factor/verify-totp', { code })),
      )
      return done.filter(({ status }) => status === 200).length === 1
    },
  },
  {
    of: 'A recovery code used twice, also at once',
    isRefused: async (place) => {
      const code = place.guarded.recoveryCodes[0]
      const clients = [await halfWay(place), await halfWay(place)]
      const done = await Promise.all(
        clients.map((client) => client.post('/api/auth/two-factor/verify-backup-code', { code })),
      )
      return done.filter(({ status }) => status === 200).length === 1
    },
  },
  {
    of: 'A recovery code by the hash that is stored of it',
    isRefused: async (place) => {
      const stored = JSON.stringify(
        await place.service.db.inSignIn((tx) =>
          tx.execute(sql`select backup_codes from auth.second_factors`),
        ),
      )
      const hash = /sha256:[0-9a-f]{64}/.exec(stored)?.[0] ?? ''
      const client = await halfWay(place)
      return (
        hash !== '' &&
        isTurnedAway(await client.post('/api/auth/two-factor/verify-backup-code', { code: hash })) &&
        (await isNobody(client))
      )
    },
  },
]

const sessions: Probe[] = [
  {
    of: 'Session fixation by a cookie that the attacker made up',
    isRefused: async ({ service }) => {
      const planted = 'planted.c2lnbmF0dXJl'
      const victim = service.client()
      victim.jar.set('steward.session_token', planted)
      await victim.post('/api/auth/sign-in/email', { email: csmEmail, password })
      const attacker = service.client()
      attacker.jar.set('steward.session_token', planted)
      return victim.jar.get('steward.session_token') !== planted && (await isNobody(attacker))
    },
  },
  {
    of: 'Session fixation by the attacker’s own session in the victim’s browser',
    isRefused: async (place) => {
      const attacker = await newcomer(place, 'mallory')
      const victim = copyOf(place, attacker)
      await victim.post('/api/auth/sign-in/email', { email: csmEmail, password })
      return (await emailOf(victim)) === csmEmail && (await emailOf(attacker)) !== csmEmail
    },
  },
  {
    of: 'A session cookie with another signature, or none',
    isRefused: async (place) => {
      const { client } = await signIn(place.service, csmEmail)
      const value = decodeURIComponent(client.jar.get('steward.session_token') ?? '')
      const token = value.slice(0, value.lastIndexOf('.'))
      return allOf(
        [token, `${token}.`, `${token}.AAAA`, `${value}x`, `${token}x.${value.split('.').at(-1)}`],
        (forged) => {
          const thief = place.service.client()
          thief.jar.set('steward.session_token', encodeURIComponent(forged))
          return isNobody(thief)
        },
      )
    },
  },
  {
    of: 'A cookie without the __Host- prefix in place of the one with it (set by a sibling host)',
    isRefused: async () => {
      const service = await realService({ baseUrl: 'https://steward.acme.example' })
      try {
        const client = await setUp(service)
        const name = [...client.jar.keys()].find((one) => one.includes('session_token')) ?? ''
        const sibling = service.client()
        sibling.jar.set('steward.session_token', client.jar.get(name) ?? '')
        return (
          name === '__Host-steward.session_token' &&
          (await emailOf(client)) === administrator.email &&
          (await isNobody(sibling))
        )
      } finally {
        await service.close()
      }
    },
  },
  {
    of: 'A session that was idle for too long, revived by the library’s own endpoints',
    isRefused: async (place) => {
      const client = await newcomer(place, 'idle')
      await place.service.db.inSignIn((tx) =>
        tx.execute(sql`update auth.sessions set last_seen_at = now() - interval '2 hours'
                       where identity_id = (select id from auth.identities where email = 'idle@acme.example')`),
      )
      const change = await client.post('/api/auth/change-password', {
        currentPassword: password,
        newPassword: 'a wholly new password',
      })
      const enable = await client.post('/api/auth/two-factor/enable', { password })
      return [change, enable].every(({ status }) => status === 401)
    },
  },
]

export const sessionProbes: Probe[] = [...secondFactor, ...sessions]
