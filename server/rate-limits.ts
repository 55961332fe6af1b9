/** How much a person, a key, a workspace and an address may ask for: beyond it a request is refused, with when to come again. */
import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '#db/problem.ts'
import { addressOf } from './address.ts'

/** Requests a minute of each, as parts of what one person may. A process counts its own: with several, a caller may have that much of each. */
const shares = { person: 1, key: 1, workspace: 10, address: 0.5 } as const
/** A turn costs as much as this many reads. */
export const turnCost = 10

type Kind = keyof typeof shares

/** Takes what a request costs, or throws a Problem that says when to come again. */
export type RateLimits = { take: (context: Context) => Promise<void> }

export function rateLimits(requestsAMinute: number): RateLimits {
  const limiterOf = (kind: Kind) =>
    new RateLimiterMemory({
      ...{ keyPrefix: kind, duration: 60 },
      points: Math.ceil(requestsAMinute * shares[kind]),
    })
  const limiters = {
    ...{ person: limiterOf('person'), key: limiterOf('key') },
    ...{ workspace: limiterOf('workspace'), address: limiterOf('address') },
  }
  const take = async (kind: Kind, who: string, cost = 1): Promise<void> => {
    try {
      await limiters[kind].consume(who, cost)
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) throw spent
      throw new TooMany(Math.ceil(spent.msBeforeNext / 1000))
    }
  }
  return {
    take: async (context) => {
      const principal = context.get('principal')
      if (!principal) return take('address', addressOf(context))
      const cost = context.req.method === 'POST' && context.req.path === '/api/chat' ? turnCost : 1
      const { workspace, asker, credential } = principal
      if (principal.via === 'key') await take('key', `${credential}`, cost)
      else await take('person', `${workspace.id} ${asker.userId}`, cost)
      await take('workspace', workspace.id, cost)
    },
  }
}

/** Carries what the `Retry-After` header says. */
export class TooMany extends Problem {
  readonly seconds: number
  constructor(seconds: number) {
    super('too_many', 'These are more requests than Steward takes at a time.', {
      next: `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    })
    this.seconds = seconds
  }
}
