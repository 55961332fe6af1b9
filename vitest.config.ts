/** Tests of every folder, in processes of their own; those that touch the store run on both databases. What can't be run here is listed by name at the end. */
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const outside = ['node_modules/**', 'dist/**', 'data/**']

/** The test kit's files that bring a store with them. */
const bringsStore = /\/kit\/(?:store|service|real-service|tool-run)\.ts'/
/** What a command prints is the same on both, and each takes seconds: one file of these is enough. */
const runsCommands = /\/kit\/(?:process|command)\.ts'/
/** What a browser shows does not depend on the database either. */
const inBrowser = /\/kit\/browser\.ts'|'playwright-core'/
const processes = 'evals/process.test.ts'
/** Who comes in is decided above the store: one file of those that sign in, and what acts, are enough on the server. */
const signsIn = /\/kit\/real-service\.ts'/
const signInOnServer = ['evals/effects-routes.test.ts', 'evals/rights/routes.test.ts']
/** Thousands of statements, the same on both: the embedded database takes three times as long over them. */
const onServerAlone = [
  'db/churn/fit-churn.test.ts',
  'db/evidence/evidence.test.ts',
  'db/history/history.test.ts',
  'db/import/interruption.test.ts',
  'db/privacy/person.test.ts',
  'db/query/cost-guard.test.ts',
  'db/query/properties.test.ts',
  'evals/naive/queries.test.ts',
  'evals/rights/rights.test.ts',
  'evals/rights/routes.test.ts',
]

const all = globSync('**/*.test.ts', { exclude: outside })
const textOf = new Map(all.map((path) => [path, readFileSync(path, 'utf8')]))
const onBoth = all.filter((path) => {
  const text = textOf.get(path) ?? ''
  if (path === processes || signInOnServer.includes(path)) return true
  const isAbove = signsIn.test(text) || runsCommands.test(text) || inBrowser.test(text)
  return bringsStore.test(text) && !isAbove
})
const serverOnly = '**/*.server.test.ts'

/** What waits for processes, browsers and sign-in takes longest: begun first, it does not keep one worker busy while the others are done. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => {
      const text = textOf.get(relative(import.meta.dirname, moduleId)) ?? ''
      return [runsCommands, inBrowser, signsIn].some((sign) => sign.test(text))
    }
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    // Half of the time would go into loading the same modules anew for each file; none of them keeps what a test changes.
    isolate: false,
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    testTimeout: 180_000,
    hookTimeout: 120_000,
    reporters: ['default', './evals/kit/not-run-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'embedded',
          include: ['**/*.test.ts'],
          exclude: [...outside, serverOnly, ...onServerAlone],
          globalSetup: ['./evals/kit/embedded-project.ts'],
          setupFiles: ['./evals/kit/on-embedded.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: [...onBoth, serverOnly],
          exclude: outside,
          globalSetup: ['./evals/kit/server-project.ts'],
          setupFiles: ['./evals/kit/on-server.ts'],
        },
      },
    ],
  },
})
