/** Guesses how a column's cells are to be read as a field, from what all of them prove; what they leave open is said. */
import type { ColumnSpec } from '../file-spec.ts'
import { shown } from '../refusal.ts'
import type { DateOrder, Transform } from './mapping.ts'
import { currencyOf, type ColumnDecimal, type Decimal } from './number-cell.ts'
import type { ColumnProfile, FileProfile } from './profile.ts'
import { matchValue } from './value-match.ts'
import { noWords, yesWords } from './value-words.ts'
import { lookupKey, wordsOf } from './words.ts'

export type Guess = { as: Transform; sure: boolean; why: string }
/** What the other columns of the file, or of the other files, prove. */
export type Habits = { decimal: Decimal | null; order: DateOrder | null }

const sure = (as: Transform, why = ''): Guess => ({ as, sure: true, why })
const doubtful = (as: Transform, why: string): Guess => ({ as, sure: false, why })

export function habitsOf(files: FileProfile[]): Habits {
  const count = { '.': 0, ',': 0, dmy: 0, mdy: 0 }
  for (const column of files.flatMap((file) => file.columns)) {
    const { notations } = column
    if (column.share('number') > 0.9 && (notations[','] ?? 0) > 0 !== (notations['.'] ?? 0) > 0) {
      count[notations[','] ? ',' : '.']++
    }
    const order = decidedOrder(column)
    if (order === 'dmy' || order === 'mdy') count[order]++
  }
  const pick = <A extends string>(a: A, b: A, of: Record<A, number>) =>
    of[a] > 0 && of[b] === 0 ? a : of[b] > 0 && of[a] === 0 ? b : null
  return { decimal: pick('.', ',', count), order: pick('dmy', 'mdy', count) }
}

/** The order of a column where its cells leave one; null where they leave two or none. */
function decidedOrder(column: ColumnProfile): DateOrder | null {
  const dated = column.kinds.day ?? 0
  if (dated === 0) return null
  if (column.orders.ymd === dated) return 'ymd'
  const whole = (['dmy', 'mdy', 'excel', 'epoch'] as const).filter(
    (order) => fitting(column, order) === dated,
  )
  return whole.length === 1 ? (whole[0] ?? null) : null
}

/** Cells readable where the column has that order: ISO dates are read in any. */
const fitting = ({ orders, kinds }: ColumnProfile, order: DateOrder) =>
  (orders[order] ?? 0) + (order === 'ymd' ? 0 : (kinds.iso ?? 0))

function dateGuess(kind: 'date' | 'time', column: ColumnProfile, habits: Habits): Guess {
  const order = decidedOrder(column)
  const { examined, kinds } = column
  const odd = examined - (kinds.day ?? 0)
  const rest = odd > 0 ? `${odd} of ${examined} cells are no date` : ''
  if (order) {
    const why = { ymd: '', dmy: 'a day above 12 stands first', mdy: 'a day above 12 stands second', excel: "a spreadsheet's day numbers", epoch: 'seconds since 1970' }[order] // prettier-ignore
    return odd > examined * 0.02 ? doubtful({ kind, order }, rest) : sure({ kind, order }, why)
  }
  const [dmy, mdy] = [fitting(column, 'dmy'), fitting(column, 'mdy')]
  if (dmy === mdy) {
    if (habits.order) {
      return doubtful(
        { kind, order: habits.order },
        `no cell tells day from month; the other dates have ${habits.order}`,
      )
    }
    if (dmy > 0)
      return doubtful({ kind, order: null }, 'no cell tells day from month: both orders fit every cell')
    return sure({ kind, order: 'ymd' })
  }
  const best = dmy > mdy ? 'dmy' : 'mdy'
  return doubtful(
    { kind, order: best },
    `${Math.max(dmy, mdy)} of ${examined} cells fit ${best}; the rest is refused`,
  )
}

