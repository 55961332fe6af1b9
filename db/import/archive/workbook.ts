/** Reads what a workbook is made of: its sheets in their order, its shared texts, its cell formats, its calendar. */
import { shown } from '../refusal.ts'
import { ArchiveRefusal, saveAgain } from './archive-refusal.ts'
import type { Budget } from './budget.ts'
import { mostEntries } from './limits.ts'
import { NumberFormats } from './number-formats.ts'
import { SharedTexts } from './shared-texts.ts'
import { readXml, type Attributes, type XmlReader } from './xml.ts'
import type { ZipEntry } from './zip.ts'

export type SheetPart = { name: string; entry: ZipEntry; isHidden: boolean }
export type Workbook = {
  sheets: SheetPart[]
  texts: SharedTexts
  formats: NumberFormats
  from1904: boolean
}

type Relation = { type: string; target: string }

const typesPart = '[content_types].xml'

/** Throws an ArchiveRefusal for office files of other kinds. */
export function isWorkbook(entries: ZipEntry[]): boolean {
  const paths = new Set(entries.map(({ path }) => path.toLowerCase()))
  const kind = otherKind(paths)
  if (kind) throw new ArchiveRefusal(`it is ${kind}, which is not read`, saveAgain)
  return paths.has(typesPart)
}

function otherKind(paths: Set<string>): string | null {
  if (paths.has('xl/workbook.bin')) return 'a binary workbook (.xlsb)'
  if (paths.has('mimetype') && paths.has('content.xml')) return 'an OpenDocument file'
  if (paths.has('word/document.xml')) return 'a Word document'
  if (paths.has('ppt/presentation.xml')) return 'a presentation'
  return paths.has('index/document.iwa') ? 'a Numbers or Pages file' : null
}

export async function readWorkbook(entries: ZipEntry[], budget: Budget): Promise<Workbook> {
  const parts = new Map(entries.map((entry) => [entry.path.toLowerCase(), entry]))
  const read = async (path: string, to: XmlReader) => {
    const entry = parts.get(path.toLowerCase())
    if (entry) await readXml(entry.read(budget), entry.path, to)
    return entry !== undefined
  }
  const relationsOf = async (path: string) => {
    const relations = new Map<string, Relation>()
    const at = path.lastIndexOf('/') + 1
    const folder = path.slice(0, at)
    await read(`${folder}_rels/${path.slice(at)}.rels`, {
      open: (name, attributes) => {
        if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
        if (relations.size > 2 * mostEntries) throw tooManyParts()
        const type = (attributes['Type'] ?? '').replace(/^.*\//, '')
        relations.set(attributes['Id'] ?? '', { type, target: resolved(folder, attributes['Target'] ?? '') })
      },
    })
    return relations
  }
  const [root] = [...(await relationsOf('')).values()].filter(({ type }) => type === 'officeDocument')
  const main = root?.target ?? 'xl/workbook.xml'
  const found: { name: string; id: string; isHidden: boolean }[] = []
  let from1904 = false
  const isThere = await read(main, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904'])
      if (name === 'sheet') found.push(sheetOf(attributes))
      if (found.length > mostEntries) throw tooManyParts()
    },
  })
  if (!isThere) throw new ArchiveRefusal('it holds no workbook', saveAgain)
  const relations = await relationsOf(main)
  const ofType = (type: string) => [...relations.values()].find((one) => one.type === type)?.target
  const texts = new SharedTexts()
  const formats = new NumberFormats()
  await read(ofType('sharedStrings') ?? '', texts)
  await read(ofType('styles') ?? '', formats)
  const used = new Set<ZipEntry>()
  const sheets = found.flatMap(({ name, id, isHidden }) => {
    const relation = relations.get(id)
    // Charts and dialogs stand among the sheets and have no cells.
    if (relation && relation.type !== 'worksheet') return []
    const entry = relation && parts.get(relation.target.toLowerCase())
    if (!entry) throw new ArchiveRefusal(`its sheet ${shown(name)} is not in the file`, saveAgain)
    if (used.has(entry))
      throw new ArchiveRefusal(`two of its sheets, ${shown(name)} and another, are one part`, saveAgain)
    used.add(entry)
    return [{ name, entry, isHidden }]
  })
  return { sheets, texts, formats, from1904 }
}

const tooManyParts = () => new ArchiveRefusal(`it has more than ${mostEntries} sheets`, saveAgain)

const isTrue = (value: string | undefined) => value === '1' || value === 'true'

function sheetOf(attributes: Attributes) {
  const id = Object.entries(attributes).find(([name]) => /(?:^|:)id$/.test(name))?.[1] ?? ''
  const state = attributes['state'] ?? 'visible'
  return { name: attributes['name'] ?? '', id, isHidden: state !== 'visible' }
}

/** A target is relative to its part's folder, or begins at the top. */
function resolved(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
