/** The written brief of an account: one paragraph a topic, what needs attention first, nothing that is not in the records. */
import type { Clock } from '#db/contract.ts'
import type { ObjectType } from '#db/catalogue/types.ts'
import type { Named } from '#db/query/lookup.ts'
import { cellInWords, dayInWords, inSentence, inWords, numberInWords } from '#db/query/print.ts'
import type { Cell } from '#db/query/run.ts'
import type { Brief, Topic } from './brief.ts'

type Row = Record<string, Cell>
/** The brief as prose reads it: cells in words by key, and whether there is a value at all. */
type Reader = {
  say: (key: string) => string
  has: (key: string) => boolean
  number: (key: string) => number
  /** Money in the account's currency. */
  amount: (value: number) => string
  rows: (topic: Topic) => { rows: Row[]; total: number }
}

export function written(account: Named, brief: Brief, clock: Clock, object: ObjectType | undefined): string {
  const { measures, columns, tables } = brief
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const read: Reader = {
    say: (key) =>
      cellInWords(object, byKey.get(key) ?? { key, type: 'text' }, measures[key] ?? null, clock.timeZone),
    has: (key) => measures[key] !== null && measures[key] !== undefined,
    number: (key) => Number(measures[key] ?? 0),
    amount: (value) => [numberInWords(value), measures.currency].filter(Boolean).join(' '),
    rows: (topic) => tables.find((table) => table.topic === topic) ?? { rows: [], total: 0 },
  }
  const paragraphs: [string, string | null][] = [
    ['Money', money(read)],
    ['Health', health(read, brief)],
    ['Risk', risk(read, measures)],
    ['Usage', usage(read)],
    ['People', people(read)],
    ['Touch', touch(read, clock)],
    ['Support', support(read)],
    ['NPS', voice(read)],
    ['Tasks', tasks(read)],
    ['Opportunities', opportunities(read)],
    ['Family', family(read)],
  ]
  return [
    `## ${account.name} (${account.id})`,
    profile(read),
    ...paragraphs.filter(([, text]) => text).map(([title, text]) => `**${title}.** ${text ?? ''}`),
  ].join('\n\n')
}

const list = (parts: (string | false | null)[]) =>
  parts.filter((part) => part !== false && part !== null && part !== '').join(', ')
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function profile({ say, has }: Reader): string {
  const kind = list([
    has('segment') && say('segment'),
    has('region') && say('region'),
    has('industry') && say('industry'),
  ])
  const team = list([has('csm') ? `CSM ${say('csm')}` : 'no CSM', has('ae') && `AE ${say('ae')}`])
  const since = has('customer_since') ? `, customer since ${say('customer_since')}` : ''
  const tags = has('tags') && say('tags') !== 'none' ? ` Tags: ${say('tags')}.` : ''
  const churned = has('churned_on')
    ? ` **Churned on ${say('churned_on')}${has('churn_reason') ? ` (${say('churn_reason')})` : ''}.**`
    : ''
  return `${capital(kind)}${since}; ${has('lifecycle') ? say('lifecycle') : 'no lifecycle'}. ${capital(team)}.${churned}${tags}`
}

function money({ say, has, number, amount }: Reader): string {
  const days = number('days_to_renewal')
  const when = !has('days_to_renewal') ? '' : days < 0 ? `, overdue by ${-days} days` : `, in ${days} days`
  const renewal = has('renewal_date')
    ? `, ${days < 0 || has('churned_on') ? 'renewal was due' : 'renews'} ${say('renewal_date')}${when}${has('auto_renew') ? ` (auto-renew ${say('auto_renew') === 'yes' ? 'on' : 'off'})` : ''}`
    : ', no renewal date'
  const likely = has('renewal_likelihood') ? ` Likelihood of renewal ${say('renewal_likelihood')}.` : ''
  const value = has('time_to_value') ? ` Time to value ${say('time_to_value')}.` : ''
  return `${has('arr') ? `${amount(number('arr'))} ARR${has('churned_on') ? ' when it left' : ''}` : 'No ARR'}${renewal}; ${has('seats') ? say('seats') : 'no seats'}.${likely}${value}`
}

function health({ say, has }: Reader, { components }: Brief): string {
  if (!has('health')) return 'No health score yet.'
  const trend = has('health_trend') ? `, ${say('health_trend')} (${say('health_slope')} in 30 days)` : ''
  const [newest] = components?.rows ?? []
  const parts = (components?.columns ?? [])
    .filter(({ type, key }) => type === 'number' && key !== 'score' && newest?.[key] !== null)
    .map(({ key, label }) => `${inSentence(label)} ${numberInWords(Number(newest?.[key] ?? 0), 0)}`)
  return `${say('health')} (${say('health_band')})${trend}, scored ${say('health_scored_on')}.${parts.length > 0 ? ` Made of ${parts.join(', ')}.` : ''}`
}

function risk({ say, has }: Reader, measures: Row): string | null {
  if (!has('risk_score')) return null
  const reasons = Array.isArray(measures.risk_reasons) ? measures.risk_reasons : []
  return `${capital(say('risk'))}, ${say('risk_score')}.${reasons.map((reason) => `\n- ${reason}`).join('')}`
}

