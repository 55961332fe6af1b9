/** The folders' directions, owners of heavy packages and a few bans, held by reading every import. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Which folders a folder may import from. Contracts are open to everybody. */
const mayImport: Record<string, string[]> = {
  db: [],
  rag: ['db'],
  tools: ['db', 'rag'],
  agent: ['db', 'rag', 'tools'],
  jobs: ['db', 'rag', 'tools', 'agent'],
  'slack-bot': ['db', 'rag', 'tools', 'agent'],
  server: ['db', 'rag', 'tools', 'agent', 'jobs', 'slack-bot'],
  'mcp-servers': [],
  'chat-ui': [],
  evals: ['db', 'rag', 'tools', 'agent', 'jobs', 'slack-bot', 'server', 'mcp-servers', 'chat-ui'],
}

/** Heavy packages and the folders that own them. */
const owners: [RegExp, string[]][] = [
  [/^react(-dom)?(\/|$)/, ['chat-ui']],
  [/^@mantine\//, ['chat-ui']],
  [/^@ai-sdk\//, ['chat-ui']],
  [/^echarts/, ['chat-ui']],
  [/^@slack\/bolt/, ['slack-bot']],
  [/^@langchain\//, ['agent']],
  [/^drizzle-orm/, ['db', 'rag', 'tools', 'agent', 'jobs', 'server']],
  [/^drizzle-kit/, ['db']],
  [/^(postgres|pgvector|@electric-sql\/)/, ['db']],
  [/^@modelcontextprotocol\//, ['mcp-servers', 'tools', 'server']],
  [/^hono|^@hono\//, ['server', 'mcp-servers', 'slack-bot']],
]

const extensions = /\.(ts|tsx)$/
const sources = Object.keys(mayImport)
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extensions.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))

const importsOf = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')

const isTest = (path: string) => /\.(test|data)\.ts$/.test(path)
const folderOf = (path: string) => path.split('/')[0] ?? ''

describe('the architecture', () => {
  test('a folder imports only from the folders below it', () => {
    const wrong = sources.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((target) => target.startsWith('#'))
        .filter((target) => {
          const from = folderOf(path)
          const to = folderOf(target.slice(1))
          if (to === from || /\/contract(-[a-z]+)?\.ts$/.test(target)) return false
          if (isTest(path) && to === 'evals') return false
          return !mayImport[from]?.includes(to)
        })
        .map((target) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('no relative import leaves its folder', () => {
    const wrong = sources.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((target) => target.startsWith('..'))
        .filter((target) => folderOf(relative(root, join(root, path, '..', target))) !== folderOf(path))
        .map((target) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('a heavy package is imported only by the folders that own it', () => {
    const wrong = sources.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((target) =>
          owners.some(([name, folders]) => name.test(target) && !folders.includes(folderOf(path))),
        )
        .filter(() => folderOf(path) !== 'evals' && !isTest(path))
        .map((target) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('tools never import tools, and only run-tool runs one', () => {
    const domain = (path: string) => path.split('/')[1]
    const wrong = sources
      .filter(({ path }) => folderOf(path) === 'tools' && !isTest(path) && domain(path) !== 'kit')
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter(
            (target) =>
              /^\.\/[a-z]+-[a-z-]+\.ts$/.test(target) && /export default defineTool/.test(read(path, target)),
          )
          .map((target) => `${path} imports ${target}`),
      )
    const runs = sources
      .filter(({ path, text }) => /\btool\.run\(/.test(text) && !isTest(path))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
    expect(runs).toEqual(['agent/run-tool.ts'])
  })

  test('effects have one road: a tool is planned, a receipt made and a run started in one place each', () => {
    const places = (pattern: RegExp) =>
      sources
        .filter(({ path, text }) => pattern.test(text) && !isTest(path) && !/\/test-|^evals\//.test(path))
        .map(({ path }) => path)
        .sort()
    expect(places(/\btool\.plan\(/)).toEqual(['agent/proposals/plan.ts'])
    expect(places(/\.insert\(runs\)|insert into runs\b/)).toEqual(['db/effects/receipt.ts'])
    expect(places(/\bas Receipt\b/)).toEqual(['db/effects/receipt.ts'])
    expect(places(/\bstartRun\(/)).toEqual(['agent/proposals/carry-out.ts', 'db/effects/receipt.ts'])
    expect(places(/proposals\/carry-out|'\.\/carry-out\.ts'/)).toEqual([
      'agent/proposals/approve.ts',
      'agent/proposals/propose.ts',
    ])
    expect(places(/\bapplyBatch\(/)).toEqual(['db/effects/apply.ts', 'db/effects/work-run.ts'])
  })

  test('only env.ts reads the environment', () => {
    const readers = sources
      .filter(
        ({ path, text }) =>
          text.includes('process.env') && !path.endsWith('/env.ts') && folderOf(path) !== 'evals',
      )
      .filter(({ path }) => !isTest(path))
    expect(readers.map(({ path }) => path)).toEqual([])
  })

  test('only an evaluation arms a failpoint', () => {
    const arming = sources.filter(({ text }) => /\barm\b[^']*from '[^']*failpoint\.ts'/.test(text))
    expect(arming.map(({ path }) => path)).toEqual(['evals/bench/faults/run-worker.ts'])
  })

  test('every file begins with one docblock line', () => {
    const bare = sources
      .filter(({ text }) => !/^(\/\*\* .+ \*\/|\/\*\*\n)/.test(text))
      .map(({ path }) => path)
    expect(bare).toEqual([])
  })
})

const read = (path: string, target: string) =>
  sources.find((source) => source.path === join(path, '..', target).replaceAll('\\', '/'))?.text ?? ''

describe('the package', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>
  }

  test('the lock names every platform entry of its packages', () => {
    const has = (from: string, name: string): boolean => {
      for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
        if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
        if (!at.includes('/node_modules/')) return Boolean(lock.packages[`node_modules/${name}`])
      }
    }
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !has(path, name))
        .map((name) => `${path} → ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('the lock records no download addresses', () => {
    expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
  })

  test('direct dependencies are pinned to exact versions', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >
    const versions = {
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    }
    expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  test('.env.example names exactly the variables that are read', async () => {
    const { variables } = await import('#server/env.ts')
    const named = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(
      (match) => match[1],
    )
    expect(named.sort()).toEqual([...variables].sort())
  })
})
