/** Health scores: an account's health over time, with its components. */
import { choice, column, derived, setNumber, stored, toAccount } from '../fields.ts'
import { sql, type SQL } from 'drizzle-orm'
import type { Settings } from '../../settings.ts'
import type { EnumValue, Field, ObjectType } from '../types.ts'
import { bandSaid } from '../words/health.ts'

export const healthBands: EnumValue[] = [
  choice('green', 'Green', ...bandSaid.green),
  choice('yellow', 'Yellow', ...bandSaid.yellow),
  choice('red', 'Red', ...bandSaid.red),
]

export const healthLadder: Field['ladder'] = { rungs: ['red', 'yellow', 'green'], worse: 'down' }

export const healthBand = (score: SQL, { health }: Settings): SQL =>
  sql`case when ${score} >= ${setNumber(health.green)} then 'green' when ${score} >= ${setNumber(health.yellow)} then 'yellow'
    when ${score} is not null then 'red' end`

export const bandWords = ({ health }: Settings): string =>
  `Green from ${health.green}, yellow from ${health.yellow}, red below`

/** What people call one of the parts that a score is made of. */
const partNames = [
  'part',
  'component',
  'side',
  'dimension',
  'pillar',
  'aspect',
  'portion',
  'subscore',
  'sub-score',
]
const ofWhole = [
  'of health',
  'of the health',
  'of their health',
  'of its health',
  'of the health score',
  'of their health score',
]
const partOf = (key: string): string[] =>
  partNames.flatMap((name) => [`${key} ${name}`, ...ofWhole.map((whole) => `${key} ${name} ${whole}`)])

const component = (key: string, label: string, description: string): Field =>
  stored(key, label, 'number', description, {
    unit: 'score',
    better: 'high',
    phrases: { nouns: [`${key} score`, `${key} health`, ...partOf(key)] },
  })

export const healthScore: ObjectType = {
  key: 'health_score',
  label: 'Health score',
  plural: 'Health scores',
  nouns: ['health history', 'score history', 'health record'],
  description: 'The health of an account on a day, with the components it is made of.',
  table: 'health_scores',
  title: 'score',
  id: null,
  fields: [
    stored('on', 'Day', 'date', 'The day of the score.', {
      event: 'main',
      phrases: { nouns: ['date'], verbs: ['score', 'measure'] },
    }),
    stored('score', 'Score', 'number', 'The whole score, 0–100.', {
      unit: 'score',
      better: 'high',
      phrases: { nouns: ['health', 'health score'] },
    }),
    derived('band', 'Band', 'enum', (s) => `${bandWords(s)}.`, {
      values: healthBands,
      ladder: healthLadder,
      sql: (c) => healthBand(column(c.row, 'score'), c.settings),
      phrases: { nouns: ['health band', 'colour', 'color'] },
    }),
    component('usage', 'Usage', 'The usage component, 0–100.'),
    component('engagement', 'Engagement', 'The engagement component, 0–100.'),
    component('support', 'Support', 'The support component, 0–100.'),
    component('sentiment', 'Sentiment', 'The sentiment component, 0–100.'),
    component('relationship', 'Relationship', 'The relationship component, 0–100.'),
    component('commercial', 'Commercial', 'The commercial component, 0–100.'),
  ],
  relations: [toAccount],
  usually: [],
  columns: [
    'on',
    'account.name',
    'score',
    'usage',
    'engagement',
    'support',
    'sentiment',
    'relationship',
    'commercial',
  ],
  orderBy: [
    { by: 'on', dir: 'desc' },
    { by: 'account.name', dir: 'asc' },
  ],
  owner: 'account.csm',
}
