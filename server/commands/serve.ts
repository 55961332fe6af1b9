/** `steward serve`: the service with the demo workspace, until a signal asks it to end; running turns end first. */
import { serve as listen } from '@hono/node-server'
import type { Server } from 'node:http'
import { startResuming } from '#agent/proposals/resume.ts'
import { ensureDemo } from '#db/demo/enter.ts'
import { startSigningHeads } from '#db/audit/signer.ts'
import { startKeeping } from '#db/evidence/keeper.ts'
import { replayLedger } from '#db/privacy/replay.ts'
import { startRetention } from '#db/privacy/retention-keeper.ts'
import { clockAt } from '#db/calendar.ts'
import { Problem } from '#db/problem.ts'
import { startJobs } from '#jobs/start-jobs.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { startChunking } from '#rag/keeper.ts'
import { createApp } from '../app.ts'
import { rateLimits } from '../rate-limits.ts'
import { dayOption, defineCommand } from '../command.ts'
import { readEnv } from '../env.ts'
import { fitAfterImport } from '../fit-after-import.ts'
import { openLog, openSteward } from '../open.ts'
import { signingOf } from '../key-places.ts'
import { openDoor } from '../sign-in/door.ts'

/** How long running turns may take to end after a signal, in milliseconds. */
const graceMs = 10_000

type ServeOptions = {
  data?: string | undefined
  port?: string | undefined
  host?: string | undefined
  today?: string | undefined
}

export default defineCommand({
  usage: 'serve [--port N] [--host H]                 the service',
  options: { port: { type: 'string' }, host: { type: 'string' }, today: { type: 'string' } },
  run: (values) => serve({ ...values, today: dayOption(values.today) }),
})

/** Resolves when the service has ended. */
async function serve(options: ServeOptions): Promise<number> {
  const env = readEnv(options.data)
  const { log, hide } = openLog(env)
  const { steward, close } = await openSteward(env, log)
  const { today } = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, options.today)
  const demo = await ensureDemo(steward.db, {
    today,
    onProgress: ({ file }) => log.debug({ file }, 'making the demo workspace'),
  })
  const churn = demo.state === 'entered' ? await fitAfterImport(steward.db, 'demo', today) : null
  if (churn !== null) log.info(churn)
  if (demo.state === 'entered') await keepChunks(steward.db, 'demo')
  // A database may have been put back by other means than ours: who was erased since is erased again.
  await replayLedger(steward.db, env.dataDir)
  const door = await openDoor(env, steward, { log, hide })
  const { signIn, accounts, sso } = door
  const { db } = steward
  const signing = signingOf(env, db)
  const app = createApp({
    ...{ steward, today: options.today, signIn, accounts, sso, demo: accounts.demo.workspace },
    ...{ signing, privacy: { db, dataDir: env.dataDir, today: options.today } },
    limits: rateLimits(env.requestsPerMinute),
    isHttps: env.baseUrl?.startsWith('https:'),
    proxies: env.proxies,
  })
  const server = await start(
    app.fetch,
    options.port === undefined ? env.port : Number(options.port),
    options.host ?? env.host,
  )
  door.openAt(server.url)
  process.stdout.write(`Steward is ready: ${server.url}\n`)
  const setUp = await door.setUpLink()
  if (setUp !== null) process.stdout.write(`Set it up as its administrator, within a day: ${setUp}\n`)
  const keeping = startKeeping(steward.db, {
    today: options.today,
    onError: (err, workspace) => log.error({ err, workspace }, 'evidence could not be worked out ahead'),
  })
  const signer = startSigningHeads(signing, {
    onError: (err, workspace) => log.error({ err, workspace }, 'the audit log’s head could not be signed'),
  })
  const retention = startRetention(db, {
    ...{ dataDir: env.dataDir, today: options.today },
    onError: (err, workspace) => log.error({ err, workspace }, 'retention could not be applied'),
  })
  const chunking = startChunking(db, {
    embedder: steward.embedder,
    onError: (err, workspace) => log.error({ err, workspace }, 'passages could not be made'),
  })
  steward.workers.sweep()
  const jobs = startJobs({ db, log, today: options.today })
  steward.workers.afterRuns((workspace) => jobs.send('deliver-events', { workspace }))
  const resuming = startResuming(steward, (err, workspace) =>
    log.error({ err, workspace }, 'a conversation that waited for a decision could not go on'),
  )
  const signal = await ending()
  log.info({ signal }, 'ending: no new requests; running turns may finish')
  server.http.close()
  await Promise.all([
    ...[keeping.stop(), retention.stop(), chunking.stop()],
    ...[jobs.stop(), steward.workers.stop(), resuming.stop()],
  ])
  await drain(steward.running)
  server.http.closeAllConnections()
  door.close()
  await signer.stop()
  await close()
  return 0
}

type Fetch = Parameters<typeof listen>[0]['fetch']

const start = (fetch: Fetch, port: number, hostname: string) =>
  new Promise<{ http: Server; url: string }>((ready, failed) => {
    const http = listen({ fetch, port, hostname }, (info) => {
      const host = info.family === 'IPv6' ? `[${info.address}]` : info.address
      ready({ http, url: `http://${host}:${info.port}/` })
    }) as Server
    http.on('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new Problem('conflict', `Port ${port} is in use.`, {
              done: 'Steward did not start.',
              next: 'Stop the other program, or choose another with --port or PORT.',
            })
          : error,
      ),
    )
  })

const ending = () =>
  new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal))
  })

async function drain(running: Map<string, { ended: Promise<void> }>): Promise<void> {
  const all = Promise.all([...running.values()].map((turn) => turn.ended))
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, graceMs).unref())])
}
