/** Ten thousand damaged CSV files: imports that fail otherwise than in words, good rows that they cost, and anything half-written. */
import { readdirSync, readFileSync } from 'node:fs'
import { fuzzImport } from '../fuzz-import.ts'
import type { Part } from '../part.ts'
import { fuzzCrashes, fuzzHalfWritten, fuzzLost } from '../targets.ts'

const leastMutants = 10_000
const mostTold = 10

const folder = new URL('../../fixtures/foreign/', import.meta.url)
export const foreignFiles = (): Map<string, Uint8Array> =>
  new Map(readdirSync(folder).filter((name) => name.endsWith('.csv')).map((name) => [name, readFileSync(new URL(name, folder))])) // prettier-ignore

export const fuzzing: Part<'crashes' | 'lost' | 'half'> = {
  name: 'fuzz',
  figures: {
    crashes: {
      name: 'mutated CSVs: unexpected failures',
      unit: '',
      bound: fuzzCrashes,
      leastCases: leastMutants,
    },
    lost: {
      name: 'mutated CSVs: good rows lost or altered',
      unit: '',
      bound: fuzzLost,
      leastCases: leastMutants,
    },
    half: {
      name: 'mutated CSVs: refused, and yet rows written',
      unit: '',
      bound: fuzzHalfWritten,
      leastCases: leastMutants,
    },
  },
  async run({ seed, note }, tell) {
    const { mutants, crashes, goodRows, lost, halfWritten, slowestMs } = await fuzzImport(
      seed,
      leastMutants,
      foreignFiles(),
    )
    for (const one of [...crashes, ...lost, ...halfWritten].slice(0, mostTold)) note(one)
    note(
      `fuzz: ${mutants} mutants, ${goodRows} rows had to land; the slowest import took ${slowestMs.toFixed(0)} ms`,
    )
    tell('crashes', { cases: mutants, value: crashes.length })
    tell('lost', { cases: mutants, value: lost.length })
    tell('half', { cases: mutants, value: halfWritten.length })
  },
}
