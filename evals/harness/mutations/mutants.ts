/** Tries seeded mutants of what decides answers, one after the other, in a copy of the tree: which case of the suites notices each. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { random } from '#db/demo/random.ts'
import { areas, sitesIn, type Area, type Site } from './operators.ts'

export type Mutant = Site & { area: Area; line: number }
export type Outcome = Mutant & { caught: string | null; why: string | null; tried: string }

const root = fileURLToPath(new URL('../../../', import.meta.url))
const left = new Set(['node_modules', 'data', 'dist', '.git', 'docs', 'coverage'])

/** Every area as often as the others and in turns, every file and operator in it as it comes. */
function chooseMutants(seed: number, count: number, from = root): Mutant[] {
  const names = Object.keys(areas) as Area[]
  const paths = ['db', 'agent', 'rag'].flatMap((folder) =>
    readdirSync(join(from, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(from, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort(),
  )
  const lists = names.map((area, place) => {
    const draw = random(seed, 'mutants', area)
    const sites = paths
      .filter(areas[area].files)
      .flatMap((file) => sitesIn(area, file, readFileSync(join(from, file), 'utf8')))
    const byOperator = Map.groupBy(draw.shuffle(sites), ({ operator }) => operator)
    const rounds = [...byOperator.values()]
    const wanted = Math.floor(count / names.length) + (place < count % names.length ? 1 : 0)
    const chosen: Site[] = []
    for (let at = 0; chosen.length < wanted && rounds.some((list) => list.length > 0); at++) {
      const next = rounds[at % rounds.length]?.pop()
      if (next) chosen.push(next)
    }
    return chosen.map((site) => {
      const text = readFileSync(join(from, site.file), 'utf8')
      return { ...site, area, line: text.slice(0, site.at).split('\n').length }
    })
  })
  return Array.from(
    { length: count },
    (_, at) => lists[at % lists.length]?.[Math.floor(at / lists.length)],
  ).flatMap((mutant) => mutant ?? [])
}

/** The program's answer, or null where it ended otherwise: code that does not even start is noticed. */
async function inCopy(copy: string, order: object, limitMs: number): Promise<unknown> {
  const program = join(copy, 'evals', 'harness', 'mutations', 'try-mutant.ts')
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  const complained: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => complained.push(chunk))
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  const status = await new Promise<number | null>((ended) => child.once('exit', (code) => ended(code)))
  clearTimeout(timer)
  if (status === 0) return JSON.parse(Buffer.concat(said).toString()) as unknown
  return { failed: status === null ? 'it came to no end' : Buffer.concat(complained).toString().slice(-300) }
}

const triedSchema = z.union([
  z.strictObject({ caught: z.string().nullable(), why: z.string().nullable(), cases: z.int(), of: z.int() }),
  z.strictObject({ failed: z.string() }),
])

type Options = {
  seed: number
  count: number
  /** CPU that the suites may take for one mutant. */
  seconds: number
  tell: (outcome: Outcome) => void
  /** When to stop, by Date.now(): what was not tried then is not counted. */
  deadline?: number | undefined
}

export async function tryMutants({
  seed,
  count,
  seconds,
  tell,
  deadline = Infinity,
}: Options): Promise<Outcome[]> {
  const work = mkdtempSync(join(tmpdir(), 'steward-mutants-'))
  const copy = join(work, 'tree')
  try {
    cpSync(root, copy, {
      recursive: true,
      filter: (path) => !left.has(relative(root, path).split('/')[0] ?? ''),
    })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    const [template, holding] = [join(work, 'store.tar'), join(work, 'holding.json')]
    const suites = [...new Set(Object.values(areas).flatMap((area) => area.suites))]
    const ready = await inCopy(copy, { prepare: template, holding, suites }, 3_600_000)
    z.strictObject({ holding: z.int().min(100) }).parse(ready)
    const outcomes: Outcome[] = []
    for (const mutant of chooseMutants(seed, count, copy)) {
      if (Date.now() > deadline) break
      const file = join(copy, mutant.file)
      const text = readFileSync(file, 'utf8')
      writeFileSync(file, text.slice(0, mutant.at) + mutant.to + text.slice(mutant.at + mutant.from.length))
      const hint = mutant.area === 'synonyms' ? mutant.from.replaceAll("'", '') : ''
      const order = { template, holding, suites: areas[mutant.area].suites, hint, seconds }
      const tried = triedSchema.parse(await inCopy(copy, order, 20 * seconds * 1_000))
      writeFileSync(file, text)
      const outcome: Outcome =
        'failed' in tried
          ? { ...mutant, caught: 'it does not run', why: tried.failed, tried: 'start' }
          : { ...mutant, caught: tried.caught, why: tried.why, tried: `${tried.cases} of ${tried.of} cases` }
      outcomes.push(outcome)
      tell(outcome)
    }
    return outcomes
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
