/** A tool's answer as compact text for a model: every figure with its name, rows up to a cap with the number left out, all of it fenced as data. */
import type { Answer } from '#tools/kit/define-tool.ts'
import type { ProposalView } from '#db/effects/contract.ts'
import type { Problem } from '#db/problem.ts'
import type { Block, Cell, Column, TableBlock, TimelineBlock } from '../contract.ts'
import { breakMarks, fenced, plainCell } from './fence.ts'

/** What a model can weigh at once; more rows it should group or filter, or leave to the table that the person sees. */
export const rowsForModel = 50
export const charsForModel = 8_000
const textBesideBlocks = 1_200

export type Limits = { rows: number; chars: number }

export function forModel(answer: Answer, limits: Partial<Limits> = {}): string {
  const { rows = rowsForModel, chars = charsForModel } = limits
  const { text, blocks } = answer
  const each = { rows, chars: Math.floor(chars / Math.max(1, blocks.length)) }
  const said = text.trim()
    ? [fenced(clipped(breakMarks(text), blocks.length > 0 ? textBesideBlocks : chars).split('\n'))]
    : []
  const parts = [...said, ...blocks.map((block) => blockText(block, each))]
  return parts.length > 0 ? parts.join('\n') : 'Done; there is nothing to show.'
}

/** What a model is told of a call that failed. */
export function problemForModel(problem: Problem): string {
  return `This call failed and has no result.\n${fenced([problem.message, problem.next].filter(Boolean).map((line) => plainCell(line, 2_000)))}`
}

/** Changes that a model is shown; the person sees all of them. */
const changesForModel = 20

/** What a model is told of a proposal: that nothing is done, what would be, and that it can't approve. */
export function proposalForModel(proposal: ProposalView): string {
  const { summary, notes, rows, changes, run, effectKind } = proposal
  const head =
    run === null
      ? 'This waits for approval; nothing was done. The person sees it as a card and decides there. Do not call it again, and do not say that it was done.'
      : 'A standing approval had this carried out at once.'
  const lines = changes
    .slice(0, changesForModel)
    .map(({ object, name, field, before, after }) =>
      [object, name, field ?? 'whole', JSON.stringify(before), JSON.stringify(after)]
        .map((text) => plainCell(text))
        .join('\t'),
    )
  const gone = proposal.count - Math.min(changesForModel, changes.length)
  return [
    head,
    `${effectKind}, ${rows} rows.`,
    fenced([
      plainCell(summary, 600),
      ...notes.map((note) => plainCell(note, 600)),
      'object\tname\tfield\tbefore\tafter',
      ...lines,
    ]),
    ...(gone > 0 ? [`(${gone} more changes are left out here; the person sees them.)`] : []),
  ].join('\n')
}

const clipped = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text

function blockText(block: Block, limits: Limits): string {
  switch (block.kind) {
    case 'table':
      return tableText(block, limits)
    case 'timeline':
      return timelineText(block, limits)
    case 'figure': {
      const value = `${plainCell(block.measure)} (${plainCell(block.unit ?? block.type)}) = ${cellText(block.value)}`
      return `One figure.\n${fenced([heading(block.label, block.reading), value])}`
    }
    case 'citation': {
      const where = [block.title, block.locator ?? '', block.speaker ?? '']
        .filter(Boolean)
        .map((text) => plainCell(text))
      return `Source [${block.n}].\n${fenced([where.join(', '), plainCell(block.quote, 2_000)])}`
    }
    case 'chart':
      return `A ${block.shape} chart of the table is shown to the person.`
  }
}

const heading = (title: string, reading: string) => `${plainCell(title)} | ${plainCell(reading, 600)}`
const columnHead = (column: Column) => `${plainCell(column.key)} (${plainCell(column.unit ?? column.type)})`

function cellText(cell: Cell): string {
  if (cell === null) return '–'
  return plainCell(Array.isArray(cell) ? cell.join('; ') : String(cell))
}

function tableText(block: TableBlock, limits: Limits): string {
  // A row's id is no column for people, but the model needs it to ask further. Groups have none.
  const hasIds =
    block.rows.some((row) => row.id !== undefined) && !block.columns.some((column) => column.key === 'id')
  const keys = [...(hasIds ? ['id'] : []), ...block.columns.map((column) => column.key)]
  const head = [...(hasIds ? ['id'] : []), ...block.columns.map(columnHead)].join('\t')
  const rows = block.rows.map((row) => keys.map((key) => cellText(row[key] ?? null)).join('\t'))
  return listing(
    `Table of ${plainCell(block.object)}`,
    [heading(block.title, block.reading), head],
    rows,
    block.total,
    limits,
  )
}

function timelineText(block: TimelineBlock, limits: Limits): string {
  const rows = block.items.map((item) =>
    [item.at, item.kind, item.what, item.detail ?? '', item.source ?? '']
      .map((text) => plainCell(text))
      .join('\t'),
  )
  return listing(
    'Timeline, newest first',
    [plainCell(block.title), 'at\tkind\twhat\tdetail\tsource'],
    rows,
    block.total,
    limits,
  )
}

function listing(name: string, head: string[], rows: string[], total: number, limits: Limits): string {
  const shown: string[] = []
  let length = head.join('').length
  for (const row of rows.slice(0, limits.rows)) {
    length += row.length + 1
    if (length > limits.chars && shown.length > 0) break
    shown.push(row)
  }
  const gone = Math.max(total, rows.length) - shown.length
  const note = gone > 0 ? `\n(${gone} more are left out here; the person sees them in the table.)` : ''
  return `${name}: ${total} in all.\n${fenced([...head, ...shown])}${note}`
}
