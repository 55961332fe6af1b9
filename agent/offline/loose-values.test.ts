/** Values as people put them: what is to be done behind what it is done with. */
import { expect, test } from 'vitest'
import { addLooseValues, looseValues } from './loose-values.ts'
import { tokens } from './text.ts'

const title = (value: string) => ({
  ...{ is: 'value' as const, object: 'chore', field: 'title', value, observed: true },
})
const known = looseValues([], [title('Follow up on blight'), title('Collect seed sample')])

/** The values that begin somewhere in the text, with the words that stand for them. */
function found(text: string): string[] {
  const words = tokens(text)
  const hits: string[] = []
  for (const { i } of words)
    addLooseValues(i, words, known, (from, to, meaning) => {
      if (meaning.kind !== 'entry') return
      const said = text.slice(words[from]?.from, words[to - 1]?.to)
      for (const ref of meaning.refs) if (ref.is === 'value') hits.push(`${said}: ${ref.value}`)
    })
  return hits
}

test.each([
  ['blight follow-ups of Ada', ['blight follow-ups: Follow up on blight']],
  ["Ada's open seed samples", ['seed samples: seed sample']],
  ["the seed samples on Ada's list", ['seed samples: seed sample']],
  ['beds with a seed sample', []],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})
