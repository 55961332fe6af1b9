/** A model turn (one look-up, then a streamed answer) by Steward's service and by a hand-written loop, in turns, against one endpoint. */
import { drive, type Timed } from '../load.ts'
import type { Part } from '../part.ts'
import type { Reading } from '../report.ts'
import { median } from '../spread.ts'
import type { Program } from '../processes.ts'
import { addedFirstTokenMs, modelTurnCpu, throughput, tokenCpu } from '../targets.ts'
import { answerOf } from '../turn-question.ts'
import { chatShot, isAnswered, type Workshop } from '../workshop.ts'

const rounds = 3
const warmUps = 80
const shortAnswer = 100
const longAnswer = 1_100
const loads = {
  c1: { lanes: 1, turns: 60 },
  c32: { lanes: 32, turns: 160 },
  c128: { lanes: 128, turns: 192 },
}
const tokenTurns = 24
const tokenLanes = 4

const turns = (c: number, load: { turns: number }) => ({
  name: `model turn: turns a second, ${c} at once`,
  unit: '/s',
  bound: throughput,
  leastCases: rounds * load.turns,
})

type Side = { name: 'steward' | 'floor'; program: Program }

const shotsOf = (side: Side, count: number) =>
  Array.from({ length: count }, () =>
    side.name === 'floor'
      ? { path: '/turn', body: { text: 'Which enterprise accounts renew within a year?' } }
      : chatShot(crypto.randomUUID(), 'Which enterprise accounts renew within a year?', 'model'),
  )

const isWhole = (side: Side) => (text: string) =>
  text.includes('"type":"data-table"') &&
  (side.name === 'floor' ? text.includes('"type":"finish"') : isAnswered(text))

type Run = { timed: Timed[]; perSecond: number; cpuMs: number }

/** CPU is read once the turns' last writes are done, so that they are counted with the turn that caused them. */
const settleMs = 300

async function run(side: Side, count: number, lanes: number): Promise<Run> {
  const before = await side.program.usage()
  const { timed, seconds } = await drive(side.program.url, shotsOf(side, count), lanes, isWhole(side))
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  const after = await side.program.usage()
  return { timed, perSecond: count / seconds, cpuMs: (after.cpuMs - before.cpuMs) / count }
}

async function startSides(workshop: Workshop): Promise<{ sides: Side[]; endpoint: Program }> {
  const endpoint = await workshop.program('./endpoint.ts', [])
  const api = `${endpoint.url}/v1`
  const service = await workshop.steward(await workshop.copy('turn-model'), {
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: api,
    OPENAI_MODEL: 'stand-in',
  })
  const { email } = await workshop.listOwner()
  const folder = await workshop.copy('turn-floor')
  const floor = await workshop.program('./floor.ts', [`${folder}/db`, api, email])
  return {
    sides: [
      { name: 'steward', program: service },
      { name: 'floor', program: floor },
    ],
    endpoint,
  }
}

type Load = keyof typeof loads
type Samples<T> = Record<Side['name'], T[]>

/** Both sides in turns, as often as there are rounds. */
async function inTurns<T>(sides: Side[], work: (side: Side) => Promise<T>): Promise<Samples<T>> {
  const samples: Samples<T> = { steward: [], floor: [] }
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) samples[side.name].push(await work(side))
  }
  return samples
}

/** What 1,000 more tokens cost, a token. */
async function tokenUs(side: Side, endpoint: Program): Promise<number> {
  endpoint.tell({ answer: answerOf(shortAnswer) })
  const short = await run(side, tokenTurns, tokenLanes)
  endpoint.tell({ answer: answerOf(longAnswer) })
  const long = await run(side, tokenTurns, tokenLanes)
  endpoint.tell({ answer: answerOf(shortAnswer) })
  return ((long.cpuMs - short.cpuMs) * 1_000) / (longAnswer - shortAnswer)
}

const compared = <T>(cases: number, { steward, floor }: Samples<T>, of: (one: T) => number): Reading => ({
  cases: rounds * cases,
  value: median(steward.map(of)),
  floor: median(floor.map(of)),
  rounds: steward.map(of),
})

const firstMs = ({ timed }: Run) => median(timed.map((one) => one.firstMs))

export const turnModel: Part<'firstToken' | 'cpu' | 'c1' | 'c32' | 'c128' | 'token'> = {
  name: 'turn-model',
  figures: {
    firstToken: {
      name: 'model turn: added time to first token, alone',
      unit: 'ms',
      bound: addedFirstTokenMs,
      leastCases: rounds * loads.c1.turns,
    },
    cpu: {
      name: 'model turn: CPU a turn, 32 at once',
      unit: 'ms',
      bound: modelTurnCpu,
      leastCases: rounds * loads.c32.turns,
    },
    c1: turns(1, loads.c1),
    c32: turns(32, loads.c32),
    c128: turns(128, loads.c128),
    token: {
      name: 'model turn: CPU a streamed token',
      unit: 'µs',
      bound: tokenCpu,
      leastCases: rounds * tokenTurns,
    },
  },
  async run(workshop, tell) {
    const { sides, endpoint } = await startSides(workshop)
    endpoint.tell({ answer: answerOf(shortAnswer) })
    for (const side of sides) await run(side, warmUps, 8)
    const at = (load: Load) => inTurns(sides, (side) => run(side, loads[load].turns, loads[load].lanes))
    const alone = await at('c1')
    const floors = alone.floor.map(firstMs)
    const added = alone.steward.map((one, i) => firstMs(one) - (floors[i] ?? Number.NaN))
    tell('firstToken', {
      cases: rounds * loads.c1.turns,
      value: median(added),
      floor: median(floors),
      rounds: added,
    })
    tell(
      'c1',
      compared(loads.c1.turns, alone, (one) => one.perSecond),
    )
    const crowded = await at('c32')
    tell(
      'cpu',
      compared(loads.c32.turns, crowded, (one) => one.cpuMs),
    )
    tell(
      'c32',
      compared(loads.c32.turns, crowded, (one) => one.perSecond),
    )
    tell(
      'token',
      compared(tokenTurns, await inTurns(sides, (side) => tokenUs(side, endpoint)), (us) => us),
    )
    tell(
      'c128',
      compared(loads.c128.turns, await at('c128'), (one) => one.perSecond),
    )
    await Promise.all([...sides.map((side) => side.program.end()), endpoint.end()])
  },
}
