/** An own measure as a catalogue entry: its formula parsed, checked and compiled like any measure of the code. */
import type { Catalogue, Field, ObjectType, Unit, ValueType } from '../catalogue/types.ts'
import { Problem } from '../problem.ts'
import type { MeasureBody } from './bodies.ts'
import { checkFormula, type Checked } from './check.ts'
import { formulaSql } from './compile.ts'
import { parseFormula } from './formula.ts'
import { catalogueNames } from './names.ts'

export type Signed = { version: number; createdAt: string; author?: string }

/** "version 2, by Ada Lane on 2026-11-21". */
export const signature = ({ version, createdAt, author }: Signed): string =>
  `version ${version}${author ? `, by ${author}` : ''} on ${createdAt.slice(0, 10)}`

export function measureField(
  catalogue: Pick<Catalogue, 'objects' | 'currencies'>,
  object: ObjectType,
  key: string,
  body: MeasureBody,
  signed: Signed,
): Field {
  const text = body.formula
  const formula = parseFormula(text, catalogueNames(catalogue, object))
  const checked = checkFormula(formula, { catalogue, object, text })
  const better = body.better ?? checked.better
  const per = checked.per ? ` (${checked.per})` : ''
  return {
    key,
    label: body.label,
    ...declared(checked, body.unit),
    description: `${body.description ? `${body.description} ` : ''}Defined here as ${text}${per}, ${signature(signed)}.`,
    origin: 'derived',
    sql: (context) => formulaSql(formula, context, checked.factors),
    definition: { words: text, version: signed.version },
    ...(checked.isDated && { dated: true }),
    ...(checked.isAdditive && { additive: true }),
    ...(checked.values && { values: checked.values }),
    ...(better && { better }),
    ...(body.words && { phrases: { nouns: body.words.map((word) => word.toLowerCase()) } }),
  }
}

/** A declared unit may name what the formula leaves open; it may not contradict it. */
function declared(
  { type, unit, per }: Checked,
  wanted: MeasureBody['unit'],
): { type: ValueType; unit?: Unit } {
  const own = { type, ...(unit && { unit }) }
  if (wanted === undefined) return own
  const named =
    wanted === 'money' || wanted === 'number' ? { type: wanted } : { type: 'number' as const, unit: wanted }
  const isSame = named.type === type && (!('unit' in named) || named.unit === unit)
  const isOpen = type === 'number' && (unit === undefined || (unit === 'ratio' && wanted === 'number'))
  if (isSame || isOpen) return named
  throw new Problem('bad_request', `It is declared as ${wanted}, but works out ${per ?? unit ?? type}.`, {
    next: 'Leave the unit out, or mend the formula.',
  })
}
