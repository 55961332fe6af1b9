/** Fits the weights by which the offline planner tells requests about records from those of other domains, and says what a fit that has not seen an intent makes of it. `node evals/bench/language/fit-domain.ts --seed 7` */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { leaningOf, traitsOf } from '#agent/offline/domain.ts'
import { latticeOfText } from '#agent/offline/read.ts'
import { lexiconOf } from '#agent/offline/workspace.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { clockAt } from '#db/calendar.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { findAsker } from '#db/people.ts'
import { random } from '#db/demo/random.ts'
import { phrasings } from '../../fixtures/language/phrasings.ts'
import { sharedData } from '../../kit/shared.ts'
import { freshDb } from '../../kit/store.ts'
import { itemsOf, linesIn, sharedSet } from './items.ts'

/** `family`: what is said in other words elsewhere; it stays in one fold. */
type Case = { family: string; isOurs: boolean; isPhrase?: boolean; traits: string[] }
type Weights = Map<string, number>

const folds = 5
const pull = 1
const rounds = 200
const pace = 0.3
/** A word that was met once is a chance. */
const leastMet = 2
/** Of requests about records that the fit has not seen so many may be asked about. */
const mostAsked = 0.005
/** Weights that say less are left out of the file. */
const leastWeight = 0.1

const fixtures = fileURLToPath(new URL('../../fixtures/language/workspace', import.meta.url))
const today = '2026-11-21'

const mustShare = (name: string): string => {
  const path = sharedData(name)
  if (path === null) throw new Error(`../shared/data/${name} is not there`)
  return path
}

/** The traits of texts that are said in that workspace: its names are told by their kind. */
async function traitsIn(folder: string, texts: readonly string[]): Promise<string[][]> {
  const db = await freshDb()
  try {
    await importBundle(db, { workspace: 'domain', source: fromFolder(folder) })
    return await db.inWorkspace(
      'domain',
      async (tx) => {
        const catalogue = await loadCatalogue(tx, 'domain')
        const asker = await findAsker(tx, 'domain')
        const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, today)
        const lexicon = await lexiconOf(tx, catalogue, { asker, clock })
        return texts.map((text) => traitsOf(latticeOfText(text, lexicon)))
      },
      'read',
    )
  } finally {
    await db.close()
  }
}

const elsewhere = z.looseObject({ text: z.string(), intent: z.string() })

type Text = Omit<Case, 'traits'> & { text: string }

/** The first turns of a set's conversations: what follows speaks of what was said. */
const ofSet = (set: string): Text[] =>
  itemsOf(sharedSet(set)).flatMap(({ id, kind, turns: [text = ''] }) =>
    kind === 'refuse' ? [] : [{ family: id.replace(/-p\d+$/, ''), isOurs: true, text }],
  )

const ofPhrasings = (): Text[] =>
  phrasings().flatMap(({ file, id, expect, turns: [text = ''] }) =>
    expect ? [] : [{ family: `${file} ${id}`, isOurs: true, text }],
  )

const ofVocabulary = (): Text[] =>
  readFileSync(fileURLToPath(new URL('../../suites/vocabulary.tsv', import.meta.url)), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line, n) => ({
      family: `word ${n}`,
      isOurs: true,
      isPhrase: true,
      text: line.split('\t')[0] ?? '',
    }))

/** What one has to do and whom one meets is asked here, too. */
const oursToo = new Set(['todo_list', 'reminder', 'meeting_schedule', 'calendar'])

/** Requests of no intent are a family each. */
function ofElse(): Text[] {
  const folder = mustShare('out_of_scope')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => linesIn(`${folder}/${file}`))
    .map((line) => elsewhere.parse(line))
    .filter(({ intent }) => !oursToo.has(intent))
    .map(({ text, intent }, n) => ({ family: intent === 'oos' ? `oos ${n}` : intent, isOurs: false, text }))
}

async function cases(): Promise<Case[]> {
  const over: [string, Text[]][] = [
    [mustShare('workspace'), [...ofSet('requests'), ...ofSet('paraphrases'), ...ofElse()]],
    [mustShare('workspace-3'), ofSet('requests-3')],
    [fixtures, [...ofPhrasings(), ...ofVocabulary()]],
  ]
  const all: Case[] = []
  for (const [folder, texts] of over) {
    const traits = await traitsIn(
      folder,
      texts.map(({ text }) => text),
    )
    all.push(...texts.map(({ text: _, ...each }, n) => ({ ...each, traits: traits[n] ?? [] })))
  }
  return all
}

