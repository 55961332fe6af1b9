/** Accounts: the customers themselves, with every measure the domain defines of them, and retention over a portfolio. */
import { sql, type SQL } from 'drizzle-orm'
import { column, owned, words } from '../fields.ts'
import type { ObjectType, Relation } from '../types.ts'
import { healthMeasures } from './account-health.ts'
import { accountParts } from './account-parts.ts'
import { retention } from './account-retention.ts'
import { riskMeasures } from './account-risk.ts'
import { accountStored } from './account-stored.ts'
import { supportMeasures } from './account-support.ts'
import { touchMeasures } from './account-touch.ts'
import { usageMeasures } from './account-usage.ts'
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
      {
        words: [
          ...[
            'parent',
            'parent account',
            'parent company',
            'holding',
            'holding company',
            'mother company',
            'mother',
          ],
          ...['owning company', 'head company'],
        ],
      },
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
      [{ words: ['child', 'children', 'child account', 'direct subsidiary', 'kid', 'child company'] }],
      'parent_id',
    ),
    inverse: 'parent',
  },
  {
    ...owned('family', 'Account and subsidiaries', 'account', [
      {
        words: [
          ...[
            'subsidiary',
            'sub',
            'subsid',
            'daughter company',
            'daughter',
            'offshoot',
            'affiliate',
            'subaccount',
          ],
          ...['sub account', 'sub-account', 'sister company', 'group company', 'entity'],
          ...[
            'family',
            'family tree',
            'account family',
            'group',
            'umbrella',
            'corporate family',
            'corporate tree',
          ],
          ...[
            'everything under it',
            'everything below it',
            'everything beneath it',
            'all under it',
            'all below it',
          ],
          ...[
            'anything under it',
            'whatever is under it',
            'everything that belongs to it',
            'everything they own',
          ],
        ],
      },
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

export const account: ObjectType = {
  key: 'account',
  label: 'Account',
  plural: 'Accounts',
  nouns: words(
    'customer|client|logo|company|acct|cust|customer account|book|book of business|portfolio|customer base|client base|patch|paying customer|paying client|paying account|paying logo|firm|organisation|organization|org|shop|outfit|clientele|install base|installed base|base|roster|customer relationship|client relationship|operator|player|customer organisation|customer organization|customer company|end customer|chain|account base|account list|customer list|client list|folk|spender|payer|earner',
  ),
  kinds: [
    {
      words: words(
        'standalone account|stand-alone account|standalone customer|independent account|top-level account|top level account|standalone|top-level customer|ultimate parent',
      ),
      where: { field: 'parent.id', op: 'is_null' },
    },
    {
      words: words(
        'churn risks|churn candidate|flight risk|risk account|problem child|problem account|churn risk account|risk customer|problem customer|trouble spot|danger account|walking wounded|basket case|wobbler|churn threat|shaky customer|shaky account|red flag account|candidate for churn|at-risk list',
      ),
      where: { field: 'risk', op: 'eq', value: 'at_risk' },
    },
    {
      words: words(
        'leaver|defector|churner|deserter|goner|lost logo|lost cause|casualty|ex-customer|churned logo|churn victim|quitter',
      ),
      where: { field: 'lifecycle', op: 'eq', value: 'churned' },
    },
    {
      words: words('newcomer|new joiner|new arrival|newbie|new starter|new addition|rookie'),
      where: { field: 'customer_since', op: 'during', value: { last: 90, unit: 'day' } },
    },
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