function usage({ say, has, number, rows }: Reader): string {
  const adoption = has('adoption')
    ? `Adoption ${say('adoption')} (${say('active_users')}, ${say('seats')})`
    : 'No adoption figure'
  const change = has('usage_change') ? `, usage ${say('usage_change')} against the 28 days before` : ''
  const people = (key: string, kind: string) => `${number(key)} ${kind} user${number(key) === 1 ? '' : 's'}`
  const heavy = `${people('power_users', 'power')}, ${people('declining_users', 'declining')}`
  const features = rows('features')
    .rows.slice(0, 3)
    .map((row) => `${String(row.feature)} (${numberInWords(Number(row.sum_events ?? 0), 0)} events)`)
  return `${adoption}${change}; ${heavy}.${features.length > 0 ? ` Most used: ${features.join(', ')}.` : ' No usage in the last 28 days.'}`
}

function people({ say, has, number, rows }: Reader): string {
  const contacts = rows('contacts')
  const names = contacts.rows.slice(0, 6).map((row) => {
    const touched = row.last_touch_on
      ? `last touch ${dayInWords(String(row.last_touch_on))}`
      : 'never in touch'
    return `${String(row.name)} (${String(row.role).replaceAll('_', ' ')}, ${touched}${row.silent === true ? ', **silent**' : ''})`
  })
  const threads = `Multithreading ${say('multithreading')}${number('multithreading') < 40 ? ', **single-threaded**' : ''}.`
  const left = has('champion_left_on') ? ` A champion left on ${say('champion_left_on')}.` : ''
  return `${names.length > 0 ? `${names.join('; ')}.` : '**No key contact is still there.**'} ${threads}${left}`
}

function touch({ say, has, number, rows }: Reader, clock: Clock): string {
  const last = has('last_touch_on')
    ? `Last touch ${say('last_touch_on')}, ${say('days_since_touch')} ago`
    : 'Never in touch'
  const waiting =
    number('unanswered') > 0
      ? `, **${say('unanswered')} unanswered** e-mail thread${number('unanswered') === 1 ? '' : 's'}`
      : ''
  const mood = has('sentiment') ? `, sentiment ${say('sentiment')} over 90 days` : ''
  const next = has('next_touch_on') ? ` Next touch ${say('next_touch_on')}.` : ' No next touch is planned.'
  const recent = rows('activities')
    .rows.slice(0, 3)
    .map(
      (row) =>
        `${String(row.type)} “${String(row.subject ?? 'without subject')}” ${inWords(String(row.at), { type: 'time' }, clock.timeZone)}`,
    )
  return `${last}${waiting}${mood}.${next}${recent.length > 0 ? ` Latest: ${recent.join('; ')}.` : ''}`
}

function support({ say, has, number, rows }: Reader): string {
  if (number('open_tickets') === 0) return 'No open ticket.'
  const urgent = number('urgent_tickets') > 0 ? `, **${say('urgent_tickets')} urgent**` : ''
  const named = rows('tickets')
    .rows.slice(0, 3)
    .map(
      (row) =>
        `“${String(row.subject)}” (${String(row.priority)}, ${numberInWords(Number(row.age_days ?? 0), 0)} days)`,
    )
  const response = has('first_response_h') ? ` First response takes ${say('first_response_h')} (median).` : ''
  return `${say('open_tickets')} open${urgent}: ${named.join('; ')}.${response}`
}

function voice({ say, has, rows }: Reader): string | null {
  if (!has('nps')) return null
  const comments = rows('voice')
    .rows.filter((row) => row.comment)
    .slice(0, 2)
    .map(
      (row) =>
        `“${String(row.comment)}” (${String(row['contact.name'] ?? 'somebody')}, ${String(row.score)})`,
    )
  return `${say('nps')} (${say('nps_band')}) from ${say('nps_responses')} contact${say('nps_responses') === '1' ? '' : 's'}.${comments.length > 0 ? ` ${comments.join('; ')}.` : ''}`
}

function tasks({ rows }: Reader): string | null {
  const open = rows('tasks')
  if (open.total === 0) return null
  const late = open.rows.filter((row) => row.overdue === true).length
  const named = open.rows
    .slice(0, 3)
    .map(
      (row) =>
        `“${String(row.title)}”${row.due_on ? ` due ${dayInWords(String(row.due_on))}` : ''} (${String(row.assignee ?? 'nobody')})`,
    )
  return `${open.total} open${late > 0 ? `, **${late} overdue**` : ''}: ${named.join('; ')}.`
}

function opportunities({ rows, amount }: Reader): string | null {
  const open = rows('opportunities')
  if (open.total === 0) return null
  const named = open.rows.slice(0, 4).map((row) => {
    const against = row.competitor ? `, against ${String(row.competitor)}` : ''
    const close = row.close_on ? `, closes ${dayInWords(String(row.close_on))}` : ''
    return `“${String(row.name)}” ${amount(Number(row.amount ?? 0))} at ${String(row.probability ?? 0)} %, ${String(row.stage ?? 'no stage')}${close}${against}`
  })
  return `${open.total} open: ${named.join('; ')}.`
}

function family({ say, has, rows }: Reader): string | null {
  const { rows: children, total } = rows('family')
  if (total === 0 && !has('parent.name')) return null
  const names = children
    .slice(0, 6)
    .map((row) => `${String(row.name)} (${row.health_band ? String(row.health_band) : 'no score'})`)
  return list([
    has('parent.name') && `Part of ${say('parent.name')}`,
    total > 0 && `subsidiaries: ${names.join(', ')}`,
  ]).concat('.')
}
