/** The account as the evaluator knows it. */
import {
  activeUsers,
  adoption,
  bandOf,
  decliningUsers,
  events28,
  health,
  healthComponents,
  healthMissing,
  healthSlope,
  healthTrend,
  newestScore,
  powerUsers,
  usageChange,
} from './account-usage.ts'
import {
  championLeft,
  contactsOf,
  firstResponse,
  isSilent,
  lastTouch,
  marksOf,
  multithreading,
  netPromoters,
  newestResponses,
  nps,
  npsBand,
  npsResponses,
  openTickets,
  responseTime,
  sentiment,
  unanswered,
} from './account-touch.ts'
import {
  arr,
  arrOn,
  clv,
  cohort,
  daysToRenewal,
  isActive,
  logoRetention,
  renewalLikelihood,
  risk,
  riskReasons,
  riskScore,
  timeToValue,
} from './account-value.ts'
import { daysFrom } from './calendar.ts'
import { dated, idOf } from './derived.ts'
import { choice, many, one, storedFields, type FieldOf, type FigureOf, type ObjectOf } from './kinds.ts'
import { sum } from './numbers.ts'
import type { Row, World } from './world.ts'

const fields: [string, FieldOf][] = [
  ...storedFields({
    text: 'id name domain industry currency churn_reason time_zone',
    person: 'csm ae',
    date: 'customer_since renewal_date go_live_on next_touch_on churned_on',
    number: 'seats',
    boolean: 'auto_renew',
    list: 'tags',
  }),
  // Columns that the domain does not name: custom fields of the random workspace.
  ...storedFields({ text: 'motto', number: 'rooms', boolean: 'flagged', date: 'signed_off' }),
  ['tier', choice('tier', ['gold', 'silver'])],
  ['segment', choice('segment', ['enterprise', 'mid_market', 'smb'])],
  ['region', choice('region', ['NA', 'EMEA', 'APAC', 'LATAM'])],
  ['lifecycle', choice('lifecycle', ['onboarding', 'adopting', 'renewing', 'expanding', 'churned'])],
  ['active', dated('boolean', isActive)],
  ['arr', dated('money', arr)],
  ['days_to_renewal', dated('number', daysToRenewal)],
  ['time_to_value', dated('number', timeToValue)],
  ['clv', dated('money', clv)],
  ['health', dated('number', health)],
  [
    'health_band',
    dated('enum', (row, seen) => bandOf(health(row, seen)), { values: ['green', 'yellow', 'red'] }),
  ],
  ['health_scored_on', dated('date', (row, seen) => newestScore(row, seen)?.on ?? null)],
  ['health_components', dated('list', healthComponents, { prose: true })],
  ['health_missing', dated('list', healthMissing)],
  // Of imported scores there is no doubt, and fewer than twenty have left: neither is known.
  ['health_confidence', dated('number', () => null)],
  ['churn_probability', dated('number', () => null)],
  ['churn_drivers', dated('list', () => null)],
  ['health_slope', dated('number', healthSlope)],
  ['health_trend', dated('enum', healthTrend, { values: ['improving', 'steady', 'declining'] })],
  ['active_users', dated('number', activeUsers)],
  ['adoption', dated('number', adoption)],
  ['events_28d', dated('number', events28)],
  ['usage_change', dated('number', usageChange)],
  [
    'usage_down',
    dated('boolean', (row, seen) => {
      const change = usageChange(row, seen)
      return change === null ? null : change <= -0.2
    }),
  ],
  ['power_users', dated('number', (row, seen) => powerUsers(idOf(row), seen).length)],
  ['declining_users', dated('number', (row, seen) => decliningUsers(idOf(row), seen).length)],
  ['last_touch_on', dated('date', lastTouch)],
  [
    'days_since_touch',
    dated('number', (row, seen) => {
      const last = lastTouch(row, seen)
      return last === null ? null : daysFrom(last, seen.day)
    }),
  ],
  ['response_time_h', dated('number', responseTime)],
  ['unanswered', dated('number', unanswered)],
  ['multithreading', dated('number', multithreading)],
  ['champion_left_on', dated('date', championLeft)],
  [
    'silent_contacts',
    dated('number', (row, seen) => contactsOf(row, seen).filter((contact) => isSilent(contact, seen)).length),
  ],
  ['sentiment', dated('number', sentiment)],
  ['open_tickets', dated('number', (row, seen) => openTickets(row, seen).length)],
  [
    'urgent_tickets',
    dated('number', (row, seen) => openTickets(row, seen).filter((one) => one.priority === 'urgent').length),
  ],
  ['first_response_h', dated('number', firstResponse)],
  ['nps', dated('number', nps)],
  [
    'nps_band',
    dated('enum', (row, seen) => npsBand(nps(row, seen)), { values: ['promoter', 'passive', 'detractor'] }),
  ],
  ['nps_responses', dated('number', (row, seen) => npsResponses(row, seen).length)],
  ['risk_score', dated('number', riskScore)],
  ['risk', dated('enum', risk, { values: ['at_risk', 'watch', 'healthy'] })],
  ['risk_reasons', dated('list', riskReasons, { prose: true })],
  ['renewal_likelihood', dated('number', renewalLikelihood)],
]

