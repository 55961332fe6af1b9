/** Learns what a foreign file's columns hold from its rows: types with the notations that the cells prove, values, how often each. */
import { FileFault } from '../refusal.ts'
import type { BundleSource, SourceFile } from '../source.ts'
import { ordersOf } from './date-cell.ts'
import { findHeader, foreignRows, type ForeignHeader } from './foreign-file.ts'
import type { DateOrder } from './mapping.ts'
import { notationOf, readForeignNumber, currencyOf, type Notation } from './number-cell.ts'
import { noWords, yesWords } from './value-words.ts'
import { domainOf, lookupKey, wordsOf } from './words.ts'

/** Rows whose cells are looked at one by one; after them only the values are collected. */
const mostExamined = 20_000
const mostListed = 400
const mostValues = 200_000

export type Kind = 'email' | 'domain' | 'phone' | 'number' | 'percent' | 'boolean' | 'currency' | 'zone' | 'day' | 'iso' | 'clock' | 'lastFirst' | 'integer' // prettier-ignore

export class ColumnProfile {
  readonly name: string
  readonly at: number
  readonly words: string[]
  filled = 0
  examined = 0
  readonly kinds: Partial<Record<Kind, number>> = {}
  readonly notations: Partial<Record<Notation, number>> = {}
  readonly separators = new Set<string>()
  readonly orders: Partial<Record<DateOrder, number>> = {}
  readonly currencies = new Map<string, number>()
  /** The values as they stand with their number, up to `mostListed`. */
  readonly listed = new Map<string, number>()
  /** All values as they are looked up. */
  readonly values = new Set<string>()
  isUnique = true
  isWhole = true
  characters = 0
  least = Infinity
  largest = -Infinity
  readonly samples: string[] = []

  constructor(name: string, at: number) {
    this.name = name
    this.at = at
    this.words = wordsOf(name.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/ #\d+$/, '')) // units apart
  }

  get isListed(): boolean {
    return this.listed.size <= mostListed
  }

  share(kind: Kind): number {
    return this.examined > 0 ? (this.kinds[kind] ?? 0) / this.examined : 0
  }

  add(cell: string): void {
    const text = cell.trim()
    if (text === '') return
    this.filled++
    const key = lookupKey(text)
    if (this.values.size < mostValues) {
      if (this.isUnique && this.values.has(key)) this.isUnique = false
      this.values.add(key.length > 200 ? key.slice(0, 200) : key)
    } else this.isWhole = false
    if (this.examined >= mostExamined) return
    if (this.samples.length < 3 && !this.samples.includes(text)) this.samples.push(text)
    const times = this.listed.get(text)
    if (times !== undefined) this.listed.set(text, times + 1)
    else if (this.listed.size <= mostListed) this.listed.set(text, 1)
    this.examine(text)
  }

  private count(kind: Kind): void {
    this.kinds[kind] = (this.kinds[kind] ?? 0) + 1
  }

  private examine(text: string): void {
    this.examined++
    this.characters += text.length
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) this.count('email')
    else if (domainOf(text) && !/^\d/.test(text)) this.count('domain')
    if (yesWords.has(text.toLowerCase()) || noWords.has(text.toLowerCase())) this.count('boolean')
    if (/^[+(]?\d[\d\s()./-]{5,}\d(?:\s*(?:x|ext)\.?\s*\d+)?$/i.test(text) && /[+()\s./-]/.test(text))
      this.count('phone')
    if (/^[^,\d]+, [^,\d]+$/.test(text)) this.count('lastFirst')
    if (/^[A-Za-z]+\/[A-Za-z_/]+$/.test(text) || text === 'UTC') this.count('zone')
    if (/^[A-Z]{3}$/i.test(text) && currencyOf(text)) this.count('currency')
    this.examineNumber(text)
    const orders = ordersOf(text)
    for (const order of orders) this.orders[order] = (this.orders[order] ?? 0) + 1
    if (orders.length > 0) this.count('day')
    if (orders.length === 1 && orders[0] === 'ymd') this.count('iso')
    if (orders.length > 0 && /\d:\d\d/.test(text)) this.count('clock')
  }

  private examineNumber(text: string): void {
    const found = notationOf(text)
    if (!found) return
    this.count('number')
    this.notations[found.notation] = (this.notations[found.notation] ?? 0) + 1
    if (found.notation === 'either' && found.separator) this.separators.add(found.separator)
    const read = readForeignNumber(text, found.notation === ',' ? ',' : '.')
    if (!read) return
    if (read.isPercent) this.count('percent')
    if (read.currency) this.currencies.set(read.currency, (this.currencies.get(read.currency) ?? 0) + 1)
    const value = Number(read.text)
    if (Number.isInteger(value)) this.count('integer')
    this.least = Math.min(this.least, value)
    this.largest = Math.max(this.largest, value)
  }

  get meanLength(): number {
    return this.examined > 0 ? this.characters / this.examined : 0
  }
}

export type FileProfile = { file: SourceFile; header: ForeignHeader; rows: number; columns: ColumnProfile[] }

export async function profileFile(source: BundleSource, file: SourceFile): Promise<FileProfile | FileFault> {
  try {
    const header = await findHeader(source, file)
    const columns = header.names.map((name, at) => new ColumnProfile(name, at))
    let rows = 0
    for await (const block of foreignRows(source, file, header)) {
      for (const { cells, fault } of block) {
        if (fault) continue
        rows++
        for (const column of columns) column.add(cells[column.at] ?? '')
      }
    }
    return { file, header, rows, columns }
  } catch (error) {
    if (error instanceof FileFault) return error
    throw error
  }
}
