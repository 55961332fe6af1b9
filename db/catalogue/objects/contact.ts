/** Contacts: the people at an account, with how they use the product and whether they are still in touch. */
import { sql, type SQL } from 'drizzle-orm'
import {
  belongsTo,
  choice,
  column,
  dayOfMoment,
  derived,
  of,
  owned,
  percent,
  setDays,
  stored,
  toAccount,
  upTo,
} from '../fields.ts'
import type { Condition } from '../../query/query.ts'
import type { Field, FieldContext, ObjectType, Part } from '../types.ts'
import { fallingUse, heavyUse } from './user-habits.ts'

const touch: Part = {
  key: 'contact_id',
  each: (context) => sql`
    select ${dayOfMoment(sql`x.at`, context)} as last_on
    from activities x
    where x.workspace_id = ${context.workspace} and x.contact_id = ${context.of} and x.type <> 'note'
      and ${upTo(sql`x.at`, context)}
    order by x.at desc limit 1`,
}

const heavy: Part = { key: 'contact_id', sql: heavyUse }
const falling: Part = { key: 'contact_id', sql: fallingUse }

const there = (c: FieldContext): SQL =>
  sql`(${column(c.row, 'left_on')} is null or ${column(c.row, 'left_on')} > ${c.day})`
const isTrue = (field: string) => ({ field, op: 'eq' as const, value: true })

