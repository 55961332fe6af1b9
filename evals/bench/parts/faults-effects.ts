/** Bulk runs whose processes are killed at every named place and at random moments, or stand still: nothing twice, nothing lost, soon taken up. */
import { onEmbedded, onServer } from '../both-stores.ts'
import { killAtRandom, killEverywhere, rows, type Kills } from '../faults/run-kills.ts'
import { standStill } from '../faults/run-stopped.ts'
import type { Part } from '../part.ts'
import { brokenRows, resumedSeconds, staleWrites } from '../targets.ts'
import type { Workshop } from '../workshop.ts'

const randomKills = 100

type Key = 'placesEmbedded' | 'placesServer' | 'resumedEmbedded' | 'resumedServer' | 'stale'
type RandomKey = 'embedded' | 'server'

const broken = ({ doubled, lost }: Kills) => doubled + lost

function say(workshop: Workshop, what: string, kills: Kills): void {
  const { doubled, lost, example } = kills
  workshop.note(
    `${what}: ${kills.kills} kills in ${kills.runs} runs of ${rows} rows, ${doubled} rows twice, ${lost} lost${example ? `, e.g. ${JSON.stringify(example)}` : ''}`,
  )
}

const measured = (
  name: string,
  bound: Part['figures'][string]['bound'],
  unit: string,
  leastCases: number,
) => ({
  ...{ name, bound, unit, leastCases },
})

export const faultsEffects: Part<Key> = {
  name: 'faults-effects',
  figures: {
    placesEmbedded: measured(
      'R1 kill -9 at every place, embedded: rows twice or lost',
      brokenRows,
      'rows',
      30,
    ),
    placesServer: measured('R1 kill -9 at every place, server: rows twice or lost', brokenRows, 'rows', 30),
    resumedEmbedded: measured('R1 from the restart until it goes on, embedded', resumedSeconds, 's', 30),
    resumedServer: measured('R1 from the restart until it goes on, server', resumedSeconds, 's', 30),
    stale: measured('R14 a worker that stood still for 60 s: stale writes', staleWrites, 'rows', 3),
  },
  async run(workshop, tell) {
    const everywhere = async (where: string, placesKey: Key, resumedKey: Key) => {
      const kills = await killEverywhere()
      say(workshop, `R1, ${where}`, kills)
      tell(placesKey, { cases: kills.kills, value: broken(kills) })
      tell(resumedKey, { cases: kills.kills, value: kills.slowestSeconds })
    }
    await onServer(async () => {
      const stopped = await standStill()
      workshop.note(
        `R14: taken over and ended after ${stopped.map(({ at, takenOverSeconds }) => `${takenOverSeconds.toFixed(1)} s (still at ${at})`).join(', ')}`,
      )
      tell('stale', {
        cases: stopped.length,
        value: stopped.reduce((sum, one) => sum + one.staleWrites, 0),
      })
      await everywhere('server', 'placesServer', 'resumedServer')
    })
    await onEmbedded(() => everywhere('embedded', 'placesEmbedded', 'resumedEmbedded'))
  },
}

export const faultsRandom: Part<RandomKey> = {
  name: 'faults-random',
  figures: {
    embedded: measured('R2 kill -9 at random, embedded: rows twice or lost', brokenRows, 'rows', randomKills),
    server: measured('R2 kill -9 at random, server: rows twice or lost', brokenRows, 'rows', randomKills),
  },
  async run(workshop, tell) {
    const atRandom = async (key: RandomKey) => {
      const kills = await killAtRandom(workshop.seed, randomKills)
      say(workshop, `R2, ${key}`, kills)
      tell(key, { cases: kills.kills, value: broken(kills) })
    }
    await onServer(() => atRandom('server'))
    await onEmbedded(() => atRandom('embedded'))
  },
}
