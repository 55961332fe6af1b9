/** What of a source is marked and named: the quoted sentences, the months, the places; and that nothing of its Markdown stays live. */
import { expect, test } from 'vitest'
import { parseMarkdown } from '../markdown/parse.ts'
import { addressOf, daysOf, monthOf, wantedOf } from './address.ts'
import { inert } from './inert.ts'
import { quotedIn } from './quoted.ts'
import { placeOf } from './words.ts'

test('the sentences of a quote are found in the turn that it was taken from, whatever the white space', () => {
  const turn = 'Good morning. The price  is\ntoo high. We need it by May. Thank you.'
  const found = quotedIn(turn, 'Dana: The price is too high. We need it by May.')
  expect(found.map(([from, to]) => turn.slice(from, to))).toEqual([
    'The price  is\ntoo high. We need it by May.',
  ])
  expect(quotedIn(turn, 'Nothing of it.')).toEqual([])
})

test('a month is two days, and only those', () => {
  expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(monthOf(daysOf('2026-11'))).toBe('2026-11')
  expect(monthOf({ from: '2026-11-01', to: '2026-11-29' })).toBeNull()
})

test('another filter begins at the first page, and places in a call are read as clocks are', () => {
  const wanted = wantedOf('?q=price&page=3&kind=call')
  expect(addressOf(wanted, { speaker: 'Dana' })).toBe('/sources?q=price&kind=call&speaker=Dana')
  expect(placeOf('00:01:05–01:12:00')).toBe('1:05–1:12:00')
  expect(placeOf('Risks, paragraph 3')).toBe('Risks, paragraph 3')
})

test('links, images and HTML of a document become words', () => {
  const kinds = JSON.stringify(
    inert(
      parseMarkdown(
        '[home](/) <b>x</b> ![a](https://evil.example/p.png) <https://evil.example>\n\n<img src=x>',
      ),
    ),
  )
  expect(kinds).not.toMatch(/"type":"(?:link|image|html)"/)
  expect(kinds).toContain('https://evil.example/p.png')
})
