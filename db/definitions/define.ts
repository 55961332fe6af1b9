/** Defines a measure, a term or a synonym: read, checked on a catalogue that has it on trial, and then put on record as a new version. */
import { loadCatalogue } from '../catalogue/load.ts'
import type { Catalogue, Defined, ObjectType } from '../catalogue/types.ts'
import type { Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { unknown } from '../query/refuse.ts'
import type { Condition } from '../query/query.ts'
import { bodyOf, definitionKey, type Kind, type MeasureBody, type Meaning, type TermBody } from './bodies.ts'
import { parseCriteria } from './criteria.ts'
import { parseFormula } from './formula.ts'
import { catalogueNames } from './names.ts'
import { printFormula } from './print-formula.ts'
import { addVersion, definitionsAt, historyOf, type Version } from './store.ts'

/** `where` and `formula` as text, or the condition itself. */
export type Draft = { key: string; authorId?: string } & (
  | ({ kind: 'measure' } & Omit<MeasureBody, 'label' | 'object'> & { label?: string; object?: string })
  | ({ kind: 'term'; where: Condition | string } & Omit<TermBody, 'label' | 'object' | 'where'> & {
        label?: string
        object?: string
      })
  | { kind: 'synonym'; word: string; means: Meaning }
)

export type Trial = {
  kind: Kind
  key: string
  body: Record<string, unknown>
  /** The catalogue with it. */
  catalogue: Catalogue
  entry: Defined
  /** Definitions that work today and would not any more. */
  breaks: Defined[]
}

/** `arr_per_seat` → "ARR per seat", where the first word is a field's label in capitals. */
function labelOf(key: string, catalogue: Catalogue): string {
  const labels = new Set(
    [...catalogue.objects.values()].flatMap(({ fields }) => fields.map(({ label }) => label)),
  )
  const words = key.split('_').map((word) => (labels.has(word.toUpperCase()) ? word.toUpperCase() : word))
  const text = words.join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const keyProblem = (key: string, why: string, next: string): Problem =>
  new Problem('bad_request', `${key} can’t be defined: ${why}.`, { next })

function assertFree(object: ObjectType, { kind, key }: Draft, known: Version[]): void {
  const own = known.find((each) => each.key === key && each.kind === kind && !each.isRetired)
  const other = known.find(
    (each) => each.key === key && each.kind !== kind && each.kind !== 'synonym' && !each.isRetired,
  )
  const next = 'Choose another key.'
  if (other)
    throw keyProblem(
      key,
      `it is a ${other.kind} already`,
      `Retire that first: --retire ${other.kind} ${key}.`,
    )
  if (object.relations.some((each) => each.key === key))
    throw keyProblem(key, `it names related rows of ${object.plural.toLowerCase()}`, next)
  const field = object.fields.find((each) => each.key === key)
  if (field && !own)
    throw keyProblem(key, `${object.plural.toLowerCase()} have a field ${key} (${field.label})`, next)
}

const noun: Record<Kind, string> = { measure: 'measure', term: 'term', synonym: 'synonym' }

/** What is defined, as it would be stored: names by their keys, the text in its one form. */
function bodyFor(draft: Draft, catalogue: Catalogue, known: Version[]): Record<string, unknown> {
  if (draft.kind === 'synonym') return { word: draft.word, means: draft.means }
  const { key, kind, authorId: _, label = labelOf(key, catalogue), object: of = 'account', ...rest } = draft
  const object = catalogue.objects.get(of)
  if (!object) throw unknown('object', 'object', of, [...catalogue.objects.keys()])
  assertFree(object, draft, known)
  const names = catalogueNames(catalogue, object)
  if (draft.kind === 'measure') {
    const formula = printFormula(parseFormula(draft.formula, names))
    return without({ ...rest, object: of, label, formula }, ['kind', 'key', 'authorId'])
  }
  const where = typeof draft.where === 'string' ? parseCriteria(draft.where, names) : draft.where
  return without({ ...rest, object: of, label, where, kind }, ['kind', 'key', 'authorId'])
}

const without = (body: Record<string, unknown>, keys: string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).filter(([key, value]) => !keys.includes(key) && value !== undefined),
  )

/** Throws a Problem that says what is wrong with it; writes nothing. */
export async function tryDefinition(tx: Tx, workspace: string, draft: Draft): Promise<Trial> {
  const { kind, key } = draft
  const named = definitionKey.safeParse(key)
  if (!named.success)
    throw keyProblem(key, named.error.issues[0]?.message ?? 'it is no key', 'For example: arr_per_seat.')
  // Read anew: the kept one may not know yet what has gone since.
  const catalogue = await loadCatalogue(tx, workspace, {})
  const known = await definitionsAt(tx, workspace)
  const parsed = bodyOf[kind].safeParse(bodyFor(draft, catalogue, known))
  if (!parsed.success)
    throw keyProblem(
      key,
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      '',
    )
  const body: Record<string, unknown> = parsed.data
  const version =
    ((await historyOf(tx, workspace, key)).filter((each) => each.kind === kind).at(-1)?.version ?? 0) + 1
  const createdAt = new Date().toISOString()
  const trial: Version = { kind, key, version, body, isRetired: false, createdAt }
  const changed = await loadCatalogue(tx, workspace, { trial })
  const entry = changed.definitions?.find((each) => each.kind === kind && each.key === key)
  if (!entry || entry.broken)
    throw new Problem(
      'bad_request',
      `This ${noun[kind]} does not work: ${entry?.broken ?? 'it can’t be read.'}`,
    )
  const worked = new Set(
    (catalogue.definitions ?? []).filter(({ broken }) => !broken).map((each) => `${each.kind} ${each.key}`),
  )
  const breaks = (changed.definitions ?? []).filter(
    (each) => each.broken && worked.has(`${each.kind} ${each.key}`),
  )
  return { kind, key, body, catalogue: changed, entry, breaks }
}

/** Puts what was tried on record. Refused where it would break another definition, unless that is wanted. */
export async function recordDefinition(
  tx: Tx,
  workspace: string,
  { kind, key, body, breaks }: Trial,
  { authorId, mayBreak = false }: { authorId?: string; mayBreak?: boolean } = {},
): Promise<number> {
  const [first] = breaks
  if (first && !mayBreak)
    throw new Problem(
      'conflict',
      `${breaks.map((each) => each.key).join(', ')} would break: ${first.broken ?? ''}`,
      {
        next: 'Mend it first, or define this with --force.',
      },
    )
  return addVersion(tx, workspace, { kind, key, body, ...(authorId !== undefined && { authorId }) })
}

/** What an older version held, defined anew. */
export async function draftOf(tx: Tx, workspace: string, found: Version, version: number): Promise<Draft> {
  const all = (await historyOf(tx, workspace, found.key)).filter(({ kind }) => kind === found.kind)
  const old = all.find((each) => each.version === version)
  if (!old)
    throw new Problem('not_found', `${found.key} has no version ${version}.`, {
      next: `There are: ${all.map((each) => each.version).join(', ')}.`,
    })
  const parsed = bodyOf[found.kind].safeParse(old.body)
  if (!parsed.success)
    throw new Problem('conflict', `Version ${version} of ${found.key} can’t be read any more.`)
  return { kind: found.kind, key: found.key, ...parsed.data } as Draft
}
