/** What must hold between the answers to sentences that belong together: no reading may break it, whatever the words. */
import { queryTool } from '#agent/offline/tool-calls.ts'
import type { Plan } from '#agent/planner.ts'
import type { ObjectType } from '#db/catalogue/types.ts'
import { random, type Random } from '#db/demo/random.ts'
import type { Query } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import { meaningOf, type Said } from './said.ts'
import { conditionsOf, nounOf, rankings } from './sentences.ts'

export const laws = ['conjunct', 'complement', 'ranks', 'followUp', 'operative'] as const
export type Law = (typeof laws)[number]
/** `broken`: the sentences that break it, and how. */
export type Held = { cases: number; broken: string[] }

const objects = ['account', 'contact', 'ticket', 'task', 'opportunity', 'contract']
/** So often each law is tried; sentences that are asked about are no cases. */
const tries = 60
const mostRows = 10_000

type Rows = { from: string; ids: Set<string> } | null
type Bench = {
  said: Said
  draw: Random
  rowsOf: (sentence: string) => Promise<Rows>
  /** Ids of the rows that have a value there. */
  valued: (object: string, field: string) => Promise<Set<string>>
}

const listOf = (plan: Plan): Query | null => {
  const [call] = plan.kind === 'calls' ? plan.calls : []
  if (call?.tool !== queryTool) return null
  const query = call.input as Query
  return query.measures?.length || query.groupBy?.length ? null : query
}

async function idsOf({ db, lexicon, setting }: Said, query: Query): Promise<Set<string>> {
  const { asker, clock } = setting()
  const run = { ...query, limit: query.limit ?? mostRows }
  const { rows } = await db.inWorkspace(
    asker.workspace,
    (tx) => runQuery(tx, lexicon.catalogue, run, { asker, clock }),
    'read',
  )
  return new Set(rows.map((row) => String(row.id)))
}

/** The rows that a sentence comes to, or none where it is asked about or is no list. */
function rowsIn(said: Said): Bench['rowsOf'] {
  const kept = new Map<string, Rows>()
  return async (sentence) => {
    const known = kept.get(sentence)
    if (known !== undefined) return known
    const query = listOf(said.plan([sentence]).plan)
    const rows = query && { from: query.from, ids: await idsOf(said, query) }
    kept.set(sentence, rows)
    return rows
  }
}

const isWithin = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].every((id) => b.has(id))

type Trial = (bench: Bench, object: ObjectType) => Promise<string | null | undefined>

/** Two conditions of different fields. */
function pair({ said, draw }: Bench, object: ObjectType) {
  const [first, second] = draw.shuffle(conditionsOf(said.lexicon, object, draw))
  return first && second && first.field !== second.field ? { first, second } : null
}

/** A further condition never adds a row. */
const conjunct: Trial = async (bench, object) => {
  const two = pair(bench, object)
  if (!two) return undefined
  const one = `${nounOf(object)} ${two.first.words}`
  const both = `${one} and ${two.second.words}`
  const [wide, narrow] = [await bench.rowsOf(one), await bench.rowsOf(both)]
  if (!wide || !narrow) return undefined
  return wide.from === narrow.from && isWithin(narrow.ids, wide.ids)
    ? null
    : `“${both}” is not within “${one}”`
}

/** What is not so and what is so have no row in common, and leave none out. */
const complement: Trial = async (bench, object) => {
  const [condition] = bench.draw.shuffle(conditionsOf(bench.said.lexicon, object, bench.draw))
  if (!condition) return undefined
  const noun = nounOf(object)
  const [yes, no, all] = [
    await bench.rowsOf(`${noun} ${condition.words}`),
    await bench.rowsOf(`${noun} ${condition.denied}`),
    await bench.rowsOf(`all ${noun}`),
  ]
  if (!yes || !no || !all) return undefined
  const common = [...yes.ids].filter((id) => no.ids.has(id)).length
  const owed = condition.compares ? await bench.valued(object.key, condition.field) : all.ids
  const left = [...all.ids].filter((id) => owed.has(id) && !yes.ids.has(id) && !no.ids.has(id)).length
  return common === 0 && left === 0
    ? null
    : `“${noun} ${condition.words}” and “… ${condition.denied}” share ${common} and leave out ${left} of ${all.ids.size}`
}

