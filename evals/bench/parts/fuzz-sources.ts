/** Two thousand damaged and hostile files through the product's own reader: failures that are not words, files that take longer than ten seconds, and texts that hold what nobody sees. */
import { Problem } from '#db/problem.ts'
import { readSource, type SourceText } from '#rag/sources/source.ts'
import type { Part } from '../part.ts'
import { sourceMutant, type SourceMutant } from '../source-mutations.ts'
import { sourceCrashes, sourceHangs, sourceUnseen } from '../targets.ts'

const leastMutants = 2_000
const longestMs = 10_000
const mostTold = 10
const unseen = /[\0-\x08\x0B-\x1F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/

export type FuzzedSources = {
  crashes: string[]
  hangs: string[]
  unseen: string[]
  read: number
  refused: number
  /** Refused because the reader was ended at its limit of time or memory. */
  ended: string[]
  slowestMs: number
}

export async function fuzzSources(seed: number, count: number): Promise<FuzzedSources> {
  const found: FuzzedSources = {
    crashes: [],
    hangs: [],
    unseen: [],
    read: 0,
    refused: 0,
    ended: [],
    slowestMs: 0,
  }
  for (let n = 0; n < count; n++) await readMutant(sourceMutant(seed, n), `seed ${seed}, mutant ${n}`, found)
  return found
}

async function readMutant(
  { name, kinds, bytes }: SourceMutant,
  which: string,
  found: FuzzedSources,
): Promise<void> {
  const told = `${which}, ${name} (${bytes.length} bytes): ${kinds.join(', ')}`
  const start = performance.now()
  try {
    const sources = await readSource(name, bytes)
    found.read++
    if (unseen.test(textOf(sources)) || !textOf(sources).isWellFormed()) found.unseen.push(told)
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'bad_request' && error.next !== '')) {
      found.crashes.push(`${told}: ${error instanceof Error ? error.message : String(error)}`)
    } else {
      found.refused++
      if (/takes too (?:long|much memory)/.test(error.message)) found.ended.push(`${told}: ${error.message}`)
    }
  }
  const ms = performance.now() - start
  found.slowestMs = Math.max(found.slowestMs, ms)
  if (ms > longestMs) found.hangs.push(`${told}: ${(ms / 1_000).toFixed(1)} s`)
}

const textOf = (sources: SourceText[]): string =>
  sources.flatMap(({ title = '', people, passages }) => [title, ...people, ...passages.flatMap(({ text, speaker = '', heading = '' }) => [text, speaker, heading])]).join(' ') // prettier-ignore

export const fuzzingSources: Part<'crashes' | 'hangs' | 'unseen'> = {
  name: 'fuzz-sources',
  figures: {
    crashes: {
      name: 'mutated sources: unexpected failures',
      unit: '',
      bound: sourceCrashes,
      leastCases: leastMutants,
    },
    hangs: {
      name: 'mutated sources: longer than 10 s',
      unit: '',
      bound: sourceHangs,
      leastCases: leastMutants,
    },
    unseen: {
      name: 'mutated sources: texts with unseen characters',
      unit: '',
      bound: sourceUnseen,
      leastCases: leastMutants,
    },
  },
  async run({ seed, note }, tell) {
    const found = await fuzzSources(seed, leastMutants)
    for (const one of [...found.crashes, ...found.hangs, ...found.unseen, ...found.ended].slice(0, mostTold))
      note(one)
    note(
      `sources: ${found.read} read, ${found.refused} refused, of these ${found.ended.length} at the limit of time or memory; the slowest took ${found.slowestMs.toFixed(0)} ms`,
    )
    tell('crashes', { cases: leastMutants, value: found.crashes.length })
    tell('hangs', { cases: leastMutants, value: found.hangs.length })
    tell('unseen', { cases: leastMutants, value: found.unseen.length })
  },
}