const chanceOf = (weights: Weights, traits: readonly string[]): number =>
  1 / (1 + Math.exp(-traits.reduce((sum, trait) => sum + (weights.get(trait) ?? 0), 0)))

/** Half of the mass is ours; phrases of the catalogue are many, and are no whole requests. */
function massesOf(all: readonly Case[]): (one: Case) => number {
  const kindOf = ({ isOurs, isPhrase }: Case) => (isOurs ? (isPhrase ? 'phrase' : 'request') : 'else')
  const shares = { request: 0.3, phrase: 0.2, else: 0.5 }
  const counts = { request: 0, phrase: 0, else: 0 }
  for (const each of all) counts[kindOf(each)]++
  return (one) => (shares[kindOf(one)] * all.length) / counts[kindOf(one)]
}

/** Logistic regression with L2, by gradient descent with a pace of each weight's own (Duchi 2011). */
function fit(all: readonly Case[]): Weights {
  const met = new Map<string, number>()
  for (const { traits } of all) for (const trait of traits) met.set(trait, (met.get(trait) ?? 0) + 1)
  const weights = new Map([...met].filter(([, count]) => count >= leastMet).map(([trait]) => [trait, 0]))
  const steps = new Map([...weights.keys()].map((trait) => [trait, 1e-8]))
  const massOf = massesOf(all)
  for (let round = 0; round < rounds; round++) {
    const slopes = new Map([...weights].map(([trait, weight]) => [trait, pull * weight]))
    for (const each of all) {
      const off = massOf(each) * (chanceOf(weights, each.traits) - Number(each.isOurs))
      for (const trait of each.traits) {
        const slope = slopes.get(trait)
        if (slope !== undefined) slopes.set(trait, slope + off)
      }
    }
    for (const [trait, slope] of slopes) {
      const taken = (steps.get(trait) ?? 0) + slope * slope
      steps.set(trait, taken)
      weights.set(trait, (weights.get(trait) ?? 0) - (pace * slope) / Math.sqrt(taken))
    }
  }
  return weights
}

type Given = { one: Case; leaning: number }

/** What each case is given by a fit that has not seen its family. */
function outOfFold(all: readonly Case[], seed: number): Given[] {
  const source = random(seed, 'domain')
  const foldOf = new Map(
    [...new Set(all.map(({ family }) => family))].map((family) => [family, source.int(0, folds - 1)]),
  )
  return Array.from({ length: folds }, (_, fold) => {
    const weights = fit(all.filter(({ family }) => foldOf.get(family) !== fold))
    return all
      .filter(({ family }) => foldOf.get(family) === fold)
      .map((one) => ({ one, leaning: leaningOf(one.traits, weights) }))
  }).flat()
}

const round = (figure: number): number => Math.round(figure * 1000) / 1000

const { values } = parseArgs({ options: { seed: { type: 'string', default: '7' } } })
const seed = Number(values.seed)
const all = await cases()
const given = outOfFold(all, seed)
const ours = given.filter(({ one }) => one.isOurs && !one.isPhrase).map(({ leaning }) => leaning)
const threshold = ours.toSorted((a, b) => a - b)[Math.floor(mostAsked * ours.length)] ?? 0
const below = (isOurs: boolean): number => {
  const of = given.filter(({ one }) => one.isOurs === isOurs && !one.isPhrase)
  return round(of.filter(({ leaning }) => leaning < threshold).length / of.length)
}
const weights = fit(all)
const told = {
  made: 'evals/bench/language/fit-domain.ts',
  ofElseFrom: 'clinc/oos-eval (Larson et al. 2019), CC BY 3.0: counts of its words',
  seed,
  requests: ours.length,
  ofElse: all.filter(({ isOurs }) => !isOurs).length,
  outOfFold: { folds, askedOfOurs: below(true), toldFromOurs: below(false) },
}
const fitted = {
  ...told,
  threshold: round(threshold),
  weights: Object.fromEntries(
    [...weights]
      .map(([trait, weight]): [string, number] => [trait, round(weight)])
      .filter(([, weight]) => Math.abs(weight) >= leastWeight)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ),
}
const file = fileURLToPath(new URL('../../../agent/offline/domain.json', import.meta.url))
writeFileSync(file, `${JSON.stringify(fitted, null, 2)}\n`)
process.stdout.write(`${JSON.stringify(told, null, 2)}\n`)
