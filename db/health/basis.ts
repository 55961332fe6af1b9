/** Decides where a workspace's health comes from: scores that it brings, its KPIs, or its measures. */
import type { Settings } from '../settings.ts'
import type { Component } from './component.ts'
import { isRanged, kpiComponent, type Kpi } from './kpi-components.ts'
import { measureComponents } from './measure-components.ts'

export type HealthBasis = {
  /** imported: scores only. computed: no scores. both: an account's own scores, else computed. */
  from: 'imported' | 'computed' | 'both'
  components: Component[]
}

export function basisOf(settings: Settings, scored: boolean, kpis: readonly Kpi[]): HealthBasis {
  const { compute, from } = settings.health
  const ranged = kpis.filter(isRanged).map(kpiComponent)
  const usable = ranged.filter((component) => component.weight(settings) > 0)
  const components = from === 'kpis' || (from === 'auto' && usable.length > 0) ? usable : measureComponents
  if (compute === 'never' || (compute === 'without_scores' && scored)) return { from: 'imported', components }
  return { from: scored ? 'both' : 'computed', components }
}
