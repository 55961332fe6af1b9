/** What others wrote stands in an answer as words: no mark of it survives as a mark, and nothing of it is lost. */
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Nodes } from 'mdast'
import { assert, constantFrom, array, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asQuote, asWords } from './as-words.ts'

const treeOf = (text: string) =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
const kinds = (node: Nodes): string[] => [
  node.type,
  ...('children' in node ? node.children.flatMap(kinds) : []),
]
const words = (node: Nodes): string =>
  node.type === 'break'
    ? '\n'
    : 'children' in node
      ? node.children.map(words).join('')
      : 'value' in node
        ? node.value
        : ''

const quoteKinds = ['root', 'blockquote', 'paragraph', 'text', 'break']
/** Addresses are recognised in any text; the page draws them as words. */
const allowed = (text: string) => (/https?:|www\.|@/i.test(text) ? [...quoteKinds, 'link'] : quoteKinds)

const written = [
  '# Buy now', '## two', '- [ ] pay', '* star', '+ plus', '1. first', '2) second', '12345', '| a | b |', '|---|--:|',
  '---', '===', '***', '> said', '```', '~~~', '    code', '\ttab', '[click](https://evil.example)', '![p](//evil.example/p)',
  '<img src=x>', '<script>', '&lt;b&gt;', '&#35; not a heading', '**bold**', '_so_', '__so__', '~~gone~~', '~gone~', '`code`', '[1]: /x',
  '[^1]', '[^1]: note', 'a  ', 'end\\', '\\', '', 'plain words', 'https://evil.example/a_b*c*', 'HTTP://evil.example/a_b_', 'www.evil.example/a_b', 'a_b@evil.example',
] // prettier-ignore

describe('what others wrote', () => {
  test('is a quote of words alone, in any order of lines, and says the same', () => {
    assert(
      property(array(constantFrom(...written), { minLength: 1, maxLength: 6 }), (lines) => {
        const text = lines.join('\n')
        const told = lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '')
        const tree = treeOf(`Ana in **Review** [1]:\n\n${asQuote(text)}\n\nSee also [2].`)
        const quote = tree.children.slice(1, -1)
        expect(quote.flatMap(kinds).filter((kind) => !allowed(text).includes(kind))).toEqual([])
        expect(quote.map(words).join('')).toBe(told.join('\n'))
      }),
      { numRuns: 300 },
    )
  })

  test('stays inside a sentence of ours', () => {
    for (const text of written) {
      const [paragraph, ...others] = treeOf(`- **Ana**: “${asWords(text)}” [1]`).children
      expect(others).toEqual([])
      const inner = kinds(paragraph ?? { type: 'root', children: [] }).slice(1)
      expect(inner.filter((kind) => ![...allowed(text), 'listItem', 'strong'].includes(kind))).toEqual([])
    }
  })
})
