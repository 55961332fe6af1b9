/** Reads a file's first line: its delimiter, which cell is which column, and which columns the domain does not name. */
import { CsvReader } from './csv-rows.ts'
import { keepsCustom, type ColumnSpec, type FileSpec } from './file-spec.ts'
import { FileFault, nearest, oneOf, shown } from './refusal.ts'

export type CustomColumn = { key: string; label: string; at: number }
export type Header = {
  delimiter: string
  /** The text of the line, to notice it again further down. */
  line: string
  /** The header's cells as they stand. */
  names: string[]
  known: { spec: ColumnSpec; at: number }[]
  custom: CustomColumn[]
  /** Columns that a series has no room for. */
  dropped: string[]
}

/** `accountId`, `Account ID` and `account-id` are account_id. */
export const keyOf = (name: string): string =>
  name
    .trim()
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')

const delimiters = [',', ';', '\t']

/** The delimiter that gives the most known columns, then the most cells. */
function delimiterOf(line: string, spec: FileSpec): string {
  const known = new Set(spec.columns.map((column) => column.name))
  const score = (delimiter: string) => {
    const cells = cellsOf(line, delimiter) ?? []
    return cells.filter((cell) => known.has(keyOf(cell))).length * 1000 + cells.length
  }
  return delimiters.reduce((best, one) => (score(one) > score(best) ? one : best))
}

/** Null where a quote in the line is not closed. */
function cellsOf(line: string, delimiter: string): string[] | null {
  const reader = new CsvReader(delimiter)
  const [row] = [...reader.read({ first: 1, lines: [line], bytes: 0 }), ...reader.end()]
  return row && !row.fault ? row.cells.map((cell) => cell.trim()) : null
}

/** Throws a FileFault where the line is no header of this file. */
export function readHeader(line: string, at: number, spec: FileSpec): Header {
  const delimiter = delimiterOf(line, spec)
  const names = cellsOf(line, delimiter)
  if (!names) throw new FileFault(at, null, 'a quote opens in the header and is not closed')
  const header: Header = { delimiter, line, names, known: [], custom: [], dropped: [] }
  const seen = new Map<string, number>()
  names.forEach((name, i) => {
    const key = keyOf(name)
    if (key === '')
      throw new FileFault(
        at,
        null,
        `cell ${i + 1} of the header is empty: give the column a name, or take it out`,
      )
    const before = seen.get(key)
    if (before !== undefined) {
      throw new FileFault(
        at,
        name,
        `the header names ${shown(key)} twice, in cells ${before + 1} and ${i + 1}: keep one`,
      )
    }
    seen.set(key, i)
    const known = spec.columns.find((column) => column.name === key)
    if (known) header.known.push({ spec: known, at: i })
    else if (keepsCustom(spec)) header.custom.push({ key, label: labelOf(name), at: i })
    else header.dropped.push(name)
  })
  refuseMissing(header, at, spec)
  return header
}

function refuseMissing(header: Header, at: number, spec: FileSpec): void {
  const missing = spec.columns.filter(
    (column) => column.required && !header.known.some((one) => one.spec === column),
  )
  const [first] = missing
  if (!first) return
  const others = header.names.filter((name) => !header.known.some((one) => one.spec.name === keyOf(name)))
  const near = nearest(first.name, others.map(keyOf))
  const names = oneOf(missing.map((column) => column.name)).replace(/ or (?=[^ ]+$)/, ' and ')
  const hint = near ? `; the nearest is ${shown(near)}` : ''
  const found = header.names.slice(0, 12).map((name) => shown(name))
  throw new FileFault(at, first.name, `the header has no column ${names}${hint}. Found: ${found.join(', ')}`)
}

const abbreviations = new Set(
  'ae ai api arr bi b2b b2c clv cms cpu cogs crm cs csat csm csv dpa ebr eta eu erp fte gdpr gmv gtm hq hr iban icp id ip kpi ltv mau dau wau mdm mrr msa nda nps nrr grr okr pdf po poc pii qa qbr rfp roi saml sdk sdr seo sku sla smb smtp sms soc sow sql sso tam tcv acv uat ui uk url usd eur gbp ux vat vip vp vpn www'.split(
    ' ',
  ),
)

/** `sla_tier` → "SLA tier": words as they are, the first with a capital, known abbreviations in capitals. */
export function labelOf(name: string): string {
  const words = keyOf(name).split('_')
  return words
    .map((word, i) => {
      if (abbreviations.has(word)) return word.toUpperCase()
      return i === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word
    })
    .join(' ')
}
