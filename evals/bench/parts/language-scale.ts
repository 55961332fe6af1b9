/** What understanding costs with few and with very many names: time a request, and the time and memory of the compiled lexicon. */
import { runInNewContext } from 'node:vm'
import { setFlagsFromString } from 'node:v8'
import { compileLexicon, type Lexicon, type ObservedValues } from '#agent/offline/lexicon.ts'
import type { Named } from '#agent/offline/spans.ts'
import { codeObjects } from '#db/catalogue/load.ts'
import type { Catalogue } from '#db/catalogue/types.ts'
import { clockAt } from '#db/calendar.ts'
import { allRights } from '#db/rights.ts'
import { loadTools } from '#tools/kit/load-tools.ts'
import { planTurns, type Setting } from '../../kit/said.ts'
import { colleagues, companyOf, contactsOf } from '../big-workspace-people.ts'
import { openWorld } from '../big-workspace-world.ts'
import { offlineRequests } from '../offline-requests.ts'
import type { Part } from '../part.ts'
import { p95, percentile } from '../spread.ts'
import { lexiconBuildSeconds, lexiconMemoryMb, understandingAtScaleMs, understandingMs } from '../targets.ts'

const [few, many] = [240, 100_000]
const contactsEach = 5
const asked = 300
const warmUps = 60
/** Names that requests are made of. */
const sampled = 2_000
const day = '2026-11-21'

const people = (accounts: number, seed: number) => [...colleagues(openWorld(seed, accounts))]

function namesOf(accounts: number, seed: number): Named[] {
  const world = openWorld(seed, accounts)
  const contactOf = contactsOf(seed)
  const rows: Named[] = people(accounts, seed).map(({ email, name }) => ({ object: 'user', id: email, name }))
  for (let n = 0; n < accounts; n++) {
    const account = world.account(n)
    rows.push({ object: 'account', id: account.id, name: companyOf(n).name })
    for (let nth = 0; nth < contactsEach; nth++) {
      const { id, name } = contactOf(account, nth)
      rows.push({ object: 'contact', id, name })
    }
  }
  return rows
}

const catalogueFor = (accounts: number, seed: number): Catalogue => ({
  objects: new Map(codeObjects.map((object) => [object.key, object])),
  currencies: ['USD'],
  people: people(accounts, seed).map(({ email, name }) => ({ email, name })),
  version: `${accounts} names`,
})

const industriesOf = (accounts: number): string[] => [
  ...new Set(Array.from({ length: Math.min(accounts, 2_000) }, (_, n) => companyOf(n).industry)),
]

/** Bytes that the process holds once nothing is left to clear away. */
function held(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

type Built = { lexicon: Lexicon; seconds: number; megabytes: number; names: number }

/** The names themselves, which their rows hold anyway, are not counted. */
function built(accounts: number, seed: number): Built {
  const rows = namesOf(accounts, seed)
  const industries = industriesOf(accounts)
  const observed: ObservedValues = [{ object: 'account', field: 'industry', values: industries }]
  const catalogue = catalogueFor(accounts, seed)
  const before = held()
  const start = performance.now()
  const lexicon = compileLexicon(catalogue, rows, observed)
  const seconds = (performance.now() - start) / 1_000
  return { lexicon, seconds, megabytes: (held() - before) / 1_048_576, names: rows.length }
}

/** Every seventh name is written with a letter too few, as people do: those take the longest to find. */
const mistyped = (name: string, n: number): string => (n % 7 === 3 ? name.slice(0, 3) + name.slice(4) : name)

/** One turn at a time, each with what its conversation holds by then. */
function timed(setting: Setting, accounts: number, seed: number): { ms: number[]; answered: number } {
  const draw = {
    accounts: Array.from({ length: Math.min(accounts, sampled) }, (_, n) =>
      mistyped(companyOf(n * Math.max(1, Math.floor(accounts / sampled))).name, n),
    ),
    people: people(accounts, seed)
      .filter(({ role }) => role === 'csm')
      .map(({ name }) => name)
      .slice(0, 100),
    industries: industriesOf(accounts),
  }
  const ms: number[] = []
  let answered = 0
  for (const talk of offlineRequests(seed, draw, asked + warmUps))
    for (let turn = 1; turn <= talk.length; turn++) {
      const { plan, ms: took } = planTurns(talk.slice(0, turn), setting)
      ms.push(took)
      if (plan.kind === 'calls') answered++
    }
  return { ms: ms.slice(warmUps), answered }
}

type Key = 'few' | 'many' | 'build' | 'memory'

export const languageScale: Part<Key> = {
  name: 'language-scale',
  figures: {
    few: {
      name: `understanding at ${few} accounts, processor time, p95`,
      unit: 'ms',
      bound: understandingMs,
      leastCases: 150,
    },
    many: {
      name: 'understanding at 600,000 names, processor time, p95',
      unit: 'ms',
      bound: understandingAtScaleMs,
      leastCases: 150,
    },
    build: {
      name: 'lexicon of 600,000 names, built in',
      unit: 's',
      bound: lexiconBuildSeconds,
      leastCases: 600_000,
    },
    memory: {
      name: 'lexicon of 600,000 names, memory',
      unit: 'MB',
      bound: lexiconMemoryMb,
      leastCases: 600_000,
    },
  },
  async run({ seed, note }, tell) {
    const tools = await loadTools()
    const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, day)
    for (const [key, accounts] of [
      ['few', few],
      ['many', many],
    ] as const) {
      const { lexicon, seconds, megabytes, names } = built(accounts, seed)
      const [speaker] = lexicon.catalogue.people
      const asker = {
        ...{ workspace: 'w', userId: 'u', email: speaker?.email ?? '', name: speaker?.name ?? '' },
        ...{ role: 'admin' as const, team: [], rights: allRights },
      }
      const { ms, answered } = timed({ lexicon, tools, clock, asker }, accounts, seed)
      tell(key, { cases: answered, value: p95(ms) })
      if (key === 'many') {
        tell('build', { cases: names, value: seconds })
        tell('memory', { cases: names, value: megabytes })
      }
      note(
        `${names} names: p50 ${percentile(ms, 0.5).toFixed(1)}, longest ${Math.max(...ms).toFixed(1)} ms of ${ms.length}`,
      )
    }
  },
}
