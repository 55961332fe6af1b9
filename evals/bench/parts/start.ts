/** From the start of the process to the end of the first answer, and the memory of the service at rest with the demo. */
import { setTimeout as sleep } from 'node:timers/promises'
import { drive } from '../load.ts'
import type { Part } from '../part.ts'
import { median } from '../spread.ts'
import { idleMemoryMb, startSeconds } from '../targets.ts'
import { chatShot, isAnswered } from '../workshop.ts'

const starts = 3
const idleMs = 10_000

export const start: Part<'answer' | 'memory' | 'idle'> = {
  name: 'start',
  figures: {
    answer: {
      name: 'start to first answer, existing folder',
      unit: 's',
      bound: startSeconds,
      leastCases: starts,
    },
    memory: {
      name: 'memory after start and one turn, with the demo',
      unit: 'MB',
      bound: idleMemoryMb,
      leastCases: starts,
    },
    idle: {
      name: 'memory after 10 s at rest, with the demo',
      unit: 'MB',
      bound: idleMemoryMb,
      leastCases: 1,
    },
  },
  async run(workshop, tell) {
    const folder = await workshop.copy('start')
    const seconds: number[] = []
    const memory: number[] = []
    const idle: number[] = []
    for (let i = 0; i < starts; i++) {
      const service = await workshop.steward(folder)
      const shot = chatShot(
        crypto.randomUUID(),
        'Which accounts renewing in the next 90 days are not green?',
        'offline',
      )
      const { timed } = await drive(service.url, [shot], 1, isAnswered)
      seconds.push((service.readyMs + (timed[0]?.ms ?? Number.NaN)) / 1_000)
      memory.push((await service.usage()).rssMb)
      if (i === starts - 1) {
        await sleep(idleMs)
        idle.push((await service.usage()).rssMb)
      }
      await service.end()
    }
    tell('answer', { cases: starts, value: median(seconds), rounds: seconds })
    tell('memory', { cases: starts, value: median(memory), rounds: memory })
    tell('idle', { cases: idle.length, value: median(idle) })
  },
}
