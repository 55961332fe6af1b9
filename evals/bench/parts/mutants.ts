/** Whether the suites notice what breaks: seeded mutants of what decides answers, those that nobody noticed named, with why where it is known. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { tryMutants, type Outcome } from '../../harness/mutations/mutants.ts'
import { areas } from '../../harness/mutations/operators.ts'
import type { Part } from '../part.ts'
import { mutantsMissed } from '../targets.ts'

const leastMutants = 100
const mutants = 120
/** CPU of the suites for one mutant. */
const seconds = 60

/** Mutants that change nothing that anybody could notice. */
const harmless = z.array(
  z.strictObject({ file: z.string(), line: z.string(), to: z.string(), why: z.string() }),
)

const told = ({ area, file, line, operator, from, to, caught, tried }: Outcome): string =>
  `${area} ${file}:${line} ${operator} ${JSON.stringify(from)} → ${JSON.stringify(to)}: ${caught === null ? `not noticed by ${tried}` : `noticed by ${caught}`}`

/** The text of the line as it is: line numbers move. */
const lineOf = ({ file, line }: Outcome): string =>
  readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
    .split('\n')
    [line - 1]?.trim() ?? ''

export const mutantsPart: Part = {
  name: 'mutants',
  figures: {
    missed: {
      name: 'mutants that no suite catches',
      unit: '%',
      bound: mutantsMissed,
      leastCases: leastMutants,
    },
  },
  run: async ({ seed, note }, tell) => {
    const known = harmless.parse(
      JSON.parse(readFileSync(new URL('../../harness/mutations/harmless.json', import.meta.url), 'utf8')),
    )
    const outcomes = await tryMutants({
      seed,
      count: mutants,
      seconds,
      tell: (outcome) => note(told(outcome)),
    })
    const survivors = outcomes.filter(({ caught }) => caught === null)
    for (const area of Object.keys(areas)) {
      const own = outcomes.filter((one) => one.area === area)
      note(`${area}: ${own.filter(({ caught }) => caught !== null).length} of ${own.length} noticed`)
    }
    for (const survivor of survivors) {
      const why = known.find(
        ({ file, line, to }) => file === survivor.file && line === lineOf(survivor) && to === survivor.to,
      )?.why
      note(`survivor: ${told(survivor)}; ${why ?? 'nobody has said why yet'}`)
    }
    tell('missed', { cases: outcomes.length, value: (100 * survivors.length) / (outcomes.length || 1) })
  },
}