function decimalOf(
  { notations, separators }: ColumnProfile,
  habits: Habits,
): { decimal: ColumnDecimal; sure: boolean; why: string } {
  const commas = notations[','] ?? 0
  const points = notations['.'] ?? 0
  const either = notations.either ?? 0
  if (commas > 0 && points > 0) {
    return {
      decimal: 'each',
      sure: either === 0,
      why: 'numbers of two notations: each cell by what it proves',
    }
  }
  if (commas > 0) return { decimal: ',', sure: true, why: 'a comma stands before the decimals' }
  if (points > 0 || either === 0) return { decimal: '.', sure: true, why: '' }
  if (separators.size > 1)
    return { decimal: 'each', sure: false, why: 'a separator before three digits may be either' }
  const separator = separators.has(',') ? ',' : '.'
  const decimal = separator === ',' ? '.' : ','
  const isHabit = habits.decimal === decimal
  return {
    decimal,
    sure: isHabit,
    why: `${shown(separator)} is taken as a separator of thousands${isHabit ? ', as in the other columns' : ''}`,
  }
}

/** Units that a header names: `ARR (k€)`, `Umsatz in TEUR`, `MRR`. */
export function scaleOf(
  header: string,
  field: string,
  column: ColumnProfile,
  max: number | undefined,
): { scale: number; why: string } | null {
  const words = wordsOf(header)
  if (
    /\((?:in )?(?:k|000s?|tsd\.?|thousands?)\s*(?:€|\$|£|[a-z]{3})?\)|\bk(?:€|\$|£)|\bT(?:€|EUR)\b|\bin (?:k|thousands?|tsd)\b/i.test(
      header,
    )
  ) {
    return { scale: 1000, why: 'the header says thousands' }
  }
  if (
    field === 'arr' &&
    words.some((word) => ['mrr', 'monthly', 'month', 'monatlich', 'mensual', 'mensuel'].includes(word))
  ) {
    return { scale: 12, why: "a month's money, taken twelve times" }
  }
  if (max !== 100 || column.examined === 0 || column.share('percent') > 0.5) return null
  if (column.largest <= 1 && column.share('integer') < 1)
    return { scale: 100, why: 'shares of one, taken a hundred times' }
  if (field !== 'probability' && column.largest <= 5 && column.examined > 3)
    return { scale: 20, why: 'at most 5, taken as points of 5' }
  if (field !== 'probability' && column.largest <= 10 && column.examined > 3)
    return { scale: 10, why: 'at most 10, taken as points of 10' }
  return null
}

function numberGuess(spec: ColumnSpec, column: ColumnProfile, habits: Habits): Guess {
  const { decimal, sure: isSure, why } = decimalOf(column, habits)
  const unit = scaleOf(column.name, spec.name, column, spec.max)
  const odd = column.examined - (column.kinds.number ?? 0)
  const as: Transform = { kind: 'number', decimal, ...(unit && { scale: unit.scale }) }
  const reasons = [why, unit?.why, odd > 0 ? `${odd} of ${column.examined} cells are no number` : '']
    .filter(Boolean)
    .join('; ')
  return { as, sure: isSure && !unit && odd <= column.examined * 0.02, why: reasons }
}

function enumGuess(object: string, spec: ColumnSpec, column: ColumnProfile): Guess {
  const values: Record<string, string | null> = {}
  const open: string[] = []
  const near: string[] = []
  for (const text of column.listed.keys()) {
    const match = matchValue(`${object}.${spec.name}`, spec.values ?? [], text)
    values[text] = match?.to ?? null
    if (!match) open.push(text)
    else if (!match.exact) near.push(`${shown(text)} as ${match.to}`)
  }
  const why = [
    open.length > 0 && `${open.slice(0, 4).map((text) => shown(text)).join(', ')} ${open.length > 1 ? 'fit' : 'fits'} no value, so ${spec.required ? 'its rows are refused' : 'the cell stays empty'}`,
    near.length > 0 && `guessed: ${near.slice(0, 4).join(', ')}`,
  ].filter(Boolean).join('; ') // prettier-ignore
  return { as: { kind: 'enum', values }, sure: open.length + near.length === 0, why }
}

