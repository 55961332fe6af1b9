/** The files of a generated workspace that stand account by account: people, agreements, deals, tasks. */
import type { Cell } from '#db/demo/csv.ts'
import { colleagues, companyOf, contactsOf, csmMail, sellerMail } from './big-workspace-people.ts'
import { dayText, drawOf, momentText, pickBy, type Account, type World } from './big-workspace-world.ts'

export type Table = { path: string; columns: string[]; rows: (world: World) => Iterable<Cell[]> }

const on = (day: number | null): string | null => (day === null ? null : dayText(day))
const owner = ({ csm }: Account): string | null => (csm === null ? null : csmMail(csm))

function* everyAccount(world: World): Generator<Account> {
  for (let n = 0; n < world.accounts; n++) yield world.account(n)
}

const reasons = ['price', 'competitor', 'no budget', 'merged', 'product gaps', 'champion left']
const tags = ['reference', 'beta', 'strategic', 'multi-site', 'price-sensitive', 'reseller']

function lifecycleOf({ churned, since, renewal, mood }: Account): string {
  if (churned !== null) return 'churned'
  if (since > -120) return 'onboarding'
  if (renewal !== null && renewal < 90) return 'renewing'
  return mood > 0.85 ? 'expanding' : 'adopting'
}

const users: Table = {
  path: 'users.csv',
  columns: ['email', 'name', 'role', 'manager_email', 'time_zone'],
  *rows(world) {
    for (const { email, name, role, manager, zone } of colleagues(world))
      yield [email, name, role, manager, zone]
  },
}

const accounts: Table = {
  path: 'accounts.csv',
  columns:
    `id name domain parent_id industry segment region lifecycle csm ae arr currency customer_since renewal_date
    auto_renew seats go_live_on next_touch_on churned_on churn_reason tags plan`.split(/\s+/),
  *rows(world) {
    const draw = drawOf(world.seed, 'account')
    for (const each of everyAccount(world)) {
      const { n, since, churned } = each
      const { name, industry, domain } = companyOf(n)
      const live = since + Math.floor(14 + 100 * draw(n, 0))
      yield [
        each.id,
        name,
        domain,
        each.parent === null ? null : `a${each.parent}`,
        industry,
        each.segment,
        each.region,
        lifecycleOf(each),
        owner(each),
        sellerMail(Math.floor(draw(n, 1) * world.sellers)),
        each.arr,
        each.currency,
        on(since),
        on(each.renewal),
        draw(n, 2) < 0.4,
        each.seats,
        live < 0 ? on(live) : null,
        churned === null && draw(n, 3) < 0.6 ? on(Math.floor(60 * draw(n, 4) - 15)) : null,
        on(churned),
        churned === null ? null : pickBy(reasons, draw(n, 5)),
        draw(n, 6) < 0.2 ? [pickBy(tags, draw(n, 7))] : [],
        pickBy(['starter', 'growth', 'scale'], draw(n, 8)),
      ]
    }
  },
}

const contacts: Table = {
  path: 'contacts.csv',
  columns: ['id', 'account_id', 'name', 'email', 'title', 'role', 'reports_to', 'left_on', 'consent'],
  *rows(world) {
    const contact = contactsOf(world.seed)
    for (const account of everyAccount(world))
      for (let nth = 0; nth < account.contacts; nth++) {
        const { id, name, email, title, role, reportsTo, leftOn, consent } = contact(account, nth)
        yield [id, account.id, name, email, title, role, reportsTo, on(leftOn), consent]
      }
  },
}

/** The term that runs, the one before where there was one, and an add-on of larger accounts. */
const contracts: Table = {
  path: 'contracts.csv',
  columns: [
    'id',
    'account_id',
    'product',
    'arr',
    'seats',
    'start_on',
    'end_on',
    'auto_renew',
    'notice_days',
    'status',
  ],
  *rows(world) {
    const draw = drawOf(world.seed, 'contract')
    for (const { n, id, since, churned, renewal, arr, seats, segment } of everyAccount(world)) {
      if (draw(n, 9) < 0.03) continue
      const end = churned ?? renewal ?? 200
      const start = Math.max(since, end - 365)
      const addOn = segment !== 'smb' && draw(n, 0) < 0.35 ? Math.round(arr * 0.002) * 100 : 0
      const status = churned === null ? 'active' : 'ended'
      const renews = draw(n, 1) < 0.4
      yield [`${id}-k1`, id, 'Platform', arr - addOn, seats, on(start), on(end - 1), renews, 60, status]
      if (addOn > 0)
        yield [
          `${id}-k2`,
          id,
          'Insights',
          addOn,
          seats,
          on(Math.max(since, end - 250)),
          on(end - 1),
          renews,
          60,
          status,
        ]
      if (start - 365 > since) {
        const before = Math.round((arr * (0.75 + 0.4 * draw(n, 2))) / 100) * 100
        yield [`${id}-k0`, id, 'Platform', before, seats, on(start - 365), on(start - 1), renews, 60, 'ended']
      }
      if (draw(n, 3) < 0.03)
        yield [
          `${id}-k9`,
          id,
          'Platform',
          Math.round(arr * 1.1),
          seats,
          on(end),
          on(end + 365),
          renews,
          60,
          'draft',
        ]
    }
  },
}

