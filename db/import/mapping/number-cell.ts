/** Reads numbers as people and programs write them ("1.234,50 €", "(1,200)", "50k", "12 %") and says which notation a cell proves. Pure. */

export type Decimal = '.' | ','
/** `each`: the cells of a column are of two notations, and each one proves its own or is refused. */
export type ColumnDecimal = Decimal | 'each'
export type ReadNumber = {
  /** Digits with a point, nothing else. */
  text: string
  currency: string | null
  isPercent: boolean
}

const symbols: Record<string, string> = {
  '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR', '₩': 'KRW', '₺': 'TRY', '₽': 'RUB', '₪': 'ILS', '₫': 'VND',
  '₦': 'NGN', '฿': 'THB', '₱': 'PHP', zł: 'PLN', kč: 'CZK', 'r$': 'BRL', 'us$': 'USD', 'u$s': 'USD', 'a$': 'AUD',
  'au$': 'AUD', 'c$': 'CAD', 'ca$': 'CAD', 'nz$': 'NZD', 's$': 'SGD', 'hk$': 'HKD', 'mx$': 'MXN', $: 'USD',
  'fr.': 'CHF', sfr: 'CHF', euro: 'EUR', euros: 'EUR', dollar: 'USD', dollars: 'USD',
} // prettier-ignore
const codes = new Set(Intl.supportedValuesOf('currency'))

/** The currency that a text names by code or symbol, alone. */
export function currencyOf(text: string): string | null {
  const word = text.trim()
  if (codes.has(word.toUpperCase())) return word.toUpperCase()
  return symbols[word.toLowerCase()] ?? null
}

const factors: Record<string, number> = {
  k: 3, tsd: 3, thousand: 3, m: 6, mn: 6, mm: 6, mio: 6, million: 6, millions: 6, mill: 6, b: 9, bn: 9, mrd: 9, billion: 9,
} // prettier-ignore

type Parts = { sign: string; body: string; currency: string | null; isPercent: boolean; power: number }

const spaces = /[\s\u00a0\u2007\u2009\u202f]+/g

/** Takes sign, currency, percent and magnitude off; null where what is left is no digits. */
function partsOf(text: string): Parts | null {
  if (text.length > 60) return null
  let rest = text.trim().replaceAll(spaces, ' ').replaceAll('−', '-')
  rest = rest.replace(/[.,][-–—]$/, '') // "1.234,-" is a whole amount
  let sign = ''
  const inside = /^\((.+)\)$/.exec(rest) ?? /^(.*\d.*)-$/.exec(rest)
  if (inside) [sign, rest] = ['-', inside[1] ?? '']
  let currency: string | null = null
  let power = 0
  const head = /^([^\d.,]*)(.*?)([^\d]*)$/s.exec(rest)
  if (!head || !/\d/.test(head[2] ?? '')) return null
  let before = (head[1] ?? '').trim()
  let after = (head[3] ?? '').trim()
  if (/^[+-]/.test(before) || /[+-]$/.test(before)) {
    if (sign !== '' && before.includes('-')) return null
    if (before.includes('-')) sign = '-'
    before = before.replace(/^[+-]|[+-]$/, '').trim()
  }
  let isPercent = false
  if (after.endsWith('%')) [isPercent, after] = [true, after.slice(0, -1).trim()]
  // What follows a number: its magnitude, its currency, or both.
  for (const word of [before, ...after.split(' ')]) {
    if (word === '' || word === '.-' || word === ',-') continue
    const lower = word.toLowerCase().replace(/\.$/, '')
    const known = currencyOf(word)
    if (known) {
      if (currency && currency !== known) return null
      currency = known
    } else if (word !== before && factors[lower] !== undefined) power += factors[lower] ?? 0
    else {
      const glued = /^(k|m|mn|mio|bn|tsd)\.?([^a-z]+|[a-z]{3})$/.exec(lower)
      const money = glued && currencyOf(glued[2] ?? '')
      if (!glued || !money || word === before) return null
      currency = money
      power += factors[glued[1] ?? ''] ?? 0
    }
  }
  return { sign, body: (head[2] ?? '').trim(), currency, isPercent, power }
}

const grouped = (whole: string, separator: string) =>
  whole.split(separator).every((group, i) => (i === 0 ? /^\d{1,3}$/ : /^\d{2,3}$/).test(group)) &&
  whole.split(separator).at(-1)?.length === 3

/** `either` where a single separator before three digits may be both. */
export type Notation = Decimal | 'plain' | 'either'
type Split = { notation: Notation; separator: Decimal | null; whole: string; fraction: string }

/** Where the digits' whole part ends; null where the separators make no number. */
function splitOf(body: string): Split | null {
  const bare = body.replaceAll(/[ '’_]/g, '')
  if (!/^[\d.,]+$/.test(bare) || !/\d/.test(bare)) return null
  if (/[ '’_]/.test(body) && !/^\d{1,3}(?:[ '’_]\d{3})+(?:[.,]\d+)?$/.test(body)) return null
  const point = bare.lastIndexOf('.')
  const comma = bare.lastIndexOf(',')
  if (point < 0 && comma < 0) return { notation: 'plain', separator: null, whole: bare, fraction: '' }
  const decimal: Decimal = point > comma ? '.' : ','
  const other = decimal === '.' ? ',' : '.'
  const at = Math.max(point, comma)
  const whole = bare.slice(0, at)
  const fraction = bare.slice(at + 1)
  if (bare.includes(other)) {
    if (whole.includes(decimal) || !grouped(whole, other)) return null
    return { notation: decimal, separator: decimal, whole: whole.replaceAll(other, ''), fraction }
  }
  if (whole.includes(decimal)) {
    return grouped(bare, decimal)
      ? { notation: other, separator: other, whole: bare.replaceAll(decimal, ''), fraction: '' }
      : null
  }
  if (fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole) && !/[ '’_]/.test(body)) {
    return { notation: 'either', separator: decimal, whole, fraction }
  }
  return { notation: decimal, separator: decimal, whole, fraction }
}

/** Null where the text is no number in the notation. */
export function readForeignNumber(text: string, decimal: ColumnDecimal): ReadNumber | null {
  const scientific = /^[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}$/.exec(text.trim())
  if (scientific)
    return { text: String(Number(text.trim().replace(',', '.'))), currency: null, isPercent: false }
  const parts = partsOf(text)
  const split = parts && splitOf(parts.body)
  if (!parts || !split) return null
  const { currency, isPercent, sign, power } = parts
  let { whole, fraction } = split
  if (split.notation === 'either') {
    if (decimal === 'each') return null
    if (split.separator !== decimal) [whole, fraction] = [whole + fraction, '']
  } else if (decimal !== 'each' && split.notation !== 'plain' && split.notation !== decimal) return null
  if (power > 0) {
    const padded = fraction.padEnd(power, '0')
    whole += padded.slice(0, power)
    fraction = padded.slice(power)
  }
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  return { text: `${sign}${digits}${fraction ? `.${fraction}` : ''}`, currency, isPercent }
}

/** Which notation the cell proves; null where it is no number in any. */
export function notationOf(text: string): { notation: Notation; separator: Decimal | null } | null {
  if (/^[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}$/.test(text.trim()))
    return { notation: 'plain', separator: null }
  const parts = partsOf(text)
  return parts && splitOf(parts.body)
}

export function scaled(text: string, scale: number): string {
  if (scale === 1) return text
  return String(Number((Number(text) * scale).toPrecision(15)))
}
