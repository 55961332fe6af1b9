/** Markdown as paragraphs, items and rows under their headings; links and pictures become their words, HTML in it is read as HTML. */
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { parseDocument } from 'yaml'
import { itemIn } from '#db/import/transcripts/json-turn.ts'
import { documentOf, type Block, type Page } from './document.ts'
import { htmlBlocks } from './html.ts'
import { mostDepth } from './limits.ts'
import type { SourceText } from './source.ts'
import { Unreadable } from './unreadable.ts'
import { momentOf } from './when.ts'

const syntax = gfm()
const tree = gfmFromMarkdown()

export function readMarkdown(name: string, lines: string[]): SourceText {
  const front = frontMatter(lines)
  const html = [...chunksOf(lines.slice(front?.end ?? 0))].map((text) => htmlOf(parsed(text).children, 0))
  const { blocks, notes = [] } = htmlBlocks(html.join('\n'))
  return documentOf(name, { ...front?.about, blocks: [...(front?.blocks ?? []), ...blocks], notes })
}

/** The parser takes four times as long for twice the text: long texts are cut where a paragraph or heading begins at the margin. */
const chunkCharacters = 8_000

function* chunksOf(lines: string[]): Generator<string> {
  let chunk: string[] = []
  let length = 0
  let fence: string | null = null
  for (const [i, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    const isCut = length > chunkCharacters && fence === null && /^(?:#{1,6} |\p{L})/u.test(line)
    if (isCut && lines[i - 1]?.trim() === '') {
      yield chunk.join('\n')
      chunk = []
      length = 0
    }
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null
    chunk.push(line)
    length += line.length + 1
  }
  yield chunk.join('\n')
}

function parsed(text: string): Root {
  try {
    return fromMarkdown(text, { extensions: [syntax], mdastExtensions: [tree] })
  } catch (error) {
    // The parser calls itself for what is nested.
    if (error instanceof RangeError) throw tooDeep(error)
    throw error
  }
}

const tooDeep = (cause?: unknown) =>
  new Unreadable(`it nests deeper than ${mostDepth} blocks`, 'Save it as text.', cause)

const tags: Partial<Record<Nodes['type'], string>> = {
  paragraph: 'p',
  blockquote: 'div',
  list: 'ul',
  listItem: 'li',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  footnoteDefinition: 'div',
}

/** As a page, so that what its own HTML hides is told of the whole: tags may open in one block and close in another. */
function htmlOf(nodes: Nodes[], depth: number): string {
  if (depth > mostDepth / 4) throw tooDeep()
  return nodes.map((node) => nodeHtml(node, depth)).join('')
}

function nodeHtml(node: Nodes, depth: number): string {
  if (node.type === 'html') return swallows(node.value) ? escaped(node.value) : node.value
  if (node.type === 'code') return `<pre>${escaped(node.value)}</pre>`
  if (node.type === 'break') return '<br>'
  if (node.type === 'image' || node.type === 'imageReference') return escaped(node.alt ?? '')
  if ('value' in node) return escaped(node.value)
  if (!('children' in node)) return ''
  const inner = htmlOf(node.children, depth + 1)
  const tag = node.type === 'heading' ? `h${node.depth}` : tags[node.type]
  return tag ? `<${tag}>${inner}</${tag}>` : inner
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A tag that makes text of all that follows, and is never closed: somebody wrote of it. */
const swallows = (html: string): boolean => {
  const name =
    /<(script|style|title|textarea|xmp|iframe|noembed|noframes|noscript|template|plaintext)\b/i.exec(
      html,
    )?.[1]
  return name !== undefined && !html.toLowerCase().includes(`</${name.toLowerCase()}`)
}

type Front = { about: Pick<Page, 'title' | 'at' | 'people'>; blocks: Block[]; end: number }

/** YAML between two lines of dashes: its title, date and people; all of it stays as text. */
function frontMatter(lines: string[]): Front | null {
  if (lines[0]?.trim() !== '---') return null
  const end = lines.slice(0, 200).findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  const text = lines.slice(1, Math.max(end, 1)).join('\n')
  if (end < 0 || text.trim() === '' || text.length > 20_000) return null
  const document = parseDocument(text, { logLevel: 'silent' })
  const item = document.errors.length > 0 ? null : itemIn(document.toJS({ maxAliasCount: 10 }))
  const find = (...keys: string[]) =>
    keys.map((key) => item?.[key]).find((one) => one !== undefined && one !== null)
  const [title, at] = [find('title', 'name', 'subject'), momentOf(find('date', 'at', 'created'))]
  const listed = find('attendees', 'participants', 'people')
  const people = Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : []
  return {
    about: { ...(typeof title === 'string' && { title }), ...(at && { at }), people },
    blocks: [{ text }],
    end: end + 1,
  }
}
