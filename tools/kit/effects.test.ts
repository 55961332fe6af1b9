/** What each effect tool proposes, change by change, and what it refuses in words: through run-tool, over a workspace whose every row is known. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Change } from '#db/effects/contract.ts'
import { testEffects, type ToolEffects } from '#evals/kit/tool-effects.ts'

let effects: ToolEffects
beforeAll(async () => {
  effects = await testEffects()
})
afterAll(() => effects.close())

const those = (field: string, value: unknown, op = 'eq') => ({ where: { field, op, value } })
const of = (...ids: string[]) => ({ ids })

/** `A1.csm: dana@us.test → tom@us.test`; a creation is told by what it has. */
const told = ({ id, field, before, after }: Change): unknown =>
  field === null ? after : `${id}.${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`

type Proposes = [what: string, tool: string, input: unknown, summary: string, changes: unknown[]]

const proposals: Proposes[] = [
  [
    'a date of one account',
    'records_change_field',
    { object: 'account', of: of('A1'), field: 'renewal_date', value: '2027-03-15' },
    'Set renewal date of Alder to 15 Mar 2027',
    ['A1.renewal_date: "2026-08-01" → "2027-03-15"'],
  ],
  [
    'a field of all that a filter matches, churned ones left out',
    'records_change_field',
    { object: 'account', of: those('industry', 'Retail'), field: 'next_touch_on', value: '2026-12-01' },
    'Set next touch of Alder to 1 Dec 2026',
    ['A1.next_touch_on: "2026-06-14" → "2026-12-01"'],
  ],
  [
    'a custom field',
    'records_change_field',
    { object: 'account', of: of('A1', 'A2'), field: 'tier', value: 'silver' },
    'Set tier of 1 account to silver',
    ['A1.tier: "gold" → "silver"'],
  ],
  [
    'a person’s whole book',
    'records_reassign_records',
    { of: those('csm', 'dana@us.test'), to: 'tom@us.test' },
    'Hand 2 accounts over to Tom Test',
    ['A1.csm: "dana@us.test" → "tom@us.test"', 'A5.csm: "dana@us.test" → "tom@us.test"'],
  ],
  [
    'open tasks, and no others',
    'records_reassign_records',
    { object: 'task', of: those('assignee', 'tom@us.test'), to: 'dana@us.test' },
    'Hand 2 tasks over to Dana Test',
    ['T1.assignee: "tom@us.test" → "dana@us.test"', 'T2.assignee: "tom@us.test" → "dana@us.test"'],
  ],
  [
    'a due date, by days',
    'records_postpone_date',
    { of: those('overdue', true), days: 7 },
    'Move due on of T1 by 7 days',
    ['T1.due_on: "2026-06-14" → "2026-06-21"'],
  ],
  [
    'a close date, to a day',
    'records_postpone_date',
    { object: 'opportunity', of: of('O1'), until: '2026-09-01' },
    'Move close date of O1 to 1 Sep 2026',
    ['O1.close_on: "2026-08-01" → "2026-09-01"'],
  ],
  [
    'the lifecycle of an account that is back, which loses its day and reason',
    'accounts_set_lifecycle',
    { of: of('A3'), to: 'adopting' },
    'Set the lifecycle of Cedar to adopting',
    [
      'A3.lifecycle: "churned" → "adopting"',
      'A3.churned_on: "2026-03-01" → null',
      'A3.churn_reason: "price" → null',
    ],
  ],
  [
    'that an account left, today where no day was said',
    'accounts_set_lifecycle',
    { of: of('A1', 'A3'), to: 'churned', reason: 'merger' },
    'Mark Alder as churned on 2026-06-15: merger',
    [
      'A1.lifecycle: "adopting" → "churned"',
      'A1.churned_on: null → "2026-06-15"',
      'A1.churn_reason: null → "merger"',
    ],
  ],
  [
    'a tag in place of another, on those that have it and on no others',
    'accounts_change_tags',
    { of: of('A1', 'A4', 'A5'), add: ['pilot'], replace: ['beta'] },
    'Tag Alder as pilot and take beta off them',
    ['A1.tags: ["strategic","beta"] → ["pilot","strategic"]'],
  ],
  [
    'tags on and off, the others kept',
    'accounts_change_tags',
    { of: of('A1', 'A2'), add: ['watchlist'], remove: ['beta'] },
    'Tag 2 accounts as watchlist and take beta off them',
    ['A1.tags: ["strategic","beta"] → ["strategic","watchlist"]', 'A2.tags: ["beta"] → ["watchlist"]'],
  ],
  [
    'a health by band until a day that it names',
    'accounts_override_health',
    { of: of('A2'), band: 'green', reason: 'new sponsor' },
    'Set the health of Birch to 85 (green) until 13 Sep 2026: new sponsor',
    [
      {
        ...{ account_id: 'A2', score: 85, reason: 'new sponsor', set_by: 'ingrid@us.test' },
        ...{ start_on: '2026-06-15', expires_on: '2026-09-13' },
      },
    ],
  ],
  [
    'a task for each account, by its CSM',
    'tasks_create_task',
    { of: those('csm', 'dana@us.test'), title: 'Prepare renewal call', due_on: '2026-06-26' },
    'Create the task “Prepare renewal call” on 2 accounts, for each account’s CSM, due 26 Jun 2026',
    ['A1', 'A5'].map((account_id) => ({
      ...{ account_id, title: 'Prepare renewal call', due_on: '2026-06-26' },
      ...{ status: 'open', assignee: 'dana@us.test' },
    })),
  ],
  [
    'a task of one’s own',
    'tasks_create_task',
    { title: 'Write the report', priority: 'high' },
    'Create the task “Write the report” for Ingrid Test',
    [{ title: 'Write the report', status: 'open', assignee: 'ingrid@us.test', priority: 'high' }],
  ],
  [
    'tasks as done, with the moment',
    'tasks_complete_task',
    { of: those('assignee', 'tom@us.test') },
    'Complete 2 tasks',
    ['T1', 'T2'].flatMap((id) => [
      `${id}.status: "open" → "done"`,
      `${id}.done_at: null → "2026-06-15T23:59:59Z"`,
    ]),
  ],
  [
    'a call with a contact, who tells the account',
    'activities_log_activity',
    { contact: 'C1', subject: 'renewal', on: '2026-06-12' },
    'Log a call with Ada (Alder) on 12 Jun 2026: renewal',
    [
      {
        ...{ account_id: 'A1', contact_id: 'C1', type: 'call', subject: 'renewal' },
        ...{ at: '2026-06-12T12:00:00Z', owner: 'ingrid@us.test' },
      },
    ],
  ],
  [
    'a note, headed by its first line',
    'activities_add_note',
    { account: 'A1', text: 'Quarterly billing\nas the CFO wants it' },
    'Add a note to Alder: Quarterly billing',
    [
      {
        ...{ account_id: 'A1', type: 'note', subject: 'Quarterly billing', owner: 'ingrid@us.test' },
        ...{ at: '2026-06-15T23:59:59Z', body: 'Quarterly billing\nas the CFO wants it' },
      },
    ],
  ],
  [
    'a contact and whom they report to',
    'contacts_create_contact',
    { account: 'A1', name: 'Jane Doe', role: 'champion', email: 'jane@them.test', reports_to: 'C2' },
    'Add Jane Doe (champion) to Alder',
    [
      {
        ...{ account_id: 'A1', name: 'Jane Doe', role: 'champion', email: 'jane@them.test' },
        reports_to_id: 'C2',
      },
    ],
  ],
  [
    'an opportunity with a name of its own making',
    'opportunities_create_opportunity',
    { account: 'A1', amount: 50_000, close_on: '2026-12-31', owner: 'tom@us.test' },
    'Create the expansion opportunity “Alder: expansion” at Alder, 50,000 a year, closing on 31 Dec 2026',
    [
      {
        ...{ account_id: 'A1', name: 'Alder: expansion', type: 'expansion', status: 'open' },
        ...{ amount: 50_000, close_on: '2026-12-31', owner: 'tom@us.test' },
      },
    ],
  ],
  [
    'a deal as lost, with the reason',
    'opportunities_close_opportunity',
    { of: of('O1'), to: 'lost', reason: 'price' },
    'Mark O1 as lost: price',
    ['O1.status: "open" → "lost"', 'O1.lost_reason: null → "price"'],
  ],
]

