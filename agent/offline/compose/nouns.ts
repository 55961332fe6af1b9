/** Nouns that name rows: of an object, or of what is related to it. Pure. */
import type { Ref } from '../spans.ts'
import { roleOf, type Draft, type Item } from './draft.ts'

/** The object whose rows a noun names. */
export const nounObject = (ref: Ref | undefined): string | undefined =>
  ref?.is === 'object' ? ref.object : ref?.is === 'relation' ? ref.to : undefined

export const isNounRole = (item: Item): boolean => roleOf(item) === 'object' || roleOf(item) === 'relation'

export const mentions = (draft: Draft, object: string): boolean =>
  draft.items.some((other) => nounObject(other.ref) === object)
