/** What a reader sees of HTML, as blocks of text under their headings: nothing is run or fetched, links and pictures are gone, hidden text is left out and counted. */
import { Parser } from 'htmlparser2'
import { oneLine } from './clean.ts'
import type { Block, Page } from './document.ts'
import { rootLook, seenIn, StyleRules, type Look } from './html-look.ts'
import { mostDepth, mostStyleCharacters } from './limits.ts'
import { Unreadable } from './unreadable.ts'

export type HtmlBlock = Block & { isQuote?: boolean }
export type HtmlPage = Omit<Page, 'blocks'> & { blocks: HtmlBlock[] }

const blockTags = new Set('address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead title tr ul'.split(' ')) // prettier-ignore
/** What they hold is no text. */
const codeTags = new Set(['script', 'style', 'svg', 'math'])
/** Shown only where something else fails, or never. */
const unseenTags = new Set(['template', 'noscript', 'noframes', 'iframe', 'object', 'audio', 'video', 'canvas', 'datalist']) // prettier-ignore
const pictureTags = new Set(['img', 'image', 'picture', 'svg', 'input'])
/** A row of more is no row of a table, but a part of a page. */
const longestRow = 1_000
const listTags = new Set(['ul', 'ol', 'dl', 'menu', 'dir'])

/** Throws an Unreadable where it nests deeper than pages do. */
export function htmlBlocks(html: string): HtmlPage {
  const reader = new PageReader()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
      oncomment: (text) => reader.comment(text),
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  return reader.page()
}

type Frame = { name: string; look: Look; isCode: boolean; isQuote: boolean; isPre: boolean; lists: number }
/** A longer one is told without a look at what it says. */
const longestComment = 2_000

class PageReader {
  private readonly frames: Frame[] = []
  private readonly blocks: HtmlBlock[] = []
  /** In which cell of its row each block stands. */
  private readonly cells: number[] = []
  private readonly rows: { start: number; cells: number; isPlain: boolean }[] = []
  private readonly rules = new StyleRules()
  private readonly hidden = new Map<string, { places: number; characters: number }>()
  private css: string[] = []
  private cssLength = 0
  private title = ''
  /** Of the block at hand. In pieces: a string that grows is copied whole each time it is looked at. */
  private pieces: string[] = []
  private pictures = 0
  private lastHidden: string | null = null

  open(name: string, attributes: Record<string, string>): void {
    const above = this.frames.at(-1)
    if (this.frames.length >= mostDepth) {
      throw new Unreadable(`it nests deeper than ${mostDepth} elements`, 'Save it as text.')
    }
    if (pictureTags.has(name) && (name !== 'input' || attributes['type'] === 'image')) this.pictures++
    if (name === 'br') this.pieces.push('\n')
    if (blockTags.has(name)) this.part(name, above, above?.lists ?? 0)
    this.openTable(name)
    const look = this.rules.look(name, attributes, above?.look ?? rootLook)
    this.frames.push({
      name,
      look: unseenTags.has(name) ? { ...look, hidden: look.hidden ?? 'shown only in place of something else' } : look, // prettier-ignore
      isCode: codeTags.has(name) || (above?.isCode ?? false),
      isQuote: (above?.isQuote ?? false) || isQuote(name, attributes),
      isPre: (above?.isPre ?? false) || name === 'pre',
      lists: (above?.lists ?? 0) + (listTags.has(name) ? 1 : 0),
    })
  }

  close(name: string): void {
    const frame = this.frames.at(-1)
    if (frame?.name !== name) return
    if (name === 'style') {
      this.rules.add(this.css.splice(0).join(''))
    }
    if (blockTags.has(name)) this.part(name, frame, frame.lists - (listTags.has(name) ? 1 : 0))
    if (name === 'tr') this.closeRow()
    this.frames.pop()
  }

