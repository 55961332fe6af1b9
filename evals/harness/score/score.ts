/** Puts an attempt to every scorer that its case names something for. */
import type { Check } from '../../contract.ts'
import type { Scene, Scorer } from './check.ts'
import { byGroups, byReference, byRows, byTop, byValue, exactly } from './denotation.ts'
import { changes } from './effects.ts'
import { citations, grounded, ranking } from './sources.ts'
import { forbidden, trajectory } from './trajectory.ts'
import { errors, injection, limits, options, outcome, text } from './words.ts'

const scorers: Scorer[] = [
  ...[
    outcome,
    exactly,
    byReference,
    byRows,
    byGroups,
    byTop,
    byValue,
    trajectory,
    changes,
    citations,
    ranking,
  ],
  ...[options, errors, forbidden, text, grounded, injection, limits],
]

export const score = (scene: Scene): Check[] => scorers.flatMap((scorer) => scorer(scene) ?? [])
