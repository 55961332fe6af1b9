/** How much of a question a passage must hold to count as speaking of it: measured on questions about what was said, and on such about what was not. */
import type { Passage } from './search.ts'

/** Passages that hold less say nothing about it: of few sources less is enough, for among many some hold half of anything. */
const enough = { ofFew: 0.1, anywhere: 0.25 }
/** From here on a passage speaks of it in its own words; what holds less is the nearest there is. */
const sure = { ofFew: 0.3, anywhere: 0.5 }
/** With vectors: what is this near to the question speaks of it in other words. */
const alike = 0.5

type Proof = Pick<Passage, 'coverage' | 'likeness'>
export type Among = 'ofFew' | 'anywhere'

const holds = ({ coverage, likeness }: Proof, least: number): boolean =>
  coverage >= least || (likeness ?? 0) >= alike

export const isNear = (passage: Proof, among: Among): boolean => holds(passage, enough[among])
export const speaksOf = (passage: Proof, among: Among): boolean => holds(passage, sure[among])
