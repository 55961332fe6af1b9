/** The address that a request comes from: of the connection, since anybody may send a header; behind proxies that we were told of, what the nearest of them heard from. */
import type { Context } from 'hono'

declare module 'hono' {
  interface ContextVariableMap {
    address: string
  }
}

const ofConnection = (context: Context): string =>
  (context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
    ?.remoteAddress ?? 'unknown'

/** Each proxy appends whom it heard from, so of `proxies` of them the last so many entries are theirs; those before anybody may have written. */
export function addressFrom(context: Context, proxies: number): string {
  if (proxies === 0) return ofConnection(context)
  const told = (context.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  return told.at(-proxies) || ofConnection(context)
}

export const addressOf = (context: Context): string => context.get('address')
