/** Tells a lost or refused connection to the database from every other failure, through whatever wraps it. */

/** Of the server: it ends, it starts, it has no connection left. Class 08 is the connection itself. */
const serverCodes = /^(?:08|57P0[1235]|53300|25P03)/
const clientCodes =
  /^(?:CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ERR_STREAM_DESTROYED)/

/** The codes of an error and of what caused it, outermost first. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code)
  }
  return codes
}

export const isLostConnection = (error: unknown): boolean =>
  codesOf(error).some((code) => serverCodes.test(code) || clientCodes.test(code))
