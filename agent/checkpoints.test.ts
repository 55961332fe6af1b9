/** Checkpoints: what a graph stored comes back as it was, in its own workspace only, and nothing in it is revived. */
import { Annotation, Command, END, interrupt, START, StateGraph } from '@langchain/langgraph'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { checkpointsOf } from './checkpoints.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const State = Annotation.Root({ value: Annotation<unknown>(), answer: Annotation<string>() })
const graphIn = (workspace: string) =>
  new StateGraph(State)
    .addNode('wait', () => ({ answer: String(interrupt('go on?')) }))
    .addEdge(START, 'wait')
    .addEdge('wait', END)
    .compile({ checkpointer: checkpointsOf(db, workspace) })

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
})
