/** Contacts: the people at an account, with how they use the product and whether they are still in touch. */
import { belongsTo, choice, owned, stored, toAccount, words } from '../fields.ts'
import type { Condition } from '../../query/query.ts'
import type { ObjectType } from '../types.ts'
import { departments, ownDepartments } from '../words/departments.ts'
import { consents, leavingVerbs, roleVerbs, roleWords, unreachable } from '../words/people.ts'
import { contactMeasures, contactParts } from './contact-measures.ts'

/** Titles as they are spoken of; the records hold both forms. */
const titled = (words: string[], text: string): { words: string[]; where: Condition } => ({
  words,
  where: { field: 'title', op: 'matches', value: text },
})
const eitherTitle = (short: string, long: string): { words: string[]; where: Condition } => ({
  words: [short, long],
  where: {
    or: [
      { field: 'title', op: 'matches', value: short },
      { field: 'title', op: 'matches', value: `"${long}"` },
    ],
  },
})
const titles = [
  eitherTitle('cfo', 'chief financial officer'),
  eitherTitle('ceo', 'chief executive officer'),
  eitherTitle('cto', 'chief technology officer'),
  eitherTitle('coo', 'chief operating officer'),
  eitherTitle('cio', 'chief information officer'),
  eitherTitle('cmo', 'chief marketing officer'),
  eitherTitle('vp', 'vice president'),
  titled(['c-level executive', 'c-suite', 'c-level contact'], 'chief'),
]