  text(text: string): void {
    const frame = this.frames.at(-1)
    if (frame?.name === 'style' && (this.cssLength += text.length) <= mostStyleCharacters) this.css.push(text)
    if (frame?.isCode) return
    const why = frame ? seenIn(frame.look) : null
    if (why !== null) this.hide(why, text)
    else if (frame?.name === 'title') this.title += text
    else this.say(frame?.isPre ? text : text.replaceAll(/[\t\n\r\f ]+/g, ' '))
  }

  /** Programs talk to each other in comments; what people could read in one is counted. */
  comment(text: string): void {
    const isProse = text.length > longestComment || /\p{L}{2,}\s+\p{L}{2,}/u.test(text)
    if (isProse && !/^\s*\[(?:if|endif)/i.test(text)) this.hide('in a comment', text)
    this.lastHidden = null
  }

  page(): HtmlPage {
    this.flush(this.frames.at(-1))
    const notes = [...this.hidden].map(
      ([why, { places, characters }]) =>
        `hidden text was left out: ${characters} characters in ${places === 1 ? 'one place' : `${places} places`} (${why})`,
    )
    if (this.pictures > 0) notes.push(this.pictures === 1 ? 'a picture was left out' : `${this.pictures} pictures were left out`) // prettier-ignore
    const title = oneLine(this.title)
    return { blocks: this.blocks, notes, ...(title && { title }) }
  }

  private openTable(name: string): void {
    const row = this.rows.at(-1)
    if (name === 'table' && row) row.isPlain = false
    if (name === 'tr') this.rows.push({ start: this.blocks.length, cells: 0, isPlain: true })
    if ((name === 'td' || name === 'th') && row) row.cells++
  }

  /** What a row's cells say is one block; pages that are laid out as a table stay as they are. */
  private closeRow(): void {
    const row = this.rows.pop()
    if (!row?.isPlain || this.blocks.length - row.start < 2) return
    const blocks = this.blocks.slice(row.start)
    const length = blocks.reduce((sum, { text }) => sum + text.length, 0)
    if (length > longestRow || blocks.some(({ level }) => level !== undefined)) return
    const cells = Map.groupBy(blocks, (_, i) => this.cells[row.start + i])
    const texts = [...cells.values()].map((cell) => cell.map(({ text }) => text).join('\n'))
    this.blocks.splice(row.start, blocks.length, { ...blocks[0], text: texts.join(' | ') })
    this.cells.length = this.blocks.length
  }

  private say(text: string): void {
    if (this.pieces.length > 0 || text.trim() !== '') this.pieces.push(text)
  }

  /** Items of a list stay one block: they say little alone. */
  private part(name: string, frame: Frame | undefined, listsAround: number): void {
    if (listsAround > 0 && !/^(?:h\d|table|tr|td|th)$/.test(name)) this.pieces.push('\n')
    else this.flush(frame)
  }

  private flush(frame: Frame | undefined): void {
    const lines = this.pieces.splice(0).join('').split('\n')
    const text = lines.map((line) => line.trim()).filter((line) => line !== '').join('\n') // prettier-ignore
    this.lastHidden = null
    if (text === '') return
    const level = /^h([1-6])$/.exec(frame?.name ?? '')?.[1]
    this.cells.push(this.rows.at(-1)?.cells ?? 0)
    this.blocks.push({
      text,
      ...(level && { level: Number(level) }),
      ...(frame?.isQuote && { isQuote: true }),
    })
  }

  private hide(why: string, text: string): void {
    const length = text.trim().length
    if (length === 0) return
    const found = this.hidden.get(why) ?? { places: 0, characters: 0 }
    this.hidden.set(why, {
      places: found.places + (this.lastHidden === why ? 0 : 1),
      characters: found.characters + length,
    })
    this.lastHidden = why
  }
}

/** What mail programs put around the mail that is answered. */
const isQuote = (name: string, attributes: Record<string, string>): boolean =>
  name === 'blockquote' || /\b(?:gmail_quote|yahoo_quoted|protonmail_quote)\b/.test(attributes['class'] ?? '')
