/** A seeded bundle of many rows of usage and activities, as the importer meets them: references, dates, texts with quotes and line breaks. */
import { csv } from '#db/demo/csv.ts'
import { random } from '#db/demo/random.ts'

export type BigBundle = { files: Map<string, string>; rows: number }

const people = { users: 20, accounts: 400, contacts: 2_000 }
const records = { usage: 72_000, activities: 32_000 }
const features = ['reports', 'alerts', 'search', 'export', 'sharing']
const words =
  'thanks for the call about renewal pricing and rollout, we will “review” the plan with our team next week'.split(
    ' ',
  )
const firstDay = Date.UTC(2025, 4, 1)
const dayMs = 86_400_000

const table = (columns: string[], rows: (string | number)[][]) =>
  csv(
    columns,
    rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]]))),
  )

const dayOf = (index: number) => new Date(firstDay + index * dayMs).toISOString().slice(0, 10)

/** `share` of the usage and activities. */
export function bigBundle(seed: number, share = 1): BigBundle {
  const sizes = { ...people, usage: records.usage * share, activities: records.activities * share }
  const { int, pick, chance, between } = random(seed, 'big bundle')
  const list = <T>(count: number, row: (i: number) => T) => Array.from({ length: count }, (_, i) => row(i))
  const text = (least: number, most: number) => list(int(least, most), () => pick(words)).join(' ')
  const users = list(sizes.users, (i) => [
    `person${i}@team.example`,
    `Person ${i}`,
    i === 0 ? 'admin' : 'csm',
  ])
  const accounts = list(sizes.accounts, (i) => [
    `a${i}`,
    `Company ${i} "North"`,
    pick(['enterprise', 'mid_market', 'smb']),
    pick(['NA', 'EMEA', 'APAC']),
    'adopting',
    `person${int(1, sizes.users - 1)}@team.example`,
    int(5, 500) * 1_000,
    int(10, 500),
    dayOf(int(0, 500)),
  ])
  const contacts = list(sizes.contacts, (i) => [
    `c${i}`,
    `a${i % sizes.accounts}`,
    `Contact ${i}`,
    `contact${i}@company.example`,
    pick(['champion', 'user', 'admin']),
  ])
  // One row an account, day and feature; the days of an account follow one another.
  const perDay = sizes.accounts * features.length
  const usage = list(sizes.usage, (i) => [
    `a${i % sizes.accounts}`,
    dayOf(Math.floor(i / perDay)),
    features[Math.floor(i / sizes.accounts) % features.length] ?? '',
    int(0, 90),
    int(0, 4_000),
  ])
  const activities = list(sizes.activities, (i) => {
    const contact = int(0, sizes.contacts - 1)
    return [
      `x${i}`,
      `a${contact % sizes.accounts}`,
      `c${contact}`,
      pick(['email', 'email', 'call', 'meeting', 'note']),
      pick(['inbound', 'outbound']),
      `${dayOf(int(0, 500))}T${String(int(0, 23)).padStart(2, '0')}:${String(int(0, 59)).padStart(2, '0')}:00Z`,
      text(3, 9),
      chance(0.2) ? `${text(10, 40)}\n"${text(3, 8)}"\n${text(5, 30)}` : text(15, 60),
      `person${int(1, sizes.users - 1)}@team.example`,
      `t${int(0, 9_000)}`,
      between(-1, 1).toFixed(2),
    ]
  })
  const files = new Map([
    ['users.csv', table(['email', 'name', 'role'], users)],
    [
      'accounts.csv',
      table(
        ['id', 'name', 'segment', 'region', 'lifecycle', 'csm', 'arr', 'seats', 'renewal_date'],
        accounts,
      ),
    ],
    ['contacts.csv', table(['id', 'account_id', 'name', 'email', 'role'], contacts)],
    ['usage.csv', table(['account_id', 'on', 'feature', 'active_users', 'events'], usage)],
    [
      'activities.csv',
      table(
        [
          'id',
          'account_id',
          'contact_id',
          'type',
          'direction',
          'at',
          'subject',
          'body',
          'owner',
          'thread_id',
          'sentiment',
        ],
        activities,
      ),
    ],
  ])
  return { files, rows: Object.values(sizes).reduce((sum, size) => sum + size, 0) }
}
