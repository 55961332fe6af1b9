/** The suites as they stand in evals/suites: one file each, one case a line. A line that is not right is named, and nothing runs. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { caseSchema, type Case } from '../contract.ts'
import { sharedRequests } from './shared-requests.ts'
import { vocabulary } from './vocabulary.ts'

export type Suite = {
  name: string
  cases: Case[]
  /** Nobody claims that all of it holds: it is worse, or not, than the blessed run. */
  isMeasured?: true
}

const folder = fileURLToPath(new URL('../suites', import.meta.url))
/** Made from other data: the words of the catalogue with what they mean, and sets that may not be here. */
const made: Record<string, () => Case[]> = {
  vocabulary: () => vocabulary(readFileSync(`${folder}/vocabulary.tsv`, 'utf8')),
  requests: () => sharedRequests('requests'),
  paraphrases: () => sharedRequests('paraphrases'),
}

export const suiteNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => basename(file, '.jsonl'))
    .sort()
export const allSuiteNames = (): string[] => [...suiteNames(), ...Object.keys(made)]

export function casesOf(text: string, file: string): Case[] {
  const seen = new Set<string>()
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '' || line.startsWith('//')) return []
    const where = `${file}, line ${at + 1}`
    let given: unknown
    try {
      given = JSON.parse(line)
    } catch (error) {
      throw new Error(`${where}: not JSON (${error instanceof Error ? error.message : String(error)})`, {
        cause: error,
      })
    }
    const parsed = caseSchema.safeParse(given)
    if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`)
    if (seen.has(parsed.data.id)) throw new Error(`${where}: a second case ${parsed.data.id}`)
    seen.add(parsed.data.id)
    return [parsed.data]
  })
}

export function suiteOf(name: string): Suite {
  const make = made[name]
  if (make) return { name, cases: make(), isMeasured: true }
  if (!suiteNames().includes(name))
    throw new Error(`there is no suite ${name}; there are ${allSuiteNames().join(', ')}`)
  return { name, cases: casesOf(readFileSync(`${folder}/${name}.jsonl`, 'utf8'), `${name}.jsonl`) }
}
