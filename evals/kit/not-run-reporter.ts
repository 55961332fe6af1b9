/** Lists by name the tests that could not run here and what each needs; with CI=true they fail the run. Counts at the end. */
import { writeFileSync, mkdirSync } from 'node:fs'
import type { Reporter, TestCase } from 'vitest/node'
import { serverNeeds } from './postgres.ts'

const isWithoutServer = ({ project }: TestCase): boolean =>
  project.name === 'server' && project.getProvidedContext().server === null

export default class NotRunReporter implements Reporter {
  private readonly notRun: string[] = []
  private readonly notOnServer: string[] = []
  private passed = 0
  private failed = 0

  onTestCaseResult(test: TestCase): void {
    const { state } = test.result()
    if (state === 'passed') this.passed++
    else if (state === 'failed') this.failed++
    else if (isWithoutServer(test)) this.notOnServer.push(test.fullName)
    else this.notRun.push(test.fullName)
  }

  onTestRunEnd(_modules: unknown, errors: readonly unknown[], reason: string): void {
    this.tell('not run', this.notRun)
    this.tell(`not run on a server (they need ${serverNeeds})`, this.notOnServer)
    const count = this.notRun.length + this.notOnServer.length
    if (count > 0 && process.env.CI === 'true') {
      this.failed += count
      process.exitCode = 1
      console.log('CI=true: what could not run counts as failed')
    }
    if (reason === 'failed' && this.failed === 0) this.failed = Math.max(1, errors.length)
    mkdirSync('dist', { recursive: true })
    writeFileSync('dist/test-counts.json', JSON.stringify({ passed: this.passed, failed: this.failed }))
  }

  private tell(heading: string, names: string[]): void {
    if (names.length > 0) console.log(`\n${heading}:\n${names.map((name) => `  ${name}`).join('\n')}`)
  }
}
