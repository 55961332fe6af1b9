/** The program that tries one mutant, started in a copy of the tree that is changed in one place; or, with `prepare`, makes ready what the others start from. */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { attemptOne, prepare } from './attempt-one.ts'

const orders = z.union([
  z.strictObject({ prepare: z.string(), holding: z.string(), suites: z.array(z.string()) }),
  z.strictObject({
    ...{ template: z.string(), holding: z.string(), suites: z.array(z.string()) },
    ...{ hint: z.string(), seconds: z.number() },
  }),
])

const order = orders.parse(JSON.parse(process.argv[2] ?? ''))
if ('prepare' in order) {
  const holding = await prepare(order.prepare, order.suites)
  writeFileSync(order.holding, JSON.stringify(holding))
  process.stdout.write(`${JSON.stringify({ holding: holding.length })}\n`)
} else {
  const { holding, ...rest } = order
  const keys = new Set(z.array(z.string()).parse(JSON.parse(readFileSync(holding, 'utf8'))))
  const tried = await attemptOne({ ...rest, counts: (key) => keys.has(key) })
  process.stdout.write(`${JSON.stringify(tried)}\n`)
}
// What a mutant left running is no matter of ours.
process.exit(0)
