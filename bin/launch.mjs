/** Gets everything Steward needs (packages, Node 24, the built page) and runs it: the door behind `npm start`, `npm test` and `steward`. Runs on Node 20. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => join(root, ...parts)
const say = (text) => process.stderr.write(`steward: ${text}\n`)

/** Runs a set-up command; its output goes to standard error, since standard output belongs to the answer. */
function mustRun(command, args, failure) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (done.status === 0) return
  say(failure)
  process.exit(1)
}

const hashOf = (...contents) => {
  const hash = createHash('sha256')
  for (const content of contents) hash.update(content)
  return hash.digest('hex')
}

function filesUnder(folder) {
  return readdirSync(at(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

const isRunning = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false // nobody has that id any more
  }
}

const holderOf = (lock) => {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return 0 // just given back: the next try takes it
  }
}

/** One process of this folder at a time: two that install at once would each take the other's packages away. */
function alone(work) {
  const lock = at('dist', 'set-up.lock')
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid}`, { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isRunning(holderOf(lock))) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    else rmSync(lock, { force: true })
  }
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Does `work` unless the stamp says that it was done for this very content. */
function once(stamp, key, work) {
  const isDone = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === key
  if (isDone()) return
  alone(() => {
    if (isDone()) return
    work()
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, key)
  })
}

export function ensurePackages() {
  once(at('node_modules', '.steward'), hashOf(readFileSync(at('package-lock.json'))), () => {
    say('installing packages (once, about a minute)…')
    const hint = 'npm ci failed; see its output above. Check the network and disk, then start again.'
    mustRun('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], hint)
  })
}

/** The machine's Node where it is 24 or later, else the one that the package `node` brought. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const brought = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(brought)) return brought
  say(
    `Node ${process.versions.node} is too old and the package "node" could not bring Node 24. Install Node 24 from nodejs.org, or run: npm ci`,
  )
  process.exit(1)
}

export function ensurePage(node) {
  const contracts = ['agent', 'db', 'server']
    .flatMap(filesUnder)
    .filter((file) => /contract[^/]*\.ts$/.test(file))
  const sources = [...filesUnder('chat-ui'), ...contracts, at('package-lock.json')]
  once(at('dist', 'page.stamp'), hashOf(...sources.map((file) => readFileSync(file))), () => {
    say('building the page…')
    const vite = at('node_modules', 'vite', 'bin', 'vite.js')
    mustRun(
      node,
      [vite, 'build', '--config', 'chat-ui/vite.config.ts', '--logLevel', 'warn'],
      'the page could not be built; see above.',
    )
  })
}

/** Runs a program of the project in Node 24 and ends as it ends; signals reach it. */
export function run(node, args, env = {}) {
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + 15 : (code ?? 1)))
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const [command, ...rest] = process.argv.slice(2)
  ensurePackages()
  const node = findNode()
  if (command === 'serve') {
    ensurePage(node)
    run(node, [at('server', 'main.ts'), 'serve', ...rest])
  } else if (command === 'page') ensurePage(node)
  else if (command === 'test') run(node, [at('bin', 'test.mjs'), ...rest])
  else if (command === 'run') run(node, rest)
  else {
    say(`usage: node bin/launch.mjs serve | test | page | run FILE`)
    process.exit(2)
  }
}
