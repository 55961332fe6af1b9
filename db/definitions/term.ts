/** A business term as catalogue entries: a yes-or-no field with its condition as SQL, its adjectives, and nouns for the rows it holds of. */
import type { Catalogue, Field, ObjectType, ScopeClause } from '../catalogue/types.ts'
import type { Condition } from '../query/query.ts'
import { liftsClause } from '../query/usual.ts'
import type { TermBody } from './bodies.ts'
import { testSql } from './compile.ts'
import { conditionIsDated } from './conditions.ts'
import { assertCompiles } from './dry-run.ts'
import { signature, type Signed } from './measure.ts'
import { printCriteria } from './print-criteria.ts'

export type TermEntries = {
  field: Field
  kind: { words: string[]; where: Condition }
  /** Clauses of the usual scope, lifted where a filter on the term speaks of what they leave out. */
  usually: ScopeClause[]
}

export function termEntries(
  catalogue: Catalogue,
  object: ObjectType,
  key: string,
  body: TermBody,
  signed: Signed,
): TermEntries {
  assertCompiles(catalogue, { from: object.key, where: body.where, measures: [{ fn: 'count' }] })
  const text = printCriteria(body.where)
  const where: Condition = { field: key, op: 'eq', value: true }
  const words = [
    ...new Set(
      [body.label, key.replaceAll('_', ' '), ...(body.words ?? [])].map((word) => word.toLowerCase()),
    ),
  ]
  const isDated = conditionIsDated({ catalogue, object }, body.where)
  return {
    field: {
      key,
      label: body.label,
      type: 'boolean',
      description: `${body.description ? `${body.description} ` : ''}Defined here as ${text}, ${signature(signed)}.`,
      origin: 'derived',
      sql: (context) => testSql(body.where, context),
      definition: { words: text, where: body.where, version: signed.version },
      ...(isDated && { dated: true }),
      phrases: { adjectives: [{ words, where }] },
    },
    kind: { words, where },
    usually: object.usually.map((clause) =>
      liftsClause(clause, body.where)
        ? { ...clause, liftedBy: [...clause.liftedBy, { field: key }] }
        : clause,
    ),
  }
}
