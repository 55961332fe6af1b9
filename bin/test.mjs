/** `npm test`: types, lint, format, the page's build, then every test. Says what failed; ends non-zero when anything did. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensurePage } from './launch.mjs'
import { ensureChromium } from './needs.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (...parts) => join(root, 'node_modules', ...parts)
const node = process.execPath
const only = process.argv.slice(2)

const checks = [
  ['lint', [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0', '--quiet']],
  ['types', [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json']],
  ['format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['types of the page', [bin('typescript', 'bin', 'tsc'), '-p', 'chat-ui/tsconfig.json']],
]

let failed = 0
let passed = 0

/** Runs a check, and prints what it has to say when it is over. */
const check = ([name, args]) =>
  new Promise((done) => {
    const start = Date.now()
    const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat(said))
      console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
      if (status === 0) passed++
      else failed++
      done()
    })
  })

/** One after the other beside the tests, which wait for processes and browsers much of their time. */
async function checkAll() {
  for (const each of checks) await check(each)
}

const runTests = (env) =>
  new Promise((done) => {
    const args = [bin('vitest', 'vitest.mjs'), 'run', ...only]
    const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('close', (status) => done(status === 0))
  })

ensurePage(node)
const chromium = ensureChromium()
const counts = join(root, 'dist', 'test-counts.json')
rmSync(counts, { force: true })
const [ok] = await Promise.all([
  runTests(chromium ? { CHROMIUM_PATH: chromium } : {}),
  only.length === 0 ? checkAll() : null,
])
const counted = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 1 }
passed += counted.passed
failed += counted.failed + (!ok && counted.failed === 0 ? 1 : 0)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
