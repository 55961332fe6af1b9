/** Marks the figures in a model's text that no result of the turn holds: numbers, dates and ids, with allowance for formatting and rounding. */
import type { Block, Cell } from '../contract.ts'
import { rowsForModel } from './for-model.ts'
import { figuresIn, type DateFound, type IdFound, type NumberFound } from './numbers-in-text.ts'

export type Span = { start: number; end: number; text: string }

export type Sources = {
  /** The blocks of this turn's results. */
  blocks: Block[]
  /** What may be repeated though it is no result: the request, today, readings. */
  said: string[]
}

type Value = { value: number; unit: string | undefined }
type Known = { values: Value[]; dates: string[]; words: Set<string>; shapes: Set<string> }

export function unmatchedFigures(text: string, sources: Sources): Span[] {
  const found = figuresIn(text)
  if (found.length === 0) return []
  const known = gather(sources)
  return found
    .filter((one) => {
      if (one.kind === 'number') return !holdsNumber(one, known)
      return one.kind === 'date' ? !holdsDate(one, known) : !holdsId(one, known)
    })
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end) }))
}

function gather({ blocks, said }: Sources): Known {
  const known: Known = { values: [], dates: [], words: new Set(), shapes: new Set() }
  const add = (cell: Cell | undefined, unit?: string) => {
    if (typeof cell === 'number') known.values.push({ value: cell, unit })
    else if (typeof cell === 'string') addText(known, cell)
    else if (Array.isArray(cell)) for (const one of cell) addText(known, one)
  }
  for (const block of blocks) {
    if (block.kind === 'table') {
      add(block.total, 'items')
      add(block.rows.length, 'items')
      for (const text of [block.title, block.reading]) add(text)
      // Only the rows that the model was shown: a table of thousands holds any number.
      for (const row of block.rows.slice(0, rowsForModel)) {
        add(row.id)
        for (const column of block.columns) add(row[column.key], column.unit ?? column.type)
      }
    } else if (block.kind === 'figure') {
      add(block.value, block.unit ?? block.type)
      for (const text of [block.label, block.reading]) add(text)
    } else if (block.kind === 'timeline') {
      add(block.total, 'items')
      for (const item of block.items)
        for (const text of [item.at, item.what, item.detail, item.source]) add(text)
    } else if (block.kind === 'citation') {
      add(block.n, 'items')
      for (const text of [block.title, block.locator, block.quote]) add(text)
    }
  }
  for (const text of said) addText(known, text)
  return known
}

/** Figures inside a text of the results (a name, a note, the reading) may be repeated as they are. */
function addText(known: Known, text: string): void {
  for (const one of figuresIn(text)) {
    if (one.kind === 'number')
      known.values.push({
        value: one.negative ? -one.value : one.value,
        unit: one.percent ? 'percent' : undefined,
      })
    else if (one.kind === 'id') {
      known.words.add(one.text.toLowerCase())
      known.shapes.add(shapeOf(one.text))
    } else known.dates.push(dateKey(one))
  }
}

const pad = (n: number | undefined, width: number) =>
  n === undefined ? '?'.repeat(width) : String(n).padStart(width, '0')
const dateKey = (date: DateFound) => `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`

/** What the text leaves out (the year, the day) fits anything; what it says must fit. */
function holdsDate(date: DateFound, { dates }: Known): boolean {
  const wanted = [pad(date.year, 4), pad(date.month, 2), pad(date.day, 2)]
  return dates.some((known) =>
    known
      .split('-')
      .every((part, i) => wanted[i]?.startsWith('?') || part.startsWith('?') || part === wanted[i]),
  )
}

/** Words with digits that look like the results' ids must be one of them; others (Q3, SOC2) state no record. */
function holdsId({ text }: IdFound, { words, shapes }: Known): boolean {
  return (
    words.has(text.toLowerCase()) || !shapes.has(shapeOf(text)) || /^(?:[qh][1-4]|fy\d{2,4})$/i.test(text)
  )
}

const shapeOf = (text: string) => text.toLowerCase().replace(/\d+/g, '9')

function holdsNumber(found: NumberFound, known: Known): boolean {
  const isYear = !found.percent && Number.isInteger(found.value) && found.value >= 1900 && found.value < 2200
  if (isYear && known.dates.some((date) => date.startsWith(String(found.value)))) return true
  const epsilon = found.value * 1e-9
  const near = (value: number) => Math.abs(value - found.value) <= found.tolerance + epsilon
  return known.values.some(({ value, unit }) => {
    if (found.negative && value > 0) return false
    const size = Math.abs(value)
    if (!found.percent) return near(size)
    // A share may be printed as percent; seats, days or money never.
    return unit === 'ratio' ? near(size * 100) : (unit === 'percent' || unit === 'points') && near(size)
  })
}
