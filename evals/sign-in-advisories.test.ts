/** Each known class of holes in software like ours, tried over real HTTP: none of them opens anything. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPlace, type Place } from './bench/advisory.ts'
import { accountProbes } from './bench/advisories-accounts.ts'
import { httpProbes } from './bench/advisories-http.ts'
import { sessionProbes } from './bench/advisories-sessions.ts'
import { tokenProbes } from './bench/advisories-tokens.ts'

let place: Place & { close: () => Promise<void> }
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.close())

describe('is refused', () => {
  test.each([...accountProbes, ...sessionProbes, ...httpProbes, ...tokenProbes])(
    '$of',
    async ({ isRefused }) => {
      expect(await isRefused(place)).toBe(true)
    },
  )
})
