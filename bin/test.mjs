/** `npm test`: types, lint, format, the page's build, then every test. Says what failed; ends non-zero when anything did. */
import { spawnSync } from 'node:child_process'
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
  ['types', [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json']],
  ['types of the page', [bin('typescript', 'bin', 'tsc'), '-p', 'chat-ui/tsconfig.json']],
  ['lint', [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0', '--quiet']],
  ['format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']],
]

const run = (args, env = {}) =>
  spawnSync(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0

let failed = 0
let passed = 0
if (only.length === 0) {
  for (const [name, args] of checks) {
    const start = Date.now()
    const ok = run(args)
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
    if (ok) passed++
    else failed++
  }
}
ensurePage(node)
const chromium = ensureChromium()
const counts = join(root, 'dist', 'test-counts.json')
rmSync(counts, { force: true })
const ok = run([bin('vitest', 'vitest.mjs'), 'run', ...only], chromium ? { CHROMIUM_PATH: chromium } : {})
const counted = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 1 }
passed += counted.passed
failed += counted.failed + (!ok && counted.failed === 0 ? 1 : 0)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
