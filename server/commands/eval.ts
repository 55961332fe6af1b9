/** `steward eval`: hands over to the evaluation harness, which no other part of Steward knows, and ends as it ends. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Problem } from '#db/problem.ts'
import { defineCommand } from '../command.ts'

const program = (path: string) => fileURLToPath(new URL(`../../evals/${path}`, import.meta.url))
const runner = program('harness/main.ts')
const browser = program('report/browse.ts')

const one = { type: 'string' } as const
const several = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

export default defineCommand({
  usage: `eval [SUITE…] [--model offline|MODEL]… [--repeats N] [--json FILE]   run the evaluation suites
eval [SUITE…] --record use|replay|refresh | --resume | --bless | --twice | --judge MODEL | --budget USD | --case ID
     | --html FILE | --junit FILE
eval --ui [--port N]                          the kept runs as pages, on this machine alone`,
  options: {
    ...{ model: several, case: several },
    ...{
      repeats: one,
      seed: one,
      concurrency: one,
      retries: one,
      budget: one,
      temperature: one,
      record: one,
    },
    ...{
      judge: one,
      json: one,
      html: one,
      junit: one,
      port: one,
      ui: flag,
      resume: flag,
      twice: flag,
      bless: flag,
    },
  },
  run: async ({ data: _data, ui = false, ...values }, suites) => {
    if (!existsSync(runner))
      throw new Problem('not_found', 'The evaluations are not installed.', {
        done: 'Nothing was run.',
        next: 'Run it from a clone of the repository.',
      })
    const named = Object.entries(values).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).flatMap((each) =>
        each === true ? [`--${name}`] : typeof each === 'string' ? [`--${name}`, each] : [],
      ),
    )
    const child = spawn(process.execPath, [ui ? browser : runner, ...named, ...suites], { stdio: 'inherit' })
    const [status] = (await once(child, 'exit')) as [number | null]
    return status ?? 1
  },
})
