/** A small workspace for tests, each figure chosen so that every measure can be worked out by hand. Today is Monday 15 June 2026. */
import { v7 as uuid } from 'uuid'
import { loadCatalogue } from '../catalogue/load.ts'
import type { Db, Tx } from '../connect.ts'
import type { Asker, Clock } from '../contract.ts'
import * as table from '../schema/tables.ts'
import type { Query } from './query.ts'
import { runQuery, type QueryResult } from './run.ts'

export const workspaceId = 'w'
export const clock: Clock = {
  now: '2026-06-15T12:00:00Z',
  today: '2026-06-15',
  timeZone: 'UTC',
  fiscalYearStart: 1,
}

const ids = new Map<string, string>()
/** The same id for the same name. */
export const idOf = (name: string): string => {
  const id = ids.get(name) ?? uuid()
  ids.set(name, id)
  return id
}

const own = { workspaceId }
const named = (sourceId: string) => ({ ...own, id: idOf(sourceId), sourceId })

export const asker = (name = 'dana', team: string[] = [name]): Asker => ({
  workspace: workspaceId,
  userId: idOf(name),
  email: `${name}@us.test`,
  name,
  role: 'manager',
  team: team.map((each) => `${each}@us.test`),
})

export type Ask = (query: Query, who?: Asker, at?: Clock) => Promise<QueryResult>
export const askIn =
  (db: Db): Ask =>
  (query, who = asker(), at = clock) =>
    db.inWorkspace(workspaceId, async (tx) =>
      runQuery(tx, await loadCatalogue(tx, workspaceId), query, { asker: who, clock: at }),
    )

export async function insertTestWorkspace(db: Db): Promise<void> {
  await db.asOwner((tx) => tx.insert(table.workspaces).values({ id: workspaceId, name: 'Test' }))
  await db.inWorkspace(workspaceId, async (tx) => {
    await insertPeople(tx)
    await insertAccounts(tx)
    await insertAgreements(tx)
    await insertUsage(tx)
    await insertTouches(tx)
    await insertSupport(tx)
  })
}

