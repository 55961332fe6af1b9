/** Who is in the test workspace: our people, the accounts and their contacts. */
import type { Tx } from '../connect.ts'
import * as table from '../schema/tables.ts'
import { idOf, named, own } from './test-ids.ts'

export async function insertPeople(tx: Tx): Promise<void> {
  const user = (name: string, role: 'csm' | 'manager', manager?: string) => ({
    ...named(name),
    email: `${name}@us.test`,
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)} Test`,
    role,
    managerId: manager ? idOf(manager) : null,
  })
  await tx
    .insert(table.users)
    .values([user('ingrid', 'manager'), user('dana', 'csm', 'ingrid'), user('tom', 'csm', 'ingrid')])
}

export async function insertAccounts(tx: Tx): Promise<void> {
  await tx.insert(table.customFields).values([
    { ...own, object: 'account', key: 'tier', label: 'Tier', type: 'enum', values: ['gold', 'silver'] },
    { ...own, object: 'account', key: 'rooms', label: 'Rooms', type: 'number' },
  ])
  await tx.insert(table.accounts).values([
    {
      ...{
        ...named('A1'),
        name: 'Alder',
        segment: 'enterprise',
        region: 'EMEA',
        industry: 'Retail',
        lifecycle: 'adopting',
      },
      ...{
        csmId: idOf('dana'),
        arr: 100_000,
        currency: 'USD',
        customerSince: '2025-01-01',
        renewalDate: '2026-08-01',
      },
      ...{ autoRenew: true, seats: 10, nextTouchOn: '2026-06-14', tags: ['strategic', 'beta'] },
      custom: { tier: 'gold', rooms: 12 },
    },
    {
      ...{
        ...named('A2'),
        name: 'Birch',
        segment: 'smb',
        region: 'NA',
        industry: 'Energy',
        lifecycle: 'renewing',
      },
      ...{
        csmId: idOf('tom'),
        arr: 50_000,
        currency: 'EUR',
        customerSince: '2025-01-01',
        renewalDate: '2026-06-10',
      },
      ...{ autoRenew: false, seats: 6, goLiveOn: '2025-03-02', tags: ['beta'] },
      custom: { tier: 'silver', rooms: 'many' },
    },
    {
      ...{
        ...named('A3'),
        name: 'Cedar',
        segment: 'enterprise',
        region: 'NA',
        industry: 'Retail',
        lifecycle: 'churned',
      },
      ...{
        csmId: idOf('dana'),
        arr: 80_000,
        currency: 'USD',
        customerSince: '2025-01-01',
        renewalDate: '2026-12-31',
      },
      ...{ churnedOn: '2026-03-01', churnReason: 'price', seats: 5 },
    },
    {
      ...{ ...named('A4'), name: 'Dogwood', parentId: idOf('A1'), arr: 10_000, currency: 'USD' },
      ...{ customerSince: '2026-01-01', seats: 4, lifecycle: null },
    },
    {
      ...{
        ...named('A5'),
        name: 'Elm & Sons',
        parentId: idOf('A4'),
        segment: 'smb',
        region: 'EMEA',
        lifecycle: 'expanding',
      },
      ...{
        csmId: idOf('dana'),
        arr: 45_000,
        currency: 'USD',
        customerSince: '2024-01-01',
        renewalDate: '2026-09-13',
      },
    },
  ])
}

export async function insertContacts(tx: Tx): Promise<void> {
  const contact = (
    id: string,
    account: string,
    name: string,
    role: 'champion' | 'economic_buyer' | 'executive_sponsor' | 'user',
    leftOn?: string,
  ) => ({
    ...named(id),
    accountId: idOf(account),
    name,
    email: `${id.toLowerCase()}@them.test`,
    role,
    leftOn: leftOn ?? null,
  })
  await tx
    .insert(table.contacts)
    .values([
      contact('C1', 'A1', 'Ada', 'champion'),
      contact('C2', 'A1', 'Bob', 'executive_sponsor'),
      contact('C3', 'A1', 'Cyd', 'economic_buyer', '2026-05-01'),
      contact('C4', 'A1', 'Dee', 'user'),
      contact('C5', 'A1', 'Eve', 'champion', '2026-02-01'),
      contact('C6', 'A2', 'Fay', 'economic_buyer'),
      contact('C7', 'A3', 'Gus', 'champion'),
    ])
}