export const contact: ObjectType = {
  key: 'contact',
  label: 'Contact',
  plural: 'Contacts',
  nouns: words(
    'person|people|stakeholder|contact person|counterpart|point of contact|poc|who do we know|people we know|who do we talk to|who do we deal with|who do we speak to|who do we speak with|who do we have|who have we got|whom do we know|who do i call|who do i contact|who do i talk to|who do i speak to|who should i call|who should i talk to|who should i contact|who can i call|who can i talk to|who to call|who to talk to|who to contact|folk|guy',
  ),
  kinds: [
    ...titles,
    ...departments,
    {
      words: words('leaver|departed contact|former contact|ex-contact'),
      where: { field: 'left', op: 'eq', value: true },
    },
  ],
  description: 'A person at an account.',
  table: 'contacts',
  title: 'name',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the contact.', { column: 'source_id' }),
    stored('name', 'Name', 'text', 'The contact’s name.', { phrases: { cues: ['called', 'named'] } }),
    stored('email', 'E-mail', 'text', 'The contact’s e-mail address.', {
      identifies: true,
      phrases: {
        nouns: words('email|e-mail address|email address|mail address'),
        adjectives: [
          {
            words: unreachable.email,
            where: { field: 'email', op: 'is_null' },
          },
        ],
      },
    }),
    stored('phone', 'Phone', 'text', 'The contact’s phone number.', {
      identifies: true,
      phrases: {
        nouns: words(
          'phone number|telephone|number|telephone number|mobile|mobile number|cell|cell phone|cell number|direct line|direct dial|dial',
        ),
        adjectives: [
          {
            words: unreachable.phone,
            where: { field: 'phone', op: 'is_null' },
          },
        ],
      },
    }),
    stored('title', 'Title', 'text', 'The contact’s job title.', {
      prose: true,
      phrases: {
        adjectives: ownDepartments,
        nouns: words('job title|position|job|function|job description|rank|business title|post'),
      },
    }),
    stored('role', 'Role', 'enum', 'The part the contact plays in the account’s decisions.', {
      values: [
        choice('champion', 'Champion', ...roleWords.champion),
        choice('economic_buyer', 'Economic buyer', ...roleWords.economic_buyer),
        choice('executive_sponsor', 'Executive sponsor', ...roleWords.executive_sponsor),
        choice('admin', 'Admin', ...roleWords.admin),
        choice(
          'user',
          'User',
          ...words(
            'end user|enduser|ordinary user|regular user|everyday user|plain user|normal user|simple user|mere user|run-of-the-mill user|common user|user of the product|rank and file',
          ),
        ),
        choice('detractor', 'Detractor', ...roleWords.detractor),
      ],
      phrases: {
        nouns: words('contact role|buying role'),
        adjectives: [
          {
            words: [],
            verbs: roleVerbs.economic_buyer,
            where: { field: 'role', op: 'eq', value: 'economic_buyer' },
          },
          { words: [], verbs: roleVerbs.champion, where: { field: 'role', op: 'eq', value: 'champion' } },
          { words: [], verbs: roleVerbs.detractor, where: { field: 'role', op: 'eq', value: 'detractor' } },
          { words: [], verbs: roleVerbs.admin, where: { field: 'role', op: 'eq', value: 'admin' } },
        ],
      },
    }),
    stored('left_on', 'Left on', 'date', 'The day the contact left.', {
      event: 'past',
      phrases: {
        nouns: words('leaving date|departure|departure date|exit date|last day'),
        verbs: leavingVerbs,
      },
    }),
    stored('time_zone', 'Time zone', 'text', 'The contact’s time zone.', {
      phrases: { nouns: ['timezone'] },
    }),
    stored('consent', 'Consent', 'enum', 'Whether the contact agreed to be written to.', {
      values: [
        choice('yes', 'Yes', ...consents.yes),
        choice('no', 'No', ...consents.no),
        choice('unknown', 'Unknown', ...consents.unknown),
      ],
      phrases: {
        nouns: words(
          'marketing consent|opt-in|permission to write|mail consent|mailing consent|mail permission|consent status|permission to mail|consent to mails|opt-in status',
        ),
      },
    }),
    ...contactMeasures,
  ],
  relations: [
    toAccount,
    { ...belongsTo('reports_to', 'Manager', 'contact', 'reports_to_id'), inverse: 'reports' },
    {
      ...owned(
        'reports',
        'Reports',
        'contact',
        [
          {
            words: words(
              'report|direct report|subordinate|underling|reportee|people under|reporting to|reporting into|working under|working for|works under|who report to|that report to|people reporting to|people who report to',
            ),
          },
        ],
        'reports_to_id',
      ),
      inverse: 'reports_to',
    },
    owned(
      'activities',
      'Activities',
      'activity',
      [{ words: ['activity', 'touch', 'interaction'] }],
      'contact_id',
    ),
    owned('tickets', 'Tickets', 'ticket', [{ words: ['ticket', 'case', 'issue'] }], 'contact_id'),
    owned(
      'nps_responses',
      'NPS responses',
      'nps',
      [{ words: ['nps response', 'survey response'] }],
      'contact_id',
    ),
    owned('user_usage', 'Usage', 'user_usage', [{ words: ['usage'] }], 'contact_id'),
  ],
  parts: contactParts,
  usually: [
    {
      label: 'still there',
      where: { field: 'left', op: 'eq', value: false },
      liftedBy: [
        { field: 'left_on' },
        { field: 'left' },
        { field: 'id' },
        { field: 'name' },
        { field: 'email' },
      ],
    },
    {
      label: 'of active accounts',
      where: { field: 'account.active', op: 'eq', value: true },
      liftedBy: [
        { field: 'account.lifecycle', values: ['churned'] },
        { field: 'account.active' },
        { field: 'account.churned_on' },
        { field: 'account.churn_reason' },
        { field: 'account.id' },
        { field: 'account.name' },
        { field: 'id' },
        { field: 'name' },
        { field: 'email' },
      ],
    },
  ],
  columns: ['name', 'account.name', 'role', 'title', 'email', 'last_touch_on'],
  orderBy: [
    { by: 'account.name', dir: 'asc' },
    { by: 'name', dir: 'asc' },
  ],
  owner: 'account.csm',
}
