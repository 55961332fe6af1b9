/** Makes the demo workspace: a whole bundle in memory, the same bytes for the same seed and day. */
import { recordingsOf } from './calls.ts'
import { arrOn, commercialOf } from './commercial.ts'
import { contractRows } from './contracts.ts'
import { activityRow, conversationsOf } from './conversations.ts'
import { csv, type Row } from './csv.ts'
import { bundleColumns } from './columns.ts'
import { isoDay, parseDay, workday, type Day } from './days.ts'
import { documentsOf } from './documents.ts'
import type { Account } from './facts.ts'
import { healthOf, healthRows } from './health.ts'
import { contactRows, contactsOf, nameSource, staffAddress, userRows } from './people.ts'
import { opportunityRows } from './opportunities.ts'
import { planAccounts } from './plan.ts'
import { playbooks } from './playbooks.ts'
import { random } from './random.ts'
import {
  goLive,
  kpiDefinitionRows,
  kpiRows,
  milestoneRows,
  npsRows,
  taskRows,
  ticketRows,
} from './signals.ts'
import { usageOf, usageRows, userUsageRows } from './usage.ts'

/** Path inside the bundle → its text. */
export type Bundle = { files: Map<string, string> }
export type DemoOptions = {
  /** The day that "today" is in the demo: every date is counted from it. */
  today: string
  seed?: number
  accounts?: number
}

function accountsOf(seed: number, today: Day, count: number): Account[] {
  const nextName = nameSource(seed)
  let contactNumber = 1
  return planAccounts(seed, today, count).map((plan) => {
    const contacts = contactsOf(seed, plan, today, nextName, contactNumber)
    contactNumber += contacts.length
    return {
      plan,
      contacts,
      commercial: commercialOf(seed, plan, today),
      weeks: usageOf(seed, plan, today),
      scores: healthOf(seed, plan, today),
    }
  })
}

function lifecycle({ plan }: Account, today: Day): string {
  const near = plan.renewal - today <= 75
  return plan.story.lifecycle === 'adopting' && near ? 'renewing' : plan.story.lifecycle
}

function tagsOf({ plan }: Account, seed: number): string[] {
  const draw = random(seed, 'tags', plan.id)
  const tags = [
    plan.segment === 'enterprise' && draw.chance(0.4) ? 'lighthouse' : '',
    plan.band === 'green' && draw.chance(0.25) ? 'reference' : '',
    plan.sites >= 20 ? 'multi-site' : '',
    plan.band === 'red' && draw.chance(0.5) ? 'watchlist' : '',
    draw.chance(0.13) ? 'beta' : '',
    plan.trade.industry === 'Education' || plan.trade.industry === 'Utilities' ? 'public-sector' : '',
  ]
  return tags.filter((tag) => tag !== '')
}

function nextTouch(account: Account, seed: number, today: Day): string | null {
  const draw = random(seed, 'touch', account.plan.id)
  if (account.plan.churned || draw.chance(0.3)) return null
  // A quiet account's next touch is one that nobody made.
  const offset = account.plan.story.key === 'quiet' ? -draw.int(5, 30) : draw.int(1, 26)
  return isoDay(workday(today + offset))
}

function accountRow(account: Account, seed: number, today: Day, ids: Map<string, string>): Row {
  const { plan, commercial } = account
  const live = goLive(account, today)
  const draw = random(seed, 'terms', plan.id)
  return {
    id: plan.id,
    name: plan.name,
    domain: plan.domain,
    parent_id: plan.parent ? ids.get(plan.parent) : null,
    industry: plan.trade.industry,
    segment: plan.segment,
    region: plan.region,
    lifecycle: lifecycle(account, today),
    csm: plan.csm ? staffAddress(plan.csm) : null,
    ae: staffAddress(plan.ae),
    arr: plan.churned ? commercial.arr : arrOn(commercial, today),
    currency: plan.currency,
    customer_since: isoDay(plan.since),
    renewal_date: isoDay(plan.renewal),
    auto_renew: commercial.autoRenew,
    seats: plan.seats,
    go_live_on: live === undefined ? null : isoDay(live),
    next_touch_on: nextTouch(account, seed, today),
    churned_on: plan.churned ? isoDay(plan.churned) : null,
    churn_reason: commercial.churnReason,
    time_zone: plan.zone,
    tags: tagsOf(account, seed),
    sites: plan.sites,
    billing_cycle: draw.weighted([
      ['yearly', 6],
      ['quarterly', 3],
      ['monthly', plan.segment === 'smb' ? 3 : 0.5],
    ] as const),
  }
}

