/** Keeps a process from standing still for ever: after a PANIC the embedded database must not be asked anything again. */
import type { PGlite } from '@electric-sql/pglite'

/** A server would end itself here and recover from its log; inside a process, only a new start does that. */
export class EmbeddedPanic extends Error {
  constructor(cause: unknown) {
    super('the embedded database stopped itself', { cause })
  }
}

const isPanic = (error: unknown): boolean =>
  error instanceof Error &&
  (('severity' in error && error.severity === 'PANIC') || error.name === 'RuntimeError')

/** Answers whether it has panicked. Every statement after that is refused, the ROLLBACK that would follow included. */
export function guardPanic(pg: PGlite): () => boolean {
  let panic: EmbeddedPanic | null = null
  const ask = pg.execProtocolStream.bind(pg)
  pg.execProtocolStream = async (...args) => {
    if (panic) throw panic
    try {
      return await ask(...args)
    } catch (error) {
      if (isPanic(error)) panic = new EmbeddedPanic(error)
      throw error
    }
  }
  return () => panic !== null
}
