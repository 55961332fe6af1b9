/** Guessing at every door of the accounts: how many guesses are looked at before one is refused unseen, from one address at one account. */
import { password, signIn, tokenOf, type Answer, type Client } from '../kit/real-service.ts'
import { forgetfulEmail, guard, halfWay, newcomer, type Place } from './advisory.ts'

export type Door = { name: string; allowed: (place: Place, address: string) => Promise<number> }

/** Far beyond what should be allowed. */
const guesses = 25
const madeUp = (i: number) => `${'guess'.repeat(8)}${i}`

/** Guesses until the first that is refused unseen. */
async function until(guess: (i: number) => Promise<Answer>): Promise<number> {
  for (let i = 0; i < guesses; i++) {
    const { status } = await guess(i)
    if (status === 429) return i
    if (status >= 500 || status < 400) throw new Error(`a guess was answered with ${status}`)
  }
  return guesses
}

const byPost = (path: string, body: (i: number) => unknown): Door['allowed'] => {
  return ({ service }, address) => {
    const client = service.client({ address })
    return until((i) => client.post(path, body(i)))
  }
}

/** With a new sign-in before each guess: five wrong codes end the one before. */
const bySecondFactor =
  (path: string, code: (i: number) => string): Door['allowed'] =>
  async (place, address) => {
    const name = `door${address.replaceAll('.', '')}`
    const guarded = await guard(await newcomer(place, name), `${name}@acme.example`)
    return until(async (i) => {
      const client: Client = await halfWay({ ...place, guarded }, `127.3.${address.split('.')[3]}.${i + 1}`)
      const here = place.service.client({ address })
      for (const [cookie, value] of client.jar) here.jar.set(cookie, value)
      return here.post(path, { code: code(i) })
    })
  }

export const doors: Door[] = [
  {
    name: 'a password',
    allowed: byPost('/api/auth/sign-in/email', (i) => ({ email: forgetfulEmail, password: madeUp(i) })),
  },
  {
    name: 'a password of nobody',
    allowed: byPost('/api/auth/sign-in/email', (i) => ({
      email: 'nobody@acme.example',
      password: madeUp(i),
    })),
  },
  {
    name: 'a code of the app',
    allowed: bySecondFactor('/api/auth/two-factor/verify-totp', (i) => String(100_000 + i * 7919)),
  },
  {
    name: 'a recovery code',
    allowed: bySecondFactor(
      '/api/auth/two-factor/verify-backup-code',
      (i) => `guess-${String(i).padStart(5, '0')}-guess`,
    ),
  },
  {
    name: 'a reset link',
    allowed: byPost('/api/auth/reset-password', (i) => ({ token: madeUp(i), newPassword: password })),
  },
  { name: 'a verification link', allowed: byPost('/api/auth/verify-email', (i) => ({ token: madeUp(i) })) },
  {
    name: 'a set-up link',
    allowed: byPost('/api/setup', (i) => ({
      ...{ token: madeUp(i), name: 'N', email: 'n@acme.example', password },
      workspace: { id: 'n', name: 'N' },
    })),
  },
  {
    name: 'an invitation',
    allowed: ({ service }, address) => {
      const client = service.client({ address })
      return until((i) =>
        i % 2
          ? client.get(`/api/invitations/${madeUp(i)}`)
          : client.post(`/api/invitations/${madeUp(i)}`, { password }),
      )
    },
  },
  {
    name: 'mails that set a new password',
    allowed: async ({ service }, address) => {
      const client = service.client({ address })
      for (let i = 0; i < guesses; i++) {
        const { status } = await client.post('/api/auth/request-password-reset', { email: forgetfulEmail })
        if (status === 429) return i
        tokenOf(await service.post.to(forgetfulEmail))
      }
      return guesses
    },
  },
  {
    name: 'the current password',
    allowed: async (place, address) => {
      await newcomer(place, 'current')
      const { client } = await signIn(place.service, 'current@acme.example', { address })
      return until((i) =>
        client.post('/api/auth/change-password', { currentPassword: madeUp(i), newPassword: password }),
      )
    },
  },
  {
    // It is refused unseen where the right one is refused as well.
    name: 'an API key',
    allowed: async ({ service, csm }, address) => {
      const { body } = await csm.post<{ secret: string }>('/api/keys', {
        label: 'k',
        scopes: ['people:read'],
        days: 1,
      })
      const client = service.client({ address })
      const use = async (key: string) =>
        (await client.get('/api/people', { headers: { authorization: `Bearer ${key}` } })).status
      for (let i = 0; i < guesses; i++) {
        if ((await use(body.secret)) === 401) return i
        await use(`${body.secret.slice(0, -43)}${String(i).padStart(43, 'A')}`)
      }
      return guesses
    },
  },
]

/** Answers that a stranger gets for one kind of address, each from an address of its own: words and milliseconds. */
export type Told = { words: Set<string>; ms: number[] }

/** In turns, so that whatever else the machine does meets both alike. */
export async function tellApart(
  { service }: Place,
  path: string,
  tries: number,
  lanes: number,
): Promise<{ known: Told; unknown: Told }> {
  const told = {
    known: { words: new Set<string>(), ms: [] as number[] },
    unknown: { words: new Set<string>(), ms: [] as number[] },
  }
  const ask = async (kind: 'known' | 'unknown', i: number) => {
    const client = service.client({
      address: `127.${kind === 'known' ? 4 : 5}.${Math.floor(i / 200) + 1}.${(i % 200) + 1}`,
    })
    const email = kind === 'known' ? forgetfulEmail : `stranger${i}@acme.example`
    const began = performance.now()
    const { status, text, headers } = await client.post(path, { email, password: madeUp(i) })
    told[kind].ms.push(performance.now() - began)
    const names = Object.keys(headers)
      .filter((name) => name !== 'date')
      .sort()
    told[kind].words.add(JSON.stringify([status, text, names]))
  }
  const lane = async (first: number) => {
    for (let i = first; i < tries; i += lanes) {
      await ask(i % 2 ? 'known' : 'unknown', i)
      await ask(i % 2 ? 'unknown' : 'known', i)
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, i) => lane(i)))
  return told
}