function booleanGuess(column: ColumnProfile): Guess {
  const texts = [...column.listed.keys()]
  const yes = texts.filter((text) => yesWords.has(lookupKey(text)))
  const no = texts.filter((text) => noWords.has(lookupKey(text)))
  const open = texts.filter((text) => !yes.includes(text) && !no.includes(text))
  const as: Transform = {
    kind: 'boolean',
    yes: yes.length > 0 ? yes : ['true', 'yes'],
    no: no.length > 0 ? no : ['false', 'no'],
  }
  return open.length > 0
    ? doubtful(
        as,
        `${open
          .slice(0, 4)
          .map((one) => shown(one))
          .join(', ')} is neither yes nor no`,
      )
    : sure(as)
}

const separatorOf = (column: ColumnProfile): string =>
  [';', '|', ','].find((one) => column.samples.some((text) => text.includes(one))) ?? ';'

/** For a field of a closed or measured type. References are guessed from other files, not here. */
export function guessTransform(
  object: string,
  spec: ColumnSpec,
  column: ColumnProfile,
  habits: Habits,
): Guess {
  if (spec.name === 'domain') {
    const odd = column.share('email') > 0.5
    return odd ? doubtful({ kind: 'domain' }, 'the domains of e-mail addresses') : sure({ kind: 'domain' })
  }
  switch (spec.type) {
    case 'email':
      return sure({ kind: 'email' })
    case 'integer':
    case 'number':
    case 'money':
      return numberGuess(spec, column, habits)
    case 'currency':
      return sure({ kind: 'currency' })
    case 'date':
    case 'time':
      return dateGuess(spec.type, column, habits)
    case 'boolean':
      return booleanGuess(column)
    case 'enum':
      return enumGuess(object, spec, column)
    case 'list':
      return sure({ kind: 'list', separator: separatorOf(column) })
    case 'text':
      return spec.name === 'name' &&
        column.share('lastFirst') > 0.8 &&
        (object === 'contacts' || object === 'users')
        ? sure({ kind: 'last_first' }, 'the last name stands first')
        : sure({ kind: 'text' })
    case 'zone':
      return sure({ kind: 'text' })
  }
}

/** For a column that the domain does not name: what its cells prove, else text. */
export function guessCustom(column: ColumnProfile, habits: Habits): Transform {
  const isCode = [...column.listed.keys()].some((text) => /^0\d|^\+/.test(text))
  if (column.examined > 0 && column.share('number') === 1 && !isCode) {
    const { decimal, sure: isSure } = decimalOf(column, habits)
    if (isSure && column.share('percent') === 0) return { kind: 'number', decimal }
  }
  const isWords = column.share('boolean') === 1 && column.share('number') === 0
  if (isWords && column.listed.size === 2) {
    const { as, sure: isSure } = booleanGuess(column)
    if (isSure) return as
  }
  const order = column.share('day') === 1 ? decidedOrder(column) : null
  if (order && order !== 'excel' && order !== 'epoch' && column.share('clock') === 0)
    return { kind: 'date', order }
  return { kind: 'text' }
}

/** The currency that a header names: `Amount (EUR)`, `ARR in US$`. */
export function currencyInHeader(header: string): string | null {
  for (const word of header.split(/[\s()[\]/,:;_-]+/)) {
    const code = /^k?(€|\$|£|us\$|eur|usd|gbp|chf|jpy|aud|cad|sek|nok|dkk|pln|inr|brl|czk)$/i.exec(word)?.[1]
    const found = code && currencyOf(code)
    if (found) return found
  }
  return /T€|TEUR/.test(header) ? 'EUR' : null
}
