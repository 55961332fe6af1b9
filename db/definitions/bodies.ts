/** What a definition holds, by its kind: the data of one version, as it is stored and as it is read back. */
import { z } from 'zod'
import { condition, type Condition } from '../query/query.ts'

const words = z.array(z.string().min(1).max(60)).max(20)

/** Keys are what queries and formulas call an entry by. */
export const definitionKey = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9_]*$/, 'a key is made of small letters, digits and underscores, a letter first')

const measureTypes = [
  'number',
  'money',
  'percent',
  'ratio',
  'days',
  'hours',
  'minutes',
  'seats',
  'users',
] as const
export const declaredUnits = [...measureTypes, 'events', 'items', 'score', 'points'] as const

export const measureBody = z.strictObject({
  object: z.string(),
  label: z.string().min(1).max(80),
  /** The formula in its text form. */
  formula: z.string(),
  /** Declared where the formula alone does not say it. */
  unit: z.enum(declaredUnits).optional(),
  better: z.enum(['high', 'low']).optional(),
  words: words.optional(),
  description: z.string().max(400).optional(),
})
export type MeasureBody = z.infer<typeof measureBody>

const storedCondition: z.ZodType<Condition> = condition
export const termBody = z.strictObject({
  object: z.string(),
  label: z.string().min(1).max(80),
  where: storedCondition,
  /** Words beside the key and the label; plurals follow by themselves. */
  words: words.optional(),
  description: z.string().max(400).optional(),
})
export type TermBody = z.infer<typeof termBody>

/** A word for what is there already. */
export const synonymBody = z.strictObject({
  /** As people say it, for its key is folded. */
  word: z.string().min(1).max(60),
  means: z.union([
    z.strictObject({ object: z.string() }),
    z.strictObject({ object: z.string(), field: z.string() }),
    z.strictObject({ object: z.string(), field: z.string(), value: z.union([z.string(), z.boolean()]) }),
    z.strictObject({ object: z.string(), id: z.string(), name: z.string() }),
  ]),
})
export type SynonymBody = z.infer<typeof synonymBody>
export type Meaning = SynonymBody['means']

export const kinds = ['measure', 'term', 'synonym'] as const
export type Kind = (typeof kinds)[number]

export const bodyOf = { measure: measureBody, term: termBody, synonym: synonymBody } as const
