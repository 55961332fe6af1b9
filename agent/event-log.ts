/** A turn's events: handed to live followers at once, written to the store in batches, replayed from there by anybody else. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db, Tx } from '#db/connect.ts'
import { turnEvents, turns } from '#db/schema/tables.ts'
import { turnEvent, type TurnEvent } from './contract.ts'

export const beatMs = 2_000
const flushMs = 80
const pollMs = 250

export type EventLog = {
  emit: (event: TurnEvent) => void
  /** All events from the first, then each as it comes, until the turn has ended. */
  follow: () => AsyncGenerator<TurnEvent>
  /** Writes what is waiting; rejects where an earlier write failed. */
  drain: () => Promise<void>
  /** Writes what is left and ends the followers. */
  close: () => Promise<void>
}

/** Joins neighbouring text of one id: a log row an answer's stretch, not a row a token. */
export function joinText(events: TurnEvent[]): TurnEvent[] {
  const joined: TurnEvent[] = []
  for (const event of events) {
    const last = joined.at(-1)
    if (event.kind === 'text' && last?.kind === 'text' && last.id === event.id) {
      joined[joined.length - 1] = { ...last, delta: last.delta + event.delta }
    } else joined.push(event)
  }
  return joined
}

/** Opens the log of a running turn. `onStop` is called once when another process asked for the turn to stop. */
export function openLog(db: Db, workspace: string, turn: string, onStop: () => void): EventLog {
  const all: TurnEvent[] = []
  const wake = new Set<() => void>()
  let pending: TurnEvent[] = []
  let seq = 0
  let closed = false
  let writing: Promise<void> = Promise.resolve()

  const flush = () => {
    const batch = joinText(pending)
    pending = []
    const rows = batch.map((event) => ({ workspaceId: workspace, turnId: turn, seq: seq++, event }))
    const write = async (tx: Tx) => {
      if (rows.length > 0) await tx.insert(turnEvents).values(rows).onConflictDoNothing()
      const [row] = await tx
        .update(turns)
        .set({ beatAt: sql`now()` })
        .where(and(eq(turns.workspaceId, workspace), eq(turns.id, turn)))
        .returning({ stop: turns.stopRequested })
      if (row?.stop) onStop()
    }
    // Numbered beforehand, so that a batch which was stored when the connection went is not stored twice.
    writing = writing.then(() => db.inWorkspace(workspace, write, 'idempotent'))
    return writing
  }
  let timer: NodeJS.Timeout | null = null
  const beat = setInterval(() => void flush().catch(() => {}), beatMs) // a failed write fails the turn at close()
  beat.unref()

  return {
    emit(event) {
      all.push(event)
      pending.push(event)
      for (const resolve of wake) resolve()
      wake.clear()
      timer ??= setTimeout(() => {
        timer = null
        void flush().catch(() => {})
      }, flushMs)
    },
    async *follow() {
      for (let next = 0; ;) {
        while (next < all.length) yield all[next++] as TurnEvent
        if (closed) return
        await new Promise<void>((resolve) => wake.add(resolve))
      }
    },
    drain: flush,
    async close() {
      clearInterval(beat)
      if (timer) clearTimeout(timer)
      closed = true
      for (const resolve of wake) resolve()
      await flush()
    },
  }
}

/** Follows a turn that another process runs, by its log in the store. Ends when the turn does. */
export async function* followStored(db: Db, workspace: string, turn: string): AsyncGenerator<TurnEvent> {
  for (let after = -1; ;) {
    const { rows, state } = await db.inWorkspace(
      workspace,
      async (tx) => ({
        state: await tx.select({ state: turns.state }).from(turns).where(eq(turns.id, turn)),
        rows: await tx
          .select({ seq: turnEvents.seq, event: turnEvents.event })
          .from(turnEvents)
          .where(
            and(
              eq(turnEvents.workspaceId, workspace),
              eq(turnEvents.turnId, turn),
              gt(turnEvents.seq, after),
            ),
          )
          .orderBy(asc(turnEvents.seq)),
      }),
      'read',
    )
    for (const row of rows) {
      after = row.seq
      yield turnEvent.parse(row.event)
    }
    if (rows.length === 0 && state[0]?.state !== 'running') return
    await sleep(pollMs)
  }
}
