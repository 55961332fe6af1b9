/** Accounts: the customers themselves, with every measure the domain defines of them, and retention over a portfolio. */
import { sql, type SQL } from 'drizzle-orm'
import { column, of, owned } from '../fields.ts'
import type { ObjectType, PortfolioMeasure, Relation } from '../types.ts'
import { healthMeasures, usageMeasures } from './account-health.ts'
import { accountParts } from './account-parts.ts'
import { riskMeasures } from './account-risk.ts'
import { accountStored } from './account-stored.ts'
import { supportMeasures } from './account-support.ts'
import { touchMeasures } from './account-touch.ts'
import { valueMeasures } from './account-value.ts'

const role = (value: string) => ({ field: 'role', op: 'eq' as const, value })

const relations: Relation[] = [
  owned('contacts', 'Contacts', 'contact', [
    { words: ['contact', 'person', 'people', 'stakeholder'] },
    { words: ['champion', 'champ'], where: role('champion') },
    {
      words: [
        'economic buyer',
        'buyer',
        'budget holder',
        'budget owner',
        'decision maker',
        'signatory',
        'eb',
      ],
      where: role('economic_buyer'),
    },
    { words: ['executive sponsor', 'exec sponsor', 'sponsor', 'exec'], where: role('executive_sponsor') },
    { words: ['admin', 'administrator', 'admin contact'], where: role('admin') },
    { words: ['detractor contact', 'opponent'], where: role('detractor') },
    {
      words: ['key contact', 'key stakeholder', 'key people'],
      where: { field: 'key', op: 'eq', value: true },
    },
    { words: ['power user'], where: { field: 'power_user', op: 'eq', value: true } },
    { words: ['declining user'], where: { field: 'declining_user', op: 'eq', value: true } },
  ]),
  owned('contracts', 'Contracts', 'contract', [
    { words: ['contract', 'agreement', 'subscription'] },
    { words: ['product'] },
  ]),
  owned('opportunities', 'Opportunities', 'opportunity', [
    { words: ['opportunity', 'deal', 'opp', 'pipeline'] },
    {
      words: [
        'expansion',
        'upsell',
        'expansion opportunity',
        'expansion deal',
        'upsell opportunity',
        'upsell deal',
      ],
      where: { field: 'type', op: 'eq', value: 'expansion' },
    },
    { words: ['renewal opportunity', 'renewal deal'], where: { field: 'type', op: 'eq', value: 'renewal' } },
  ]),
  owned('tickets', 'Tickets', 'ticket', [
    { words: ['ticket', 'case', 'support case', 'support ticket', 'support issue', 'issue', 'tix', 'tkt'] },
  ]),
  owned('nps_responses', 'NPS responses', 'nps', [
    { words: ['nps response', 'survey response', 'survey answer', 'nps answer', 'response', 'survey'] },
  ]),
  owned('tasks', 'Tasks', 'task', [
    { words: ['task', 'to-do', 'todo', 'action item', 'follow-up', 'followup'] },
  ]),
  owned('activities', 'Activities', 'activity', [
    { words: ['activity', 'touch', 'touchpoint', 'interaction'] },
    { words: ['meeting'], where: { field: 'type', op: 'eq', value: 'meeting' } },
    { words: ['email', 'e-mail', 'mail'], where: { field: 'type', op: 'eq', value: 'email' } },
    { words: ['call', 'phone call'], where: { field: 'type', op: 'eq', value: 'call' } },
    { words: ['note'], where: { field: 'type', op: 'eq', value: 'note' } },
    { words: ['no-show', 'no show'], where: { field: 'no_show', op: 'eq', value: true } },
  ]),
  owned('usage', 'Usage', 'usage', [{ words: ['usage', 'feature usage'] }]),
  owned('user_usage', 'Usage by user', 'user_usage', [{ words: ['user usage', 'per-user usage'] }]),
  owned('milestones', 'Milestones', 'milestone', [{ words: ['milestone', 'onboarding step'] }]),
  owned('health_scores', 'Health scores', 'health_score', [
    { words: ['health score history', 'score history'] },
  ]),
  owned('calls', 'Recorded calls', 'call', [{ words: ['recorded call', 'recording', 'transcript'] }]),
  owned('documents', 'Documents', 'document', [{ words: ['document', 'file', 'doc'] }]),
  {
    ...owned('parent', 'Parent', 'account', [
      { words: ['parent', 'parent account', 'parent company', 'holding'] },
    ]),
    kind: 'one',
    column: 'parent_id',
    inverse: 'children',
    on: (from, to) => sql`${column(to, 'id')} = ${column(from, 'parent_id')}`,
  },
  {
    ...owned(
      'children',
      'Subsidiaries',
      'account',
      [{ words: ['child', 'children', 'child account', 'direct subsidiary'] }],
      'parent_id',
    ),
    inverse: 'parent',
  },
  {
    ...owned('family', 'Account and subsidiaries', 'account', [
      { words: ['subsidiary', 'sub', 'family', 'family tree', 'group', 'daughter company'] },
    ]),
    inverse: 'ancestors',
    on: (from, to) => sql`${column(to, 'id')} in (${descendants(from)})`,
  },
  {
    ...owned('ancestors', 'Account and parents', 'account', [{ words: ['ancestor'] }]),
    inverse: 'family',
    on: (from, to) => sql`${column(to, 'id')} in (${chain(from)})`,
  },
  ...(['csm', 'ae'] as const).map((key): Relation => ({
    key,
    label: key.toUpperCase(),
    to: 'user',
    kind: 'one',
    on: (from, to) => sql`${column(to, 'id')} = ${column(from, `${key}_id`)}`,
  })),
]

