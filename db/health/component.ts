/** What a component of computed health is: its score, age and reason as SQL, and the way back from a score to the measure behind it. */
import type { SQL } from 'drizzle-orm'
import type { FieldContext, Part } from '../catalogue/types.ts'
import type { Settings } from '../settings.ts'
import type { Side } from './reach.ts'

/** The measures behind a component, as they stand. */
export type Inputs = Readonly<Record<string, number | null>>

export type Component = {
  key: string
  label: string
  weight: (settings: Settings) => number
  /** 0–100; null where there is nothing to tell it from. */
  score: (c: FieldContext) => SQL
  /** Days since its newest evidence. */
  age: (c: FieldContext) => SQL
  /** The evidence in words. */
  reason: (c: FieldContext) => SQL
  inputs: Record<string, (c: FieldContext) => SQL>
  /** The score again, from the inputs: what a change of them would make of it. */
  scoreOf: (inputs: Inputs, settings: Settings) => number
  /** The least change of its inputs that scores at least (down: at most) so much; null where none does. */
  reach: (inputs: Inputs, score: number, side: Side, settings: Settings) => Changed | null
  /** Rows that it reads by itself, by the name that `part` takes. */
  parts?: Record<string, Part>
}

/** The inputs as they would have to be, and that in words: "adoption from 41 % to 55 %". */
export type Changed = { inputs: Inputs; words: string }
