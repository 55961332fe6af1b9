/** The demo workspace: the same for the same day, whole in its references, coherent in its stories, readable in its texts. */
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { bundleColumns } from './columns.ts'
import { csv } from './csv.ts'
import { addMonths, isoDay, lastWeekday, parseDay, weekday, workday } from './days.ts'
import { generateDemo, type Bundle } from './generate.ts'
import { deck, random } from './random.ts'

type Cells = Record<string, string>
const today = '2026-11-21'
const demo = generateDemo({ today })
const tables = tablesOf(demo)

/** Each table is read when it is first asked for: most tests need two of the seventeen. */
function tablesOf(bundle: Bundle) {
  const read = new Map<string, Cells[]>()
  const table = (path: string): Cells[] => {
    const rows =
      read.get(path) ?? parse(bundle.files.get(path) ?? '', { columns: true, skip_empty_lines: true })
    read.set(path, rows)
    return rows
  }
  return Object.defineProperties(
    {},
    Object.fromEntries(
      Object.keys(bundleColumns).map((path) => [path, { get: () => table(path), enumerable: true }]),
    ),
  ) as Record<keyof typeof bundleColumns, Cells[]>
}

const cell = (row: Cells | undefined, column: string) => row?.[column] ?? ''
const number = (row: Cells | undefined, column: string) => Number(cell(row, column))
const dayOf = (row: Cells, column: string) => parseDay(cell(row, column).slice(0, 10))
const by = (rows: Cells[], column: string) => Map.groupBy(rows, (row) => cell(row, column))
const active = (rows: Cells[]) => rows.filter((row) => cell(row, 'churned_on') === '')

/** Newest score an account, as the domain has it: on or before the day. */
function scores(health: Cells[], day: string): Map<string, number> {
  const newest = new Map<string, number>()
  for (const row of health)
    if (cell(row, 'on') <= day) newest.set(cell(row, 'account_id'), number(row, 'score'))
  return newest
}

describe('the demo workspace', () => {
  it('has the same bytes for the same seed and day, and others for another seed', () => {
    const again = generateDemo({ today })
    expect([...again.files]).toEqual([...demo.files])
    expect(generateDemo({ today, seed: 8 }).files.get('accounts.csv')).not.toBe(
      demo.files.get('accounts.csv'),
    )
  })

  it('moves every renewal, start and departure with today', () => {
    const later = tablesOf(generateDemo({ today: isoDay(parseDay(today) + 45) }))['accounts.csv']
    tables['accounts.csv'].forEach((account, place) => {
      const moved = later[place] ?? {}
      expect(cell(moved, 'name')).toBe(cell(account, 'name'))
      expect(dayOf(moved, 'renewal_date') - dayOf(account, 'renewal_date')).toBe(45)
      if (cell(account, 'churned_on'))
        expect(dayOf(moved, 'churned_on') - dayOf(account, 'churned_on')).toBe(45)
      expect(Math.abs(dayOf(moved, 'customer_since') - dayOf(account, 'customer_since') - 45)).toBeLessThan(4)
    })
  })

  it('has the accounts asked for, and refuses numbers that it cannot fill', () => {
    for (const accounts of [24, 60, 300]) {
      expect(tablesOf(generateDemo({ today, accounts }))['accounts.csv']).toHaveLength(accounts)
    }
    for (const accounts of [0, 23, 2001, 50.5]) {
      expect(() => generateDemo({ today, accounts })).toThrow(RangeError)
    }
    expect(() => generateDemo({ today: '2026-02-31' })).toThrow(RangeError)
  })

  it('stays small enough to be imported in seconds', () => {
    const rows = Object.values(tables).reduce((sum, table) => sum + table.length, 0)
    expect(rows).toBeGreaterThan(40_000)
    expect(rows).toBeLessThan(90_000)
    expect(tables['accounts.csv']).toHaveLength(120)
  })

  it('gives each id once', () => {
    for (const [path, rows] of Object.entries(tables)) {
      const ids = rows.flatMap((row) => row.id ?? [])
      expect(new Set(ids).size, path).toBe(ids.length)
    }
    const named = (path: 'accounts.csv' | 'contacts.csv', column: string) =>
      tables[path].map((row) => cell(row, column))
    expect(new Set(named('accounts.csv', 'name')).size).toBe(120)
    expect(new Set(named('contacts.csv', 'email')).size).toBe(tables['contacts.csv'].length)
    expect(new Set(named('contacts.csv', 'name')).size).toBe(tables['contacts.csv'].length)
  })
})

