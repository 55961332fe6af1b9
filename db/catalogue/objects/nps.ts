/** NPS responses: what contacts answered when asked whether they would recommend us. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, crossed, derived, of, stored, toAccount, upTo, words } from '../fields.ts'
import type { ObjectType, Part } from '../types.ts'
import { npsVerbs, npsWords } from '../words/voice.ts'

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
  nouns: words(
    'nps response|survey response|survey answer|nps answer|nps reply|survey reply|nps|survey|nps score|response|nps submission|survey submission|nps vote|nps rating|survey rating|nps feedback|nps entry|survey entry|nps result|survey result|questionnaire',
  ),
  description: 'One answer of a contact to the NPS question.',
  table: 'nps_responses',
  title: 'score',
  id: 'source_id',
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the response.', { column: 'source_id' }),
    stored('score', 'Score', 'number', 'How likely the contact is to recommend us, 0–10.', {
      unit: 'score',
      better: 'high',
      phrases: {
        nouns: words('nps score|nps|rating|nps rating|mark|score out of ten|score out of 10|grade'),
        verbs: words('score|rate|rate us|give us|score us|mark us|award us|grade us'),
        superlatives: {
          high: words('best|kindest|most positive|happiest|most favourable|most favorable|nicest'),
          low: words(
            'worst|harshest|grumpiest|meanest|most critical|most negative|unhappiest|nastiest|toughest|sourest|angriest|loudest',
          ),
        },
      },
    }),
    derived('band', 'Band', 'enum', 'Promoter 9–10, passive 7–8, detractor 0–6.', {
      values: [
        choice('promoter', 'Promoter', ...npsWords.promoter),
        choice('passive', 'Passive', ...npsWords.passive),
        choice('detractor', 'Detractor', ...npsWords.detractor),
      ],
      sql: (c) => {
        const score = column(c.row, 'score')
        return sql`case when ${score} >= 9 then 'promoter' when ${score} >= 7 then 'passive' else 'detractor' end`
      },
      phrases: {
        nouns: words('nps band|nps category|nps group|nps class'),
        adjectives: [
          { words: [], verbs: npsVerbs.promoter, where: { field: 'band', op: 'eq', value: 'promoter' } },
          { words: [], verbs: npsVerbs.detractor, where: { field: 'band', op: 'eq', value: 'detractor' } },
        ],
      },
    }),
    stored('comment', 'Comment', 'text', 'What the contact wrote.', {
      phrases: {
        nouns: words('remark|verbatim|feedback|free text|written comment|free-text comment'),
        adjectives: [
          {
            words: [
              ...crossed(
                'with|with a|with any|with some',
                'comment|comments|remark|remarks|feedback|verbatim|verbatims|text',
              ),
              ...crossed(
                'left|leaving|leave|wrote|added|gave|who left|that left|that came with',
                'a comment|comments|a remark|feedback|a verbatim|some feedback|a note',
              ),
              ...words('commented|wrote something|gave a reason|bothered to comment|explained'),
            ],
            where: { field: 'comment', op: 'not_null' },
          },
          {
            words: [
              ...crossed(
                'without|without a|without any|with no|no',
                'comment|comments|comment at all|remark|feedback|verbatim|written feedback',
              ),
              ...words('uncommented|wordless|left no comment|leaving no comment|left it blank|not commented'),
            ],
            where: { field: 'comment', op: 'is_null' },
          },
        ],
      },
    }),
    stored('at', 'Answered', 'time', 'When the contact answered.', {
      event: 'main',
      phrases: {
        nouns: words('date|response date|answer date|survey date'),
        verbs: words('answer|respond|give|score|rate|come in|submit|reply|vote|send in|fill in|fill out'),
        superlatives: { high: ['latest', 'newest', 'most recent', 'last'], low: ['oldest', 'first'] },
      },
    }),
    derived('newest', 'Newest of the contact', 'boolean', 'The contact has no later response.', {
      dated: true,
      sql: (c) => sql`(${of(c, 'newest', 'id')} is not null)`,
      phrases: {
        adjectives: [
          {
            words: words(
              'newest of each contact|latest of each contact|newest per contact|latest per contact|most recent of each contact|most recent per contact|newest answer of each contact|latest answer of each contact',
            ),
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
      phrases: {
        nouns: words(
          'net promoter score|nps score|overall nps|company nps|portfolio nps|our nps|net promoter|promoters minus detractors|total nps|nps overall|nps figure|nps number',
        ),
      },
    },
  ],
  parts: { newest },
  usually: [],
  columns: ['score', 'account.name', 'contact.name', 'comment', 'at'],
  orderBy: [{ by: 'at', dir: 'desc' }],
  owner: 'account.csm',
}
