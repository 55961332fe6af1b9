/** Whether whoever a directory puts out is out (SECURITY.md C5): people at work with sessions, keys and running answers, put out one after the other. */
import { random } from '#db/demo/random.ts'
import { onEmbedded, onServer, type Kind } from '../both-stores.ts'
import { putOut, type PutOut } from '../deprovisioning.ts'
import type { Part } from '../part.ts'
import { lastAccessSeconds, laterSuccesses } from '../targets.ts'
import type { Workshop } from '../workshop.ts'

const people = 24

type Key = `${'later' | 'last'}${'Embedded' | 'Server'}`
type Tell = Parameters<Part<Key>['run']>[1]

/** Begun after the directory was told that it is done, and answered all the same. */
const later = ({ trails, doneAt }: PutOut): number =>
  [trails.session, trails.key].flatMap(({ successes }) => successes).filter(({ started }) => started > doneAt)
    .length

/** From the directory's request to the last thing that was still told, in ms. */
const lasted = ({ trails, askedAt, stream }: PutOut): number => {
  const ends = [trails.session, trails.key].flatMap(({ successes }) => successes.map(({ ended }) => ended))
  return Math.max(...ends, stream.endedAt === null ? Number.POSITIVE_INFINITY : stream.toldAt) - askedAt
}
const streamLasted = ({ askedAt, stream }: PutOut) => (stream.endedAt ?? Number.POSITIVE_INFINITY) - askedAt

/** Both credentials worked before, were refused after, and met nothing else. */
const isTold = ({ trails, askedAt, stream }: PutOut): boolean =>
  stream.toldAt > 0 &&
  [trails.session, trails.key].every(
    ({ successes, refusals, failures }) =>
      successes.some(({ ended }) => ended < askedAt) && refusals > 0 && failures.length === 0,
  )

async function measure(kind: Kind, { seed, note }: Workshop, tell: Tell): Promise<void> {
  const of = kind === 'embedded' ? 'Embedded' : 'Server'
  const order = random(seed, 'deprovisioning', kind).shuffle(Array.from({ length: people }, (_, i) => i))
  const { out, returns } = await putOut(order)
  const requests = out.flatMap(({ trails }) => [trails.session, trails.key])
  const total = requests.reduce((sum, { successes, refusals }) => sum + successes.length + refusals, 0)
  const isWhole = out.length === people && out.every(isTold)
  if (!isWhole)
    note(
      `rights-sso, ${kind}: not told: ${JSON.stringify(out.filter((one) => !isTold(one)).map(({ name, how }) => [name, how]))}`,
    )
  const worst = out.reduce((one, other) => (lasted(one) > lasted(other) ? one : other))
  const slowest = Math.max(...out.map(({ askedAt, doneAt }) => doneAt - askedAt))
  note(
    `rights-sso, ${kind}: ${people} people with a session, a key and a running answer each; ${total} requests; ` +
      `the slowest directory’s request ${Math.round(slowest)} ms; the last access ${Math.round(lasted(worst))} ms after one (${worst.how}); ` +
      `the connections of running answers ended after ${out.map((one) => Math.round(streamLasted(one))).join(' ')} ms; ${returns} came back`,
  )
  const successes = out.reduce((sum, one) => sum + later(one), 0) + returns
  tell(`later${of}`, { cases: total, value: isWhole ? successes : Number.NaN })
  tell(`last${of}`, { cases: people, value: isWhole ? lasted(worst) / 1000 : Number.NaN })
}

const figures = (kind: Kind) => ({
  later: {
    name: `C5 successes after deprovisioning, ${kind}`,
    unit: '',
    bound: laterSuccesses,
    leastCases: 1_000,
  },
  last: {
    name: `C5 deprovision to last access, ${kind}`,
    unit: 's',
    bound: lastAccessSeconds,
    leastCases: people,
  },
})
const embedded = figures('embedded')
const server = figures('server')

export const rightsSso: Part<Key> = {
  name: 'rights-sso',
  figures: {
    laterEmbedded: embedded.later,
    lastEmbedded: embedded.last,
    laterServer: server.later,
    lastServer: server.last,
  },
  async run(workshop, tell) {
    await onEmbedded(() => measure('embedded', workshop, tell))
    await onServer(() => measure('server', workshop, tell))
  },
}
