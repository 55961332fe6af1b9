/** One conversation of many model turns: whether late turns cost more than early ones, and what the store keeps of it. */
import { eq, and, sql } from 'drizzle-orm'
import { turnsOf } from '#agent/conversations.ts'
import { rowsOf, type Tx } from '#db/connect.ts'
import { turns } from '#db/schema/tables.ts'
import { messagesOf } from '#server/ui-message.ts'
import { askOnce, benchSteward, type Bench } from '../asking.ts'
import type { Part } from '../part.ts'
import { median } from '../spread.ts'
import { longThread, storedBytes, storedGrowth } from '../targets.ts'
import { answerOf, demoWorkspace } from '../turn-question.ts'

const threads = 3
const length = 82
/** A single turn's time is noise: each is the median of the turns around it, in every thread. */
const around = 2

/** Every row that the conversation's turns left in the store, as text. A turn's checkpoints begin with workspace and turn. */
async function storedOf(tx: Tx, conversation: string): Promise<number> {
  const mine = sql`(select id from ${turns} where ${and(eq(turns.workspaceId, demoWorkspace), eq(turns.conversationId, conversation))})`
  const size = (row: string) => sql.raw(`coalesce(sum(octet_length(to_jsonb(${row})::text)), 0)`)
  const [row] = await rowsOf<{ bytes: string | number }>(
    tx,
    sql`select (select ${size('c')} from conversations c where c.workspace_id = ${demoWorkspace} and c.id = ${conversation}::uuid)
      + (select ${size('t')} from turns t where t.workspace_id = ${demoWorkspace} and t.id in ${mine})
      + (select ${size('e')} from turn_events e where e.workspace_id = ${demoWorkspace} and e.turn_id in ${mine})
      + (select ${size('k')} from langgraph.checkpoints k where split_part(k.thread_id, '/', 2)::uuid in ${mine})
      + (select ${size('b')} from langgraph.checkpoint_blobs b where split_part(b.thread_id, '/', 2)::uuid in ${mine})
      + (select ${size('w')} from langgraph.checkpoint_writes w where split_part(w.thread_id, '/', 2)::uuid in ${mine})
      as bytes`,
  )
  return Number(row?.bytes)
}

type Thread = { ms: number[]; half: number; whole: number; messages: number }

async function converse(bench: Bench): Promise<Thread> {
  const { db } = bench
  const inDemo = <T>(work: (tx: Tx) => Promise<T>) => db.inWorkspace(demoWorkspace, work, 'read')
  const ms: number[] = []
  let conversation: string | undefined
  let half = Number.NaN
  for (let n = 1; n <= length; n++) {
    const asked = await askOnce(
      bench,
      'Which enterprise accounts renew within a year?',
      'model',
      conversation,
    )
    if (!asked.events.some((event) => event.kind === 'ended' && event.state === 'done')) {
      throw new Error(`turn ${n} of the thread failed: ${JSON.stringify(asked.events.at(-2))}`)
    }
    conversation = asked.conversation
    ms.push(asked.ms)
    if (n === length / 2) half = await inDemo((tx) => storedOf(tx, asked.conversation))
  }
  const own = conversation ?? ''
  const whole = await inDemo((tx) => storedOf(tx, own))
  const stored = await inDemo((tx) => turnsOf(tx, demoWorkspace, own))
  const messages = Buffer.byteLength(JSON.stringify(stored.flatMap((turn) => messagesOf(turn))))
  return { ms, half, whole, messages }
}

const timeAround = (all: Thread[], turn: number) =>
  median(all.flatMap(({ ms }) => ms.slice(turn - 1 - around, turn + around)))

export const turnThread: Part<'late' | 'bytes' | 'growth'> = {
  name: 'turn-thread',
  figures: {
    late: { name: 'thread: turn 80 over turn 10', unit: 'ms', bound: longThread, leastCases: threads * 5 },
    bytes: {
      name: "thread of 82 turns: stored over its messages' JSON",
      unit: 'KB',
      bound: storedBytes,
      leastCases: length,
    },
    growth: {
      name: 'thread: bytes of turns 42–82 over turns 1–41',
      unit: 'KB',
      bound: storedGrowth,
      leastCases: length,
    },
  },
  async run(workshop, tell) {
    const endpoint = await workshop.program('./endpoint.ts', [])
    endpoint.tell({ answer: answerOf(100) })
    const db = await workshop.openStore('turn-thread')
    const bench = await benchSteward(db, `${endpoint.url}/v1`)
    for (let i = 0; i < 10; i++) await askOnce(bench, 'How many accounts are there?', 'model')
    const all: Thread[] = []
    for (let i = 0; i < threads; i++) all.push(await converse(bench))
    const kb = (of: (thread: Thread) => number) => median(all.map(of)) / 1_000
    tell('late', { cases: threads * 5, value: timeAround(all, 80), floor: timeAround(all, 10) })
    tell('bytes', {
      cases: threads * length,
      value: kb((one) => one.whole),
      floor: kb((one) => one.messages),
    })
    tell('growth', {
      cases: threads * length,
      value: kb((one) => one.whole - one.half),
      floor: kb((one) => one.half),
    })
    await endpoint.end()
  },
}
