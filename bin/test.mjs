/** `npm test`: types, lint, format and the page's build, with every test beside them. Says what failed; ends non-zero when anything did. */
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

/** A process each, and the checks that it makes: it tells of each when it is over. */
const checks = [
  {
    names: ['types', 'types of the page', 'lint'],
    // All types of the project stay in memory: more than Node takes by itself on a machine of 8 GB.
    args: ['--max-old-space-size=4096', join(root, 'bin', 'check-code.mjs')],
  },
  {
    names: ['format'],
    args: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
]

let failed = 0
let passed = 0

/** Runs checks, and prints what they have to say when they are over. One that tells nothing of itself went as its process did. */
const check = ({ names, args }) =>
  new Promise((done) => {
    const start = Date.now()
    const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    const said = []
    const told = new Map()
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
    child.on('message', ({ name, ok, ms }) => told.set(name, { ok, ms }))
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat(said))
      // One that broke off after its last check is no success either.
      const isBroken = status !== 0 && names.every((name) => told.get(name)?.ok)
      for (const name of names) {
        const { ok, ms } = told.get(name) ?? { ok: status === 0, ms: Date.now() - start }
        const isGood = ok && !isBroken
        console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name} (${(ms / 1000).toFixed(1)} s)`)
        if (isGood) passed++
        else failed++
      }
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

// The checks need neither the page nor a browser, and are at work while these are made.
const checking = only.length === 0 ? checkAll() : null
ensurePage(node)
const chromium = ensureChromium()
const counts = join(root, 'dist', 'test-counts.json')
rmSync(counts, { force: true })
const [ok] = await Promise.all([runTests(chromium ? { CHROMIUM_PATH: chromium } : {}), checking])
const counted = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 1 }
passed += counted.passed
failed += counted.failed + (!ok && counted.failed === 0 ? 1 : 0)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
