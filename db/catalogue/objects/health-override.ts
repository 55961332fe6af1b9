/** Health overrides: what a person says an account's health is, with the reason, from a day until a day; and the health that follows it. */
import { sql, type SQL } from 'drizzle-orm'
import { belongsTo, column, derived, of, stored, toAccount, words } from '../fields.ts'
import type { Field, FieldContext, ObjectType, Part, PartContext } from '../types.ts'

const runsOn = (row: string, day: SQL): SQL =>
  sql`${column(row, 'start_on')} <= ${day} and ${column(row, 'expires_on')} >= ${day}`

export const healthOverride: ObjectType = {
  key: 'health_override',
  label: 'Health override',
  plural: 'Health overrides',
  nouns: words(
    'overridden health|health exception|manual override|manual health|manual score|hand-set health|override|manual health score|health set by hand',
  ),
  description:
    'A person’s own judgement of an account’s health, which stands before its score while it runs.',
  table: 'health_overrides',
  title: 'reason',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The id of the override.', { column: 'source_id' }),
    stored('score', 'Score', 'number', 'The health that was set, 0–100.', { unit: 'score', better: 'high' }),
    stored('reason', 'Reason', 'text', 'Why the health was set by hand.'),
    stored('set_by', 'Set by', 'person', 'Who set the health.', { column: 'set_by' }),
    stored('start_on', 'From', 'date', 'The first day on which it holds.', { event: 'past' }),
    stored('expires_on', 'Until', 'date', 'The last day on which it holds.', {
      event: 'main',
      phrases: { verbs: words('expire|end|run out|lapse|cease') },
    }),
    derived('running', 'Running', 'boolean', 'Holds on the day.', {
      sql: (c) => sql`(${runsOn(c.row, c.day)})`,
      phrases: {
        adjectives: [
          {
            words: words(
              'running|in force|current|valid|in effect|standing|still running|still in force|still in effect|still valid',
            ),
            where: { field: 'running', op: 'eq', value: true },
          },
        ],
      },
    }),
  ],
  relations: [toAccount, belongsTo('set_by', 'Set by', 'user', 'set_by')],
  usually: [],
  columns: ['account.name', 'score', 'reason', 'set_by', 'start_on', 'expires_on'],
  orderBy: [{ by: 'expires_on', dir: 'asc' }],
  owner: 'account.csm',
}

/** The newest of those that hold on the day, of each account. */
const running = ({ day, ours }: PartContext, columns: SQL, joins: SQL = sql``): SQL => sql`
  select distinct on (x.account_id) x.account_id, ${columns}
  from health_overrides x ${joins}
  where ${ours('x')} and ${runsOn('x', day)}
  order by x.account_id, x.created_at desc, x.id desc`

export const overrideParts: Record<string, Part> = {
  override: {
    key: 'account_id',
    columns: { score: 'number' },
    sql: (context) => running(context, sql`x.score`),
  },
  /** Apart, for words can't stand ready as numbers do. */
  'override words': {
    key: 'account_id',
    sql: (context) =>
      running(
        context,
        sql`x.score, x.reason, u.name as by, x.start_on, x.expires_on`,
        sql`left join users u on u.workspace_id = x.workspace_id and u.id = x.set_by`,
      ),
  },
}

/** "set to 80 by Wei Zhang until 2026-12-31: new sponsor". */
const inWords = (c: FieldContext): SQL => {
  const said = (name: string) => of(c, 'override words', name)
  return sql`'set to ' || ${said('score')} || ' by ' || coalesce(${said('by')}, 'somebody who is gone') || ' until ' ||
    to_char(${said('expires_on')}, 'YYYY-MM-DD') || ': ' || ${said('reason')}`
}

const addendum = 'What a person set it to by hand stands before that while it holds.'

/** The same fields, where an override that holds on the day goes before what was scored or computed. */
export const overridden = (fields: readonly Field[]): Field[] =>
  fields.map((field) => {
    if (field.key === 'health')
      return {
        ...field,
        description: `${field.description} ${addendum}`,
        ...(field.tuned && {
          tuned: (settings) => {
            const tuned = field.tuned?.(settings) ?? {}
            return { ...tuned, description: `${tuned.description ?? field.description} ${addendum}` }
          },
        }),
        sql: (c) => sql`coalesce(${of(c, 'override', 'score')}, ${field.sql(c)})`,
      }
    if (field.key === 'health_components')
      return {
        ...field,
        sql: (c) =>
          sql`(case when ${of(c, 'override words', 'score')} is not null then array[${inWords(c)}] || ${field.sql(c)} else ${field.sql(c)} end)`,
      }
    return field
  })
