/** Lists by name the tests that could not run here and what each needs; with CI=true they fail the run. Counts at the end. */
import { writeFileSync, mkdirSync } from 'node:fs'
import type { Reporter, TestCase } from 'vitest/node'

export default class NotRunReporter implements Reporter {
  private readonly notRun: string[] = []
  private passed = 0
  private failed = 0

  onTestCaseResult(test: TestCase): void {
    const { state } = test.result()
    if (state === 'passed') this.passed++
    else if (state === 'failed') this.failed++
    else this.notRun.push(test.fullName)
  }

  onTestRunEnd(_modules: unknown, errors: readonly unknown[], reason: string): void {
    if (this.notRun.length > 0) {
      console.log(`\nnot run:\n${this.notRun.map((name) => `  ${name}`).join('\n')}`)
      if (process.env.CI === 'true') {
        this.failed += this.notRun.length
        process.exitCode = 1
        console.log('CI=true: what could not run counts as failed')
      }
    }
    if (reason === 'failed' && this.failed === 0) this.failed = Math.max(1, errors.length)
    mkdirSync('dist', { recursive: true })
    writeFileSync('dist/test-counts.json', JSON.stringify({ passed: this.passed, failed: this.failed }))
  }
}