const parents = (row: Row, world: World): Row[] => {
  const parent = world.one('accounts', row.parent_id ?? null)
  return parent ? [parent] : []
}
const children = (row: Row, world: World) => world.having('accounts', 'parent_id', row.id ?? null)

/** The row and everything that the step leads to, each once. */
function reach(row: Row, step: (row: Row) => Row[]): Row[] {
  const found = new Set([row])
  for (const each of found) for (const next of step(each)) found.add(next)
  return [...found]
}

const ratio = (top: number, bottom: number) => (bottom === 0 ? null : top / bottom)
const retained =
  (after: (one: { before: number; after: number }) => number): FigureOf['of'] =>
  (rows, window, seen) => {
    const those = cohort(rows, window, seen)
    return ratio(sum(those.map(after)), sum(those.map((each) => each.before)))
  }

const figures: [string, FigureOf][] = [
  ['nrr', { windowed: true, whole: true, perCurrency: true, of: retained((each) => each.after) }],
  [
    'grr',
    {
      windowed: true,
      whole: true,
      perCurrency: true,
      of: retained((each) => Math.min(each.after, each.before)),
    },
  ],
  ['logo_retention', { windowed: true, whole: true, of: logoRetention }],
  [
    'logo_churn',
    {
      ...{ windowed: true, whole: true },
      of: (rows, window, seen) => {
        const kept = logoRetention(rows, window, seen)
        return kept === null ? null : 1 - kept
      },
    },
  ],
  [
    'cohort_accounts',
    { windowed: true, whole: true, of: (rows, window, seen) => cohort(rows, window, seen).length },
  ],
  [
    'cohort_arr',
    {
      ...{ windowed: true, whole: true, perCurrency: true },
      of: (rows, { first }, seen) => sum(rows.map((row) => arrOn(row, first, seen))),
    },
  ],
  [
    'cohort_arr_end',
    {
      ...{ windowed: true, whole: true, perCurrency: true },
      of: (rows, window, seen) => sum(cohort(rows, window, seen).map((each) => each.after)),
    },
  ],
  [
    'portfolio_nps',
    {
      ...{ windowed: false, whole: true },
      of: (rows, _, seen) =>
        netPromoters(
          rows
            .filter((row) => isActive(row, seen))
            .flatMap((row) =>
              marksOf(newestResponses(seen.world.having('nps', 'account_id', idOf(row)), seen)),
            ),
        ),
    },
  ],
]

export const account: ObjectOf = {
  key: 'account',
  table: 'accounts',
  fields: new Map(fields),
  relations: new Map([
    ['contacts', many('contact', 'contacts', 'account_id')],
    ['contracts', many('contract', 'contracts', 'account_id')],
    ['opportunities', many('opportunity', 'opportunities', 'account_id')],
    ['tickets', many('ticket', 'tickets', 'account_id')],
    ['nps_responses', many('nps', 'nps', 'account_id')],
    ['tasks', many('task', 'tasks', 'account_id')],
    ['activities', many('activity', 'activities', 'account_id')],
    ['usage', many('usage', 'usage', 'account_id')],
    ['user_usage', many('user_usage', 'user_usage', 'account_id')],
    ['milestones', many('milestone', 'milestones', 'account_id')],
    ['health_scores', many('health_score', 'health_scores', 'account_id')],
    ['parent', { to: 'account', rows: parents }],
    ['children', { to: 'account', many: true, rows: children }],
    [
      'family',
      { to: 'account', many: true, rows: (row, world) => reach(row, (each) => children(each, world)) },
    ],
    [
      'ancestors',
      { to: 'account', many: true, rows: (row, world) => reach(row, (each) => parents(each, world)) },
    ],
    ['csm', one('user', 'users', 'csm')],
    ['ae', one('user', 'users', 'ae')],
  ]),
  columns: ['name', 'segment', 'csm', 'arr', 'renewal_date', 'health', 'health_band'],
  order: [{ by: 'arr', dir: 'desc' }],
  usually: [
    {
      keeps: isActive,
      fed: true,
      lifted: [
        { field: 'lifecycle', values: ['churned'] },
        ...['active', 'churned_on', 'churn_reason', 'id', 'name'].map((field) => ({ field })),
      ],
    },
  ],
  figures: new Map(figures),
  currency: 'currency',
  id: 'id',
}
