/** A stand-in OpenAI-compatible endpoint on loopback for tests and benches: scripted answers, the real one's refusals, every request on record. */
import { serve, type HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import type { AddressInfo } from 'node:net'
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises'
import { streamedAnswer, wholeAnswer } from './openai/answer.ts'
import { checkRequest } from './openai/check-request.ts'
import { errorBody, WireError, type ChatRequest, type Step } from './openai/wire.ts'

export type Script = Step[] | ((request: ChatRequest, nth: number) => Step)
/** One request as it came; `at` and `answeredAt` (headers sent) by the server's own clock, in ms. */
export type Recorded = { at: number; answeredAt: number | null; body: ChatRequest; refused: string | null }
export type OpenAiServer = {
  /** Ends in `/v1`, as OPENAI_BASE_URL does. */
  url: string
  requests: Recorded[]
  /** What to answer from now on: steps in order, or a function of the request. */
  script: (script: Script) => void
  close: () => Promise<void>
}
type Options = { apiKey?: string; models?: string[]; port?: number; msPerChunk?: number }
type Ctx = Context<{ Bindings: HttpBindings }>

/** Starts it on a free port of 127.0.0.1. With `models`, others are unknown to it; `msPerChunk` paces the streams. */
export async function startOpenAi(options: Options = {}): Promise<OpenAiServer> {
  const requests: Recorded[] = []
  let answers: Script = []
  let served = 0

  const nextStep = (request: ChatRequest): Step => {
    const nth = served++
    const step = typeof answers === 'function' ? answers(request, nth) : answers[nth]
    return step ?? { status: 400, body: errorBody(new WireError("The stand-in's script is over.")) }
  }
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.onError((error, c) => {
    if (!(error instanceof WireError)) throw error
    return c.json(errorBody(error), error.status as 400)
  })
  app.notFound((c) =>
    c.json(
      errorBody(new WireError(`Unknown request URL: ${c.req.method} ${c.req.path}.`, null, 'unknown_url')),
      404,
    ),
  )
  app.get('/v1/models', (c) => {
    authorise(c, options.apiKey)
    const data = (options.models ?? ['stand-in']).map((id) => ({
      id,
      object: 'model',
      created: 0,
      owned_by: 'stand-in',
    }))
    return c.json({ object: 'list', data })
  })
  app.post('/v1/chat/completions', async (c) => {
    const record: Recorded = {
      at: performance.now(),
      answeredAt: null,
      body: { model: '', messages: [] },
      refused: null,
    }
    requests.push(record)
    try {
      authorise(c, options.apiKey)
      const body: unknown = await c.req.json().catch(() => {
        throw new WireError('We could not parse the JSON body of your request.')
      })
      record.body = body as ChatRequest
      const request = checkRequest(body)
      if (options.models && !options.models.includes(request.model)) {
        throw new WireError(
          `The model '${request.model}' does not exist or you do not have access to it.`,
          'model',
          'model_not_found',
          404,
        )
      }
      return await perform(c, request, nextStep(request), options.msPerChunk ?? 0)
    } catch (error) {
      if (error instanceof WireError) record.refused = error.message
      throw error
    } finally {
      record.answeredAt = performance.now()
    }
  })

  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: options.port ?? 0 })
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    script: (script) => {
      answers = script
      served = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

function authorise(c: Ctx, apiKey: string | undefined): void {
  const given = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (given === undefined) throw new WireError("You didn't provide an API key.", null, null, 401)
  if (apiKey !== undefined && given !== apiKey) {
    throw new WireError(`Incorrect API key provided: ${given.slice(0, 3)}***.`, null, 'invalid_api_key', 401)
  }
}

async function perform(c: Ctx, request: ChatRequest, step: Step, msPerChunk: number): Promise<Response> {
  if (step.delayMs) await sleep(step.delayMs)
  if (step.hang) return new Promise<Response>(() => {})
  if (step.status !== undefined) {
    const body = step.body ?? {
      error: { message: `Status ${step.status}.`, type: 'server_error', param: null, code: null },
    }
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status: step.status,
      headers: { 'content-type': 'application/json', ...step.headers },
    })
  }
  if (!request.stream) return c.json(wholeAnswer(step, request))
  return new Response(eventStream(c, step, streamedAnswer(step, request), msPerChunk), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      ...step.headers,
    },
  })
}

/** Each event its own write, so that a client sees them as separate chunks; cut, reset or stalled where the step says so. */
function eventStream(c: Ctx, step: Step, events: string[], msPerChunk: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let left = step.cutAfterBytes ?? Infinity
  let sent = 0
  const cut = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (!step.cleanly) c.env.outgoing.destroy()
    controller.close()
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await (msPerChunk > 0 ? sleep(msPerChunk) : breathe())
        if (sent === step.stallAfter) return new Promise<void>(() => {})
        const event = events[sent]
        if (sent++ === step.cutAfter || left <= 0) cut(controller)
        else if (event === undefined) controller.close()
        else {
          const bytes = encoder.encode(event).subarray(0, left)
          left -= bytes.length
          controller.enqueue(bytes)
        }
      },
    },
    { highWaterMark: 0 },
  )
}
