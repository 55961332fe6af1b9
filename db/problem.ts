/** The one error a person may read: what happened, what was and was not done, what to do next. */
import type { ProblemCode } from './contract.ts'

/** `what`, `done` and `next` are whole sentences shown as they are; the cause stays in the log. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly done: string
  readonly next: string

  constructor(code: ProblemCode, what: string, rest: { done?: string; next?: string; cause?: unknown } = {}) {
    super(what, { cause: rest.cause })
    this.name = 'Problem'
    this.code = code
    this.done = rest.done ?? 'Nothing was changed.'
    this.next = rest.next ?? ''
  }

  /** All that it says, as a terminal shows it. */
  inOneLine(): string {
    return [this.message, this.done, this.next].filter(Boolean).join(' ')
  }
}
