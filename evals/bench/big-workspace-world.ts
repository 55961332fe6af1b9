/** The accounts of a generated workspace: each a pure function of the seed and its number, so that any row can be made at any time and none is kept. */

/** Days are counted from the day that the workspace is made for. */
export const bigDay = '2026-11-21'
const dayMs = 86_400_000
const dayZero = Date.parse(bigDay)
/** The time that records are spread over. */
export const firstDay = -730

export type Segment = 'enterprise' | 'mid_market' | 'smb'
export type Account = {
  n: number
  id: string
  segment: Segment
  region: 'NA' | 'EMEA' | 'APAC' | 'LATAM'
  currency: string
  /** How much of everything the account has, against its segment's usual: a few have ten times as much. */
  weight: number
  /** 0 is unhappy, 1 happy: what health, usage, tickets, sentiment and NPS all follow. */
  mood: number
  /** Where the mood is heading, −1…1. */
  drift: number
  since: number
  churned: number | null
  /** The last day that anybody was in touch. */
  quiet: number
  renewal: number | null
  arr: number
  seats: number
  csm: number | null
  parent: number | null
  hasFeed: boolean
  contacts: number
  exchanges: number
  tickets: number
}

export type World = {
  seed: number
  accounts: number
  csms: number
  managers: number
  sellers: number
  account: (n: number) => Account
  /** The few numbers that a pass over all accounts and weeks needs, packed. */
  packed: {
    since: Int16Array
    end: Int16Array
    quiet: Int16Array
    exchanges: Uint16Array
    tickets: Uint16Array
  }
}

const mix = (value: number): number => {
  let x = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}

/** A draw from 0 up to, not including, 1: of its topic, row and place in the row alone. */
export type Draw = (row: number, nth?: number) => number
export function drawOf(seed: number, topic: string): Draw {
  let base = mix(seed ^ 0x9e3779b9)
  for (const character of topic) base = mix(base ^ (character.codePointAt(0) ?? 0))
  return (row, nth = 0) => mix(mix(base ^ row) + Math.imul(nth + 1, 0x85ebca6b)) / 4_294_967_296
}

export const pickBy = <T>(items: readonly T[], draw: number): T => {
  const item = items[Math.floor(draw * items.length)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}
export const weightedBy = <T>(items: readonly (readonly [T, number])[], draw: number): T => {
  let left = draw * items.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of items) {
    left -= weight
    if (left < 0) return item
  }
  throw new RangeError('nothing to pick from')
}
export const within = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value))

const days = new Map<number, string>()
export function dayText(day: number): string {
  const known = days.get(day)
  if (known) return known
  const text = new Date(dayZero + day * dayMs).toISOString().slice(0, 10)
  days.set(day, text)
  return text
}
/** `share` of the way through the working part of the day. */
export function momentText(day: number, share: number): string {
  const minute = 420 + Math.floor(share * 690)
  return `${dayText(day)}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`
}

/** What an account of each segment has on average. */
const usual = {
  enterprise: { contacts: 18, exchanges: 62, tickets: 12, arr: 260_000, seats: 900 },
  mid_market: { contacts: 7.6, exchanges: 21, tickets: 4, arr: 48_000, seats: 160 },
  smb: { contacts: 3, exchanges: 5, tickets: 1.2, arr: 7_500, seats: 22 },
}

export function openWorld(seed: number, accounts: number): World {
  const csms = Math.max(6, Math.ceil(accounts / 110))
  const account = accountsOf(seed, csms)
  const packed = {
    since: new Int16Array(accounts),
    end: new Int16Array(accounts),
    quiet: new Int16Array(accounts),
    exchanges: new Uint16Array(accounts),
    tickets: new Uint16Array(accounts),
  }
  for (let n = 0; n < accounts; n++) {
    const { since, churned, quiet, exchanges, tickets } = account(n)
    packed.since[n] = since
    packed.end[n] = churned ?? 0
    packed.quiet[n] = quiet
    packed.exchanges[n] = exchanges
    packed.tickets[n] = tickets
  }
  return {
    seed,
    accounts,
    csms,
    managers: Math.ceil(csms / 8),
    sellers: Math.max(2, Math.ceil(csms / 3)),
    account,
    packed,
  }
}

function accountsOf(seed: number, csms: number): (n: number) => Account {
  const draws = (names: string[]) => Object.fromEntries(names.map((name) => [name, drawOf(seed, name)]))
  const named = draws(
    'segment region currency weight mood drift since churn quiet renewal arr csm parent feed count'.split(
      ' ',
    ),
  )
  const draw = (name: string, n: number, nth = 0) => named[name]?.(n, nth) ?? 0
  return (n) => {
    const segment = weightedBy<Segment>(
      [
        ['enterprise', 8],
        ['mid_market', 27],
        ['smb', 65],
      ],
      draw('segment', n),
    )
    const region = weightedBy<Account['region']>(
      [
        ['NA', 46],
        ['EMEA', 33],
        ['APAC', 14],
        ['LATAM', 7],
      ],
      draw('region', n),
    )
    const own = usual[segment]
    // A long tail: half are below 0.65, one in a hundred is above 7.
    const weight = within(
      0.15,
      0.35 / Math.sqrt(1 - draw('weight', n) * 0.9985) + 0.3 * draw('weight', n, 1),
      9,
    )
    const much = (mean: number, nth: number) => mean * weight * 1.12 * (0.6 + 0.8 * draw('count', n, nth))
    const since = -Math.floor(20 + 2_400 * draw('since', n) ** 1.6)
    const churned =
      draw('churn', n) < 0.09 ? Math.max(since + 60, Math.floor(firstDay * draw('churn', n, 1))) : null
    const end = churned !== null && churned < 0 ? churned : 0
    const isQuiet = draw('quiet', n) < 0.14
    const renewal = Math.floor(365 * draw('renewal', n) - (draw('renewal', n, 1) < 0.03 ? 60 : 0))
    return {
      n,
      id: `a${n}`,
      segment,
      region,
      currency: currencyOf(region, draw('currency', n)),
      weight,
      mood: within(0, 0.15 + 0.85 * Math.sqrt(draw('mood', n)), 1),
      drift: 2 * draw('drift', n) - 1,
      since,
      churned: end < 0 ? end : null,
      quiet: end - (isQuiet ? Math.floor(20 + 160 * draw('quiet', n, 1)) : 0),
      renewal: draw('renewal', n, 2) < 0.02 ? null : end < 0 ? end : renewal,
      arr: Math.round(much(own.arr, 1) / 100) * 100,
      seats: Math.max(1, Math.round(much(own.seats, 2))),
      csm: draw('csm', n) < 0.01 ? null : Math.floor(draw('csm', n, 1) ** 1.25 * csms),
      parent: n > 0 && draw('parent', n) < 0.06 ? Math.floor(n * draw('parent', n, 1) ** 2) : null,
      hasFeed: draw('feed', n) < (segment === 'smb' ? 0.06 : 0.2),
      contacts: Math.max(1, Math.round(much(own.contacts, 3))),
      exchanges: Math.round(much(own.exchanges, 4)),
      tickets: Math.round(much(own.tickets, 5)),
    }
  }
}

function currencyOf(region: Account['region'], draw: number): string {
  if (region === 'EMEA') return draw < 0.6 ? 'EUR' : draw < 0.85 ? 'GBP' : 'USD'
  return draw < 0.93 ? 'USD' : 'EUR'
}

/** How the account feels on a day: its mood, drifting over the last months. */
export const moodOn = ({ mood, drift }: Account, day: number): number =>
  within(0, mood + (drift * Math.max(day, -180)) / 600, 1)
