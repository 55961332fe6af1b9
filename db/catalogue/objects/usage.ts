/** Usage: how much an account uses each feature, by day; and the feed of its single users. */
import { belongsTo, stored, toAccount } from '../fields.ts'
import type { ObjectType } from '../types.ts'

const on = stored('on', 'Day', 'date', 'The day the figures are of.', {
  event: 'main',
  phrases: { nouns: ['date', 'day'], verbs: ['use', 'happen', 'adopt', 'touch', 'work with'] },
})

export const usage: ObjectType = {
  key: 'usage',
  label: 'Usage',
  plural: 'Usage',
  nouns: ['feature usage', 'product usage', 'usage data'],
  description: 'Active users and events of one feature at an account, by day.',
  table: 'usage',
  title: 'feature',
  id: null,
  fields: [
    on,
    stored('feature', 'Feature', 'text', 'The part of the product.', {
      phrases: { nouns: ['module', 'product area', 'functionality'], cues: ['of', 'in', 'for', 'feature'] },
    }),
    stored('active_users', 'Active users', 'number', 'Users of the feature on the day.', {
      unit: 'users',
      better: 'high',
      phrases: { nouns: ['active user', 'users'] },
    }),
    stored('events', 'Events', 'number', 'Events of the feature.', {
      unit: 'events',
      better: 'high',
      additive: true,
      phrases: {
        nouns: ['event', 'usage', 'usage events', 'actions', 'usage volume'],
        superlatives: { high: ['most used'], low: ['least used'] },
      },
    }),
  ],
  relations: [toAccount],
  usually: [],
  columns: ['on', 'account.name', 'feature', 'active_users', 'events'],
  orderBy: [
    { by: 'on', dir: 'desc' },
    { by: 'account.name', dir: 'asc' },
    { by: 'feature', dir: 'asc' },
  ],
  owner: 'account.csm',
}

export const userUsage: ObjectType = {
  key: 'user_usage',
  label: 'Usage by user',
  plural: 'Usage by user',
  nouns: ['per-user usage', 'usage by contact', 'user activity'],
  description: 'Events of one contact, by day.',
  table: 'user_usage',
  title: 'on',
  id: null,
  fields: [
    on,
    stored('events', 'Events', 'number', 'Events of the contact.', {
      unit: 'events',
      better: 'high',
      additive: true,
      phrases: { nouns: ['event', 'usage events', 'actions'] },
    }),
  ],
  relations: [toAccount, belongsTo('contact', 'Contact', 'contact', 'contact_id')],
  usually: [],
  columns: ['on', 'account.name', 'contact.name', 'events'],
  orderBy: [
    { by: 'on', dir: 'desc' },
    { by: 'account.name', dir: 'asc' },
    { by: 'contact.name', dir: 'asc' },
  ],
  owner: 'account.csm',
}
