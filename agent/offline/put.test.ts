/** How a request is put changes nothing: slips of the keyboard and short forms, speech with its corrections, headlines that are explained behind. */
import { expect, test } from 'vitest'
import { lexiconOf, query, where } from './kit/garden.ts'
import { mended } from './mended.ts'
import { respelt } from './respelt.ts'

const lexicon = lexiconOf()

test.each([
  ['wich beds are in clya', 'which beds are in clya'],
  ['hw many beds havnt', 'how many beds havnt'],
  ['beds w more then 40 mstr', 'beds w more than 40 mstr'],
  ['lst of plnts befor may', 'list of plants before may'],
  ['beds in teh nxt wk', 'beds in the next wk'],
  ['top10 beds @ North Wall', 'top 10 beds at North Wall'],
  ['keep "teh rose" as it is', 'keep "teh rose" as it is'],
  ['has ben weeded, or Ben', 'has been weeded, or Ben'],
])('“%s” is “%s”', (written, meant) => {
  expect(respelt(written, lexicon)).toBe(meant)
})

test.each([
  ['beds in, uh, clay', 'beds in clay'],
  ['beds in clay, no wait, sand', 'beds in sand'],
  ['the clay, I mean the sandy ones', 'the sandy ones'],
  ['top ten beds by worth, no sorry, top five', 'top five beds by worth'],
  ['beds with moisture below 40, no, below 30', 'beds with moisture below 30'],
  ['moisture of twenty or, yeah, twenty or less', 'moisture of twenty or less'],
  ['beds with six roses or more', 'beds with six or more roses'],
])('“%s” was “%s”', (spoken, meant) => {
  expect(mended(spoken, lexicon)).toBe(meant)
})

test.each([
  'beds without roses, no ferns',
  'beds not in clay, actually in sand',
  'beds weeded for 30 days or more',
  'beds in clay, sorry for the noise',
])('nothing is taken back in “%s”', (said) => {
  expect(mended(said, lexicon)).toBe(said)
})

test('what is taken back is in no plan', () => {
  expect(query('clay beds, no wait, sandy beds with a rose', lexicon)).toEqual(
    query('sandy beds with a rose', lexicon),
  )
  expect(query('worth of North Gate, sorry, North Wall', lexicon)).toEqual(
    query('worth of North Wall', lexicon),
  )
})

test('a headline says whose rows and of when, the words behind it which', () => {
  expect(where('What gives Ada the blues? Beds with moisture under 30.', lexicon)).toEqual(
    where('beds with moisture under 30 of Ada', lexicon),
  )
  expect(
    where('Which of my sandy beds are in the doldrums? The ones with moisture under 20.', lexicon),
  ).toEqual(where('my sandy beds with moisture under 20', lexicon))
})
