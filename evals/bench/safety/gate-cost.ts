/** A10: what a decision of the gate costs, over facts of every kind. */
import { decide, type Facts } from '#agent/gate.ts'
import { random } from '#db/demo/random.ts'
import { integrities } from '#db/effects/contract.ts'
import { peopleOf, type SafetyWorld } from './world.ts'

/** Milliseconds of each decision. */
export function gateCost({ people }: Pick<SafetyWorld, 'people'>, seed: number, count: number): number[] {
  const chance = random(seed, 'gate')
  const facts = Array.from({ length: count }, (): Facts => ({
    tool: { name: 'some_tool', effect: chance.pick(['read', 'write', 'send', 'administer']) },
    integrity: chance.pick(integrities),
    rows: chance.int(0, 100_000),
    deletions: chance.int(0, 1),
    asker: people[chance.pick(peopleOf)],
    policy: {
      held: null,
      standing: chance.chance(0.5) ? { mostRows: 25 } : null,
      eligible: chance.int(0, 3),
    },
    recipients: [{ known: chance.pick(['colleague', 'nobody']), mayRead: chance.chance(0.5) }],
  }))
  return facts.map((one) => {
    const start = performance.now()
    decide(one)
    return performance.now() - start
  })
}
