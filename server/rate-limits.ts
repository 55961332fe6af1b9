/** How much a person, a key, a workspace and an address may ask for: beyond it a request is refused, with when to come again. */
import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '#db/problem.ts'
import { addressOf } from './address.ts'

/** Requests a minute. A process counts its own: with several, a caller may have that much of each. */
export const requestsAMinute = { person: 600, key: 600, workspace: 6_000, address: 300 } as const
/** A turn costs as much as this many reads. */
export const turnCost = 10

type Kind = keyof typeof requestsAMinute

const limiterOf = (kind: Kind) =>
  new RateLimiterMemory({ keyPrefix: kind, points: requestsAMinute[kind], duration: 60 })
const limiters = {
  person: limiterOf('person'),
  key: limiterOf('key'),
  workspace: limiterOf('workspace'),
  address: limiterOf('address'),
}

async function take(kind: Kind, who: string, cost: number): Promise<void> {
  try {
    await limiters[kind].consume(who, cost)
  } catch (spent) {
    if (!(spent instanceof RateLimiterRes)) throw spent
    throw new TooMany(Math.ceil(spent.msBeforeNext / 1000))
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

export async function assertUnhurried(context: Context): Promise<void> {
  const principal = context.get('principal')
  if (!principal) return take('address', addressOf(context), 1)
  const cost = context.req.method === 'POST' && context.req.path === '/api/chat' ? turnCost : 1
  const { workspace, asker, credential } = principal
  if (principal.via === 'key') await take('key', `${credential}`, cost)
  else await take('person', `${workspace.id} ${asker.userId}`, cost)
  await take('workspace', workspace.id, cost)
}
