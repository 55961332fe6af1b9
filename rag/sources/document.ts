/** Blocks of a page as a document's passages, each under its headings; or as a call, where the blocks are turns. */
import { talkIn } from './call.ts'
import type { Passage, SourceText } from './source.ts'
import { momentInName } from './when.ts'

/** `level` 1 to 6 is a heading, which the blocks after it stand under. */
export type Block = { text: string; level?: number; page?: number }
export type Page = { title?: string; at?: string; people?: string[]; blocks: Block[]; notes?: string[] }

export function documentOf(name: string, { title, at, people = [], blocks, notes = [] }: Page): SourceText {
  const talk = talkIn(name, blocks.flatMap(({ text }) => [...text.split('\n'), ''])) // prettier-ignore
  const when = at ?? momentInName(name)
  const [first] = blocks
  const headed =
    title ?? blocks.find(({ level }) => level === 1)?.text ?? (first?.level ? first.text : undefined)
  if (talk) return { ...talk, ...(title && { title }), ...(when && !talk.at && { at: when }), notes }
  return {
    ...(headed && { title: headed }),
    ...(when && { at: when }),
    kind: 'document',
    people,
    passages: underHeadings(blocks),
    notes,
  }
}

/** A heading is a passage of its own only where nothing stands under it. */
function underHeadings(blocks: Block[]): Passage[] {
  const open: { level: number; text: string }[] = []
  const passages: Passage[] = []
  blocks.forEach(({ text, level, page }, i) => {
    if (level !== undefined) {
      while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop()
      open.push({ level, text })
      const next = blocks[i + 1]
      if (next && (next.level === undefined || next.level > level)) return
    }
    const over = level === undefined ? open : open.slice(0, -1)
    const heading = over.map((one) => one.text.replaceAll('\n', ' ')).join(' › ')
    passages.push({ text, ...(page !== undefined && { page }), ...(heading && { heading }) })
  })
  return passages
}
