/** The account's measures of support and of its voice (NPS), each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { choice, derived, of } from '../fields.ts'
import type { Field } from '../types.ts'

export const supportMeasures: Field[] = [
  derived('open_tickets', 'Open tickets', 'number', 'Tickets that are not solved.', {
    unit: 'items',
    dated: true,
    better: 'low',
    additive: true,
    sql: (c) => sql`coalesce(${of(c, 'tickets', 'open')}, 0)`,
    phrases: {
      nouns: [
        'open ticket',
        'ticket count',
        'open case',
        'open issue',
        'support load',
        'ticket load',
        'ticket backlog',
        'unsolved ticket',
        'unresolved ticket',
      ],
      superlatives: { high: ['most tickets', 'highest support load', 'noisiest', 'neediest'] },
    },
  }),
  derived('urgent_tickets', 'Urgent open tickets', 'number', 'Open tickets of priority urgent.', {
    unit: 'items',
    dated: true,
    better: 'low',
    additive: true,
    sql: (c) => sql`coalesce(${of(c, 'tickets', 'urgent')}, 0)`,
    phrases: { nouns: ['urgent ticket', 'open urgent ticket', 'urgent case', 'urgent issue'] },
  }),
  derived(
    'first_response_h',
    'First response time',
    'number',
    'Median hours from a ticket’s opening to its first response, over all its tickets.',
    {
      unit: 'hours',
      dated: true,
      better: 'low',
      sql: (c) => of(c, 'tickets', 'first_response_h'),
      phrases: { nouns: ['first response', 'time to first response', 'support response time', 'frt'] },
    },
  ),
  derived('nps', 'NPS', 'number', 'Mean of the newest response of each contact, 0–10.', {
    unit: 'score',
    dated: true,
    better: 'high',
    sql: (c) => of(c, 'voice', 'score'),
    phrases: { nouns: ['nps score', 'net promoter score', 'mean nps', 'account nps'] },
  }),
  derived(
    'nps_band',
    'NPS band',
    'enum',
    'By the account’s NPS, unrounded: promoter from 9, passive from 7, else detractor; none without a response.',
    {
      dated: true,
      values: [
        choice('promoter', 'Promoter', 'fan', 'advocate', 'nps promoter'),
        choice('passive', 'Passive', 'neutral', 'nps passive'),
        choice('detractor', 'Detractor', 'critic', 'nps detractor'),
      ],
      evidence: ['nps', 'nps_responses'],
      sql: (c) => {
        const nps = c.field('nps')
        return sql`case when ${nps} >= 9 then 'promoter' when ${nps} >= 7 then 'passive' when ${nps} is not null then 'detractor' end`
      },
      phrases: {
        nouns: ['nps category', 'nps group'],
        adjectives: [
          {
            words: [
              'without nps',
              'never surveyed',
              'no nps response',
              'never answered nps',
              'no nps',
              'unsurveyed',
              'no survey answer',
            ],
            where: { field: 'nps', op: 'is_null' },
          },
        ],
      },
    },
  ),
  derived('nps_responses', 'NPS responses', 'number', 'Contacts with an NPS response.', {
    unit: 'items',
    dated: true,
    better: 'high',
    additive: true,
    sql: (c) => sql`coalesce(${of(c, 'voice', 'responses')}, 0)`,
    phrases: { nouns: ['survey responses', 'number of nps responses'] },
  }),
]
