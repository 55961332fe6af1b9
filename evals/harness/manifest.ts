/** The manifest of promises: what each is, what proves it, and which nobody proves. A proof that is not there any more is named, too. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Suite } from './suite.ts'

const promiseSchema = z.strictObject({
  id: z.string(),
  from: z.enum(['README', 'ASK', 'SECURITY', 'PERFORMANCE', 'EVALS']),
  says: z.string(),
  /** Tests and benchmarks: the file, and the name that stands in it. Cases say themselves what they prove. */
  proofs: z.array(z.strictObject({ file: z.string(), text: z.string().min(3) })),
  /** Why it is not ours to keep yet. */
  later: z.string().optional(),
})
export type Promised = z.infer<typeof promiseSchema>

const root = fileURLToPath(new URL('../../', import.meta.url))

export const promised = (): Promised[] =>
  readFileSync(new URL('./promises.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => promiseSchema.parse(JSON.parse(line)))

export type Standing = { all: number; proved: number; unproved: string[]; faults: string[] }

const isThere = ({ file, text }: Promised['proofs'][number]): boolean =>
  existsSync(root + file) && readFileSync(root + file, 'utf8').includes(text)

/** A case that is known to fail proves nothing. */
export function standingOf(promises: readonly Promised[], suites: readonly Suite[]): Standing {
  const cases = suites.flatMap(({ name, cases: all }) =>
    all.map((one) => ({ ...one, where: `${name}/${one.id}` })),
  )
  const ids = new Set(promises.map(({ id }) => id))
  const proving = new Set(cases.filter(({ known }) => known === undefined).flatMap(({ proves }) => proves))
  const ours = promises.filter(({ later }) => later === undefined)
  const unproved = ours
    .filter(({ id, proofs }) => proofs.length === 0 && !proving.has(id))
    .map(({ id }) => id)
  const gone = promises.flatMap(({ id, proofs }) =>
    proofs
      .filter((proof) => !isThere(proof))
      .map(({ file, text }) => `${id}: “${text}” does not stand in ${file}`),
  )
  const unknown = cases.flatMap(({ where, proves }) =>
    proves.filter((id) => !ids.has(id)).map((id) => `${where} proves ${id}, which nobody promised`),
  )
  const twice = promises.map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at)
  return {
    all: ours.length,
    proved: ours.length - unproved.length,
    unproved,
    faults: [
      ...unproved.map((id) => `nobody proves ${id}`),
      ...gone,
      ...unknown,
      ...twice.map((id) => `${id} is promised twice`),
    ],
  }
}
