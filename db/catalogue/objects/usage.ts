/** Usage: how much an account uses each feature, by day; and the feed of its single users. */
import { belongsTo, crossed, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'
import { theProduct } from '../words/product-use.ts'

const on = stored('on', 'Day', 'date', 'The day the figures are of.', {
  event: 'main',
  phrases: {
    nouns: ['date', 'day'],
    verbs: [
      ...crossed('use|touch|open|work in|work with', theProduct),
      ...words(
        'open|open up|log in|log on|sign in|sign on|use|happen|adopt|touch|work with|work in|try|try out|play with|fire up|launch|hammer|lean on|rely on|make use of|get into|go into|log in to|log into|visit|employ|utilise|utilize|exercise|tap into|take advantage of|dip into|look at|get used',
      ),
    ],
  },
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
      phrases: {
        nouns: words(
          'module|product area|functionality|part of the product|bit of the product|piece of the product|area of the product|corner of the product|side of the product|part of our product|bit of our product|piece of our product|area of our product|product part|product feature|function|capability|product function|part of the tool|bit of the tool|part of the platform|bit of the platform|part of the app|feature area|product module|screen|product surface|section of the product',
        ),
        cues: words('of|in|for|feature'),
      },
    }),
    stored('active_users', 'Active users', 'number', 'Users of the feature on the day.', {
      unit: 'users',
      better: 'high',
      phrases: {
        nouns: words(
          'active user|users|daily users|daily active users|dau|people using it|user count|number of users',
        ),
      },
    }),
    stored('events', 'Events', 'number', 'Events of the feature.', {
      unit: 'events',
      better: 'high',
      additive: true,
      phrases: {
        nouns: words(
          'event|usage|usage events|actions|usage volume|click|clicks|number of clicks|hits|activity|use|traffic|clickstream|interactions with the product|clicking|number of events|usage count|usage level|usage figures',
        ),
        superlatives: {
          high: words(
            'most used|most popular|used most|used the most|most clicked|clicked most|most loved|hottest|best used|most heavily used|most frequently used|most often used|get used most|gets used most|get used the most|gets used the most|most in demand|most visited|most in use|heaviest used|used most often',
          ),
          low: words(
            'least used|least popular|used least|used the least|least clicked|clicked least|least loved|worst used|most neglected|most ignored|least frequently used|least often used|get used least|gets used least|gets used the least|get used the least|least in demand|used least often|most forgotten',
          ),
        },
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
      phrases: {
        nouns: words('event|usage events|actions|click|clicks|number of clicks|user clicks|user events'),
      },
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
