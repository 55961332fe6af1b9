/** `steward eval`: hands over to the evaluation harness, which no other part of Steward knows, and ends as it ends. */
import { defineCommand } from '../command.ts'
import { handOver } from '../hand-over.ts'

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
  run: ({ data: _data, ui = false, ...values }, suites) =>
    handOver(ui ? 'report/browse.ts' : 'harness/main.ts', values, suites),
})
