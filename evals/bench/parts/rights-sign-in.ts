/** Whether accounts hold: guessing is stopped at every door, a stranger can't tell who has an account, and no known class of holes opens anything. */
import { accountProbes } from '../advisories-accounts.ts'
import { httpProbes } from '../advisories-http.ts'
import { sessionProbes } from '../advisories-sessions.ts'
import { tokenProbes } from '../advisories-tokens.ts'
import { openPlace, type Place } from '../advisory.ts'
import { doors, tellApart } from '../brute-force.ts'
import type { Part } from '../part.ts'
import { median } from '../spread.ts'
import { advisoriesOpen, answersTellingApart, guessesAllowed, timeTellingApart } from '../targets.ts'
import type { Workshop } from '../workshop.ts'

const tries = 120
const lanes = 3
const asking = ['/api/auth/sign-in/email', '/api/auth/request-password-reset']

type Key = 'probes' | 'guesses' | 'words' | 'signInTime' | 'resetTime'
type Tell = Parameters<Part<Key>['run']>[1]

async function tryProbes(place: Place, note: Workshop['note'], tell: Tell): Promise<void> {
  const probes = [...accountProbes, ...sessionProbes, ...httpProbes, ...tokenProbes]
  let open = 0
  for (const { of, isRefused } of probes) {
    const isFine = await isRefused(place).catch((error: unknown) => {
      note(`rights-sign-in: ${of}: ${error instanceof Error ? error.message : String(error)}`)
      return false
    })
    if (isFine) continue
    open++
    note(`rights-sign-in: open: ${of}`)
  }
  tell('probes', { cases: probes.length, value: open })
}

async function guess(place: Place, note: Workshop['note'], tell: Tell): Promise<void> {
  let most = 0
  for (const [i, door] of doors.entries()) {
    const allowed = await door.allowed(place, `127.2.1.${i + 1}`)
    note(`rights-sign-in: guesses at ${door.name}: ${allowed}`)
    most = Math.max(most, allowed)
  }
  tell('guesses', { cases: doors.length, value: most })
}

async function enumerate(place: Place, note: Workshop['note'], tell: Tell): Promise<void> {
  let different = 0
  for (const [path, key] of asking.map((path, i) => [path, i === 0 ? 'signInTime' : 'resetTime'] as const)) {
    const { known, unknown } = await tellApart(place, path, tries, lanes)
    const all = new Set([...known.words, ...unknown.words])
    different += all.size - 1
    if (all.size > 1) note(`rights-sign-in: ${path} answers ${[...all].join(' or ')}`)
    const [one, other] = [median(known.ms), median(unknown.ms)]
    tell(key, {
      cases: known.ms.length + unknown.ms.length,
      value: Math.max(one, other),
      floor: Math.min(one, other),
    })
  }
  tell('words', { cases: asking.length * tries * 2, value: different })
}

export const rightsSignIn: Part<Key> = {
  name: 'rights-sign-in',
  figures: {
    probes: {
      name: 'C2 classes of advisories that open something',
      unit: '',
      bound: advisoriesOpen,
      leastCases: 25,
    },
    guesses: {
      name: 'C6 guesses at one account from one address, most',
      unit: '',
      bound: guessesAllowed,
      leastCases: 6,
    },
    words: {
      name: 'C6 answers that tell who has an account',
      unit: '',
      bound: answersTellingApart,
      leastCases: 400,
    },
    signInTime: {
      name: 'C6 sign-in, known and unknown e-mail, medians',
      unit: 'ms',
      bound: timeTellingApart,
      leastCases: 200,
    },
    resetTime: {
      name: 'C6 reset, known and unknown e-mail, medians',
      unit: 'ms',
      bound: timeTellingApart,
      leastCases: 200,
    },
  },
  async run({ note }, tell) {
    const place = await openPlace()
    try {
      await tryProbes(place, note, tell)
      await enumerate(place, note, tell)
      await guess(place, note, tell)
    } finally {
      await place.close()
    }
  },
}
