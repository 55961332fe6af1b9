/** What is agreed and planned in the test workspace: contracts, opportunities, milestones and tasks. */
import type { Tx } from '../connect.ts'
import * as table from '../schema/tables.ts'
import { idOf, named } from './test-ids.ts'

export async function insertAgreements(tx: Tx): Promise<void> {
  const contract = (
    id: string,
    account: string,
    arr: number,
    startOn: string,
    endOn: string,
    status: 'draft' | 'active' | 'ended',
  ) => ({
    ...named(id),
    accountId: idOf(account),
    product: id,
    ...{ arr, startOn, endOn, status, noticeDays: 30 },
  })
  await tx
    .insert(table.contracts)
    .values([
      contract('K1', 'A1', 100_000, '2025-01-01', '2026-12-31', 'active'),
      contract('K2', 'A1', 20_000, '2025-01-01', '2025-12-31', 'ended'),
      contract('K3', 'A2', 50_000, '2025-01-01', '2025-12-31', 'active'),
      contract('K4', 'A3', 80_000, '2025-01-01', '2026-12-31', 'active'),
      contract('K5', 'A5', 30_000, '2024-01-01', '2025-12-31', 'ended'),
      contract('K6', 'A5', 45_000, '2026-01-01', '2026-12-31', 'active'),
      contract('K7', 'A5', 99_000, '2026-01-01', '2026-12-31', 'draft'),
    ])
  const opportunity = (
    id: string,
    account: string,
    type: 'renewal' | 'expansion',
    status: 'open' | 'won' | 'lost',
    closeOn: string,
    amount: number,
    probability: number,
  ) => ({
    ...named(id),
    accountId: idOf(account),
    name: id,
    ownerId: idOf('tom'),
    ...{ type, status, closeOn, amount, probability },
  })
  await tx
    .insert(table.opportunities)
    .values([
      opportunity('O1', 'A1', 'renewal', 'open', '2026-08-01', 100_000, 60),
      opportunity('O2', 'A1', 'expansion', 'open', '2026-06-01', 40_000, 25),
      opportunity('O3', 'A5', 'renewal', 'won', '2026-01-01', 30_000, 100),
      opportunity('O4', 'A3', 'renewal', 'lost', '2026-03-01', 90_000, 0),
      opportunity('O5', 'A2', 'renewal', 'won', '2026-01-01', 50_000, 100),
    ])
}

export async function insertPlans(tx: Tx): Promise<void> {
  await tx.insert(table.milestones).values([
    {
      ...named('M1'),
      accountId: idOf('A1'),
      name: 'Value',
      kind: 'value',
      dueOn: '2025-04-01',
      doneOn: '2025-04-11',
    },
    {
      ...named('M2'),
      accountId: idOf('A5'),
      name: 'Value',
      kind: 'value',
      dueOn: '2026-06-05',
      doneOn: null,
    },
    {
      ...named('M3'),
      accountId: idOf('A5'),
      name: 'Training',
      kind: 'training',
      dueOn: '2026-06-15',
      doneOn: null,
    },
  ])
  const task = (id: string, assignee: string, status: 'open' | 'done', dueOn: string | null) => ({
    ...{ ...named(id), accountId: idOf('A1'), title: id, assigneeId: idOf(assignee), status, dueOn },
  })
  await tx
    .insert(table.tasks)
    .values([
      task('T1', 'tom', 'open', '2026-06-14'),
      task('T2', 'tom', 'open', '2026-06-15'),
      task('T3', 'tom', 'done', '2026-06-01'),
      task('T4', 'dana', 'open', null),
    ])
}