/** The account and everything below it. UNION, not UNION ALL, so that a loop of parents ends. */
const descendants = (of: string): SQL => sql`with recursive below as (
    select ${column(of, 'id')} as id, ${column(of, 'workspace_id')} as workspace_id
    union
    select child.id, child.workspace_id from accounts child
    join below on child.parent_id = below.id and child.workspace_id = below.workspace_id
  ) select below.id from below`

/** The account and everything above it: short, so that a filter on the parent asks each row for its own chain. */
const chain = (of: string): SQL => sql`with recursive above as (
    select ${column(of, 'id')} as id, ${column(of, 'parent_id')} as parent_id, ${column(of, 'workspace_id')} as workspace_id
    union
    select parent.id, parent.parent_id, parent.workspace_id from accounts parent
    join above on parent.id = above.parent_id and parent.workspace_id = above.workspace_id
  ) select above.id from above`

const cohortText =
  'The cohort is the accounts with ARR on the first day; a subsidiary is a customer of its own.'
const retention: PortfolioMeasure[] = [
  {
    key: 'nrr',
    label: 'NRR',
    description: `Net revenue retention: Σ ARR on the last day ÷ Σ ARR on the first. ${cohortText}`,
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    wholeScope: true,
    perCurrency: true,
    sql: ({ at }) => {
      const start = at('arr', 'start')
      return sql`sum(${at('arr', 'end')}) filter (where ${start} > 0) / nullif(sum(${start}) filter (where ${start} > 0), 0)`
    },
    phrases: {
      nouns: [
        'net revenue retention',
        'net retention',
        'net dollar retention',
        'ndr',
        'net revenue retention rate',
      ],
    },
  },
  {
    key: 'grr',
    label: 'GRR',
    description: `Gross revenue retention: Σ of the lesser of ARR on the last and the first day ÷ Σ ARR on the first. ${cohortText}`,
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    wholeScope: true,
    perCurrency: true,
    sql: ({ at }) => {
      const start = at('arr', 'start')
      return sql`sum(least(${at('arr', 'end')}, ${start})) filter (where ${start} > 0) / nullif(sum(${start}) filter (where ${start} > 0), 0)`
    },
    phrases: {
      nouns: [
        'gross',
        'gross revenue retention',
        'gross retention',
        'gross dollar retention',
        'gdr',
        'revenue retention',
      ],
    },
  },
  {
    key: 'logo_retention',
    label: 'Logo retention',
    description: `The share of the cohort that still has ARR on the last day. ${cohortText}`,
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    wholeScope: true,
    sql: ({ at }) => {
      const start = at('arr', 'start')
      return sql`count(*) filter (where ${start} > 0 and ${at('arr', 'end')} > 0)::float8 / nullif(count(*) filter (where ${start} > 0), 0)`
    },
    phrases: {
      nouns: [
        'customer retention',
        'retention rate',
        'logo retention rate',
        'account retention',
        'retention',
      ],
    },
  },
  {
    key: 'logo_churn',
    label: 'Logo churn',
    description: `The share of the cohort without ARR on the last day: 1 − logo retention. ${cohortText}`,
    type: 'number',
    unit: 'ratio',
    better: 'low',
    windowed: true,
    wholeScope: true,
    sql: ({ at }) => {
      const start = at('arr', 'start')
      return sql`1 - count(*) filter (where ${start} > 0 and ${at('arr', 'end')} > 0)::float8 / nullif(count(*) filter (where ${start} > 0), 0)`
    },
    phrases: { nouns: ['churn rate', 'customer churn', 'customer churn rate', 'logo churn rate'] },
  },
  {
    key: 'cohort_accounts',
    label: 'Accounts at the start',
    description:
      'Accounts with ARR on the first day of the window: the cohort that retention is measured on.',
    type: 'number',
    unit: 'items',
    windowed: true,
    wholeScope: true,
    sql: ({ at }) => sql`count(*) filter (where ${at('arr', 'start')} > 0)`,
    phrases: { nouns: ['cohort', 'cohort size', 'starting accounts'] },
  },
  {
    key: 'cohort_arr',
    label: 'ARR at the start',
    description: 'ARR of all accounts on the first day of the window, from their contracts.',
    type: 'money',
    windowed: true,
    wholeScope: true,
    perCurrency: true,
    sql: ({ at }) => sql`coalesce(sum(${at('arr', 'start')}), 0)`,
    phrases: { nouns: ['starting arr', 'opening arr', 'arr at the start'] },
  },
  {
    key: 'cohort_arr_end',
    label: 'ARR of them at the end',
    description: 'ARR on the last day of the window of the accounts that had ARR on the first.',
    type: 'money',
    windowed: true,
    wholeScope: true,
    perCurrency: true,
    sql: ({ at }) => sql`coalesce(sum(${at('arr', 'end')}) filter (where ${at('arr', 'start')} > 0), 0)`,
    phrases: { nouns: ['retained arr', 'ending arr', 'arr at the end'] },
  },
  {
    key: 'portfolio_nps',
    label: 'NPS',
    description:
      'Net promoter score: % of promoters (9–10) − % of detractors (0–6) over the newest response of each contact of active accounts, −100 to 100.',
    type: 'number',
    unit: 'points',
    better: 'high',
    windowed: false,
    wholeScope: true,
    sql: (c) =>
      sql`100.0 * sum(${of(c, 'voice', 'promoters')} - ${of(c, 'voice', 'detractors')}) filter (where ${c.field('active')})
        / nullif(sum(${of(c, 'voice', 'responses')}) filter (where ${c.field('active')}), 0)`,
    phrases: { nouns: ['nps', 'net promoter score', 'our nps', 'overall nps', 'company nps'] },
  },
]

