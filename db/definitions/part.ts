/** What a part of a formula is: its kind and unit, whether it is known on other days and adds up, and which way is good. */
import type { Amount } from './units.ts'

export type Kind = { what: 'amount'; amount: Amount } | { what: 'date' | 'time' | 'text' | 'null' }

/** Which way it moves with what people call good: 1 with it, −1 against it, null where inputs disagree. */
export type Sense = 1 | 0 | -1 | null

export type Part = Kind & {
  isDated: boolean
  isAdditive: boolean
  sense: Sense
  /** The texts that it can be; null where they are not known. */
  texts: string[] | null
}

export const fact = (kind: Kind, rest: Partial<Part> = {}): Part => ({
  ...{ isDated: true, isAdditive: false, sense: 0, texts: null },
  ...rest,
  ...kind,
})
export const amount = (given: Amount, rest: Partial<Part> = {}): Part =>
  fact({ what: 'amount', amount: given }, rest)
export const unknown = fact({ what: 'null' }, { isAdditive: true })

/** The sense of two together: the one that has one, none where they pull apart. */
export const both = (a: Sense, b: Sense): Sense =>
  a === null || b === null ? null : a === 0 ? b : b === 0 || a === b ? a : null
export const against = (sense: Sense): Sense => (sense === null || sense === 0 ? sense : sense === 1 ? -1 : 1)

export const nameOf = (part: Kind): string => (part.what === 'amount' ? 'number' : part.what)
