/** Passages as any pieces become: sentences whole, nothing lost, places kept apart. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunksOf, wordsIn, type Piece } from './chunk.ts'

const word = fc.constantFrom('we', 'lose', 'signal', 'in', 'the', 'warehouse', 'drivers', 'paper', 'monthly')
const sentence = fc
  .array(word, { minLength: 1, maxLength: 40 })
  .map((words) => `${words.join(' ').replace(/^./, (letter) => letter.toUpperCase())}.`)
const piecesArb: fc.Arbitrary<Piece[]> = fc
  .array(
    fc.record({
      text: fc.array(sentence, { minLength: 1, maxLength: 30 }).map((all) => all.join(' ')),
      speaker: fc.constantFrom('Nora', 'Hugo', null),
      place: fc.constantFrom('Risks', 'Plan'),
    }),
    { maxLength: 25 },
  )
  .map((all) => all.map((one, at) => ({ ...one, n: at + 1 })))

const words = (texts: string[]) => texts.join(' ').split(/\s+/).filter(Boolean)

test('every word is in one passage, in its order, and each sentence is whole', () => {
  fc.assert(
    fc.property(piecesArb, (pieces) => {
      const chunks = chunksOf(pieces)
      expect(words(chunks.map(({ text }) => text))).toEqual(words(pieces.map(({ text }) => text)))
      for (const { text } of chunks) {
        expect(text).toMatch(/^[A-Z]/)
        expect(text).toMatch(/\.$/)
      }
    }),
    { numRuns: 100 },
  )
})

test('a passage has about 120 words, says which turns it is of and who says how much', () => {
  fc.assert(
    fc.property(piecesArb, (pieces) => {
      for (const chunk of chunksOf(pieces)) {
        // Full with 120, and then what was begun: a piece of at most 180, and a short tail.
        expect(chunk.words).toBeLessThan(120 + 180 + 40)
        expect(chunk.words).toBe(wordsIn(chunk.text))
        expect(chunk.fromN).toBeLessThanOrEqual(chunk.toN)
        expect(chunk.spoken.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(chunk.words)
      }
    }),
    { numRuns: 100 },
  )
})

test('what stands under another heading is another passage, and a heading goes with what follows it', () => {
  const text = 'We lose signal in the warehouse and the drivers go back to paper every month.'
  const chunks = chunksOf([
    { n: 1, text: '# Review', place: 'Review' },
    { n: 2, text, place: 'Review › Risks' },
    { n: 3, text, place: 'Review › Plan' },
  ])
  expect(chunks.map(({ fromN, toN, place }) => [fromN, toN, place])).toEqual([
    [1, 2, 'Review › Risks'],
    [3, 3, 'Review › Plan'],
  ])
})