const measures: Field[] = [
  derived('left', 'Left', 'boolean', 'Has left the account’s company.', {
    dated: true,
    sql: (c) => sql`not ${there(c)}`,
    phrases: {
      adjectives: [
        {
          words: [
            'left',
            'departed',
            'gone',
            'former',
            'ex',
            'who left',
            'no longer there',
            'no longer with them',
            'walked out',
            'moved on',
            'resigned',
            'not there anymore',
            'changed jobs',
          ],
          where: isTrue('left'),
        },
        {
          words: ['still there', 'still around', 'current', 'active', 'still with them', 'in place'],
          where: { field: 'left', op: 'eq', value: false },
        },
      ],
    },
  }),
  derived('key', 'Key contact', 'boolean', 'A champion, economic buyer or executive sponsor.', {
    sql: (c) =>
      sql`coalesce(${column(c.row, 'role')} in ('champion', 'economic_buyer', 'executive_sponsor'), false)`,
    phrases: { adjectives: [{ words: ['key', 'important', 'main'], where: isTrue('key') }] },
  }),
  derived(
    'last_touch_on',
    'Last touch',
    'date',
    'The day of the contact’s newest activity that is not a note.',
    {
      dated: true,
      event: 'past',
      sql: (c) => of(c, 'touch', 'last_on'),
      phrases: {
        nouns: ['last contact', 'last activity', 'last interaction'],
        verbs: [
          'speak',
          'speak to',
          'speak with',
          'talk',
          'talk to',
          'talk with',
          'contact',
          'hear',
          'hear from',
        ],
      },
    },
  ),
  derived(
    'days_since_touch',
    'Days since last touch',
    'number',
    'Days since the contact’s newest activity that is not a note.',
    {
      unit: 'days',
      dated: true,
      better: 'low',
      sql: (c) => sql`${c.day} - ${of(c, 'touch', 'last_on')}`,
      phrases: { nouns: ['days without touch', 'days without contact', 'days since contact', 'touch'] },
    },
  ),
  derived(
    'silent',
    'Silent',
    'boolean',
    ({ touch }) =>
      `A champion, economic buyer or executive sponsor who is still there and had no activity (notes excluded) in ${touch.silentDays} days.`,
    {
      dated: true,
      sql: (c) =>
        sql`(${c.field('key')} and ${there(c)} and coalesce(${c.field('days_since_touch')} >= ${setDays(c.settings.touch.silentDays)}, true))`,
      phrases: {
        adjectives: [
          {
            words: [
              'silent',
              'gone silent',
              'went silent',
              'quiet',
              'gone quiet',
              'went quiet',
              'gone dark',
              'went dark',
              'gone cold',
              'ghosting',
              'ghosting us',
              'ghosted us',
              'not responding',
              'stopped responding',
              'stopped replying',
              'unresponsive',
            ],
            where: isTrue('silent'),
          },
        ],
      },
    },
  ),
  derived(
    'events_28d',
    'Events in 28 days',
    'number',
    ({ usage }) => `Usage events of the contact in the last ${usage.windowDays} days.`,
    {
      unit: 'events',
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'heavy', 'events')}, 0)`,
      phrases: {
        nouns: ['usage', 'events', 'usage events'],
        superlatives: { high: ['most active', 'heaviest'], low: ['least active'] },
      },
    },
  ),
  derived(
    'power_user',
    'Power user',
    'boolean',
    ({ usage }) =>
      `At or above the ${Math.round(100 * usage.powerUserShare)}th percentile of the account’s ${usage.windowDays}-day events, with at least ${usage.powerUserDays} active days.`,
    {
      dated: true,
      sql: (c) => sql`coalesce(${of(c, 'heavy', 'is_heavy')}, false)`,
      phrases: {
        adjectives: [
          {
            words: ['power', 'power user', 'heavy user', 'heavy users', 'super user', 'superuser'],
            where: isTrue('power_user'),
          },
        ],
      },
    },
  ),
  derived(
    'declining_user',
    'Declining user',
    'boolean',
    ({ usage }) =>
      `Events of the last ${usage.windowDays} days at most ${usage.decliningTo === 0.5 ? 'half' : percent(usage.decliningTo)} of those of the ${usage.windowDays} days before, which were at least ${usage.decliningFrom}.`,
    {
      dated: true,
      sql: (c) => sql`(${of(c, 'falling', 'contact_id')} is not null)`,
      phrases: {
        adjectives: [
          {
            words: [
              'declining',
              'declining user',
              'fading user',
              'fading',
              'using less',
              'using it less',
              'dropping off',
              'usage down',
              'usage is fading',
              'usage is down',
              'usage is dropping',
              'usage dropped',
              'losing interest',
            ],
            where: isTrue('declining_user'),
          },
        ],
      },
    },
  ),
]

/** Titles as they are spoken of; the records hold both forms. */
const titled = (words: string[], text: string): { words: string[]; where: Condition } => ({
  words,
  where: { field: 'title', op: 'matches', value: text },
})
const eitherTitle = (short: string, long: string): { words: string[]; where: Condition } => ({
  words: [short, long],
  where: {
    or: [
      { field: 'title', op: 'matches', value: short },
      { field: 'title', op: 'matches', value: `"${long}"` },
    ],
  },
})
const titles = [
  eitherTitle('cfo', 'chief financial officer'),
  eitherTitle('ceo', 'chief executive officer'),
  eitherTitle('cto', 'chief technology officer'),
  eitherTitle('coo', 'chief operating officer'),
  eitherTitle('cio', 'chief information officer'),
  eitherTitle('cmo', 'chief marketing officer'),
  eitherTitle('vp', 'vice president'),
  titled(['c-level executive', 'c-suite', 'c-level contact'], 'chief'),
]

export const contact: ObjectType = {
  key: 'contact',
  label: 'Contact',
  plural: 'Contacts',
  nouns: ['person', 'people', 'stakeholder', 'contact person'],
  kinds: titles,
  description: 'A person at an account.',
  table: 'contacts',
  title: 'name',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the contact.', { column: 'source_id' }),
    stored('name', 'Name', 'text', 'The contact’s name.', { phrases: { cues: ['called', 'named'] } }),
    stored('email', 'E-mail', 'text', 'The contact’s e-mail address.', {
      phrases: {
        nouns: ['email', 'e-mail address', 'email address', 'mail address'],
        adjectives: [
          { words: ['no email on file', 'email missing'], where: { field: 'email', op: 'is_null' } },
        ],
      },
    }),
    stored('phone', 'Phone', 'text', 'The contact’s phone number.', {
      phrases: { nouns: ['phone number', 'telephone', 'number'] },
    }),
    stored('title', 'Title', 'text', 'The contact’s job title.', {
      phrases: { nouns: ['job title', 'position', 'job'] },
    }),
    stored('role', 'Role', 'enum', 'The part the contact plays in the account’s decisions.', {
      values: [
        choice('champion', 'Champion', 'champ'),
        choice(
          'economic_buyer',
          'Economic buyer',
          'buyer',
          'budget holder',
          'decision maker',
          'decision-maker',
          'eb',
          'budget owner',
          'money person',
          'purse holder',
          'signatory',
        ),
        choice('executive_sponsor', 'Executive sponsor', 'exec sponsor', 'sponsor', 'executive', 'exec'),
        choice('admin', 'Admin', 'administrator'),
        choice('user', 'User', 'end user', 'enduser'),
        choice('detractor', 'Detractor', 'opponent', 'blocker'),
      ],
      phrases: { nouns: ['contact role', 'buying role'] },
    }),
    stored('left_on', 'Left on', 'date', 'The day the contact left.', {
      event: 'past',
      phrases: {
        nouns: ['leaving date', 'departure', 'departure date'],
        verbs: ['leave', 'depart', 'quit', 'move on', 'walk out', 'resign'],
      },
    }),
    stored('time_zone', 'Time zone', 'text', 'The contact’s time zone.', {
      phrases: { nouns: ['timezone'] },
    }),
    stored('consent', 'Consent', 'enum', 'Whether the contact agreed to be written to.', {
      values: [
        choice('yes', 'Yes', 'opted in', 'consented', 'may be emailed'),
        choice('no', 'No', 'opted out', 'unsubscribed', 'do not contact', 'no consent'),
        choice('unknown', 'Unknown'),
      ],
      phrases: { nouns: ['marketing consent', 'opt-in', 'permission to write'] },
    }),
    ...measures,
  ],
  relations: [
    toAccount,
    belongsTo('reports_to', 'Manager', 'contact', 'reports_to_id'),
    owned('reports', 'Reports', 'contact', [{ words: ['report', 'direct report'] }], 'reports_to_id'),
    owned(
      'activities',
      'Activities',
      'activity',
      [{ words: ['activity', 'touch', 'interaction'] }],
      'contact_id',
    ),
    owned('tickets', 'Tickets', 'ticket', [{ words: ['ticket', 'case', 'issue'] }], 'contact_id'),
    owned(
      'nps_responses',
      'NPS responses',
      'nps',
      [{ words: ['nps response', 'survey response'] }],
      'contact_id',
    ),
    owned('user_usage', 'Usage', 'user_usage', [{ words: ['usage'] }], 'contact_id'),
  ],
  parts: { touch, heavy, falling },
  usually: [
    {
      label: 'still there',
      where: { field: 'left', op: 'eq', value: false },
      liftedBy: [
        { field: 'left_on' },
        { field: 'left' },
        { field: 'id' },
        { field: 'name' },
        { field: 'email' },
      ],
    },
    {
      label: 'of active accounts',
      where: { field: 'account.active', op: 'eq', value: true },
      liftedBy: [
        { field: 'account.lifecycle', values: ['churned'] },
        { field: 'account.active' },
        { field: 'account.churned_on' },
        { field: 'account.churn_reason' },
        { field: 'account.id' },
        { field: 'account.name' },
        { field: 'id' },
        { field: 'name' },
        { field: 'email' },
      ],
    },
  ],
  columns: ['name', 'account.name', 'role', 'title', 'email', 'last_touch_on'],
  orderBy: [
    { by: 'account.name', dir: 'asc' },
    { by: 'name', dir: 'asc' },
  ],
  owner: 'account.csm',
}
