/** Catalogue queries against hand-written SQL for the same answer, in turns in one transaction a query; a difference in rows is a fault. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sharedData } from '../../kit/shared.ts'
import { benchStore, workspaceOf, type StoreName } from '../bench-store.ts'
import type { Part } from '../part.ts'
import { queryCases } from '../query-cases.ts'
import type { QueryJob, QueryNews } from '../query-worker.ts'
import { catalogueQuery } from '../targets.ts'
import { demoWorkspace } from '../turn-question.ts'
import type { Workshop } from '../workshop.ts'

const leastCases = 60
/** Of a generated workspace, whose heaviest queries take seconds. */
const leastGeneratedCases = 3
const longestMs = 180_000
/** A large workspace is imported first. */
const longestPerAccountMs = 60

const sharedBundle = sharedData('workspace')
const sharedWorkspace = 'shared'
const keyOf = (workspace: string, name: string) => `${workspace}: ${name}`

/** Resolves when the job is done or its time is up; then the thread is ended, whatever it does. */
function runJob(job: QueryJob, mostMs: number, tell: (news: QueryNews) => void): Promise<void> {
  const worker = new Worker(new URL('../query-worker.ts', import.meta.url), { workerData: job })
  return new Promise((done, broken) => {
    const timer = setTimeout(() => {
      broken(new Error(`the queries took longer than ${mostMs / 1_000} s`))
      void worker.terminate()
    }, mostMs)
    worker.on('message', tell)
    worker.on('error', broken)
    worker.on('exit', () => {
      clearTimeout(timer)
      done()
    })
  })
}

type Tell = Parameters<Part['run']>[1]
const hear =
  ({ note }: Workshop, workspace: string, tell: Tell) =>
  (news: QueryNews): void => {
    if ('reading' in news) tell(keyOf(workspace, news.name), news.reading)
    else note(`${keyOf(workspace, news.name)}: ${news.fault}`)
  }

const figuresOf = (workspaces: string[], least: number): Part['figures'] =>
  Object.fromEntries(
    workspaces.flatMap((workspace) =>
      queryCases.map(({ name }) => [
        keyOf(workspace, name),
        {
          name: `query p95, ${keyOf(workspace, name)}`,
          unit: 'ms',
          bound: catalogueQuery,
          leastCases: least,
        },
      ]),
    ),
  )

/** The demo, and the shared workspace where it is there. */
export const query: Part = {
  name: 'query',
  figures: figuresOf(sharedBundle ? [demoWorkspace, sharedWorkspace] : [demoWorkspace], leastCases),
  async run(workshop, tell) {
    const folder = join(await workshop.copy('query'), 'db')
    const hearOf = (workspace: string) => hear(workshop, workspace, tell)
    const demo = await settled(runJob({ workspace: demoWorkspace, folder }, longestMs, hearOf(demoWorkspace)))
    if (sharedBundle) {
      await runJob({ workspace: sharedWorkspace, bundle: sharedBundle }, longestMs, hearOf(sharedWorkspace))
    } else workshop.note('../shared/data/workspace is not there: its queries are left out')
    if (demo) throw demo
  },
}

/** Generated workspaces of those sizes, in that store. */
export function queryAtScale(sizes: number[], seed: number, storeName: StoreName): Part {
  const all = sizes.map((accounts) => ({ accounts, seed }))
  return {
    name: 'query',
    figures: figuresOf(all.map(workspaceOf), leastGeneratedCases),
    async run(workshop, tell) {
      const store = await benchStore(storeName)
      if (!store) throw new Error('no Postgres server can be had')
      const { kind, options } = store
      workshop.note(
        `queries over generated workspaces on ${kind === 'server' ? 'a Postgres server' : 'PGlite'}`,
      )
      try {
        for (const generated of all) {
          const mostMs = longestMs * queryCases.length * 0.2 + generated.accounts * longestPerAccountMs
          const job = { generated, store: { options } }
          await runJob(job, mostMs, hear(workshop, workspaceOf(generated), tell))
        }
      } finally {
        await store.remove()
      }
    },
  }
}

/** The failure, for later: the other workspace is measured all the same. */
const settled = (work: Promise<void>): Promise<Error | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )
