/** Imports damaged bundles and counts what must never be: an unexpected failure, a good row lost or altered, something half-written. */
import type { Db } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import type { Mapping } from '#db/import/mapping/mapping.ts'
import { suggestMapping } from '#db/import/mapping/suggest.ts'
import { fromMemory } from '#db/import/source.ts'
import { Problem } from '#db/problem.ts'
import { freshDb } from '../kit/store.ts'
import { mutate, type Mutant } from './csv-mutations.ts'
import { fuzzFiles, landed, mustLand, targets, type Target } from './fuzz-bundle.ts'

export type FuzzResult = {
  mutants: number
  crashes: string[]
  /** Rows that had to land unaltered, and those that did not. */
  goodRows: number
  lost: string[]
  halfWritten: string[]
  slowestMs: number
}

/** Stores grow with the workspaces in them; a new one is a third of a second. */
const importsAStore = 300

const [accounts, ...others] = targets as [Target, ...Target[]]

export async function fuzzImport(
  seed: number,
  wanted: number,
  foreign: ReadonlyMap<string, Uint8Array>,
): Promise<FuzzResult> {
  const result: FuzzResult = { mutants: 0, crashes: [], goodRows: 0, lost: [], halfWritten: [], slowestMs: 0 }
  let db = await freshDb()
  try {
    let sound = await soundRows(db)
    for (let n = 0; result.mutants < wanted; n++) {
      if (n > 0 && n % importsAStore === 0) {
        await db.close()
        db = await freshDb()
        sound = await soundRows(db)
      }
      const start = performance.now()
      // Accounts alone: what they lose, all the others lose with them.
      if (n % 12 === 11) await damageForeign(db, seed, n, foreign, result)
      else await damage(db, seed, n, n % 5 === 0 ? [accounts] : others, sound, result)
      result.slowestMs = Math.max(result.slowestMs, performance.now() - start)
    }
  } finally {
    await db.close()
  }
  return result
}

type Sound = Map<string, Map<string, string>>

/** What every file's rows look like where nothing is damaged. */
async function soundRows(db: Db): Promise<Sound> {
  const report = await importBundle(db, { workspace: 'sound', source: fromMemory({ files: fuzzFiles() }) })
  const [first] = report.problems
  if (first) throw new Error(`the undamaged bundle was refused: ${JSON.stringify(first)}`)
  const sound: Sound = new Map()
  for (const target of targets) sound.set(target.path, await landed(db, 'sound', target))
  return sound
}

const told = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))
const nameOf = (seed: number, n: number, mutant: Mutant, path: string) =>
  `seed ${seed}, mutant ${n}, ${path}: ${mutant.kinds.join(', ')}`

async function damage(
  db: Db,
  seed: number,
  n: number,
  chosen: Target[],
  sound: Sound,
  result: FuzzResult,
): Promise<void> {
  const files = fuzzFiles()
  const mutants = chosen.map((target) => ({ target, mutant: mutate(target.bytes, seed, n, target.path) }))
  for (const { target, mutant } of mutants) files.set(target.path, mutant.bytes)
  result.mutants += mutants.length
  const workspace = `fuzz-${n}`
  const name = mutants.map(({ target, mutant }) => nameOf(seed, n, mutant, target.path)).join('; ')
  try {
    await importBundle(db, { workspace, source: fromMemory({ files }) })
  } catch (error) {
    if (!(error instanceof Problem)) result.crashes.push(`${name}: ${told(error)}`)
    for (const target of targets)
      if ((await landed(db, workspace, target)).size > 0) result.halfWritten.push(name)
    return
  }
  for (const { target, mutant } of mutants) {
    const rows = await landed(db, workspace, target)
    for (const id of mustLand(target, mutant)) {
      result.goodRows++
      if (rows.get(id) !== sound.get(target.path)?.get(id)) {
        result.lost.push(`${nameOf(seed, n, mutant, target.path)}: ${id} is ${rows.get(id) ?? 'missing'}`)
      }
    }
  }
}

/** Foreign files go by guesses, so no row is sure to be understood; but nothing may fail otherwise than in words. */
async function damageForeign(
  db: Db,
  seed: number,
  n: number,
  foreign: ReadonlyMap<string, Uint8Array>,
  result: FuzzResult,
): Promise<void> {
  const files = new Map(foreign)
  const paths = [...foreign.keys()]
  const path = paths[n % paths.length] ?? ''
  const mutant = mutate(Buffer.from(foreign.get(path) ?? []), seed, n, path)
  files.set(path, mutant.bytes)
  result.mutants++
  try {
    const { mapping } = await suggestMapping(db, null, fromMemory({ files }))
    await importBundle(db, {
      workspace: `foreign-${n}`,
      source: fromMemory({ files }),
      mapping: answered(mapping),
    })
  } catch (error) {
    if (!(error instanceof Problem)) result.crashes.push(`${nameOf(seed, n, mutant, path)}: ${told(error)}`)
  }
}

/** As a person in a hurry would. */
export function answered(mapping: Mapping): Mapping {
  const answer = structuredClone(mapping)
  answer.people_without_email = 'leave_empty'
  for (const { columns } of answer.tables) {
    for (const { as } of columns)
      if ((as.kind === 'date' || as.kind === 'time') && as.order === null) as.order = 'dmy'
  }
  for (const pair of answer.duplicates) pair.merge = true
  return answer
}
