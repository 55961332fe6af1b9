/** `steward define` and `steward definitions` as a person runs them: checked, recorded, asked about, retired. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixtureBundle } from '#evals/kit/service.ts'
import { run } from '#evals/kit/command.ts'
import { freshPlace, type Place } from '#evals/kit/store.ts'

let place: Place
const steward = (...args: string[]) => run(place, [...args, '--workspace', 'acme'])
const ask = async (text: string) => {
  const { out } = await steward('ask', text, '--json', '--model', 'offline', '--today', '2026-11-21')
  return JSON.parse(out) as {
    answer: string
    refused: { reason: string } | null
    calls: { input: unknown }[]
  }
}

beforeAll(async () => {
  place = await freshPlace()
  expect((await steward('import', fixtureBundle)).status).toBe(0)
})
afterAll(() => place.remove())

test('a term is checked without a trace, recorded, understood in a request, and retired', async () => {
  const checked = await steward('define', 'term', 'kraken', 'ARR over 50k', '--check')
  expect(checked.out).toMatch(
    /^Kraken = arr > 50000\.\nIt holds of \d+ accounts; there are \d+\.\nNothing was recorded\.\n$/,
  )

  expect((await steward('define', 'term', 'kraken', 'ARR over 50k')).out).toContain('Recorded as version 1.')
  const asked = await ask('which krakens renew next year')
  expect(asked.calls[0]?.input).toMatchObject({
    where: {
      and: [
        { field: 'kraken', op: 'eq', value: true },
        { field: 'renewal_date', op: 'during' },
      ],
    },
  })
  expect(asked.answer).toContain('kraken means ARR is over 50,000')
  expect(asked.answer).toContain('(version 1)')

  expect((await steward('define', 'measure', 'arr_if_kraken', 'if(kraken, arr, 0)')).status).toBe(0)
  expect((await steward('define', '--retire', 'kraken')).out).toContain(
    'It is used by arr_if_kraken, which no longer work.',
  )
  const broken = await ask('top 3 accounts by ARR if kraken')
  expect(broken.refused?.reason).toContain('It uses kraken, which was retired on')
  const history = await steward('definitions', '--history', 'kraken')
  const lines = history.out.trim().split('\n')
  expect(lines.map((line) => line.replace(/,.*UTC/, ''))).toEqual([
    'version 1: arr > 50000',
    'version 2: retired',
  ])
}, 300_000)

test('plain words are read as a request’s are, and shown as what they were read as', async () => {
  const { out } = await steward('define', 'term', 'silent_one', 'no touch in 21 days', '--check')
  expect(out).toContain('days_since_touch > 21 or days_since_touch is null')
})

test('what is wrong is said in one line, with what to write instead', async () => {
  const failed = async (...args: string[]) => {
    const { status, err } = await steward('define', ...args)
    expect([status, err.trim().split('\n').length]).toEqual([1, 1])
    return err
  }
  expect(await failed('measure', 'odd', 'arr + seats')).toContain(
    'Money and seats do not go together (after “arr”, character 5)',
  )
  expect(await failed('synonym', 'Big Blue', 'account Nobody')).toContain(
    'Nothing here is called “account Nobody”',
  )
  expect((await steward('define', 'measure', 'odd')).status).toBe(2)
}, 120_000)
