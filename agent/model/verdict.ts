/** What an endpoint's failure means: worth another try or not, how long it asks to wait, and what the person is told. */
import { OpenAIClient } from '@langchain/openai'
import { Problem } from '#db/problem.ts'

/** `waitMs` is what the endpoint asked for; null where it said nothing. */
export type Verdict = { retry: boolean; waitMs: number | null; problem: Problem }
export type Scene = { host: string; model: string; done: string }

/** Null for an error that is none of the endpoint's: a defect of ours, to be thrown on as it is. */
export function judge(error: unknown, scene: Scene): Verdict | null {
  if (error instanceof OpenAIClient.APIConnectionError) return connectionVerdict(error, scene)
  if (!(error instanceof Error) || !('status' in error || isTooLong(error))) return null
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 400
  const waitMs = retryAfterMs(error)
  const { host, model, done } = scene
  const no = (
    code: 'model_unreachable' | 'model_bad_answer' | 'model_budget',
    what: string,
    next: string,
  ): Verdict => ({
    retry: false,
    waitMs,
    problem: new Problem(code, what, { done, next, cause: error }),
  })
  if (isTooLong(error) || status === 413) {
    return no(
      'model_budget',
      `This is longer than ${model} at ${host} can read at once.`,
      'Ask about fewer things at once, or start a new conversation.',
    )
  }
  if (status === 429) return rateVerdict(error, waitMs, scene)
  if (status >= 500 || status === 408) {
    const what = `The model at ${host} failed with an error of its own (${status}).`
    return { ...no('model_unreachable', what, `Try again ${when(waitMs)}.`), retry: true }
  }
  const setUp = 'Ask an administrator to check OPENAI_API_KEY, OPENAI_BASE_URL and the name of the model.'
  if (status === 401 || status === 403)
    return no('model_unreachable', `${host} refused Steward's key (${status}).`, setUp)
  if (status === 404) return no('model_unreachable', `${host} does not know the model ${model} (404).`, setUp)
  return no(
    'model_bad_answer',
    `The model at ${host} did not accept the request (${status}).`,
    'Try again in other words; if it happens again, tell an administrator.',
  )
}

function connectionVerdict(error: Error, { host, done }: Scene): Verdict {
  const problem = new Problem('model_unreachable', `The model at ${host} could not be reached.`, {
    done,
    next: 'Try again in a minute; if it stays so, ask an administrator to check the connection to it.',
    cause: error,
  })
  return { retry: true, waitMs: null, problem }
}

function rateVerdict(error: Error, waitMs: number | null, { host, done }: Scene): Verdict {
  const empty = 'code' in error && error.code === 'insufficient_quota'
  const problem = empty
    ? new Problem('model_rate_limited', `The account for the model at ${host} has used up its quota.`, {
        done,
        next: 'Ask an administrator to check the plan and billing with the provider.',
        cause: error,
      })
    : new Problem('model_rate_limited', `The model at ${host} takes no more requests for now.`, {
        done,
        next: `Try again ${when(waitMs)}.`,
        cause: error,
      })
  return { retry: !empty, waitMs, problem }
}

/** Endpoints word it differently, and some give no code. */
function isTooLong(error: Error): boolean {
  return /context_length_exceeded|context (?:length|size|window)|maximum context|prompt is too long|too many tokens/i.test(
    `${'code' in error ? String(error.code) : ''} ${error.message}`,
  )
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date; null where absent or unreadable. */
export function retryAfterMs(error: object, now = Date.now()): number | null {
  const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : new Headers()
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(ms) && ms >= 0) return ms
  const given = headers.get('retry-after')?.trim()
  if (!given) return null
  const seconds = Number(given)
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : null
  const date = Date.parse(given)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** "in 40 seconds", "in 5 minutes", "in 2 hours": rounded up, so that it is never too early. */
export function when(ms: number | null): string {
  if (ms === null) return 'in a minute'
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  const [amount, unit] =
    seconds < 90
      ? [seconds, 'second']
      : seconds < 5400
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour']
  return `in ${amount} ${unit}${amount === 1 ? '' : 's'}`
}
