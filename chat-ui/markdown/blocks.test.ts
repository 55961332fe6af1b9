/** Streamed Markdown: cutting never changes what the answer says, closed blocks never change, and no half-written mark shows. */
import { assert, constantFrom, integer, property, array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutBlocks, emptyCut, groupRuns, settle } from './blocks.ts'
import { plainText } from './nodes.tsx'
import { parseMarkdown } from './parse.ts'

const pieces = [
  'A paragraph\nover two lines.',
  '## A heading',
  '- one\n- two\n  - nested\n- three',
  '1. first\n2. second\n\n   still second\n3. third',
  '```sql\nselect 1\n\n- not a list\n# not a heading\n```',
  '| a | b |\n|---|--:|\n| 1 | 2 |',
  '> quoted\n> twice',
  '---',
  '* star\n* list',
  'Text with **strong** and `code`.',
  '~~~\n```\n~~~',
]
const answers = array(constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((parts) =>
  parts.join('\n\n'),
)

const wordsOf = (source: string) => plainText(parseMarkdown(source)).replaceAll(/\s+/g, '')

describe('cutting', () => {
  test('blocks put together are the text', () => {
    assert(
      property(answers, (text) => {
        const { closed, openAt } = cutBlocks(text)
        expect(closed.join('') + text.slice(openAt)).toBe(text)
      }),
    )
  })
  test('the blocks say what the whole says', () => {
    assert(
      property(answers, (text) => {
        const { closed, openAt } = cutBlocks(text)
        const blocks = [...closed, text.slice(openAt)]
        expect(blocks.map(wordsOf).join('')).toBe(wordsOf(text))
      }),
    )
  })
  test('arriving in any portions gives the same blocks as arriving at once, and a closed block never changes', () => {
    assert(
      property(answers, array(integer({ min: 1, max: 9 }), { minLength: 1 }), (text, sizes) => {
        let cut = emptyCut
        for (let at = 0, turn = 0; at < text.length; turn += 1) {
          at += sizes[turn % sizes.length] ?? 1
          const next = cutBlocks(text.slice(0, at), cut)
          expect(next.closed.slice(0, cut.closed.length)).toEqual(cut.closed)
          cut = next
        }
        expect(cut.closed).toEqual(cutBlocks(text).closed)
      }),
    )
  })
  test('a text that is not a continuation is cut anew', () => {
    const first = cutBlocks('One.\n\nTwo.\n')
    expect(cutBlocks('Other.\n\nText.\n', first).closed).toEqual(['Other.\n\n'])
  })
  test('the open block of a long answer stays short, also in a long list', () => {
    const list = Array.from({ length: 500 }, (_, index) => `- item ${index} with some words`).join('\n')
    const { openAt } = cutBlocks(list)
    expect(list.length - openAt).toBeLessThan(80)
  })
})

describe('runs', () => {
  const runsOf = (text: string) => {
    const { closed, openAt } = cutBlocks(text)
    return groupRuns([...closed, text.slice(openAt)])
  }
  test('the items of one list are one list again, with its first number', () => {
    expect(runsOf('3. a\n4. b\n5. c\n')).toEqual([
      { kind: 'list', isOrdered: true, start: 3, items: ['3. a\n', '4. b\n', '5. c\n'] },
    ])
  })
  test('another marker is another list, and a paragraph ends one', () => {
    expect(runsOf('- a\n- b\n\n1. c\n\nText.\n\n- d\n').map((run) => run.kind)).toEqual([
      'list',
      'list',
      'block',
      'list',
    ])
  })
  test('a nested list stays inside its item', () => {
    expect(runsOf('- a\n  - b\n  - c\n- d\n')).toEqual([
      { kind: 'list', isOrdered: false, start: 1, items: ['- a\n  - b\n  - c\n', '- d\n'] },
    ])
  })
  test('a rule of dashes is no list', () => {
    expect(runsOf('Text.\n\n- - -\n\nMore.').every((run) => run.kind === 'block')).toBe(true)
  })
})

describe('the block that still grows', () => {
  test('an open mark is closed instead of showing its stars', () => {
    expect(settle('They are **wor')).toBe('They are **wor**')
    expect(settle('They are **')).toBe('They are ')
    expect(settle('They are **worth*')).toBe('They are **worth**')
    expect(settle('the `usage_ch')).toBe('the `usage_ch`')
    expect(settle('done **here** and')).toBe('done **here** and')
  })
  test('a dash under a paragraph does not make it a heading for a moment', () => {
    expect(settle('Three stand out:\n-')).toBe('Three stand out:\n')
    expect(settle('Total\n=')).toBe('Total\n')
  })
  test('a half link shows its words only', () => {
    expect(settle('see [the no')).toBe('see the no')
    expect(settle('see [the note](https://exa')).toBe('see the note')
    expect(settle('see [the note](/c/1)')).toBe('see [the note](/c/1)')
  })
  test('a table waits for its second line, and a row for its end', () => {
    expect(settle('| a | b |\n|--')).toBe('')
    expect(settle('| a | b |\n|---|---|\n| 1 | 2')).toBe('| a | b |\n|---|---|')
    expect(settle('| a | b |\n|---|---|\n| 1 | 2 |')).toBe('| a | b |\n|---|---|\n| 1 | 2 |')
  })
  test('inside a fence nothing is touched', () => {
    expect(settle('```\nlet a = **b\n-')).toBe('```\nlet a = **b\n-')
  })
})