describe('references', () => {
  const accounts = new Set(tables['accounts.csv'].map((row) => cell(row, 'id')))
  const contacts = new Map(tables['contacts.csv'].map((row) => [cell(row, 'id'), row]))
  const users = new Set(tables['users.csv'].map((row) => cell(row, 'email')))
  const addresses = new Set([...users, ...tables['contacts.csv'].map((row) => cell(row, 'email'))])

  it('name accounts and contacts that exist, and contacts of the same account', () => {
    const wrong = Object.entries(tables).flatMap(([path, rows]) =>
      rows
        .filter(({ account_id, contact_id }) => {
          if (account_id === undefined) return false
          return (
            !accounts.has(account_id) || (contact_id && contacts.get(contact_id)?.account_id !== account_id)
          )
        })
        .map((row) => ({ path, ...row })),
    )
    expect(wrong).toEqual([])
    expect(tables['accounts.csv'].filter((row) => row.parent_id && !accounts.has(row.parent_id))).toEqual([])
    const bosses = tables['contacts.csv'].filter((row) => row.reports_to)
    expect(
      bosses.filter((row) => contacts.get(cell(row, 'reports_to'))?.account_id !== row.account_id),
    ).toEqual([])
    expect(bosses.length).toBeGreaterThan(500)
  })

  it('name people of the team by an address that exists', () => {
    const columns = ['manager_email', 'csm', 'ae', 'owner', 'assignee']
    const named = Object.values(tables).flatMap((rows) =>
      rows.flatMap((row) => columns.flatMap((column) => row[column] || [])),
    )
    expect(named.length).toBeGreaterThan(2000)
    expect(named.filter((address) => !users.has(address))).toEqual([])
  })

  it('name files that are there, and attendees that are known', () => {
    for (const folder of ['transcripts', 'documents'] as const) {
      const index = tables[`${folder}/index.csv`]
      const stored = [...demo.files.keys()].filter(
        (path) => path.startsWith(`${folder}/`) && !path.endsWith('.csv'),
      )
      expect(index.map((row) => `${folder}/${cell(row, 'file')}`).sort()).toEqual(stored.sort())
      for (const row of index) {
        for (const person of cell(row, 'attendees').split(';').filter(Boolean))
          expect(addresses.has(person)).toBe(true)
      }
    }
  })
})

