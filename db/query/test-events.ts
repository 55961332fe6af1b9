/** What happened in the test workspace: scores, usage, touches, tickets and NPS. */
import type { Tx } from '../connect.ts'
import * as table from '../schema/tables.ts'
import { idOf, named, own } from './test-ids.ts'

export async function insertUsage(tx: Tx): Promise<void> {
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

export async function insertTouches(tx: Tx): Promise<void> {
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

export async function insertSupport(tx: Tx): Promise<void> {
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
