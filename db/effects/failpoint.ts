/** Named places where a crash would hurt most. Evaluations arm one in a process of their own; no setting and no request can. */

export const failpoints = [
  'run-claimed',
  'batch-begun',
  'batch-written',
  'batch-stored',
  'run-ending',
  'run-ended',
] as const
export type Failpoint = (typeof failpoints)[number]

let strike: ((at: Failpoint) => void) | null = null

/** For evals alone (a test holds it): from here on, `strike` is called at each place. */
export function arm(what: (at: Failpoint) => void): void {
  strike = what
}

export const reach = (at: Failpoint): void => strike?.(at)
