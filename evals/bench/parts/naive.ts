/** Random queries of the catalogue against a naive evaluation of the same rows in plain TypeScript, those as of an earlier moment included. */
import { openDb } from '#db/connect.ts'
import { notCovered, openPlace, smallest, told, tryQueries } from '../../naive/trial.ts'
import type { Part } from '../part.ts'
import { entriesNotCovered, queriesThatDiffer } from '../targets.ts'

const places = 10
const runs = 200

export const naive: Part = {
  name: 'naive',
  figures: {
    differ: {
      name: 'queries that differ from the naive evaluation',
      unit: '',
      bound: queriesThatDiffer,
      leastCases: places * runs,
    },
    notCovered: {
      name: 'fields, measures, relations not evaluated',
      unit: '',
      bound: entriesNotCovered,
      leastCases: places,
    },
  },
  async run(workshop, tell) {
    const missing = new Set<string>()
    const counts = { queries: 0, withRows: 0, refused: 0, asOf: 0 }
    let differing = 0
    for (let number = 0; number < places; number++) {
      const seed = workshop.seed * 1_000 + number
      const db = await openDb({})
      try {
        const place = await openPlace(db, seed)
        for (const name of notCovered(place.catalogue)) missing.add(name)
        const outcome = await tryQueries(place, { seed, runs })
        for (const key of ['queries', 'withRows', 'refused', 'asOf'] as const) counts[key] += outcome[key]
        for (const [what, times] of outcome.known) {
          differing += times
          workshop.note(`naive seed ${seed}: ${times} known: ${what}`)
        }
        differing += outcome.differences.length
        const least = outcome.differences.length > 0 ? await smallest(place, { seed, runs }) : null
        if (least) workshop.note(`naive seed ${seed}: ${outcome.differences.length} differ: ${told(least)}`)
      } finally {
        await db.close()
      }
    }
    if (missing.size > 0) workshop.note(`not covered: ${[...missing].join(', ')}`)
    workshop.note(
      `naive: ${counts.withRows} of ${counts.queries} answered with rows, ${counts.asOf} as of an earlier moment, ${counts.refused} refused by both`,
    )
    tell('differ', { cases: counts.queries, value: differing })
    tell('notCovered', { cases: places, value: missing.size })
  },
}
