/** NPS responses: what contacts answered when asked whether they would recommend us. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, derived, of, stored, toAccount, upTo } from '../fields.ts'
import type { ObjectType, Part } from '../types.ts'

const newest: Part = {
  key: 'id',
  sql: (context) => sql`
    select distinct on (x.account_id, coalesce(x.contact_id, x.id)) x.id
    from nps_responses x
    where ${context.ours('x')} and ${upTo(sql`x.at`, context)}
    order by x.account_id, coalesce(x.contact_id, x.id), x.at desc, x.source_id desc`,
}

export const nps: ObjectType = {
  key: 'nps',
  label: 'NPS response',
  plural: 'NPS responses',
  nouns: [
    'nps response',
    'survey response',
    'survey answer',
    'nps answer',
    'nps reply',
    'survey reply',
    'nps',
    'survey',
    'nps score',
    'response',
  ],
  description: 'One answer of a contact to the NPS question.',
  table: 'nps_responses',
  title: 'score',
  id: 'source_id',
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the response.', { column: 'source_id' }),
    stored('score', 'Score', 'number', 'How likely the contact is to recommend us, 0–10.', {
      unit: 'score',
      better: 'high',
      phrases: { nouns: ['nps score', 'nps', 'rating'], superlatives: { high: ['best'], low: ['worst'] } },
    }),
    derived('band', 'Band', 'enum', 'Promoter 9–10, passive 7–8, detractor 0–6.', {
      values: [
        choice('promoter', 'Promoter', 'fan', 'nps promoter'),
        choice('passive', 'Passive', 'neutral', 'nps passive'),
        choice('detractor', 'Detractor', 'critic', 'nps detractor'),
      ],
      sql: (c) => {
        const score = column(c.row, 'score')
        return sql`case when ${score} >= 9 then 'promoter' when ${score} >= 7 then 'passive' else 'detractor' end`
      },
      phrases: { nouns: ['nps band', 'nps category'] },
    }),
    stored('comment', 'Comment', 'text', 'What the contact wrote.', {
      phrases: {
        nouns: ['remark', 'verbatim', 'feedback'],
        adjectives: [
          {
            words: ['with a comment', 'with comments', 'with a remark', 'with feedback', 'commented'],
            where: { field: 'comment', op: 'not_null' },
          },
        ],
      },
    }),
    stored('at', 'Answered', 'time', 'When the contact answered.', {
      event: 'main',
      phrases: {
        nouns: ['date', 'response date', 'answer date'],
        verbs: ['answer', 'respond', 'give', 'score', 'rate'],
        superlatives: { high: ['latest', 'newest', 'most recent', 'last'], low: ['oldest', 'first'] },
      },
    }),
    derived('newest', 'Newest of the contact', 'boolean', 'The contact has no later response.', {
      dated: true,
      sql: (c) => sql`(${of(c, 'newest', 'id')} is not null)`,
      phrases: {
        adjectives: [
          {
            words: ['newest of each contact', 'latest of each contact'],
            where: { field: 'newest', op: 'eq', value: true },
          },
        ],
      },
    }),
  ],
  relations: [toAccount, belongsTo('contact', 'Contact', 'contact', 'contact_id')],
  portfolio: [
    {
      key: 'portfolio_nps',
      label: 'NPS',
      description:
        '% of promoters (9–10) − % of detractors (0–6) among the newest response of each contact, −100 to 100.',
      type: 'number',
      unit: 'points',
      better: 'high',
      windowed: false,
      sql: (c) => {
        const score = column(c.row, 'score')
        const isNewest = c.field('newest')
        return sql`100.0 * (count(*) filter (where ${isNewest} and ${score} >= 9) - count(*) filter (where ${isNewest} and ${score} <= 6))
          / nullif(count(*) filter (where ${isNewest}), 0)`
      },
      phrases: { nouns: ['net promoter score'] },
    },
  ],
  parts: { newest },
  usually: [],
  columns: ['score', 'account.name', 'contact.name', 'comment', 'at'],
  orderBy: [{ by: 'at', dir: 'desc' }],
  owner: 'account.csm',
}
