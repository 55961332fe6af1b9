/** Parses one block of Markdown (with GFM) into a tree; nothing of it is HTML, and nothing is fetched. */
import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

const syntax = gfm()
const tree = gfmFromMarkdown()

export function parseMarkdown(block: string): Root {
  return fromMarkdown(block, { extensions: [syntax], mdastExtensions: [tree] })
}
