/** Cuts streamed Markdown into blocks that never change once closed, so that only the last one is parsed and drawn again. */

export type Cut = {
  text: string
  /** Blocks that nothing appended later can change. Each item of a top-level list is one. */
  closed: readonly string[]
  /** Where the open block starts in `text`. */
  openAt: number
}

export const emptyCut: Cut = { text: '', closed: [], openAt: 0 }

const fence = /^ {0,3}(`{3,}|~{3,})/
const heading = /^ {0,3}#{1,6}(\s|$)/
const rule = /^ {0,3}([-*_])[ \t]*(\1[ \t]*){2,}$/
const item = /^( {0,3})([-*+]|\d{1,9}[.)])(\s+|$)/
const blank = /^\s*$/

/** `indent` is the column at which the open list item's content starts: a line that far in belongs to it. */
type Scan = { fenceMark: string | undefined; sawBlank: boolean; indent: number | undefined }

const fresh = (): Scan => ({ fenceMark: undefined, sawBlank: false, indent: undefined })
const indentation = (line: string): number => line.search(/\S|$/)
const isItem = (line: string): boolean => item.test(line) && !rule.test(line)

/** True where `line` starts a block of its own, whatever comes after it. */
function startsBlock(line: string, scan: Scan): boolean {
  if (scan.fenceMark !== undefined || blank.test(line)) return false
  if (scan.indent !== undefined && indentation(line) >= scan.indent) return false
  if (fence.test(line) || heading.test(line)) return true
  if (scan.indent !== undefined) return scan.sawBlank || isItem(line) || rule.test(line)
  return scan.sawBlank && !/^( {4}|\t)/.test(line)
}

/** Takes one whole line into account; `isFirst` marks the line that opens the block. */
function step(line: string, scan: Scan, isFirst: boolean): void {
  const mark = fence.exec(line.trimStart())?.[1]
  if (scan.fenceMark !== undefined) {
    const isLongEnough = mark?.[0] === scan.fenceMark[0] && (mark?.length ?? 0) >= scan.fenceMark.length
    if (isLongEnough && line.trim() === mark) scan.fenceMark = undefined
  } else if (mark !== undefined) {
    scan.fenceMark = mark
  }
  if (isFirst && isItem(line)) {
    const [, lead = '', marker = ''] = item.exec(line) ?? []
    scan.indent = lead.length + marker.length + 1
  }
  scan.sawBlank = scan.fenceMark === undefined && blank.test(line)
}

/** Continues `before` when `text` extends it, so that a delta costs its own block and not the whole answer. */
export function cutBlocks(text: string, before: Cut = emptyCut): Cut {
  const from = text.startsWith(before.text) ? before : emptyCut
  const added: string[] = []
  let openAt = from.openAt
  let at = openAt
  let scan = fresh()
  let isFirst = true
  while (at < text.length) {
    const end = text.indexOf('\n', at)
    // A line without its end may still become anything ("1" a list, "`" a fence): it never opens a block.
    if (end === -1) break
    const line = text.slice(at, end)
    if (!isFirst && startsBlock(line, scan)) {
      added.push(text.slice(openAt, at))
      openAt = at
      scan = fresh()
      isFirst = true
    }
    step(line, scan, isFirst)
    isFirst = isFirst && blank.test(line)
    at = end + 1
  }
  return { text, closed: added.length === 0 ? from.closed : [...from.closed, ...added], openAt }
}

/** Blocks in reading order, with the items of one list put together again. */
export type Run =
  { kind: 'block'; source: string } | { kind: 'list'; isOrdered: boolean; start: number; items: string[] }

export function groupRuns(blocks: readonly string[]): Run[] {
  const runs: Run[] = []
  let marker = ''
  for (const source of blocks) {
    const first = source.slice(source.search(/[^\n]/)).split('\n', 1)[0] ?? ''
    const own = isItem(first) ? (item.exec(first)?.[2] ?? '') : ''
    const kind = own.slice(-1)
    const last = runs.at(-1)
    if (own === '') runs.push({ kind: 'block', source })
    else if (last?.kind === 'list' && marker === kind) last.items.push(source)
    else
      runs.push({
        kind: 'list',
        isOrdered: /\d/.test(own),
        start: Number.parseInt(own, 10) || 1,
        items: [source],
      })
    marker = kind
  }
  return runs
}

/**
 * The open block as it should look while it grows: marks that are still open are closed, and a last line that is
 * not yet decided (the "-" of a list would make the paragraph above it a heading) waits for its next character.
 */
export function settle(open: string): string {
  if (isInFence(open)) return open
  let text = open.replace(/(^|\n)[ \t]*([-=*+_]+|#{1,6}|\d{1,9}[.)]?|>|`{1,3}\w*|~{1,3}\w*)[ \t]*$/, '$1')
  if (/^\s*\|/.test(text) && !/\n[ \t]*\|?[ \t:|-]*-[ \t:|-]*\n/.test(text)) return ''
  text = text.replace(/(^|\n)[ \t]*\|[^\n]*$/, (line) => (line.trimEnd().endsWith('|') ? line : ''))
  text = text.replace(/!?\[([^\]\n]*)(\](\([^)\n]*)?)?$/, '$1')
  return closeMarks(text)
}

function isInFence(text: string): boolean {
  const scan = fresh()
  for (const line of text.split('\n').slice(0, -1)) step(line, scan, false)
  return scan.fenceMark !== undefined
}

/** Code and strong text that are still open are closed at the end of their paragraph. */
function closeMarks(text: string): string {
  const paragraph = text.slice(Math.max(text.lastIndexOf('\n\n'), 0))
  const isCodeOpen = (paragraph.match(/`/g) ?? []).length % 2 === 1
  if (isCodeOpen) return text.endsWith('`') ? text.slice(0, -1) : `${text}\``
  const stars = paragraph.replace(/`[^`]*`/g, '').match(/\*\*/g) ?? []
  if (stars.length % 2 === 0) return text
  if (/\*\*\s*$/.test(text)) return text.replace(/\*+\s*$/, '')
  return `${text.replace(/\*?\s*$/, '')}**`
}
