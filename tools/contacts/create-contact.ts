/** Proposes a new contact of an account; one who is on record already is told, not made twice. */
import { z } from 'zod'
import { consents, contactRoles } from '#db/contract.ts'
import { isShown } from '#db/catalogue/withhold.ts'
import { objectFor } from '#db/effects/writable.ts'
import { Problem } from '#db/problem.ts'
import { findAccount } from '#db/query/lookup.ts'
import { runQuery } from '#db/query/run.ts'
import { contactAt } from '../kit/contact-at.ts'
import { defineEffect, type ToolContext } from '../kit/define-tool.ts'
import { given } from '../kit/given.ts'

const add = '(add|create|make|enter|put|save|register|record|put in|set up|note|note down)'

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Adding a contact',
  description:
    'Adds a person to an account: name, e-mail, phone, title, role in decisions, whom they report to. Use it for "add Jane ' +
    'Doe as champion at Alder". Only what was said goes in. Not for changing contacts that exist (change a field), and never ' +
    'for people of our own team.',
  input: z.strictObject({
    account: z.string().min(1).describe('The account’s id'),
    name: z.string().trim().min(2).max(200),
    email: z.email().optional(),
    phone: z.string().trim().min(3).max(50).optional(),
    title: z.string().trim().min(1).max(200).optional().describe('The job title'),
    role: z.enum(contactRoles).optional(),
    reports_to: z.string().optional().describe('The id of a contact of the same account'),
    consent: z.enum(consents).optional().describe('Whether they agreed to be written to, if said'),
  }),
  phrases: {
    frames: [
      ...[
        `{name:text}`,
        `{name:text} [,|:|-|with|with the] [email|e-mail|mail|address] [is|:] {email:address} [,]`,
      ].flatMap((who) => [
        `${add} [a|the|new|a new|another] (contact|person|stakeholder) [called|named|:|,] ${who} (to|at|for|of|on|from|with) {account}`,
        `${add} ${who} (as|as a|as an|as another) [new] (contact|person|stakeholder) (to|at|for|of|on|from|with) {account}`,
        `${add} ${who} (as|as a|as an|as the|as our|as their) [new] {role:value} (to|at|for|of|on|from|with) {account}`,
        `${add} [a|new|a new|another] {role:value} [called|named|:|,] ${who} (to|at|for|of|on|from|with) {account}`,
        `${add} ${who} to [the] contacts (of|at|for|from) {account}`,
        `${add} [a|the|new|a new|another] (contact|person|stakeholder) (to|at|for|of|on|from|with) {account} (called|named|:|,|by the name of) ${who}`,
        `[there is|we have|we have got] [a|the] new (contact|person|stakeholder) (at|for|of|on|from|with) {account} [:|,|is|-|called|named|by the name of] ${who}`,
        `[there is|we have|we have got] [a|the|their] new {role:value} (at|for|of|on|from|with) {account} [:|,|is|-|called|named|by the name of] ${who}`,
        `{account} (has|have|has got|got|hired) [a|an] new (contact|person|stakeholder) [:|,|called|named|-] ${who}`,
        `{account} (has|have|has got|got|hired) [a|an] new {role:value} [:|,|called|named|-] ${who}`,
      ]),
      ...['{name:text}', '{name:text} {email:address}'].map(
        (who) =>
          `${who} (joined|joins|has joined|is joining|started at|starts at|is now at|has started at) {account} as [a|an|the|their|our] [new] {role:value} [,|;|.] [${add} (her|him|them|it)]`,
      ),
      `{account} (has|have|has got|hired|has hired) [a|an] new {title:text} (,|:|-|called|named) {name:text} [,|;|.|-] ${add} (her|him|them) as [a|an|the|their|our] {role:value}`,
    ],
    examples: ['Add Jane Doe as champion at Northwind'],
  },
  plan: async ({ account: named, reports_to, ...rest }, context) => {
    const account = await findAccount(context.tx, context.catalogue, named, context)
    await assertNew(context, rest.email)
    if (reports_to !== undefined) await contactAt(context, { account: account.id, contact: reports_to })
    const values = given({ ...rest, reports_to })
    const namesake = await withName(context, account.id, rest.name)
    const role = rest.role ? ` (${rest.role.replace('_', ' ')})` : ''
    return {
      summary: `Add ${rest.name}${role} to ${account.name}`,
      sets: [
        {
          ...{ op: 'create', object: 'contact', values },
          forEach: { object: 'account', of: { ids: [account.id] } },
        },
      ],
      notes: namesake ? [`${account.name} has a contact of that name already: ${namesake}.`] : [],
    }
  },
})

const find = async ({ tx, catalogue, ...who }: ToolContext, field: string, value: string) =>
  (
    await runQuery(
      tx,
      catalogue,
      {
        ...{ from: 'contact', scope: 'all', select: ['name', 'account.id', 'account.name'], limit: 20 },
        where: { field, op: 'eq', value },
      },
      who,
    )
  ).rows

async function assertNew(context: ToolContext, email: string | undefined): Promise<void> {
  const { catalogue } = context
  if (email === undefined || !isShown(catalogue, objectFor(catalogue, 'contact'), 'email')) return
  const [known] = await find(context, 'email', email)
  if (known)
    throw new Problem(
      'conflict',
      `${String(known.name)} of ${String(known['account.name'])} has the e-mail ${email} already (${String(known.id)}).`,
      { next: 'Change that contact instead.' },
    )
}

async function withName(context: ToolContext, account: string, name: string): Promise<string | undefined> {
  const known = (await find(context, 'name', name)).find((row) => row['account.id'] === account)
  return known && String(known.id)
}