const rivals = ['Fieldstone', 'Opsly', 'Marrow', null, null, null]

const opportunities: Table = {
  path: 'opportunities.csv',
  columns:
    `id account_id type name stage amount probability close_on competitor owner status lost_reason`.split(
      ' ',
    ),
  *rows(world) {
    const draw = drawOf(world.seed, 'opportunity')
    for (const each of everyAccount(world)) {
      const { n, id, churned, renewal, arr, since, mood } = each
      const seller = sellerMail(Math.floor(draw(n, 0) * world.sellers))
      const rival = pickBy(rivals, draw(n, 1))
      if (churned === null && renewal !== null && renewal < 150 && draw(n, 2) < 0.7)
        yield [
          `${id}-o1`,
          id,
          'renewal',
          'Renewal',
          'negotiation',
          arr,
          Math.round(30 + 60 * mood),
          on(renewal),
          rival,
          owner(each) ?? seller,
          'open',
          null,
        ]
      const last = churned ?? (renewal === null ? null : renewal - 365)
      if (last !== null && last > since && last < 0 && draw(n, 3) < 0.8) {
        const lost = churned !== null
        yield [
          `${id}-o0`,
          id,
          'renewal',
          'Renewal',
          'closed',
          arr,
          lost ? 0 : 100,
          on(last),
          rival,
          seller,
          lost ? 'lost' : 'won',
          lost ? pickBy(reasons, draw(n, 4)) : null,
        ]
      }
      if (churned === null && draw(n, 5) < 0.3 * mood) {
        const close = Math.floor(240 * draw(n, 6) - 60)
        const status = close > 0 ? 'open' : draw(n, 7) < 0.6 ? 'won' : 'lost'
        const stage =
          status === 'open' ? pickBy(['discovery', 'proposal', 'negotiation'], draw(n, 8)) : 'closed'
        yield [
          `${id}-o2`,
          id,
          'expansion',
          'More seats',
          stage,
          Math.round(arr * 0.2),
          Math.round(20 + 60 * draw(n, 10)),
          on(close),
          rival,
          seller,
          status,
          status === 'lost' ? 'no budget' : null,
        ]
      }
    }
  },
}

const milestones: Table = {
  path: 'milestones.csv',
  columns: ['id', 'account_id', 'name', 'kind', 'due_on', 'done_on'],
  *rows(world) {
    const draw = drawOf(world.seed, 'milestone')
    const steps: [string, string, number][] = [
      ['Training done', 'training', 40],
      ['First value', 'value', 80],
    ]
    for (const { n, id, since } of everyAccount(world))
      for (const [at, [name, kind, after]] of steps.entries()) {
        const done = since + Math.floor(after * (0.5 + draw(n, at)))
        yield [
          `${id}-m${at}`,
          id,
          name,
          kind,
          on(since + after),
          done < 0 && draw(n, at + 4) < 0.9 ? on(done) : null,
        ]
      }
  },
}

const work = [
  'Prepare the QBR',
  'Follow up on the outage',
  'Check adoption',
  'Send the renewal quote',
  'Book a call',
]

const tasks: Table = {
  path: 'tasks.csv',
  columns: ['id', 'account_id', 'title', 'due_on', 'status', 'priority', 'assignee', 'done_at'],
  *rows(world) {
    const draw = drawOf(world.seed, 'task')
    for (const each of everyAccount(world)) {
      const { n, id } = each
      const count = Math.floor(draw(n, 0) * 2.2 + Math.min(6, each.weight) * 0.5)
      for (let nth = 1; nth <= count; nth++) {
        const due = Math.floor(45 - 400 * draw(n, nth * 4))
        const isDone = due < 10 && draw(n, nth * 4 + 1) < 0.9
        const priority = pickBy(['low', 'normal', 'normal', 'high', 'urgent'], draw(n, nth * 4 + 2))
        yield [
          `${id}-t${nth}`,
          id,
          pickBy(work, draw(n, nth * 4 + 3)),
          on(due),
          isDone ? 'done' : 'open',
          priority,
          owner(each),
          isDone ? momentText(Math.min(-1, due), 0.5) : null,
        ]
      }
    }
  },
}

const nps: Table = {
  path: 'nps.csv',
  columns: ['id', 'account_id', 'contact_id', 'score', 'comment', 'at'],
  *rows(world) {
    const draw = drawOf(world.seed, 'nps')
    for (const { n, id, contacts: count, mood } of everyAccount(world))
      for (let nth = 0; nth < Math.min(count, 12); nth++) {
        if (draw(n, nth * 3) > 0.16) continue
        const score = Math.min(10, Math.max(0, Math.round(4 + 5.5 * mood + 5 * (draw(n, nth * 3 + 1) - 0.5))))
        const comment = score < 6 ? 'Support is slow, and the reports "hang".' : null
        yield [
          `${id}-n${nth}`,
          id,
          `${id}-${nth}`,
          score,
          comment,
          momentText(-Math.floor(500 * draw(n, nth * 3 + 2)), 0.4),
        ]
      }
  },
}

export const records: Table[] = [users, accounts, contacts, contracts, opportunities, milestones, tasks, nps]
