/** Whether a search tells of other workspaces' words (SECURITY.md B5): the same probes beside nobody's data and beside a lot of it find the same, in the same time. */
import { random, type Random } from '#db/demo/random.ts'
import type { Db } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { search } from '#rag/search.ts'
import { freshDb } from '../../kit/store.ts'
import type { Part } from '../part.ts'
import { densityCounts, densityNoise } from '../targets.ts'

const probes = 1_000
const calls = 12
const neighbours = 12
const turnsACall = 60

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ')
const wordOf = (chance: Random) =>
  Array.from({ length: chance.int(2, 4) }, () => chance.pick(syllables)).join('')

/** A workspace of calls whose words are its own and, in part, its neighbours'. */
function bundleOf(chance: Random, words: readonly string[]): Map<string, string> {
  const files = new Map([
    ['users.csv', 'email,name,role\nann@us.example,Ann,admin\n'],
    ['accounts.csv', 'id,name,csm\nA1,Alder,ann@us.example\n'],
  ])
  for (let call = 0; call < calls; call++) {
    const cues = Array.from({ length: turnsACall }, (_, turn) => {
      const at = (second: number) =>
        `00:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.000`
      const text = Array.from({ length: chance.int(6, 24) }, () => chance.pick(words)).join(' ')
      return `${at(turn * 5)} --> ${at(turn * 5 + 4)}\n<v Ann>${text}`
    })
    files.set(`transcripts/call-${call}.vtt`, `WEBVTT\n\n${cues.join('\n\n')}\n`)
  }
  const index = Array.from(
    { length: calls },
    (_, call) => `call-${call}.vtt,A1,Call ${call},2026-06-0${1 + (call % 9)}T09:00:00Z`,
  )
  files.set('transcripts/index.csv', `file,account_id,title,at\n${index.join('\n')}\n`)
  return files
}

async function storeOf(chance: Random, own: readonly string[], beside: number): Promise<Db> {
  const db = await freshDb()
  const load = async (id: string, files: Map<string, string>) => {
    await importBundle(db, { workspace: { id, name: id, settings: {} }, source: fromMemory({ files }) })
    await keepChunks(db, id)
  }
  await load('a', bundleOf(chance, own))
  for (let n = 0; n < beside; n++) {
    const theirs = [...own, ...Array.from({ length: 200 }, () => wordOf(chance))]
    await load(`b${n}`, bundleOf(chance, theirs))
  }
  return db
}

type Probe = { ms: number; found: string }
async function probe(db: Db, question: string): Promise<Probe> {
  const start = performance.now()
  const passages = await db.inWorkspace('a', (tx) => search(tx, 'a', { question, limit: 10 }), 'read')
  const found = JSON.stringify(
    passages.map(({ source, locator, score }) => [source, locator, score.toPrecision(9)]),
  )
  return { ms: performance.now() - start, found }
}

/** The share of pairs of which the first is greater, ties halved: one half where neither is slower. */
function superiority(one: number[], other: number[]): number {
  const all = [...one.map((ms) => ({ ms, mine: true })), ...other.map((ms) => ({ ms, mine: false }))].sort(
    (a, b) => a.ms - b.ms,
  )
  let ranks = 0
  all.forEach(({ mine }, at) => {
    if (mine) ranks += at + 1
  })
  return (ranks - (one.length * (one.length + 1)) / 2) / (one.length * other.length)
}

/** Two-sided, by the normal approximation of Mann and Whitney's U (exact enough from twenty on). */
function chanceOfNoise(one: number[], other: number[]): number {
  const deviation = Math.sqrt((one.length + other.length + 1) / (12 * one.length * other.length))
  const z = Math.abs(superiority(one, other) - 0.5) / deviation
  // Abramowitz and Stegun 7.1.26, error below 1.5e-7.
  const t = 1 / (1 + (0.3275911 * z) / Math.SQRT2)
  const tail =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return tail * Math.exp((-z * z) / 2)
}

export const rightsDensity: Part<'counts' | 'noise'> = {
  name: 'rights-density',
  figures: {
    counts: {
      name: 'B5 probes that find otherwise beside other data',
      unit: '',
      bound: densityCounts,
      leastCases: probes,
    },
    noise: {
      name: 'B5 chance that the times differ by noise alone',
      unit: 'p',
      bound: densityNoise,
      leastCases: probes,
    },
  },
  async run({ seed, note }, tell) {
    const words = Array.from({ length: 300 }, (_, n) => wordOf(random(seed, 'word', n)))
    const alone = await storeOf(random(seed, 'a'), words, 0)
    const beside = await storeOf(random(seed, 'a'), words, neighbours)
    try {
      const chance = random(seed, 'probes')
      const ms: { alone: number[]; beside: number[] } = { alone: [], beside: [] }
      let differing = 0
      let finding = 0
      for (let n = -50; n < probes; n++) {
        // Some words of its own, some that only others have.
        const question = Array.from({ length: chance.int(1, 4) }, () =>
          chance.int(0, 1) === 0 ? chance.pick(words) : wordOf(chance),
        ).join(' ')
        // Whoever goes second finds the machine warmer: they take turns.
        const order = n % 2 === 0 ? (['alone', 'beside'] as const) : (['beside', 'alone'] as const)
        const told = new Map<string, Probe>()
        for (const which of order) told.set(which, await probe(which === 'alone' ? alone : beside, question))
        if (told.get('alone')?.found !== told.get('beside')?.found) differing++
        if (told.get('alone')?.found !== '[]') finding++
        if (n < 0) continue
        ms.alone.push(told.get('alone')?.ms ?? 0)
        ms.beside.push(told.get('beside')?.ms ?? 0)
      }
      const median = (list: number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0
      note(
        `rights-density: ${finding} probes found something; median ${median(ms.alone).toFixed(3)} ms alone, ${median(ms.beside).toFixed(3)} ms beside ${neighbours} workspaces; ` +
          `slower in ${(100 * superiority(ms.beside, ms.alone)).toFixed(1)} % of pairs`,
      )
      tell('counts', { cases: probes, value: finding > probes / 2 ? differing : Number.NaN })
      tell('noise', { cases: probes, value: chanceOfNoise(ms.beside, ms.alone) })
    } finally {
      await alone.close()
      await beside.close()
    }
  },
}
