/** A PDF's text by pages and paragraphs; nothing in it is run, drawn or fetched. */
import { getDocumentProxy } from 'unpdf'
import { documentOf, type Block } from './document.ts'
import { mostPages } from './limits.ts'
import { blocksOfPages, type Piece } from './pdf-blocks.ts'
import type { File } from './read-bytes.ts'
import type { SourceText } from './source.ts'
import { Unreadable } from './unreadable.ts'
import { momentOf } from './when.ts'

type Document = Awaited<ReturnType<typeof getDocumentProxy>>

export async function readPdf({ name, bytes }: File): Promise<SourceText[]> {
  const document = await opened(bytes)
  try {
    if (document.numPages > mostPages)
      throw new Unreadable(`it has more than ${mostPages} pages`, 'Split it.')
    const read: (Piece[] | Error)[] = []
    for (let n = 1; n <= document.numPages; n++) read.push(await piecesOf(document, n))
    const faults = read.flatMap((page, i) => (page instanceof Error ? [{ n: i + 1, error: page }] : []))
    if (faults.length === read.length) throw damaged(faults[0]?.error)
    const pages = read.map((page) => (page instanceof Error ? [] : page))
    const blocks: Block[] = blocksOfPages(pages)
    const notes = faults.map(({ n }) => `page ${n} is damaged: it was not read`)
    const empty = read.flatMap((page, i) => (page instanceof Error || page.length > 0 ? [] : [i + 1]))
    if (empty.length > 0 && blocks.length > 0) notes.push(`without text, perhaps pictures of it: page ${empty.slice(0, 20).join(', ')}`) // prettier-ignore
    return [documentOf(name, { ...(await about(document)), blocks, notes })]
  } finally {
    await document.loadingTask.destroy()
  }
}

async function opened(bytes: Uint8Array): Promise<Document> {
  try {
    // A copy: the parser takes the bytes for itself.
    return await getDocumentProxy(new Uint8Array(bytes), {
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
      stopAtErrors: false,
      verbosity: 0,
    })
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new Unreadable('it is locked with a password', 'Save it without a password.', error)
    }
    throw damaged(error)
  }
}

const damaged = (cause?: unknown) =>
  new Unreadable('it is damaged, or no PDF', 'Export it again from where it came from.', cause)

/** An error where the page is damaged; the parser throws whatever comes to hand. */
async function piecesOf(document: Document, n: number): Promise<Piece[] | Error> {
  try {
    const page = await document.getPage(n)
    const { items } = await page.getTextContent()
    page.cleanup()
    return items.flatMap((item) => {
      if (!('str' in item)) return []
      const [, , , , x = 0, y = 0] = item.transform.map(Number)
      return [{ text: item.str, x, y, width: item.width, size: item.height, endsLine: item.hasEOL }]
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function about(document: Document): Promise<{ title?: string; at?: string }> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }))
  const { Title: title, CreationDate: made } = info as Record<string, unknown>
  const day = typeof made === 'string' ? /^D:(\d{4})(\d\d)(\d\d)/.exec(made) : null
  const at = day ? momentOf(`${day[1]}-${day[2]}-${day[3]}`) : undefined
  const isName = typeof title === 'string' && /\p{L}{2}/u.test(title) && !/^(?:untitled|microsoft word|document\d*$)|\.\w{2,5}$/i.test(title) // prettier-ignore
  return { ...(isName && { title }), ...(at && { at }) }
}
