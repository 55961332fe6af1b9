/** Every phrasing of the fixtures is read as its canonical sentence, or asked about, or refused, as its line says. */
import { beforeAll, expect, test } from 'vitest'
import { phrasings, spokenWorkspace, type Phrasing, type Spoken } from './fixtures/language/phrasings.ts'

let spoken: Spoken
beforeAll(async () => {
  spoken = await spokenWorkspace()
})

const kinds = { clarify: ['clarify'], refuse: ['refuse'], ask: ['clarify', 'refuse'] } as const

/** What is wrong with a line, or nothing. */
function faultOf({ turns, as, means, expect: wanted }: Phrasing): string | null {
  const plan = spoken.plan(turns, as)
  const said = spoken.gist(turns, as)
  if (wanted) return kinds[wanted].some((kind) => kind === plan.kind) ? null : `answers ${said}`
  const canonical = [means ?? []].flat()
  const meant = spoken.gist(canonical, as)
  if (spoken.plan(canonical, as).kind !== 'calls') return `its canonical sentence is not understood: ${meant}`
  return said === meant ? null : `reads ${said}, meant ${meant}`
}

test('each phrasing comes to what it means', () => {
  const lines = phrasings()
  expect(lines.length).toBeGreaterThan(10)
  const ids = lines.map(({ file, id }) => `${file} ${id}`)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  const faults = lines.flatMap((line) => {
    const fault = faultOf(line)
    return fault ? [`${line.file} ${line.id} ${JSON.stringify(line.turns)} ${fault}`] : []
  })
  expect(faults).toEqual([])
})

/** Shares, ratios and compared days are printed in a form that nobody types; all else comes back. */
const isFigureOfFigures =
  / ÷ |\bshare of\b|\bagainst\b|\brunning\b|\bat the end of each\b|, with | and .* of /
const leastBack = 0.8

test('what a reading says in plain words is understood as the same again', () => {
  const lists = phrasings().filter(({ means }) => means !== undefined)
  const readings = new Map(lists.flatMap(({ turns, as }) => spoken.readings(turns, as)))
  const plain = [...readings].filter(([words]) => !isFigureOfFigures.test(words))
  const lost = plain.filter(([words, meant]) => spoken.gist([words]) !== meant).map(([words]) => words)
  expect(plain.length).toBeGreaterThan(5)
  expect(lost.length <= (1 - leastBack) * plain.length ? [] : lost).toEqual([])
})

const wrong: [string, Omit<Phrasing, 'id' | 'family' | 'file'>][] = [
  ['another value', { turns: ['enterprise accounts'], means: 'SMB accounts' }],
  ['a lost condition', { turns: ['enterprise accounts in EMEA'], means: 'enterprise accounts' }],
  ['another object', { turns: ['open tasks'], means: 'open tickets' }],
  ['another end of an order', { turns: ['top 3 accounts by ARR'], means: 'bottom 3 accounts by ARR' }],
  ['a sentence that nobody understands', { turns: ['SMB accounts'], means: 'blorp the accounts' }],
  ['an answer in place of a question', { turns: ['SMB accounts'], expect: 'ask' }],
]
test.each(wrong)('a wrong pair is found: %s', (_, pair) => {
  expect(faultOf({ id: 'x', family: 'x', file: 'x', ...pair })).not.toBeNull()
})
