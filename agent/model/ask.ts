/** One answer from the endpoint, whole or not at all: our tries and waits only, silence and the turn's end watched, a stop obeyed at once. */
import type { ChatOpenAICompletions, OpenAIClient } from '@langchain/openai'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '#db/problem.ts'
import { judge, type Scene } from './verdict.ts'
import { collect, Endless, nothingYet, type Chunk, type Collected } from './wire.ts'

export type Endpoint = {
  chat: ChatOpenAICompletions
  host: string
  model: string
  /** The longest silence: before the first byte, and between two pieces. */
  timeoutMs: number
  backoffMs: number
}
export type Params = OpenAIClient.Chat.ChatCompletionCreateParamsStreaming
export type Turn = {
  signal: AbortSignal
  /** When the turn's time is up, by Date.now(). */
  deadline: number
  onText: (delta: string) => void
  /** What this turn has and has not done so far, for the person. */
  done: string
}

const tries = 3
const longestWaitMs = 60_000
/** A longer timer fires at once. */
const longestTimerMs = 2 ** 31 - 1

export async function ask(endpoint: Endpoint, params: Params, turn: Turn): Promise<Collected> {
  const scene = { host: endpoint.host, model: endpoint.model, done: turn.done }
  for (let nth = 1; ; nth++) {
    turn.signal.throwIfAborted()
    using watch = new Watch(endpoint.timeoutMs, turn)
    let chunks: AsyncIterable<Chunk>
    try {
      chunks = await endpoint.chat.completionWithRetry(params, { signal: watch.signal })
    } catch (error) {
      turn.signal.throwIfAborted()
      if (watch.fired) throw tooSlow(endpoint, watch.fired, scene)
      const verdict = judge(error, scene)
      if (!verdict) throw error
      // A little apart, so that turns that failed together do not come back together; what the endpoint asks is the least.
      const backoff = endpoint.backoffMs * 2 ** (nth - 1) * (1 + Math.random() / 4)
      const waitMs = verdict.waitMs ?? backoff
      const allowed = Math.min(longestWaitMs, turn.deadline - Date.now())
      if (!verdict.retry || nth === tries || waitMs > allowed) throw verdict.problem
      await pause(waitMs, turn.signal)
      continue
    }
    return await whole(chunks, endpoint, turn, watch, scene)
  }
}

/** No second try from here on: the person may have read the beginning. */
async function whole(
  chunks: AsyncIterable<Chunk>,
  endpoint: Endpoint,
  turn: Turn,
  watch: Watch,
  scene: Scene,
): Promise<Collected> {
  let ours: { error: unknown } | null = null
  const onText = (delta: string) => {
    try {
      turn.onText(delta)
    } catch (error) {
      ours = { error }
      throw error
    }
  }
  const answer = nothingYet()
  let cause: unknown
  try {
    await collect(answer, chunks, onText, () => watch.beat())
  } catch (error) {
    cause = error
  }
  turn.signal.throwIfAborted()
  if (ours) throw (ours as { error: unknown }).error
  // What breaks after the endpoint's word that the answer is whole takes nothing from it.
  if (answer.finish) return answer
  if (watch.fired) throw tooSlow(endpoint, watch.fired, scene)
  throw broken(endpoint, scene, cause, answer)
}

function broken({ host, model }: Endpoint, { done }: Scene, cause: unknown, answer: Collected): Problem {
  const again = 'Ask again; the conversation goes on from here.'
  if (cause instanceof SyntaxError) {
    return new Problem(
      'model_bad_answer',
      `The model at ${host} broke off, or sent something that is not its protocol, in the middle of its answer.`,
      {
        done,
        next: again,
        cause,
      },
    )
  }
  if (cause instanceof Endless) {
    return new Problem('model_bad_answer', `The model ${model} did not stop writing.`, {
      done,
      next: again,
      cause,
    })
  }
  if (answer.chunks === 0 && cause === undefined) {
    return new Problem('model_unreachable', `The model at ${host} ended its answer before it began.`, {
      done,
      next: `${again} If it is always so, ask an administrator whether OPENAI_BASE_URL names an OpenAI-compatible endpoint.`,
    })
  }
  return new Problem('model_unreachable', `The model at ${host} broke off in the middle of its answer.`, {
    done,
    next: again,
    cause,
  })
}

const tooSlow = ({ host, timeoutMs }: Endpoint, fired: 'silence' | 'deadline', { done }: Scene): Problem =>
  new Problem(
    'model_unreachable',
    fired === 'silence'
      ? `The model at ${host} said nothing for ${Math.round(timeoutMs / 100) / 10} seconds.`
      : `The model at ${host} took longer than a turn may last.`,
    { done, next: 'Ask again; if it stays slow, ask for less at once or tell an administrator.' },
  )

/** Ends a call that falls silent or outlives its turn. */
class Watch {
  readonly signal: AbortSignal
  fired: 'silence' | 'deadline' | null = null
  readonly #silence: NodeJS.Timeout
  readonly #deadline: NodeJS.Timeout

  constructor(timeoutMs: number, turn: Turn) {
    const controller = new AbortController()
    const fire = (which: 'silence' | 'deadline') => () => {
      this.fired ??= which
      controller.abort()
    }
    this.signal = AbortSignal.any([turn.signal, controller.signal])
    this.#silence = setTimeout(fire('silence'), timeoutMs)
    this.#deadline = setTimeout(
      fire('deadline'),
      Math.min(longestTimerMs, Math.max(0, turn.deadline - Date.now())),
    )
  }

  beat(): void {
    this.#silence.refresh()
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#silence)
    clearTimeout(this.#deadline)
  }
}

/** Never shorter than asked: a timer may fire a fraction early, a rate limit counts it. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + ms
  try {
    for (let left = ms; left > 0; left = end - performance.now())
      await sleep(Math.ceil(left), undefined, { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}