describe('proposes', () => {
  it.each(proposals)('%s', async (_, tool, input, summary, changes) => {
    const proposal = await effects.propose(tool, input)
    expect(proposal?.summary).toBe(summary)
    expect(proposal?.changes.map(told)).toEqual(changes)
    expect(proposal?.effectKind).toBe('E2')
  })

  it('a mail to the champion, filled from the record', async () => {
    const proposal = await effects.propose('mails_draft_mail', { of: of('A1'), template: 'renewal' })
    const [change] = proposal?.changes ?? []
    expect(change?.after).toMatchObject({
      ...{ account_id: 'A1', contact_id: 'C1', subject: 'Alder: your renewal on 1 Aug 2026' },
      ...{ owner: 'ingrid@us.test', template: 'renewal', status: 'draft' },
    })
    expect(JSON.stringify(change?.after)).toContain('whether 10 seats are still the right number')
    expect(JSON.stringify(change?.after)).not.toMatch(/[{}]{2}.*\{\{/)
  })
})

type Refuses = [tool: string, input: unknown, why: string]
const refusals: Refuses[] = [
  [
    'records_change_field',
    { object: 'ticket', of: of('Z1'), field: 'status', value: 'solved' },
    'from outside',
  ],
  ['records_change_field', { object: 'account', of: of('A1'), field: 'health', value: 5 }, 'is worked out'],
  [
    'records_change_field',
    { object: 'account', of: of('A1'), field: 'tier', value: 'bronze' },
    'gold or silver',
  ],
  [
    'records_change_field',
    { object: 'task', of: of('T1'), field: 'done_at', value: null },
    'status of the task',
  ],
  ['records_change_field', { object: 'account', of: of('A9'), field: 'seats', value: 1 }, 'no account A9'],
  [
    'records_change_field',
    { object: 'account', of: those('arr', 1e9, 'gt'), field: 'seats', value: 1 },
    'nothing to do it to',
  ],
  ['records_reassign_records', { of: of('A1'), to: 'nobody@us.test' }, 'Nobody here has the e-mail'],
  ['records_postpone_date', { of: of('T1'), until: '2026-06-01' }, 'has passed'],
  ['records_postpone_date', { of: of('T1') }, 'one of the two'],
  ['accounts_set_lifecycle', { of: of('A1'), to: 'churned', on: '2026-07-01' }, 'yet to come'],
  ['accounts_change_tags', { of: of('A1'), add: ['x'], remove: ['x'] }, 'put on and taken off'],
  [
    'accounts_change_tags',
    { of: of('A4', 'A5'), add: ['x'], replace: ['beta'] },
    'none of them is tagged beta',
  ],
  [
    'records_reassign_records',
    { of: { ...those('csm', 'dana@us.test'), one: true }, to: 'tom@us.test' },
    'One row was meant, and 2 match',
  ],
  [
    'accounts_override_health',
    { of: of('A1'), score: 80, reason: 'hope', until: '2027-06-16' },
    'a year at most',
  ],
  ['accounts_override_health', { of: of('A1'), score: 80, reason: ' ' }, 'not right'],
  ['accounts_clear_override', { of: of('A1') }, 'No health override holds today for Alder'],
  ['accounts_unpin_account', { of: of('A1') }, 'not in your focus'],
  ['tasks_create_task', { title: 'Late', due_on: '2026-01-01' }, 'has passed'],
  [
    'activities_log_activity',
    { account: 'A2', contact: 'C1', subject: 'x' },
    'Ada is a contact of Alder, not of Birch',
  ],
  ['activities_log_activity', { account: 'A1', subject: 'x', on: '2026-07-01' }, 'yet to come'],
  [
    'contacts_create_contact',
    { account: 'A1', name: 'Ada L', email: 'c1@them.test' },
    'Ada of Alder has the e-mail',
  ],
  ['opportunities_close_opportunity', { of: of('O1'), to: 'won', reason: 'x' }, 'that are lost'],
  ['mails_draft_mail', { contact: 'C3' }, 'they left'],
  ['mails_draft_mail', { contact: 'C1', body: 'Hi {{ Contact }}' }, 'it has no Contact'],
  ['mails_draft_mail', { of: of('A5'), template: 'renewal' }, 'nobody there may be written to'],
]

describe('refuses in words', () => {
  it.each(refusals)('%s %j: %s', async (tool, input, why) => {
    await expect(effects.propose(tool, input)).rejects.toThrow(why)
  })
})

it('pins once, and only for oneself', async () => {
  expect(await effects.act('accounts_pin_account', { of: of('A1', 'A2') })).toMatchObject({ done: 2 })
  expect(await effects.propose('accounts_pin_account', { of: of('A1') })).toBeNull()
  const more = await effects.propose('accounts_pin_account', { of: of('A1', 'A5') })
  expect(more).toMatchObject({ rows: 1, notes: [expect.stringContaining('Alder has such a pin already')] })
  const pins = await effects.ask({ from: 'focus', select: ['account.name', 'user'] })
  expect(pins.rows.map((row) => row['account.name'])).toEqual(['Alder', 'Birch'])
  const others = await effects.as('tom@us.test')
  await expect(effects.propose('accounts_unpin_account', { of: of('A1') }, others)).rejects.toThrow(
    'not in your focus',
  )
  const unpin = await effects.propose('accounts_unpin_account', { of: of('A1') })
  expect(unpin).toMatchObject({ rows: 1, effectKind: 'E3' })
})

it('leaves out what the asker may not act on, and says so', async () => {
  const dana = await effects.as('dana@us.test')
  const input = { object: 'account', of: of('A1', 'A2'), field: 'seats', value: 11 }
  const proposal = await effects.propose('records_change_field', input, dana)
  expect(proposal?.changes.map(told)).toEqual(['A1.seats: 10 → 11'])
  expect(proposal?.notes.join(' ')).toContain('Birch is not yours to act on')
})
