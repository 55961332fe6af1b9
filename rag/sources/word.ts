/** Word files as documents: checked and unpacked by the importer's own readers, without hidden text, then turned into HTML by mammoth and read as that. */
import mammoth from 'mammoth'
import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import { Budget } from '#db/import/archive/budget.ts'
import type { ZipEntry } from '#db/import/archive/zip.ts'
import { documentOf } from './document.ts'
import { htmlBlocks } from './html.ts'
import { mostDocumentBytes } from './limits.ts'
import type { File } from './read-bytes.ts'
import type { SourceText } from './source.ts'
import { Unreadable } from './unreadable.ts'
import { visibleXml } from './word-xml.ts'

/** What text is made of; pictures, fonts and programs stay packed. */
const textParts =
  /^(?:\[content_types\]\.xml|(?:.*\/)?_rels\/[^/]+\.rels|docprops\/core\.xml|word\/[^/]+\.xml)$/i
const shownParts = /^word\/(?:document\d*|footnotes|endnotes|comments)\.xml$/i

export async function readWord({ name }: File, entries: ZipEntry[]): Promise<SourceText> {
  const budget = new Budget(mostDocumentBytes)
  const zip = new yazl.ZipFile()
  let hidden = 0
  let pictures = 0
  for (const entry of entries) {
    if (/^word\/media\//i.test(entry.path)) pictures++
    if (!textParts.test(entry.path)) continue
    const part = await visibleXml(entry, budget, shownParts.test(entry.path))
    hidden += part.hidden
    zip.addBuffer(Buffer.from(part.xml), entry.path, { compress: false })
  }
  zip.end()
  const page = htmlBlocks(await htmlOf(await buffer(zip.outputStream)))
  const notes = page.notes ?? []
  if (hidden > 0) notes.push(`hidden text was left out: ${hidden} characters (hidden or tiny in Word)`)
  if (pictures > 0)
    notes.push(pictures === 1 ? 'a picture was left out' : `${pictures} pictures were left out`)
  return documentOf(name, { ...page, notes })
}

async function htmlOf(document: Buffer): Promise<string> {
  try {
    // Pictures were not unpacked; what refers to them becomes nothing.
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
    const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh", 'comment-reference => sup'] // prettier-ignore
    return (await mammoth.convertToHtml({ buffer: document }, { convertImage, styleMap })).value
  } catch (error) {
    throw new Unreadable(
      'it is damaged, or no Word file',
      'Open it in Word, save it again and try once more.',
      error,
    )
  }
}
