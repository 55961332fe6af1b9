/** A deterministic route (one person's conversations) against a bare hono route that runs the same SQL. */
import { drive, type Driven } from '../load.ts'
import type { Part } from '../part.ts'
import { median, p95 } from '../spread.ts'
import { routeAloneMs, routeCrowdedMs, routeOfBare } from '../targets.ts'
import { listedConversations } from '../workshop.ts'

const rounds = 3
const loads = { c1: { lanes: 1, requests: 300 }, c32: { lanes: 32, requests: 960 } }
type Load = keyof typeof loads

const isList = (text: string) => (text.match(/"updatedAt"/g)?.length ?? 0) === listedConversations

const figures = (load: Load, name: string) => ({
  name,
  unit: 'ms',
  leastCases: rounds * loads[load].requests,
})

export const route: Part<'c1' | 'c32' | 'c1Bare' | 'c32Bare'> = {
  name: 'route',
  figures: {
    c1: { ...figures('c1', 'GET /api/conversations p95, alone'), bound: routeAloneMs },
    c1Bare: {
      ...figures('c1', 'GET /api/conversations p95, alone, over the bare route'),
      bound: routeOfBare,
    },
    c32: { ...figures('c32', 'GET /api/conversations p95, 32 at once'), bound: routeCrowdedMs },
    c32Bare: { ...figures('c32', 'GET /api/conversations p95, 32 at once, over bare'), bound: routeOfBare },
  },
  async run(workshop, tell) {
    const { email, cookie } = await workshop.listOwner()
    const steward = await workshop.steward(await workshop.copy('route'))
    const folder = await workshop.copy('route-floor')
    const bare = await workshop.program('./floor.ts', [`${folder}/db`, 'http://127.0.0.1:9/v1', email])
    const sides = [
      {
        program: steward,
        shot: { path: '/api/conversations', cookie },
        p95s: { c1: [], c32: [] } as Record<Load, number[]>,
      },
      {
        program: bare,
        shot: { path: '/conversations' },
        p95s: { c1: [], c32: [] } as Record<Load, number[]>,
      },
    ] as const
    const fire = (
      { program, shot }: (typeof sides)[number],
      { lanes, requests }: (typeof loads)[Load],
    ): Promise<Driven> =>
      drive(
        program.url,
        Array.from({ length: requests }, () => shot),
        lanes,
        isList,
      )
    for (const side of sides) await fire(side, { lanes: 8, requests: 200 })
    for (let round = 0; round < rounds; round++) {
      for (const load of Object.keys(loads) as Load[]) {
        for (const side of sides) {
          const { timed } = await fire(side, loads[load])
          side.p95s[load].push(p95(timed.map((one) => one.ms)))
        }
      }
    }
    const [own, floor] = sides
    for (const load of Object.keys(loads) as Load[]) {
      const reading = {
        cases: rounds * loads[load].requests,
        value: median(own.p95s[load]),
        floor: median(floor.p95s[load]),
        rounds: own.p95s[load],
      }
      tell(load, reading)
      tell(`${load}Bare`, reading)
    }
    await Promise.all(sides.map(({ program }) => program.end()))
  },
}