async function insertPeople(tx: Tx): Promise<void> {
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

async function insertAccounts(tx: Tx): Promise<void> {
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

async function insertAgreements(tx: Tx): Promise<void> {
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

async function insertUsage(tx: Tx): Promise<void> {
  const score = (account: string, on: string, value: number) => ({
    ...own,
    accountId: idOf(account),
    on,
    score: value,
  })
  await tx
    .insert(table.healthScores)
    .values([
      score('A1', '2026-04-02', 80),
      score('A1', '2026-05-02', 70),
      score('A1', '2026-06-01', 60),
      score('A1', '2026-06-16', 1),
      score('A3', '2026-02-01', 90),
      score('A5', '2026-06-15', 30),
    ])
  const use = (account: string, on: string, feature: string, activeUsers: number, events: number) => ({
    ...{ ...own, accountId: idOf(account), on, feature, activeUsers, events },
  })
  await tx
    .insert(table.usage)
    .values([
      use('A1', '2026-05-19', 'X', 4, 40),
      use('A1', '2026-06-15', 'Y', 6, 20),
      use('A1', '2026-05-18', 'X', 9, 100),
      use('A1', '2026-04-20', 'X', 9, 1000),
      use('A2', '2026-06-01', 'X', 3, 10),
    ])
  const feed = (account: string, contact: string, on: string, events: number) => ({
    ...{ ...own, accountId: idOf(account), contactId: idOf(contact), on, events },
  })
  const eightDays = Array.from({ length: 8 }, (_, at) => feed('A1', 'C1', `2026-05-${20 + at}`, 10))
  await tx
    .insert(table.userUsage)
    .values([
      ...eightDays,
      feed('A1', 'C2', '2026-06-01', 5),
      feed('A1', 'C2', '2026-05-10', 12),
      feed('A1', 'C3', '2026-05-10', 9),
      feed('A1', 'C4', '2026-05-10', 20),
      feed('A4', 'C7', '2026-01-01', 3),
    ])
}

async function insertTouches(tx: Tx): Promise<void> {
  let count = 0
  type Type = 'email' | 'meeting' | 'note'
  const touch = (
    account: string,
    contact: string | null,
    type: Type,
    at: string,
    rest: {
      direction?: 'inbound' | 'outbound'
      threadId?: string
      sentiment?: number
      noShow?: boolean
    } = {},
  ) => {
    count++
    return {
      ...{ ...named(`X${count}`), accountId: idOf(account), contactId: contact ? idOf(contact) : null, type },
      ...{ at: `${at}Z`, subject: `Subject ${count}`, ownerId: idOf('dana'), ...rest },
    }
  }
  const [inbound, outbound] = ['inbound' as const, 'outbound' as const]
  await tx.insert(table.activities).values([
    touch('A1', 'C1', 'email', '2026-06-01T10:00:00', {
      direction: inbound,
      threadId: 'T-1',
      sentiment: -0.5,
    }),
    touch('A1', 'C1', 'email', '2026-06-01T14:00:00', { direction: outbound, threadId: 'T-1' }),
    touch('A1', 'C1', 'email', '2026-06-02T10:00:00', { direction: inbound, threadId: 'T-1' }),
    touch('A1', 'C1', 'email', '2026-06-03T10:00:00', { direction: outbound, threadId: 'T-1' }),
    touch('A1', 'C1', 'email', '2026-06-11T09:00:00', { direction: inbound, threadId: 'T-2' }),
    touch('A1', 'C4', 'email', '2026-06-12T09:00:00', { direction: inbound, threadId: 'T-3' }),
    touch('A1', 'C2', 'meeting', '2026-05-16T09:00:00', { sentiment: -0.1, noShow: false }),
    touch('A1', 'C2', 'note', '2026-06-14T09:00:00'),
    touch('A1', null, 'meeting', '2026-06-16T09:00:00', { sentiment: 1 }),
    touch('A5', null, 'meeting', '2026-05-15T23:30:00', { noShow: true }),
  ])
}

async function insertSupport(tx: Tx): Promise<void> {
  const ticket = (
    id: string,
    account: string,
    priority: 'normal' | 'high' | 'urgent',
    status: 'open' | 'pending' | 'solved',
    openedAt: string,
    firstResponseAt: string | null,
    solvedAt: string | null = null,
  ) => ({
    ...{
      ...named(id),
      accountId: idOf(account),
      subject: `About ${id}`,
      priority,
      status,
      openedAt,
      firstResponseAt,
      solvedAt,
    },
  })
  await tx
    .insert(table.tickets)
    .values([
      ticket('Z1', 'A1', 'urgent', 'open', '2026-06-10T08:00:00Z', null),
      ticket(
        'Z2',
        'A1',
        'normal',
        'solved',
        '2026-05-01T00:00:00Z',
        '2026-05-01T02:00:00Z',
        '2026-05-03T00:00:00Z',
      ),
      ticket('Z3', 'A1', 'high', 'pending', '2026-06-01T00:00:00Z', '2026-06-01T06:00:00Z'),
      ticket(
        'Z4',
        'A2',
        'urgent',
        'solved',
        '2026-05-01T00:00:00Z',
        '2026-05-01T01:00:00Z',
        '2026-05-02T00:00:00Z',
      ),
    ])
  const response = (
    id: string,
    account: string,
    contact: string,
    score: number,
    at: string,
    comment?: string,
  ) => ({
    ...{
      ...named(id),
      accountId: idOf(account),
      contactId: idOf(contact),
      score,
      at: `${at}T10:00:00Z`,
      comment,
    },
  })
  await tx
    .insert(table.npsResponses)
    .values([
      response('N1', 'A1', 'C1', 9, '2026-01-10'),
      response('N2', 'A1', 'C1', 6, '2026-05-10', 'Too slow'),
      response('N3', 'A1', 'C2', 10, '2026-02-10'),
      response('N4', 'A2', 'C6', 9, '2026-02-10'),
      response('N5', 'A3', 'C7', 0, '2026-02-10'),
    ])
}
