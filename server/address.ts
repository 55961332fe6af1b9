/** The address that a request comes from: of the connection, since anybody may send a header. */
import type { Context } from 'hono'

export const addressOf = (context: Context): string =>
  (context.env as { incoming?: { socket?: { remoteAddress?: string } } }).incoming?.socket?.remoteAddress ??
  'unknown'
