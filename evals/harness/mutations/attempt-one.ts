/** Suites against the code as it stands here, from a store that is ready: which cases hold, or the first that does not. */
import { readFileSync, writeFileSync } from 'node:fs'
import { openDb, type Db } from '#db/connect.ts'
import { random } from '#db/demo/random.ts'
import type { Case } from '../../contract.ts'
import { freshDb } from '../../kit/store.ts'
import { offline, openSubject, type Subject } from '../subject.ts'
import { suiteOf } from '../suite.ts'
import { decisionTrial, tryCase } from '../trial.ts'

type Keyed = { key: string; one: Case }

const casesOf = (suites: readonly string[]): Keyed[] =>
  suites.flatMap((suite) => suiteOf(suite).cases.map((one) => ({ key: `${suite}/${one.id}`, one })))

/** Null where it holds. */
async function faultOf(subject: Subject, one: Case): Promise<string | null> {
  try {
    const { state, checks, problem } = await tryCase(
      { subject, target: offline, retries: 0, judge: null },
      one,
      1,
    )
    if (state === 'passed') return null
    const failed = checks.find(({ ok }) => !ok)
    return failed ? `${failed.what}: ${failed.why}` : (problem ?? state)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Loads every fixture of the suites, keeps the store as a file, and answers with the cases that hold. */
export async function prepare(template: string, suites: readonly string[]): Promise<string[]> {
  const db: Db = await freshDb()
  const subject = await openSubject(new Map(), db)
  const all = casesOf(suites)
  for (const fixture of new Set(all.map(({ one }) => one.fixture))) await subject.place(fixture)
  const dump = await db.embedded?.dumpDataDir('none')
  if (!dump) throw new Error('mutants are tried on the embedded store')
  writeFileSync(template, Buffer.from(await dump.arrayBuffer()))
  await subject.close()
  // Tried as mutants are, over the reopened store: what holds in a fresh one alone would be put down to every mutant.
  const reopened = await reopen(template)
  const holding: string[] = []
  for (const { key, one } of all) if ((await faultOf(reopened, one)) === null) holding.push(key)
  await reopened.close()
  return holding
}

const reopen = async (template: string): Promise<Subject> =>
  openSubject(new Map(), await openDb({ template: new Blob([readFileSync(template)]) }))

export type Tried = { caught: string | null; why: string | null; cases: number; of: number }
type Options = {
  template: string
  suites: string[]
  counts: (key: string) => boolean
  /** The word that was changed: cases that hold it come first. */
  hint: string
  seconds: number
}

/** Of a changed word, cases without it notice next to nothing. */
const mostOthers = 60

export async function attemptOne({ template, suites, counts, hint, seconds }: Options): Promise<Tried> {
  const { shuffle } = random(1, 'cases')
  const known = suites.flatMap((suite) => shuffle(casesOf([suite]).filter(({ key }) => counts(key))))
  const isNear = ({ key }: Keyed) => key.toLowerCase().includes(hint.toLowerCase())
  const others = known.filter((one) => hint !== '' && !isNear(one))
  const cases = [...known.filter((one) => hint === '' || isNear(one)), ...others.slice(0, mostOthers)]
  const of = cases.length
  // What needs no store comes first: opening one takes longer than all of it.
  for (const { key, one } of cases.filter(({ one }) => one.decide !== undefined))
    if (decisionTrial(one, 1).state === 'failed') return { caught: key, why: 'decision', cases: 1, of }
  const subject = await reopen(template)
  const end = process.cpuUsage().user + seconds * 1e6
  const left = cases.filter(({ one }) => one.decide === undefined)
  for (const [at, { key, one }] of left.entries()) {
    if (process.cpuUsage().user > end) return { caught: null, why: null, cases: at + of - left.length, of }
    const why = await faultOf(subject, one)
    if (why !== null) return { caught: key, why: why.slice(0, 200), cases: at + 1, of }
  }
  return { caught: null, why: null, cases: of, of }
}
