/** Speaks with Steward: every answer is held against its contract, every failure is a ProblemError, and a session that ended is noticed wherever it is met. */
import { QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { ProblemError, problemOf } from './problem.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal does not get better by asking again; a lost connection may.
      retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
    },
  },
})

export const sessionKey = ['session'] as const
const sessionPath = '/api/session'

/** fetch, with an answer that is not a success thrown as what a person can read. */
export async function checkedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (response.ok) return response
  // The session's own question answers who is there; any other one's 401 makes the page ask it again.
  if (response.status === 401 && input !== sessionPath)
    void queryClient.invalidateQueries({ queryKey: sessionKey })
  throw await problemOf(response)
}

async function parsed<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await response.json()
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new ProblemError(200, {
    code: 'internal',
    what: 'Steward answered in a form that this page does not know.',
    done: 'Whether something was changed can be seen after reloading.',
    next: 'Reload the page.',
  })
}

/** Reads JSON and holds it against the contract, so that a page older than its server says so instead of breaking. */
export async function read<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
  const response = await checkedFetch(path, {
    ...(signal !== undefined && { signal }),
    headers: { accept: 'application/json' },
  })
  return parsed(response, schema)
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

async function sent(method: Method, path: string, body: object | undefined): Promise<Response> {
  return checkedFetch(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

export async function send(method: Method, path: string, body?: object): Promise<void> {
  await sent(method, path, body)
}

/** Sends, and reads what comes back. */
export async function exchange<T>(
  method: Method,
  path: string,
  body: object | undefined,
  schema: z.ZodType<T>,
): Promise<T> {
  return parsed(await sent(method, path, body), schema)
}

/** A path with its parts escaped: at`/api/people/${id}`. */
export const at = (texts: TemplateStringsArray, ...parts: string[]): string =>
  String.raw({ raw: texts }, ...parts.map(encodeURIComponent))

/** A question mark and what has a value, or nothing. */
export function search(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).flatMap(([key, value]) => (value ? [[key, value]] : []))
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}
