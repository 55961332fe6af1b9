/** The typed pieces that a request is cut into: what each stretch of words can mean, before anything is composed. */
import type { Condition } from '#db/query/query.ts'
import type { NumberReading } from './numbers.ts'
import type { TimeReading } from './time-words.ts'
import type { CalendarUnit } from '#db/query/query.ts'
import type { Op } from './words/ops.ts'

/** One catalogue entry that a phrase can denote, on one object. A phrase keeps them all; the object decides. */
export type Ref =
  /** With a condition: a noun for some of its rows. */
  | { is: 'object'; object: string; where?: Condition }
  | { is: 'relation'; object: string; relation: string; to: string; where?: Condition }
  /** `manner`: not the field's name, but what makes it of the field that it refines. */
  | { is: 'field'; object: string; field: string; manner?: true }
  /** `manner`: not the measure's name, but how it is reckoned. */
  | { is: 'portfolio'; object: string; measure: string; manner?: true }
  /** Words by which a measure of what was kept is asked for: its verb, or what tells it from others. */
  | { is: 'kept'; object: string; measure: string; as: 'verb' | 'with' }
  /** `deed`: the condition that it is of rows which somebody of ours did it to, and nothing else. */
  | { is: 'verb'; object: string; field: string; past: boolean; deed?: Condition }
  | { is: 'adjective'; object: string; where: Condition; days?: number }
  /** `observed`: a value seen in the data, not one that the catalogue lists. `isPart`: some words of a text. `isLacked`: what the value says that there was none of. */
  | {
      is: 'value'
      object: string
      field: string
      value: string
      observed: boolean
      isPart?: true
      isLacked?: true
    }
  | { is: 'cue'; object: string; field: string }
  | { is: 'superlative'; object: string; field: string; end: 'high' | 'low' }
  | { is: 'grade'; object: string; field: string; end: 'high' | 'low' }
export type Role = Ref['is']

/** A row that can be named: an account, a user, a contact, a playbook. `id` is what a filter compares. */
export type Named = {
  object: string
  id: string
  name: string
  /** Of a person: the fields (`account.ae`) that hold them in some row. */
  holds?: readonly string[]
}

export type Meaning =
  /** `shared`: the same words also mean something of other rows, in another role. */
  | { kind: 'entry'; role: Role; refs: Ref[]; shared?: true }
  | { kind: 'name'; rows: Named[]; whole: boolean }
  | { kind: 'number'; number: NumberReading }
  | { kind: 'time'; time: TimeReading }
  | { kind: 'bucket'; unit: CalendarUnit }
  /** All that the same closed word can do; the composition takes what fits. */
  | { kind: 'op'; ops: { op: Op; value?: string }[] }
  /** A function word or a courtesy: free to leave out. */
  | { kind: 'inert' }
  /** In no source at all. */
  | { kind: 'unknown' }
  /** Known to the vocabulary, left out by this path. */
  | { kind: 'skipped' }

export type Via = 'exact' | 'stem' | 'typo' | 'partial'

export type Span = {
  id: number
  /** First token and the one after the last. */
  from: number
  to: number
  meaning: Meaning
  cost: number
  via: Via
  /** As the person wrote it. */
  text: string
}

/** What tells two paths apart: the sequence of these. */
export const kindOf = ({ meaning }: Span): string =>
  meaning.kind === 'entry'
    ? meaning.role
    : meaning.kind === 'op'
      ? `op-${meaning.ops.map(({ op }) => op).join('+')}`
      : meaning.kind === 'name'
        ? `name-${meaning.rows[0]?.object ?? ''}`
        : meaning.kind

/** A word for rows: of an object, or of what a row has. */
export const isNoun = ({ meaning }: Span): boolean =>
  meaning.kind === 'entry' && (meaning.role === 'object' || meaning.role === 'relation')