/** The first three are among the first five, and are three. */
const ranks: Trial = async (bench, object) => {
  const labels = rankings(object)
  if (labels.length === 0) return undefined
  const by = bench.draw.pick(labels)
  const end = bench.draw.pick(['top', 'bottom'])
  const [few, more] = [3, 5].map((n) => `${end} ${n} ${nounOf(object)} by ${by}`)
  const [three, five] = [await bench.rowsOf(few ?? ''), await bench.rowsOf(more ?? '')]
  if (!three || !five) return undefined
  return three.ids.size <= 3 && five.ids.size <= 5 && isWithin(three.ids, five.ids)
    ? null
    : `“${few}” is not within “${more}”`
}

/** A follow-up comes to what the whole would have come to. */
const followUp: Trial = ({ said, draw, ...bench }, object) => {
  const two = pair({ said, draw, ...bench }, object)
  const by = rankings(object)
  if (!two) return Promise.resolve(undefined)
  const start = `${nounOf(object)} ${two.first.words}`
  const [turn, whole] = draw.pick([
    [two.second.only, `${start} and ${two.second.words}`],
    ['how many are there?', `how many ${start}`],
    ...(by[0] ? [[`sort by ${by[0]}`, `${start} sorted by ${by[0]}`]] : []),
  ])
  const [edited, direct] = [said.plan([start, turn ?? '']).plan, said.plan([whole ?? '']).plan]
  if (edited.kind !== 'calls' || direct.kind !== 'calls') return Promise.resolve(undefined)
  const item = { kind: 'rows' }
  const isSame = meaningOf(item, edited) === meaningOf(item, direct)
  return Promise.resolve(isSame ? null : `“${start}”, “${turn}” is not “${whole}”`)
}

/** Without one of its operative words a sentence is another one. */
const operative: Trial = ({ said, draw, ...bench }, object) => {
  const two = pair({ said, draw, ...bench }, object)
  if (!two) return Promise.resolve(undefined)
  const [words, parts] = draw.pick([
    [`${two.first.words} and ${two.second.words}`, [...two.first.operative, ...two.second.operative]],
    [two.first.denied, ['not', ...two.first.operative]],
  ])
  const sentence = `${nounOf(object)} ${words}`
  const part = draw.pick(parts)
  const without = sentence.replace(part, '').replaceAll(/\s+/g, ' ').trim()
  const [whole, less] = [said.plan([sentence]).plan, said.plan([without]).plan]
  if (whole.kind !== 'calls') return Promise.resolve(undefined)
  const item = { kind: 'rows' }
  const isSame = less.kind === 'calls' && meaningOf(item, whole) === meaningOf(item, less)
  return Promise.resolve(isSame ? `“${sentence}” is the same without “${part}”` : null)
}

const trials: Record<Law, Trial> = { conjunct, complement, ranks, followUp, operative }

export async function held(said: Said, seed: number): Promise<Record<Law, Held>> {
  const found = {} as Record<Law, Held>
  const rowsOf = rowsIn(said)
  const valued: Bench['valued'] = (from, field) => idsOf(said, { from, where: { field, op: 'not_null' } })
  const list = objects.flatMap((key) => said.lexicon.catalogue.objects.get(key) ?? [])
  for (const law of laws) {
    const draw = random(seed, 'language law', law)
    const own: Held = { cases: 0, broken: [] }
    for (let n = 0; n < tries; n++) {
      const fault = await trials[law]({ said, draw, rowsOf, valued }, draw.pick(list))
      if (fault === undefined) continue
      own.cases++
      if (fault !== null) own.broken.push(fault)
    }
    found[law] = own
  }
  return found
}
