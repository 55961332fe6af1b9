/** Words that narrow what is asked for are never swallowed: where they reach nothing, the reading is asked about. */
import { describe, expect, test } from 'vitest'
import { lexiconOf, plan } from './kit/garden.ts'

const lexicon = lexiconOf()
const isAnswered = (text: string): boolean => plan(text, lexicon).kind === 'calls'

describe('what narrows the rows is never taken for everyday talk', () => {
  test.each([
    'clay beds that we dug over lunch',
    'beds we weeded at dinner',
    'registered beds',
    'clay beds dug in person',
    'plants with visits',
    'how many plants at each clay bed',
    'beds that came to the dinner',
  ])('“%s” is asked about', (text) => {
    expect(isAnswered(text)).toBe(false)
  })

  test.each([
    'clay beds',
    'plants of clay beds',
    'beds with plants',
    'how many plants per bed',
    'beds with a fence',
  ])('“%s” is answered', (text) => {
    expect(isAnswered(text)).toBe(true)
  })
})
