/** Accounts with random measures behind their health, for property tests and figures; the same for the same seed. */
import type { Settings } from '../settings.ts'
import type { Component, Inputs } from './component.ts'
import { isRanged, kpiComponent, type Kpi } from './kpi-components.ts'
import { measureComponents } from './measure-components.ts'
import type { Evidence } from './read-health.ts'

type Next = () => number

const whole = (next: Next, most: number) => Math.floor(next() * (most + 1))
const maybe = (next: Next, value: number) => (next() < 0.2 ? null : value)

/** By component; null where there is no evidence. */
const drawn: Record<string, (next: Next) => Inputs | null> = {
  usage: (next) => {
    const [adoption, change] = [maybe(next, 1.3 * next()), maybe(next, 3 * next() - 1)]
    return adoption === null && change === null ? null : { adoption, usage_change: change }
  },
  engagement: (next) => ({ days_since_touch: maybe(next, whole(next, 200)) }),
  support: (next) => {
    const open = next() < 0.4 ? 0 : whole(next, 9)
    return { open_tickets: open, urgent_tickets: Math.min(open, whole(next, 3)) }
  },
  sentiment: (next) => ({ mood: 2 * next() - 1 }),
  relationship: (next) => ({ multithreading: Math.min(100, 12.5 * whole(next, 10)) }),
  voice: (next) => ({ nps: whole(next, 100) / 10 }),
}

const kpi = (n: number, next: Next): Kpi & { low: number; high: number } => {
  const low = whole(next, 200) - 100
  return {
    ...{
      workspaceId: '',
      changeId: '',
      createdAt: '',
      updatedAt: '',
      category: null,
      unit: next() < 0.5 ? '%' : null,
    },
    ...{ key: `kpi${n}`, label: `KPI ${n}`, direction: next() < 0.5 ? ('up' as const) : ('down' as const) },
    ...{ weight: 0.1 + next(), low, high: low + 0.5 + whole(next, 100) },
  }
}

export type RandomHealth = { components: Component[]; evidence: Evidence[] }

export function randomHealth(next: Next, settings: Settings): RandomHealth {
  const kpis = next() < 0.4 ? Array.from({ length: 1 + whole(next, 5) }, (_, n) => kpi(n, next)) : []
  const components = kpis.length > 0 ? kpis.filter(isRanged).map(kpiComponent) : measureComponents
  const evidence = components.map((component, n): Evidence => {
    const range = kpis[n]
    const inputs = range
      ? { value: range.low + (1.4 * next() - 0.2) * (range.high - range.low) }
      : (drawn[component.key]?.(next) ?? null)
    const isMissing = inputs === null || next() < 0.15
    return {
      ...{ key: component.key, label: component.label, weight: component.weight(settings), reason: null },
      ...{
        score: isMissing ? null : component.scoreOf(inputs, settings),
        age: whole(next, 3) * whole(next, 120),
      },
      inputs: inputs ?? {},
    }
  })
  return { components, evidence }
}
