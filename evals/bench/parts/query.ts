/** Catalogue queries against hand-written SQL for the same answer, in turns in one transaction a query; a difference in rows is a fault. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sharedData } from '../../kit/shared.ts'
import type { Part } from '../part.ts'
import { queryCases } from '../query-cases.ts'
import type { QueryJob, QueryNews } from '../query-worker.ts'
import { catalogueQuery } from '../targets.ts'
import { demoWorkspace } from '../turn-question.ts'

const leastCases = 60
const longestMs = 90_000

const sharedBundle = sharedData('workspace')
const sharedWorkspace = 'shared'
const workspaces = sharedBundle ? [demoWorkspace, sharedWorkspace] : [demoWorkspace]
const keyOf = (workspace: string, name: string) => `${workspace}: ${name}`

/** Resolves when the job is done or its time is up; then the thread is ended, whatever it does. */
function runJob(job: QueryJob, tell: (news: QueryNews) => void): Promise<void> {
  const worker = new Worker(new URL('../query-worker.ts', import.meta.url), { workerData: job })
  return new Promise((done, broken) => {
    const timer = setTimeout(() => {
      broken(new Error(`the queries of ${job.workspace} took longer than ${longestMs / 1_000} s`))
      void worker.terminate()
    }, longestMs)
    worker.on('message', tell)
    worker.on('error', broken)
    worker.on('exit', () => {
      clearTimeout(timer)
      done()
    })
  })
}

export const query: Part = {
  name: 'query',
  figures: Object.fromEntries(
    workspaces.flatMap((workspace) =>
      queryCases.map(({ name }) => [
        keyOf(workspace, name),
        { name: `query p95, ${keyOf(workspace, name)}`, unit: 'ms', bound: catalogueQuery, leastCases },
      ]),
    ),
  ),
  async run(workshop, tell) {
    const hear = (workspace: string) => (news: QueryNews) => {
      if ('reading' in news) tell(keyOf(workspace, news.name), news.reading)
      else workshop.note(`${keyOf(workspace, news.name)}: ${news.fault}`)
    }
    const folder = join(await workshop.copy('query'), 'db')
    const demo = await settled(runJob({ workspace: demoWorkspace, folder }, hear(demoWorkspace)))
    if (sharedBundle) {
      await runJob({ workspace: sharedWorkspace, bundle: sharedBundle }, hear(sharedWorkspace))
    } else workshop.note('../shared/data/workspace is not there: its queries are left out')
    if (demo) throw demo
  },
}

/** The failure, for later: the other workspace is measured all the same. */
const settled = (work: Promise<void>): Promise<Error | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )
