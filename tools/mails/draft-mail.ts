/** Proposes drafts of mails from a template, each filled from its own account and contact; none with a blank left. Nothing is sent. */
import { z } from 'zod'
import type { ChangeSet } from '#db/effects/contract.ts'
import { resolveSelection } from '#db/effects/selection.ts'
import { objectFor, writable } from '#db/effects/writable.ts'
import { Problem } from '#db/problem.ts'
import { inSentence, inWords, numberInWords } from '#db/query/print.ts'
import { runQuery } from '#db/query/run.ts'
import { listed } from '#db/query/words.ts'
import { defineEffect, type ToolContext } from '../kit/define-tool.ts'
import { selectionOf } from '../kit/selection.ts'
import { blanksOf, fillTemplate } from './fill.ts'
import { recipientNamed, recipientsOf, type Recipient } from './recipient.ts'
import { templates, type Template } from './templates.ts'

/** Each mail is a text that somebody reads before it goes. */
const mostMails = 200

const write =
  '(draft|write|prepare|compose|draw up|draft up|write up|put together|i need|we need|i want|i would like|get me|give me)'
const keys = templates.map(({ key }) => key)

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Drafting mails',
  description:
    'Drafts a mail to each of the accounts, or to one contact, from a template, filled from the records. ' +
    'It goes to the contact named, else to the champion or whoever has most say. Give subject or body only where the person ' +
    'dictated them. Nothing is sent, and it is never a reason to say that it was.',
  input: z.strictObject({
    of: selectionOf('account').optional(),
    contact: z.string().optional().describe('A contact’s id, instead of accounts'),
    template: z
      .string()
      .default('check_in')
      .describe(`One of ${keys.join(', ')}`),
    subject: z.string().trim().min(1).max(200).optional().describe('Instead of the template’s'),
    body: z.string().trim().min(1).max(10_000).optional().describe('Instead of the template’s'),
  }),
  phrases: {
    frames: [
      `${write} [a|an|the] (email|e-mail|mail|message|letter) (to|for) {of:set} (about|on|regarding|re|concerning) [the|their|our|an] [upcoming|next] {template:text}`,
      `${write} [a|an|the] (email|e-mail|mail|message|letter) (to|for) {contact} (about|on|regarding|re|concerning) [the|their|our|an] [upcoming|next] {template:text}`,
      '(draft|write|prepare|compose) [a|an|the] [email|e-mail|mail|message|letter] (to|for) {contact}',
      '(draft|write|prepare|compose) [a|an|the] (email|e-mail|mail|message|letter) (to|for) {of:set}',
      '(draft|write|prepare|compose) [a|an|the] {template:text} (email|e-mail|mail|message|letter|invite|invitation) (to|for) {of:set}',
      '(draft|write|prepare|compose) [a|an|the] {template:text} (email|e-mail|mail|message|letter|invite|invitation) (to|for) {contact}',
    ],
    examples: [
      'Draft a renewal mail to Northwind',
      'Draft a check-in mail for my accounts without a touch in 60 days',
    ],
  },
  plan: async ({ of, contact, template: key, subject, body }, context) => {
    if ((of === undefined) === (contact === undefined))
      throw new Problem('bad_request', 'Name accounts or a contact, one of the two.')
    const found = templateNamed(key)
    const template = { ...found, ...(subject && { subject }), ...(body && { body }) }
    const one = contact === undefined ? null : await recipientNamed(context, contact)
    const accounts = one ? [one.account] : await accountsOf(context, of)
    const recipients = one ? new Map([[one.account, one]]) : await recipientsOf(context, accounts)
    const records = await recordsOf(context, accounts, template)
    const drafts: ChangeSet[] = []
    const left: { name: string; why: string }[] = []
    for (const account of accounts) {
      const record = records.get(account)
      const to = recipients.get(account)
      if (!record) continue
      if (!to) left.push({ name: record.name, why: 'nobody there may be written to' })
      else {
        const filled = fillTemplate(template, withPeople(record.values, to, context))
        if ('missing' in filled)
          left.push({
            name: record.name,
            why: `it has no ${listed(filled.missing.map((each) => labelOf(context, each)))}`,
          })
        else drafts.push(draftOf(account, to, template.key, filled, context.asker.email))
      }
    }
    const [first] = left
    if (drafts.length === 0 && first)
      throw new Problem(
        'bad_request',
        left.length === 1
          ? `No mail can be drafted to ${first.name}: ${first.why}.`
          : `No mail can be drafted to any of these; ${first.name}, for one: ${first.why}.`,
        { next: 'Name a contact, take another template, or dictate the text.' },
      )
    const single = one?.name ?? (accounts.length === 1 ? records.get(accounts[0] ?? '')?.name : undefined)
    return {
      summary: `Draft ${single ? `the mail “${found.label}” to ${single}` : `{n mail|mails} “${found.label}”`}; nothing is sent`,
      sets: drafts,
      notes: left.map(({ name, why }) => `${name} is left out: ${why}.`),
    }
  },
})

