/** Checkpoints: what a graph stored comes back as it was, in its own workspace only, and nothing in it is revived. */
import { Annotation, Command, END, interrupt, START, StateGraph } from '@langchain/langgraph'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { TurnCheckpoints } from './checkpoints.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const State = Annotation.Root({ value: Annotation<unknown>(), answer: Annotation<string>() })
const build = (workspace: string, wait: () => { answer: string }) => {
  const checkpoints = new TurnCheckpoints(db, workspace)
  const graph = new StateGraph(State)
    .addNode('wait', wait)
    .addEdge(START, 'wait')
    .addEdge('wait', END)
    .compile({ checkpointer: checkpoints })
  return { graph, checkpoints }
}
const graphIn = (workspace: string) => build(workspace, () => ({ answer: String(interrupt('go on?')) })).graph
const stored = (thread: string) =>
  db.inWorkspace('a', (tx) =>
    rowsOf<{ n: number }>(
      tx,
      sql`select count(*)::int as n from langgraph.checkpoints where thread_id = ${thread}`,
    ),
  )

const config = (thread: string) => ({ configurable: { thread_id: thread }, durability: 'exit' as const })

describe('a checkpoint', () => {
  test('carries a suspended graph to another instance', async () => {
    await graphIn('a').invoke({ value: { n: 1 } }, config('a/1'))
    const resumed = await graphIn('a').invoke(new Command({ resume: 'yes' }), config('a/1'))
    expect(resumed).toMatchObject({ value: { n: 1 }, answer: 'yes' })
  })

  test('gives back text of the shape of a message as plain data', async () => {
    const hostile = {
      lc: 1,
      type: 'constructor',
      id: ['langchain_core', 'messages', 'AIMessage'],
      kwargs: { content: 'x' },
    }
    await graphIn('a').invoke({ value: hostile }, config('a/2'))
    const state = await graphIn('a').getState(config('a/2'))
    expect((state.values as { value: unknown }).value).toEqual(hostile)
    expect(Object.getPrototypeOf((state.values as { value: object }).value)).toBe(Object.prototype)
  })

  test('is invisible to another workspace, and cannot be written for it', async () => {
    await graphIn('a').invoke({ value: 1 }, config('a/3'))
    expect((await graphIn('b').getState(config('a/3'))).values).toEqual({})
    await expect(graphIn('b').invoke({ value: 1 }, config('a/4'))).rejects.toThrow()
  })

  test('of a turn that runs to its end is never written', async () => {
    const { graph, checkpoints } = build('a', () => ({ answer: 'done' }))
    checkpoints.begin('a/5')
    expect(await graph.invoke({ value: 1 }, config('a/5'))).toMatchObject({ answer: 'done' })
    checkpoints.forget('a/5')
    expect(await stored('a/5')).toEqual([{ n: 0 }])
  })

  test('of a turn that suspends is written, and another process resumes it', async () => {
    const { graph, checkpoints } = build('a', () => ({ answer: String(interrupt('go on?')) }))
    checkpoints.begin('a/6')
    await graph.invoke({ value: { n: 6 } }, config('a/6'))
    checkpoints.forget('a/6')
    expect(await stored('a/6')).toEqual([{ n: 1 }])
    const resumed = await graphIn('a').invoke(new Command({ resume: 'later' }), config('a/6'))
    expect(resumed).toMatchObject({ value: { n: 6 }, answer: 'later' })
  })
})
