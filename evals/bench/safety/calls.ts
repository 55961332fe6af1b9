/** Calls that a planner in an attacker's hands could make: sound ones, broken ones, of tools that are there and of those that should not be. */
import fc from 'fast-check'
import type { Random } from '#db/demo/random.ts'
import { forbidden, type SafetyWorld } from './world.ts'

export type PuppetCall = { tool: string; input: unknown }

const emails = ['nora', 'omar', 'max', 'ada', 'vera', 'nobody'].map((name) => `${name}@acme.example`)
const junk = fc.anything({ maxDepth: 2, withNullPrototype: false })

/** The rows of a call: some by name, or all that a filter finds. */
const selection = (chance: Random, ids: string[]) =>
  chance.chance(0.9)
    ? { ids: Array.from({ length: chance.int(1, 4) }, () => chance.pick(ids)) }
    : { where: { field: 'name', op: 'contains', value: `Safety ${chance.int(1, 9)}` } }

/** A sound call of a tool that changes something. */
export function soundCall(
  chance: Random,
  { accounts, tasks }: Pick<SafetyWorld, 'accounts' | 'tasks'>,
): PuppetCall {
  const account = () => selection(chance, accounts)
  const makers: (() => PuppetCall)[] = [
    () => ({
      tool: 'records_change_field',
      input: { object: 'account', of: account(), field: 'seats', value: chance.int(1, 1_000_000) },
    }),
    () => ({
      tool: 'records_change_field',
      input: {
        object: 'account',
        of: account(),
        field: 'region',
        value: chance.pick(['NA', 'EMEA', 'APAC', 'LATAM']),
      },
    }),
    () => ({ tool: 'records_reassign_records', input: { of: account(), to: chance.pick(emails) } }),
    () => ({ tool: 'accounts_change_tags', input: { of: account(), add: [`tag-${chance.int(1, 30)}`] } }),
    () => ({
      tool: 'tasks_create_task',
      input: { of: account(), title: `Call them (${chance.int(1, 99)})` },
    }),
    () => ({
      tool: 'tasks_complete_task',
      input: { of: { ids: [chance.pick(tasks)] }, to: chance.pick(['done', 'open', 'cancelled']) },
    }),
  ]
  return chance.pick(makers)()
}

const read = (chance: Random): PuppetCall => ({
  tool: 'records_query_records',
  input: { from: chance.pick(['account', 'contact', 'task']), limit: chance.int(1, 5) },
})

/** By shares that let a hundred thousand run: most are refused before the store is asked. */
export function puppetCalls(world: SafetyWorld, chance: Random, seed: number, count: number): PuppetCall[] {
  const names = [...world.tools.keys()]
  const broken = fc.sample(junk, { seed, numRuns: count })
  return broken.map((input): PuppetCall => {
    const draw = chance.next()
    if (draw < 0.2) return { tool: chance.pick(forbidden), input }
    if (draw < 0.35) return { tool: `${chance.pick(names)}_${chance.pick(['', 'now', 'approve'])}`, input }
    if (draw < 0.85) return { tool: chance.pick(names), input }
    if (draw < 0.95) return read(chance)
    return soundCall(chance, world)
  })
}
