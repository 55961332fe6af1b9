/** Turns without a model: the whole of one over HTTP as a person waits for it, and the understanding of the request alone. */
import type { Planner } from '#agent/planner.ts'
import { askOnce, benchSteward } from '../asking.ts'
import { drive, type Timed } from '../load.ts'
import { namesOf, offlineRequests } from '../offline-requests.ts'
import type { Part } from '../part.ts'
import { p95, percentile } from '../spread.ts'
import { offlineTurnMs, understandingMs } from '../targets.ts'
import { demoWorkspace } from '../turn-question.ts'
import { chatShot, type Workshop } from '../workshop.ts'

const asked = 240
const warmUps = 30
/** Most of the mix must be answered with rows or figures: a planner that refuses everything is fast. */
const leastAnswered = 200

const isResult = (text: string) =>
  text.includes('"type":"data-table"') || text.includes('"type":"data-figure"')
/** A turn that ended, whatever it came to: only those with results count as cases. */
const isEnded = (text: string) => text.includes('"type":"finish"')

async function overHttp(workshop: Workshop, warm: string[][], talks: string[][]): Promise<Timed[]> {
  const service = await workshop.steward(await workshop.copy('turn-offline'))
  const timed: Timed[] = []
  for (const [i, talk] of [...warm, ...talks].entries()) {
    const conversation = crypto.randomUUID()
    for (const text of talk) {
      const driven = await drive(service.url, [chatShot(conversation, text, 'offline')], 1, isEnded)
      if (i >= warm.length) timed.push(...driven.timed)
    }
  }
  await service.end()
  return timed
}

type Understood = { ms: number[]; planned: number }

/** The same turns in this process, with a watch around the planner. */
async function understanding(workshop: Workshop, warm: string[][], talks: string[][]): Promise<Understood> {
  const bench = await benchSteward(await workshop.openStore('understanding'))
  const { offline } = bench.steward
  let ms: number[] = []
  let planned = 0
  const watched: Planner = {
    plan: async (request) => {
      const start = performance.now()
      const plan = await offline.plan(request)
      ms.push(performance.now() - start)
      if (plan.kind === 'calls') planned++
      return plan
    },
  }
  const steward = { ...bench.steward, offline: watched }
  for (const [i, talk] of [...warm, ...talks].entries()) {
    if (i === warm.length) {
      ms = []
      planned = 0
    }
    let conversation: string | undefined
    for (const text of talk)
      ({ conversation } = await askOnce({ ...bench, steward }, text, 'offline', conversation))
  }
  return { ms, planned }
}

export const turnOffline: Part<'whole' | 'understanding'> = {
  name: 'turn-offline',
  figures: {
    whole: {
      name: 'offline turn, request to answer, p95',
      unit: 'ms',
      bound: offlineTurnMs,
      leastCases: leastAnswered,
    },
    understanding: {
      name: 'offline turn, understanding alone, p95',
      unit: 'ms',
      bound: understandingMs,
      leastCases: leastAnswered,
    },
  },
  async run(workshop, tell) {
    const store = await workshop.openStore('names')
    const names = await store.inWorkspace(demoWorkspace, (tx) => namesOf(tx, demoWorkspace), 'read')
    const warm = offlineRequests(workshop.seed + 1, names, warmUps)
    const talks = offlineRequests(workshop.seed, names, asked)
    const timed = await overHttp(workshop, warm, talks)
    const whole = timed.map((one) => one.ms)
    const answered = timed.filter((one) => isResult(one.text)).length
    tell('whole', { cases: answered, value: p95(whole) })
    const { ms, planned } = await understanding(workshop, warm, talks)
    tell('understanding', { cases: planned, value: p95(ms) })
    const spread = (all: number[]) =>
      [0.5, 0.95, 1].map((share) => percentile(all, share).toFixed(1)).join(' / ')
    const failed = timed.filter((one) => one.text.includes('"messageMetadata":{"state":"failed"')).length
    workshop.note(
      `offline: ${timed.length} requests, ${answered} answered with rows or figures, ${failed} failed; p50 / p95 / longest: whole ${spread(whole)} ms, understanding ${spread(ms)} ms`,
    )
  },
}