/** By its key or label, whatever the spelling: "QBR invite", "check-in". */
function templateNamed(named: string): Template {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '')
  const found =
    templates.find((one) => [one.key, one.label].some((name) => plain(name) === plain(named))) ??
    templates.find((one) => [one.key, one.label, one.use].some((name) => plain(name).includes(plain(named))))
  if (found) return found
  throw new Problem('bad_request', `There is no mail template ${named}.`, {
    next: `There are: ${templates.map(({ label }) => label).join(', ')}.`,
  })
}

async function accountsOf(context: ToolContext, of: z.output<ReturnType<typeof selectionOf>> | undefined) {
  const { tx, catalogue, ...who } = context
  const ids = of ? await resolveSelection(tx, { catalogue, object: 'account', of, who }) : []
  if (ids.length === 0) throw new Problem('not_found', 'There is no such account to write to.')
  if (ids.length > mostMails)
    throw new Problem(
      'too_large',
      `${numberInWords(ids.length)} mails are more than anybody reads: at most ${mostMails} are drafted at once.`,
      { next: 'Narrow the accounts.' },
    )
  return ids
}

type Record_ = { name: string; values: Map<string, string> }

/** What the template asks of each account, in words. */
async function recordsOf(
  { tx, catalogue, ...who }: ToolContext,
  accounts: string[],
  template: Pick<Template, 'subject' | 'body'>,
): Promise<Map<string, Record_>> {
  const fields = blanksOf(template).flatMap((name) => name.match(/^account\.(.+)$/)?.[1] ?? [])
  const { rows, columns } = await runQuery(
    tx,
    catalogue,
    {
      ...{ from: 'account', select: [...new Set(['name', ...fields])], limit: mostMails },
      where: { field: 'id', op: 'in', value: accounts },
    },
    who,
  )
  return new Map(
    rows.map((row) => {
      const values = columns.flatMap((column): [string, string][] => {
        const value = row[column.key] ?? null
        return value === null ? [] : [[`account.${column.key}`, inWords(value, column, who.clock.timeZone)]]
      })
      return [String(row.id), { name: String(row.name), values: new Map(values) }]
    }),
  )
}

const withPeople = (values: Map<string, string>, to: Recipient, { asker }: ToolContext) =>
  new Map([
    ...values,
    ['contact.name', to.name],
    ['contact.first_name', to.name.split(' ')[0] ?? to.name],
    ['sender.name', asker.name],
  ])

const draftOf = (
  account: string,
  to: Recipient,
  template: string,
  { subject, body }: { subject: string; body: string },
  owner: string,
): ChangeSet => ({
  ...{ op: 'create', object: 'draft', forEach: { object: 'account', of: { ids: [account] } } },
  values: { contact: to.id, owner, subject, body, template, status: 'draft' },
})

/** "renewal date" of `account.renewal_date`; a field that does not exist is the template's fault. */
function labelOf({ catalogue }: ToolContext, blank: string): string {
  const [of = '', key = ''] = blank.split('.')
  if (of !== 'account') return blank
  const object = objectFor(catalogue, 'account')
  const field = object.fields.find((each) => each.key === key)
  return inSentence(field?.label ?? writable(catalogue, object, key).label)
}
