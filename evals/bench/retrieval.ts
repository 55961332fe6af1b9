/** `npm run bench:retrieval`: retrieval over a folder of meetings, by domain and signal, with the run written for the scorer; without one, its speed at several sizes. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { allSignals, type Signals } from '#rag/rank.ts'
import { retrieve } from '#rag/retrieve.ts'
import { workspaces } from '#db/schema/tables.ts'
import { freshDb } from '../kit/store.ts'
import { linesOf, type Part } from './part.ts'
import { retrieval } from './parts/retrieval.ts'
import { retrievalAbsent } from './parts/retrieval-absent.ts'
import { retrievalScale } from './parts/retrieval-scale.ts'
import { retrievalVectors, retrievalVectorsEmbedded } from './parts/retrieval-vectors.ts'
import type { Line } from './report.ts'
import { bootstrap } from '../harness/statistics.ts'
import { median, p95 } from './spread.ts'
import { openWorkshop } from './workshop.ts'
import {
  readMeetings,
  scoreOf,
  storeMeetings,
  type Meetings,
  type Place,
  type Query,
  type Score,
} from './meetings.ts'

const usage =
  'usage: bench:retrieval [--seed N] [retrieval | retrieval-absent | retrieval-vectors | retrieval-vectors-embedded | retrieval-scale]… | --meetings DIR [--mode within | global] [--run FILE] [--seed N] [--ablation]'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    meetings: { type: 'string' },
    mode: { type: 'string', default: 'within' },
    run: { type: 'string' },
    seed: { type: 'string', default: '1' },
    ablation: { type: 'boolean', default: false },
  },
})
const parts: Part[] = [retrieval, retrievalAbsent, retrievalVectors, retrievalVectorsEmbedded, retrievalScale]
const say = (text: string) => void process.stdout.write(`${text}\n`)
const isGlobal = values.mode === 'global'
if (!values.meetings && !values.run) await tellSpeed(Number(values.seed))
if (!values.meetings || (!isGlobal && values.mode !== 'within')) {
  process.stderr.write(`${usage}\n`)
  process.exit(2)
}

const meetings = readMeetings(values.meetings)
const db = await freshDb()
try {
  await inChange(db, 'w', { kind: 'import', source: 'bench' }, (tx) =>
    tx.insert(workspaces).values({ id: 'w', name: 'W' }),
  )
  const start = performance.now()
  await storeMeetings(db, 'w', meetings)
  say(
    `${meetings.turns.size} meetings, ${meetings.queries.length} questions, ${values.mode}; stored in ${((performance.now() - start) / 1_000).toFixed(1)} s`,
  )
  const ms: number[] = []
  const places = await placesOf(db, allSignals, ms)
  if (values.run)
    writeFileSync(
      values.run,
      places.map((passages, i) => `${JSON.stringify({ id: meetings.queries[i]?.id, passages })}\n`).join(''),
    )
  const all = scoresOf(meetings, places)
  say(`a question: median ${median(ms).toFixed(1)} ms, p95 ${p95(ms).toFixed(1)} ms`)
  for (const domain of ['', ...new Set(meetings.queries.map((query) => query.domain))]) {
    const some = all.filter((score) => domain === '' || score.domain === domain)
    say(
      `${(domain || 'all').padEnd(12)} ${String(some.length).padStart(4)} cases  nDCG@10 ${told(some, 'ndcg')}  R@10 ${told(some, 'recall')}`,
    )
  }
  if (values.ablation)
    for (const signal of Object.keys(allSignals) as (keyof Signals)[]) {
      const without = scoresOf(meetings, await placesOf(db, { ...allSignals, [signal]: false }, []))
      const added = all.map((score, i) => ({ ...score, ndcg: score.ndcg - (without[i]?.ndcg ?? 0) }))
      say(`  ${signal.padEnd(12)} adds ${told(added, 'ndcg')}`)
    }
} finally {
  await db.close()
}

/** Without meetings: how fast it is. */
async function tellSpeed(seed: number): Promise<never> {
  const workshop = openWorkshop(seed, (text) => say(`  note: ${text}`))
  const lines: Line[] = []
  for (const part of parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name)))
    for (const line of await linesOf(part, workshop)) {
      lines.push(line)
      say(line.text)
    }
  await workshop.close()
  process.exit(lines.length === 0 || lines.some(({ isShort }) => isShort) ? 1 : 0)
}

async function placesOf(store: Db, signals: Signals, took: number[]): Promise<Place[][]> {
  const all: Place[][] = []
  for (const query of meetings.queries) {
    const start = performance.now()
    const ask = (one: Query) => ({
      question: one.query,
      limit: 20,
      signals,
      ...(isGlobal ? {} : { sources: [one.meeting_id] }),
    })
    const { found } = await store.inWorkspace('w', (tx) => retrieve(tx, 'w', ask(query)), 'read')
    took.push(performance.now() - start)
    // Stored turns are counted from 1.
    all.push(found.map(({ source, fromN, toN }): Place => [source, fromN - 1, toN - 1]))
  }
  return all
}

function scoresOf(of: Meetings, places: Place[][]): Score[] {
  return of.queries.map((query, i) => scoreOf(of, query, places[i] ?? []))
}

/** The mean with its interval, by meeting. */
function told(scores: Score[], key: 'ndcg' | 'recall'): string {
  const observed = scores.map((score) => ({ cluster: score.meeting, value: score[key] }))
  const { value, low, high } = bootstrap(observed, Number(values.seed))
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
}