describe('time', () => {
  it('puts nothing that has happened after today, whatever day of the week it is', () => {
    const days = [today, '2026-02-28', '2027-03-01', '2028-02-29', '2026-08-16']
    for (const [seed, day] of days.entries()) {
      const bundle = day === today ? tables : tablesOf(generateDemo({ today: day, seed }))
      const happened = [
        'on',
        'at',
        'left_on',
        'churned_on',
        'customer_since',
        'go_live_on',
        'done_on',
        'done_at',
      ]
      happened.push('opened_at', 'first_response_at', 'solved_at')
      const late = Object.entries(bundle).flatMap(([path, rows]) =>
        rows.flatMap((row) =>
          happened
            .filter((column) => (row[column] ?? '').slice(0, 10) > day)
            .map((column) => ({ path, column, row })),
        ),
      )
      expect(late, day).toEqual([])
      for (const deal of bundle['opportunities.csv']) {
        if (deal.status !== 'open') expect(cell(deal, 'close_on') <= day).toBe(true)
      }
    }
  })

  it('orders what belongs together', () => {
    for (const ticket of tables['tickets.csv']) {
      const steps = [ticket.opened_at, ticket.first_response_at, ticket.solved_at].filter((at) => at)
      expect(steps).toEqual([...steps].sort())
      expect(ticket.status === 'solved').toBe(Boolean(ticket.solved_at))
    }
    for (const thread of by(
      tables['activities.csv'].filter((row) => row.thread_id),
      'thread_id',
    ).values()) {
      const times = thread.map((row) => cell(row, 'at'))
      expect(times).toEqual([...times].sort())
      expect(new Set(times).size).toBe(times.length)
    }
  })

  it('lets nobody write or work after they left', () => {
    // In a small workspace hardly anybody is in the middle of a thread on the last day, so a large one is looked at too.
    for (const bundle of [tables, tablesOf(generateDemo({ today, seed: 1, accounts: 800 }))]) {
      const left = new Map(
        bundle['contacts.csv'].filter((row) => row.left_on).map((row) => [row.id, row.left_on]),
      )
      const theirs = bundle['activities.csv'].filter(
        (row) => row.direction === 'inbound' && left.has(row.contact_id),
      )
      expect(theirs.length).toBeGreaterThan(5)
      expect(theirs.filter((row) => cell(row, 'at') >= (left.get(row.contact_id) ?? ''))).toEqual([])
      const worked = bundle['user_usage.csv'].filter(
        (row) => cell(row, 'on') >= (left.get(row.contact_id) ?? '9'),
      )
      expect(worked).toEqual([])
    }
  })
})

