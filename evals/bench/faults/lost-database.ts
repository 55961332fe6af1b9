/** The service under load while its database is cut off, silent, away and restarted: what was done twice, what was lost, how soon it answers again. */
import { sql } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb, rowsOf } from '#db/connect.ts'
import type { Postgres } from '../../kit/postgres.ts'
import { emptyPlace } from '../../kit/store.ts'
import { startToxicProxy, type ToxicProxy } from '../../kit/toxic-proxy.ts'
import { startProgram } from '../processes.ts'
import { chatShot, isAnswered } from '../workshop.ts'
import { enterDemo } from '../../kit/enter-demo.ts'

const lanes = 4
const longestAnswerMs = 90_000
const pauseMs = 3_000

type Sent = { conversation: string; startedAt: number; endedAt: number; isAnswered: boolean }
export type Outage = {
  turns: number
  failed: number
  doubled: number
  lost: number
  recoverySeconds: number[]
}

type Disruption = { name: string; run: (proxy: ToxicProxy, server: Postgres) => Promise<void> }
const disruptions: Disruption[] = [
  { name: 'cut', run: async (proxy) => void proxy.cut() },
  { name: 'cut in the middle of a message', run: async (proxy) => proxy.set({ cutAfterBytes: 700 }) },
  {
    name: 'away for 3 s',
    run: async (proxy) => {
      proxy.set({ refuses: true })
      proxy.cut()
      await sleep(3_000)
    },
  },
  {
    name: 'slow, then cut',
    run: async (proxy) => {
      proxy.set({ latencyMs: 60 })
      await sleep(2_000)
      proxy.cut()
    },
  },
  {
    name: 'silent, then cut',
    run: async (proxy) => {
      proxy.set({ isSilent: true })
      await sleep(2_000)
      proxy.cut()
    },
  },
  { name: 'restarted', run: async (_, server) => server.restart(500) },
]

async function ask(url: string, cookie: string): Promise<Sent> {
  const conversation = crypto.randomUUID()
  const startedAt = performance.now()
  const { path, body } = chatShot(conversation, 'top 5 accounts by ARR', 'offline')
  const answered = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: new URL(url).origin },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(longestAnswerMs),
  })
    .then((response) => response.text())
    .then(isAnswered)
    .catch(() => false)
  return { conversation, startedAt, endedAt: performance.now(), isAnswered: answered }
}

export async function loseDatabase(server: Postgres, rounds: number): Promise<Outage> {
  const place = await emptyPlace()
  if (!('url' in place.options)) throw new Error('only a server can be lost')
  const proxy = await startToxicProxy(place.options.url)
  const service = await startProgram('../../server/main.ts', {
    args: ['serve', '--port', '0'],
    env: { DATABASE_URL: proxy.through(place.options.url), LOG_LEVEL: 'silent' },
  })
  const sent: Sent[] = []
  const backAt: number[] = []
  let isOn = true
  try {
    const cookie = await enterDemo(service.url)
    const lane = async () => {
      while (isOn) sent.push(await ask(service.url, cookie))
    }
    const load = Promise.all(Array.from({ length: lanes }, lane))
    for (let i = 0; i < rounds * disruptions.length; i++) {
      await sleep(pauseMs)
      await disruptions[i % disruptions.length]?.run(proxy, server)
      // Nothing harms it from here on: the next answer to a new question says that it is back.
      if (disruptions[i % disruptions.length]?.name.startsWith('cut in')) await sleep(300)
      proxy.set({})
      backAt.push(performance.now())
    }
    await sleep(pauseMs)
    isOn = false
    await load
    await service.usage() // throws where the process is no more
    return { ...(await judge(place.options.url, sent)), recoverySeconds: recovery(sent, backAt) }
  } finally {
    isOn = false
    await service.end()
    await proxy.close()
    await place.remove()
  }
}

/** From the end of each disruption to the first answer of a question that was asked after it. */
const recovery = (sent: Sent[], backAt: number[]): number[] =>
  backAt.map((at) => {
    const answers = sent.filter((one) => one.isAnswered && one.startedAt >= at).map((one) => one.endedAt)
    return (Math.min(...answers) - at) / 1_000
  })

async function judge(url: string, sent: Sent[]): Promise<Omit<Outage, 'recoverySeconds'>> {
  const db = await openDb({ url, poolSize: 1 })
  try {
    const turns = await db.asOwner((tx) =>
      rowsOf<{ conversation: string; turns: number; done: number }>(
        tx,
        sql`select conversation_id::text as conversation, count(*)::int as turns, (count(*) filter (where state = 'done'))::int as done
            from turns group by 1`,
      ),
    )
    const stored = new Map(turns.map((one) => [one.conversation, one]))
    return {
      turns: sent.length,
      failed: sent.filter((one) => !one.isAnswered).length,
      doubled: turns.filter((one) => one.turns > 1).length,
      lost: sent.filter((one) => one.isAnswered && stored.get(one.conversation)?.done !== 1).length,
    }
  } finally {
    await db.close()
  }
}
