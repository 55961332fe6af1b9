/** The sets of requests that lie beside the repository, and what the scorer says of each: which were right, wrong, asked or dangerous. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { sharedData } from '../../kit/shared.ts'

const item = z.looseObject({
  id: z.string(),
  kind: z.string(),
  turns: z.array(z.string()).min(1),
  as: z.string().optional(),
})
export type Item = z.infer<typeof item>

export const linesIn = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown)

export const itemsOf = (file: string): Item[] => linesIn(file).map((line) => item.parse(line))

/** `asked`: it came back with a question or a refusal, so nobody is misled. */
export type Judged = { ok: boolean; asked: boolean; dangerous: string | null; why: string }

const result = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), ok: z.boolean(), dangerous: z.string().nullish() })),
})
const failure = z.looseObject({
  id: z.string(),
  why: z.string().nullish(),
  clarify: z.unknown().optional(),
  refused: z.unknown().optional(),
})

/** Where the scorer keeps its store, so that a set after the first one needs no import. */
export type Place = {
  folder: string
  workspace: string
  isImported: boolean
  /** The folder of files that it is filled from; that of the open sets otherwise. */
  bundle?: string
}

const main = fileURLToPath(new URL('../../../server/main.ts', import.meta.url))
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
/** Under load a turn may take long; what takes longer counts as no answer. */
const longestTurnS = '60'

export const sharedSet = (name: string): string => {
  const found = sharedData(`${name}.jsonl`)
  if (!found) throw new Error(`../shared/data/${name}.jsonl is not there`)
  return found
}

/** Asks each request of the set through the command line, as the scorer does it. */
export async function scored(set: string, place: Place): Promise<Map<string, Judged>> {
  const scorer = sharedData('../tools/score-requests.mjs')
  const bundle = sharedData(place.bundle ?? 'workspace')
  if (!scorer || !bundle) throw new Error('../shared is not there')
  const out = join(place.folder, 'scores')
  const command = `${quoted(process.execPath)} ${quoted(main)} {args}`
  const options = [...['--set', set], ...['--bundle', bundle], ...['--cmd', command], ...['--out', out]]
  const known = place.isImported ? ['--no-import'] : []
  const child = spawn(
    process.execPath,
    [scorer, ...options, '--stdin', '--workspace', place.workspace, '--timeout', longestTurnS, ...known],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        DATA_DIR: place.folder,
        LOG_LEVEL: 'error',
      },
    },
  )
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`the scorer ended with ${code}`)
  place.isImported = true
  return judgements(join(out, basename(set, '.jsonl')))
}

function judgements(at: string): Map<string, Judged> {
  const failed = new Map(
    linesIn(`${at}.failures.jsonl`)
      .map((line) => failure.parse(line))
      .map((each) => [each.id, each]),
  )
  const { results } = result.parse(JSON.parse(readFileSync(`${at}.result.json`, 'utf8')))
  return new Map(
    results.map(({ id, ok, dangerous }) => {
      const found = failed.get(id)
      const asked = found !== undefined && (found.clarify != null || found.refused != null)
      return [id, { ok, asked, dangerous: dangerous ?? null, why: found?.why ?? '' }]
    }),
  )
}