describe('the stories', () => {
  const accounts = tables['accounts.csv']
  const contracts = by(tables['contracts.csv'], 'account_id')
  const now = scores(tables['health_scores.csv'], today)

  it('the headline question has from 5 to 15 answers on any day of the year', () => {
    for (let month = 0; month < 12; month++) {
      const day = isoDay(addMonths(parseDay('2026-01-31'), month) + month)
      const bundle = tablesOf(generateDemo({ today: day }))
      const newest = scores(bundle['health_scores.csv'], day)
      const answers = active(bundle['accounts.csv']).filter((account) => {
        const left = dayOf(account, 'renewal_date') - parseDay(day)
        return left >= 0 && left <= 90 && (newest.get(cell(account, 'id')) ?? 0) < 70
      })
      expect(answers.length, day).toBeGreaterThanOrEqual(5)
      expect(answers.length, day).toBeLessThanOrEqual(15)
    }
  })

  it('every horizon has renewals, healthy ones and others', () => {
    for (const [from, to] of [
      [-60, -1],
      [0, 30],
      [31, 60],
      [61, 90],
      [91, 120],
      [121, 365],
    ] as const) {
      const due = active(accounts).filter((account) => {
        const left = dayOf(account, 'renewal_date') - parseDay(today)
        return left >= from && left <= to
      })
      const green = due.filter((account) => (now.get(cell(account, 'id')) ?? 0) >= 70)
      expect(green.length, `${from} to ${to}`).toBeGreaterThan(0)
      expect(due.length - green.length, `${from} to ${to}`).toBeGreaterThan(0)
    }
  })

  it('more than half of the scored accounts are green, about a quarter yellow, a fifth red', () => {
    const all = active(accounts).flatMap((account) => now.get(cell(account, 'id')) ?? [])
    const share = (low: number, high: number) =>
      all.filter((score) => score >= low && score < high).length / all.length
    expect(share(70, 101)).toBeGreaterThan(0.48)
    expect(share(50, 70)).toBeGreaterThan(0.2)
    expect(share(0, 50)).toBeGreaterThan(0.14)
    expect(active(accounts).length - all.length).toBeGreaterThanOrEqual(2)
  })

  it('the running contracts add up to the ARR, and the newest ends on the renewal', () => {
    for (const account of accounts) {
      const own = (contracts.get(cell(account, 'id')) ?? []).filter((one) => one.status !== 'draft')
      const running = account.churned_on
        ? own.filter((one) => one.end_on === account.renewal_date)
        : own.filter((one) => one.status === 'active')
      expect(
        running.reduce((sum, one) => sum + number(one, 'arr'), 0),
        account.name,
      ).toBe(number(account, 'arr'))
      expect(
        own
          .map((one) => cell(one, 'end_on'))
          .sort()
          .at(-1),
      ).toBe(account.renewal_date)
      expect(own.map((one) => cell(one, 'start_on')).sort()[0]).toBe(account.customer_since)
    }
  })

  it('health follows use: where use rose or fell over half a year, so did the score', () => {
    const weeks = by(tables['usage.csv'], 'account_id')
    const earlier = isoDay(parseDay(today) - 182)
    const then = scores(tables['health_scores.csv'], earlier)
    const events = (id: string, end: string) =>
      (weeks.get(id) ?? [])
        .filter((row) => cell(row, 'on') <= end && cell(row, 'on') > isoDay(parseDay(end) - 28))
        .reduce((sum, row) => sum + number(row, 'events'), 0)
    const pairs = active(accounts).flatMap(({ id = '' }) => {
      const before = events(id, earlier)
      const score = now.get(id)
      const old = then.get(id)
      if (!before || score === undefined || old === undefined) return []
      return [[Math.log(events(id, today) / before), score - old] as const]
    })
    expect(pairs.length).toBeGreaterThan(60)
    expect(correlation(pairs)).toBeGreaterThan(0.55)
  })

  it('tone follows health: red accounts sound worse than green ones', () => {
    const recent = tables['activities.csv'].filter(
      (row) => row.sentiment && dayOf(row, 'at') > parseDay(today) - 90,
    )
    const tone = (low: number, high: number) => {
      const some = recent.filter((row) => {
        const score = now.get(cell(row, 'account_id'))
        return score !== undefined && score >= low && score < high
      })
      return some.reduce((sum, row) => sum + number(row, 'sentiment'), 0) / some.length
    }
    expect(tone(70, 101)).toBeGreaterThan(tone(50, 70) + 0.1)
    expect(tone(70, 101)).toBeGreaterThan(tone(0, 50) + 0.2)
  })

  it('enough accounts left to learn from, each with its reason, its ARR and an end of its series', () => {
    const gone = accounts.filter((account) => account.churned_on)
    expect(gone.length).toBeGreaterThanOrEqual(20)
    const ids = new Map(gone.map((account) => [account.id, cell(account, 'churned_on')]))
    for (const account of gone) {
      expect(account.churn_reason).not.toBe('')
      expect(number(account, 'arr')).toBeGreaterThan(0)
      expect(account.lifecycle).toBe('churned')
    }
    for (const path of ['usage.csv', 'health_scores.csv', 'user_usage.csv'] as const) {
      expect(tables[path].filter((row) => cell(row, 'on') >= (ids.get(row.account_id) ?? '9'))).toEqual([])
    }
    const tickets = tables['tickets.csv'].filter((row) => ids.has(row.account_id))
    expect(tickets.filter((row) => cell(row, 'solved_at') >= (ids.get(row.account_id) ?? ''))).toEqual([])
    const lost = tables['opportunities.csv'].filter((row) => row.type === 'renewal' && row.status === 'lost')
    expect(new Set(lost.map((row) => row.account_id))).toEqual(new Set(ids.keys()))
  })

  it('the goodbye of a champion comes from one who then left', () => {
    const champions = tables['contacts.csv'].filter((row) => row.role === 'champion' && row.left_on)
    const goodbyes = tables['activities.csv'].filter((row) =>
      /I am leaving|I am moving on|last mails/.test(cell(row, 'body')),
    )
    expect(goodbyes.length).toBeGreaterThanOrEqual(3)
    for (const mail of goodbyes) {
      const writer = champions.find((row) => row.id === mail.contact_id)
      const notice = dayOf(writer ?? {}, 'left_on') - dayOf(mail, 'at')
      expect(notice).toBeGreaterThan(0)
      expect(notice).toBeLessThan(40)
    }
  })

  it('there is something to show for what people ask about', () => {
    const open = tables['tickets.csv'].filter((row) => row.status !== 'solved')
    const newestNps = [...by(tables['nps.csv'], 'contact_id').values()].map((rows) =>
      number(rows.at(-1), 'score'),
    )
    const threads = [
      ...by(
        tables['activities.csv'].filter((row) => row.type === 'email'),
        'thread_id',
      ).values(),
    ]
    const shown = {
      urgent: open.filter((row) => row.priority === 'urgent').length,
      manyTickets: [...by(open, 'account_id').values()].filter((rows) => rows.length >= 4).length,
      unanswered: threads.filter(
        (mails) =>
          mails.at(-1)?.direction === 'inbound' && dayOf(mails.at(-1) ?? {}, 'at') < parseDay(today) - 5,
      ).length,
      promoters: newestNps.filter((score) => score >= 9).length,
      detractors: newestNps.filter((score) => score <= 6).length,
      noShows: tables['activities.csv'].filter((row) => row.no_show === 'true').length,
      overdueTasks: tables['tasks.csv'].filter((row) => row.status === 'open' && cell(row, 'due_on') < today)
        .length,
      slipped: tables['opportunities.csv'].filter(
        (row) => row.status === 'open' && cell(row, 'close_on') < today,
      ).length,
      lostToRivals: tables['opportunities.csv'].filter((row) => row.status === 'lost' && row.competitor)
        .length,
      expansions: tables['opportunities.csv'].filter(
        (row) => row.type === 'expansion' && row.status === 'won',
      ).length,
      lateMilestones: tables['milestones.csv'].filter((row) => !row.done_on && cell(row, 'due_on') < today)
        .length,
      values: tables['milestones.csv'].filter((row) => row.kind === 'value' && row.done_on).length,
      withoutCsm: active(accounts).filter((row) => !row.csm).length,
      euros: accounts.filter((row) => row.currency === 'EUR').length,
      children: accounts.filter((row) => row.parent_id).length,
      drafts: tables['contracts.csv'].filter((row) => row.status === 'draft').length,
      kpis: tables['kpis.csv'].length,
    }
    for (const [what, count] of Object.entries(shown)) expect(count, what).toBeGreaterThan(0)
  })
})

