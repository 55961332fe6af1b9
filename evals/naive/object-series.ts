/** The time series as the evaluator knows them: usage by feature and by contact, and health scores. */
import { bandOf, componentKeys } from './account-usage.ts'
import { derived, ofAccount, ofContact, plain } from './derived.ts'
import { storedFields, type ObjectOf } from './kinds.ts'
import { number } from './world.ts'

const series = { ...plain, id: null }
export const usage: ObjectOf = {
  ...series,
  key: 'usage',
  table: 'usage',
  fields: new Map(storedFields({ date: 'on', text: 'feature', number: 'active_users events' })),
  relations: new Map([['account', ofAccount]]),
  columns: ['on', 'account.name', 'feature', 'active_users', 'events'],
  order: [
    { by: 'on', dir: 'desc' },
    { by: 'account.name', dir: 'asc' },
    { by: 'feature', dir: 'asc' },
  ],
}

export const userUsage: ObjectOf = {
  ...series,
  key: 'user_usage',
  table: 'user_usage',
  fields: new Map(storedFields({ date: 'on', number: 'events' })),
  relations: new Map([
    ['account', ofAccount],
    ['contact', ofContact],
  ]),
  columns: ['on', 'account.name', 'contact.name', 'events'],
  order: [
    { by: 'on', dir: 'desc' },
    { by: 'account.name', dir: 'asc' },
    { by: 'contact.name', dir: 'asc' },
  ],
}

export const healthScore: ObjectOf = {
  ...series,
  key: 'health_score',
  table: 'health_scores',
  fields: new Map([
    ...storedFields({ date: 'on', number: ['score', ...componentKeys].join(' ') }),
    ['band', derived('enum', (row) => bandOf(number(row, 'score')), { values: ['green', 'yellow', 'red'] })],
  ]),
  relations: new Map([['account', ofAccount]]),
  columns: ['on', 'account.name', 'score', ...componentKeys],
  order: [
    { by: 'on', dir: 'desc' },
    { by: 'account.name', dir: 'asc' },
  ],
}
