/** The command line shows and changes a workspace's settings, and says what its churn model is; what is wrong is one clear line. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './kit/command.ts'
import { fixtureBundle } from './kit/service.ts'
import { freshPlace, type Place } from './kit/store.ts'

let place: Place
const steward = (...args: string[]) => run(place, [...args, '--workspace', 'acme'])
beforeAll(async () => {
  place = await freshPlace()
  expect((await steward('import', fixtureBundle)).status).toBe(0)
})
afterAll(() => place.remove())

test('settings lists them all, and says which are not the default', async () => {
  expect((await steward('settings', 'set', 'health.green', '75')).out).toBe('health.green is 75.\n')
  const { out } = await steward('settings')
  expect(out).toMatch(/^health\.green +75 {2}\(default 70\)$/m)
  expect(out).toMatch(/^risk\.watch +30$/m)
})

test('a set value is in the answers', async () => {
  await steward('settings', 'set', 'health.yellow', '42')
  const meaning = await steward('ask', 'what does health band mean', '--model', 'offline')
  expect(meaning.out).toContain('yellow from 42')
})

test('a reset value is gone, and both changes are on record', async () => {
  expect((await steward('settings', 'reset', 'health.yellow')).out).toBe('health.yellow is 50.\n')
  expect((await steward('settings', 'history')).out).toMatch(
    /health\.yellow: null → 42 {2}from the terminal\n.*health\.yellow: 42 → null/,
  )
})

test('a wrong path is one line that names the nearest, a wrong form the usage', async () => {
  const wrong = await steward('settings', 'set', 'health.gren', '75')
  expect([wrong.status, wrong.err]).toEqual([
    1,
    expect.stringMatching(
      /^steward: There is no setting health\.gren\. Nothing was changed\. Did you mean health\.green.*\n$/,
    ),
  ])
  expect((await steward('settings', 'take', 'risk.watch')).status).toBe(2)
})

test('churn says why there is no model', async () => {
  const fit = await steward('churn', 'fit')
  expect([fit.status, fit.out]).toEqual([
    0,
    expect.stringMatching(/^There is no churn model: \d+ churned accounts? on record, 20 needed\.\n$/),
  ])
})