function correlation(pairs: (readonly [number, number])[]): number {
  const mean = (place: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[place], 0) / pairs.length
  const [x, y] = [mean(0), mean(1)]
  const sum = (of: (pair: readonly [number, number]) => number) =>
    pairs.reduce((total, pair) => total + of(pair), 0)
  return (
    sum(([a, b]) => (a - x) * (b - y)) / Math.sqrt(sum(([a]) => (a - x) ** 2) * sum(([, b]) => (b - y) ** 2))
  )
}

describe('the texts', () => {
  it('leave no fact open, whatever the seed', () => {
    for (const seed of [undefined, 1, 2, 3]) {
      const { files } = seed === undefined ? demo : generateDemo({ today, seed })
      for (const [path, text] of files) {
        if (!path.startsWith('playbooks/'))
          expect(/\{\w+\}|undefined|NaN|\[object/.exec(text)?.[0], path).toBeUndefined()
      }
    }
  })

  it('seldom say the same twice', () => {
    const mails = tables['activities.csv']
      .filter((row) => row.type === 'email')
      .map((row) => cell(row, 'body'))
    expect(mails.length).toBeGreaterThan(1500)
    expect(new Set(mails).size / mails.length).toBeGreaterThan(0.97)
    for (const own of by(tables['activities.csv'], 'account_id').values()) {
      const bodies = own.filter((row) => row.type === 'email').map((row) => cell(row, 'body'))
      bodies.forEach((body, place) => expect(bodies.slice(place + 1, place + 11)).not.toContain(body))
    }
  })

  it('are calls of 40 to 120 cues, spoken in order by those who attended', () => {
    const names = new Map(
      [...tables['users.csv'], ...tables['contacts.csv']].map((row) => [
        cell(row, 'email'),
        cell(row, 'name'),
      ]),
    )
    const index = tables['transcripts/index.csv']
    expect(index).toHaveLength(16)
    for (const row of index) {
      const text = demo.files.get(`transcripts/${cell(row, 'file')}`) ?? ''
      expect(text.startsWith('WEBVTT\n\n')).toBe(true)
      const cues = [...text.matchAll(/^(\S+) --> (\S+)\n<v ([^>]+)>(.+)$/gm)]
      expect(cues.length, row.file).toBeGreaterThanOrEqual(40)
      expect(cues.length, row.file).toBeLessThanOrEqual(120)
      const times = cues.flatMap(([, from = '', to = '']) => [from, to])
      expect(times).toEqual([...times].sort())
      const attended = cell(row, 'attendees')
        .split(';')
        .map((address) => names.get(address))
      expect(new Set(cues.map(([, , , speaker]) => speaker))).toEqual(new Set(attended))
      const held = tables['activities.csv'].find((one) => one.subject === row.title && one.at === row.at)
      expect(held?.account_id, row.title).toBe(row.account_id)
    }
  })

  it('name the rival and the price where price is the story', () => {
    const call = [...demo.files].find(([path]) => path.endsWith('price-negotiation.vtt'))?.[1] ?? ''
    expect(call).toMatch(/Crewlane|Ordanza|Fieldmint|Jobwright/)
    expect(call).toMatch(/[$€][\d,]{5,}/)
  })

  it('are nine playbooks with criteria, measures and steps', () => {
    const step = z.strictObject({
      day: z.int().min(0),
      kind: z.enum(['task', 'e-mail', 'meeting', 'check', 'approval', 'wait', 'branch']),
      title: z.string().min(5),
      owner: z.enum(['responsible', 'accountable', 'consulted', 'informed']),
    })
    const front = z.strictObject({
      name: z.string(),
      entry: z.string().min(5),
      exit: z.string().min(5),
      measures: z.array(z.string()).min(1),
      steps: z.array(step).min(4),
    })
    const playbooks = [...demo.files].filter(([path]) => path.startsWith('playbooks/'))
    expect(playbooks).toHaveLength(9)
    for (const [path, text] of playbooks) {
      const [, yaml = '', body = ''] = /^---\n([\s\S]+?)\n---\n([\s\S]+)$/.exec(text) ?? []
      const read = front.parse(parseYaml(yaml))
      expect(body, path).toContain(`# ${read.name}`)
      const days = read.steps.map(({ day }) => day)
      expect(days).toEqual([...days].sort((a, b) => a - b))
    }
  })
})

describe('its parts', () => {
  it('a cell with commas, quotes and lines reads back as it was', () => {
    const text = 'Hello "you",\n\nsee; this\r\nand that'
    const written = csv(['a', 'b', 'c'], [{ a: text, b: null, c: ['x', 'y'] }])
    expect(parse(written, { columns: true })).toEqual([{ a: text, b: '', c: 'x;y' }])
    expect(csv(['a'], [])).toBe('a\n')
  })

  it('days keep to the calendar', () => {
    expect(isoDay(addMonths(parseDay('2024-01-31'), 1))).toBe('2024-02-29')
    expect(isoDay(addMonths(parseDay('2026-03-31'), -13))).toBe('2025-02-28')
    expect(weekday(parseDay('2026-11-21'))).toBe(5)
    expect(isoDay(workday(parseDay('2026-11-22')))).toBe('2026-11-20')
    expect(isoDay(lastWeekday(parseDay('2026-11-21'), 0))).toBe('2026-11-16')
    expect(() => parseDay('2026-2-3')).toThrow(RangeError)
  })

  it('a stream depends on its labels, and a deck shows everything before it repeats', () => {
    expect(random(1, 'a').next()).toBe(random(1, 'a').next())
    expect(random(1, 'a').next()).not.toBe(random(1, 'b').next())
    expect(random(1, 'a', 'b').next()).not.toBe(random(1, 'ab').next())
    const next = deck(random(3), ['x', 'y', 'z'])
    for (let round = 0; round < 5; round++) expect([next(), next(), next()].sort()).toEqual(['x', 'y', 'z'])
    const normal = Array.from(
      { length: 2000 },
      (
        (draw) => () =>
          draw.normal(10, 2)
      )(random(5)),
    )
    const mean = normal.reduce((sum, one) => sum + one, 0) / normal.length
    expect(mean).toBeCloseTo(10, 0)
  })
})
