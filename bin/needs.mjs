/** Finds what the tests need beside npm packages, and gets what it can: Chromium (Debian's package as root, Playwright's elsewhere). */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const playwright = () => createRequire(import.meta.url)('playwright-core')

function found() {
  const own = process.env.CHROMIUM_PATH
  if (own && existsSync(own)) return own
  const system = places.find((path) => existsSync(path))
  if (system) return system
  const brought = playwright().chromium.executablePath()
  return existsSync(brought) ? brought : null
}

const quietly = (command, args) =>
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'] }).status === 0

/** The browser's path, or null where it can't be had: the browser tests are then listed as not run. */
export function ensureChromium() {
  const here = found()
  if (here) return here
  console.error('steward: getting Chromium for the browser tests…')
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    quietly('apt-get', ['update'])
    quietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  } else {
    const cli = join(
      dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
      'cli.js',
    )
    quietly(process.execPath, [cli, 'install', 'chromium'])
  }
  return found()
}
