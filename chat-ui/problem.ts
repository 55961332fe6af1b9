/** Turns any failure into what a person reads: what happened, what was and was not done, what to do next. */
import type { Problem } from '#server/contract.ts'

export type Explained = { what: string; done: string; next: string }

/** The server answered and said no. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly explained: Explained

  constructor(status: number, problem: Problem['error']) {
    super(problem.what)
    this.name = 'ProblemError'
    this.status = status
    this.code = problem.code
    this.explained = { what: problem.what, done: problem.done, next: problem.next }
  }
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null || !('error' in value)) return false
  const { error } = value
  return typeof error === 'object' && error !== null && 'what' in error && typeof error.what === 'string'
}

function parse(text: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isProblem(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A body that is no problem (a proxy's page, an empty one) still gives a sentence with its status. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const problem = parse(await response.text())
  if (problem !== undefined) return new ProblemError(response.status, problem.error)
  return new ProblemError(response.status, {
    code: 'internal',
    what: `Steward answered with status ${response.status}.`,
    done: 'Nothing was changed.',
    next: 'Try again. If it happens again, tell whoever runs Steward for you.',
  })
}

/** fetch rejects with a TypeError when no answer came: the network, or a server that is down. */
export const isLostConnection = (error: unknown): boolean => error instanceof TypeError

export function explain(error: unknown): Explained {
  if (error instanceof ProblemError) return error.explained
  if (isLostConnection(error)) {
    return {
      what: 'Steward cannot be reached.',
      done: 'A request that had already arrived goes on without this page.',
      next: 'Check the connection, then try again.',
    }
  }
  const text = error instanceof Error ? error.message : String(error)
  const problem = parse(text)
  if (problem !== undefined) return problem.error
  return {
    what: text === '' ? 'Something went wrong.' : text,
    done: 'The answer is not complete.',
    next: 'Try again.',
  }
}