export const account: ObjectType = {
  key: 'account',
  label: 'Account',
  plural: 'Accounts',
  nouns: [
    'customer',
    'client',
    'logo',
    'company',
    'acct',
    'cust',
    'customer account',
    'book',
    'book of business',
    'portfolio',
    'customer base',
    'client base',
    'patch',
  ],
  kinds: [
    {
      words: [
        'churn risks',
        'churn candidate',
        'flight risk',
        'risk account',
        'problem child',
        'problem account',
      ],
      where: { field: 'risk', op: 'eq', value: 'at_risk' },
    },
    { words: ['big fish', 'whale'], where: { field: 'segment', op: 'eq', value: 'enterprise' } },
  ],
  description: 'A customer of ours; a subsidiary is an account of its own with a parent.',
  table: 'accounts',
  title: 'name',
  id: 'source_id',
  editable: true,
  personal: 'csm',
  fields: [
    ...accountStored,
    ...valueMeasures,
    ...healthMeasures,
    ...usageMeasures,
    ...touchMeasures,
    ...supportMeasures,
    ...riskMeasures,
  ],
  relations,
  portfolio: retention,
  parts: accountParts,
  usually: [
    {
      label: 'active',
      where: { field: 'active', op: 'eq', value: true },
      liftedBy: [
        { field: 'lifecycle', values: ['churned'] },
        { field: 'active' },
        { field: 'churned_on' },
        { field: 'churn_reason' },
        { field: 'id' },
        { field: 'name' },
      ],
    },
  ],
  columns: ['name', 'segment', 'csm', 'arr', 'renewal_date', 'health', 'health_band'],
  orderBy: [{ by: 'arr', dir: 'desc' }],
  owner: 'csm',
  currency: 'currency',
}
