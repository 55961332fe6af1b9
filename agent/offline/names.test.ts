/** Names in place: whole before part, joined spellings, one slip, and what several share. */
import { expect, test } from 'vitest'
import { indexNames } from './names.ts'
import { tokens } from './text.ts'

const index = indexNames(
  [
    'North',
    'North Wall',
    'North Gate',
    'Brightwell',
    'St. Mary’s Yard',
    'O’Malley & Sons',
    'Café Lumière',
    'Stone Yard',
    'Brick Yard',
  ].map((name, n) => ({
    object: 'bed',
    id: `B-${n}`,
    name,
  })),
)
const longest = (text: string, at = 0, slips: string[] = []) => {
  const hits = index.at(tokens(text), at, () => slips)
  const hit = hits.sort((a, b) => b.to - a.to)[0]
  return hit && { names: hit.rows.map((row) => row.name), whole: hit.whole }
}

test('a whole name wins over names that contain it', () => {
  expect(longest('North')).toEqual({ names: ['North'], whole: true })
  expect(longest('north wall')).toEqual({ names: ['North Wall'], whole: true })
})

test('accents, "and" for "&", apostrophes and the possessive do not matter', () => {
  expect(longest('cafe lumiere')?.names).toEqual(['Café Lumière'])
  expect(longest("O'Malley and Sons'")?.names).toEqual(['O’Malley & Sons'])
  expect(longest('st marys yard')?.names).toEqual(['St. Mary’s Yard'])
})

test('two words that make one name are offered, as no whole name', () => {
  expect(longest('Bright Well')).toEqual({ names: ['Brightwell'], whole: false })
})

test('a later word that many names share names none of them', () => {
  expect(longest('yard')).toBeUndefined()
})

test('a slip is found among the words of names', () => {
  expect(index.spelling.near('brihgtwell')).toEqual(['brightwell'])
  expect(index.spelling.near('norht')).toEqual(['north'])
})

test('among many thousand names the like ones are still found, and words written as one', () => {
  const parts = [
    'Aldermoor',
    'Brackenfell',
    'Caldwick',
    'Dunmarra',
    'Eskerlin',
    'Fennimore',
    'Garrowby',
    'Inverlaw',
  ]
  const many = indexNames(
    Array.from({ length: 30_000 }, (_, n) => ({
      object: 'bed',
      id: `B-${n}`,
      name: `${parts[n % 8]} ${parts[(n >> 3) % 8]} ${n}`,
    })).concat({ object: 'bed', id: 'B-one', name: 'Quillan Harbour Metals' }),
  )
  expect(many.near('quilan harbor metal', 3).map((row) => row.id)).toEqual(['B-one'])
  const [hit] = many.at(tokens('quillan harbourmetals'), 0, () => []).sort((a, b) => b.to - a.to)
  expect(hit?.rows.map((row) => row.id)).toEqual(['B-one'])
})
