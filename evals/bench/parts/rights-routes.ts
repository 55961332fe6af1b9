/** Whether every route lets in whom it should and nobody else (SECURITY.md C1, C3): route × role × workspace, ids of other workspaces, requests from other sites. */
import { random } from '#db/demo/random.ts'
import { realService } from '../../kit/real-service.ts'
import { openTown, tryAccess, tryCrossSite, tryForeignIds, type Tally } from '../../rights/route-matrix.ts'
import type { Part } from '../part.ts'
import { crossSiteAccepted, routeDeviations } from '../targets.ts'

/** Of the other workspace, tried in each place of each route by everybody. */
const foreignIds = 12

export const rightsRoutes: Part<'access' | 'foreign' | 'crossSite'> = {
  name: 'rights-routes',
  figures: {
    access: {
      name: 'C1 route × role × workspace, deviations',
      unit: '',
      bound: routeDeviations,
      leastCases: 800,
    },
    foreign: {
      name: 'C1 ids of another workspace that did anything',
      unit: '',
      bound: routeDeviations,
      leastCases: 1_000,
    },
    crossSite: {
      name: 'C3 requests from another site that were taken',
      unit: '',
      bound: crossSiteAccepted,
      leastCases: 300,
    },
  },
  async run({ seed, note }, tell) {
    const service = await realService()
    try {
      const town = await openTown(service)
      note(
        `rights-routes: ${town.operations.length} routes, ${town.actors.length} who come: ${town.actors.map(({ name }) => name).join(', ')}`,
      )
      const told = (figure: 'access' | 'foreign' | 'crossSite', { calls, deviations }: Tally) => {
        for (const deviation of deviations.slice(0, 5)) note(`rights-routes: ${JSON.stringify(deviation)}`)
        tell(figure, { cases: calls, value: deviations.length })
      }
      told('access', await tryAccess(town))
      const chance = random(seed, 'foreign ids')
      told(
        'foreign',
        await tryForeignIds(town, { canary: 'other.example', most: foreignIds, chance: () => chance.next() }),
      )
      told('crossSite', await tryCrossSite(town, service.url))
    } finally {
      await service.close()
    }
  },
}