const numbered = (prefix: string, rows: Row[]): Row[] =>
  rows.map((row, place) => ({ id: `${prefix}-${place + 1}`, ...row }))
const byTime = (column: string) => (a: Row, b: Row) => (String(a[column]) < String(b[column]) ? -1 : 1)

export function generateDemo({ today: isoToday, seed = 11, accounts: count = 120 }: DemoOptions): Bundle {
  const today = parseDay(isoToday)
  const accounts = accountsOf(seed, today, count)
  const ids = new Map(accounts.map(({ plan }) => [plan.name, plan.id]))
  const recordings = recordingsOf(seed, accounts, today)
  const held = new Map(recordings.map(({ account, day }) => [account, day]))
  const documents = documentsOf(seed, accounts, today)
  const each = (rows: (account: Account) => Row[]) => accounts.flatMap(rows)
  const activities = [
    ...accounts.flatMap((account) => conversationsOf(seed, account, today, held.get(account.plan.id))),
    ...recordings.map((one) => one.activity),
  ]
    .sort((a, b) => a.minute - b.minute)
    .map((activity, place) => activityRow(activity, `MA-${place + 1}`))

  const tables: Record<keyof typeof bundleColumns, Row[]> = {
    'users.csv': userRows(),
    'accounts.csv': accounts.map((account) => accountRow(account, seed, today, ids)),
    'contacts.csv': each(({ contacts }) => contactRows(contacts)),
    'contracts.csv': numbered(
      'MK',
      each(({ plan, commercial }) => contractRows(plan, commercial.contracts)),
    ),
    'opportunities.csv': numbered(
      'MO',
      each(({ plan, commercial }) => opportunityRows(plan, commercial.opportunities)),
    ),
    'health_scores.csv': each(({ plan, scores }) => healthRows(plan, scores)),
    'usage.csv': each(({ plan, weeks }) => usageRows(plan, weeks, today)),
    'user_usage.csv': each(({ plan, weeks, contacts }) => userUsageRows(seed, plan, weeks, contacts, today)),
    'activities.csv': activities,
    'tickets.csv': numbered(
      'MZ',
      each((account) => ticketRows(seed, account, today)).sort(byTime('opened_at')),
    ),
    'nps.csv': numbered('MN', each((account) => npsRows(seed, account, today)).sort(byTime('at'))),
    'tasks.csv': numbered(
      'MJ',
      each((account) => taskRows(seed, account, today)),
    ),
    'milestones.csv': numbered(
      'MM',
      each((account) => milestoneRows(seed, account, today)),
    ),
    'kpi_definitions.csv': kpiDefinitionRows,
    'kpis.csv': each((account) => kpiRows(seed, account, today)),
    'transcripts/index.csv': recordings.map(({ row }) => row),
    'documents/index.csv': documents.map(({ row }) => row),
  }
  const files = new Map<string, string>()
  for (const [path, columns] of Object.entries(bundleColumns)) {
    files.set(path, csv(columns, tables[path as keyof typeof tables]))
  }
  for (const { file, text } of recordings) files.set(`transcripts/${file}`, text)
  for (const { file, text } of documents) files.set(`documents/${file}`, text)
  for (const [slug, text] of Object.entries(playbooks)) files.set(`playbooks/${slug}.md`, text)
  return { files }
}
