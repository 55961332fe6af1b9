/** Random days, periods and moments around the edges of the windows that measures have. */
import fc from 'fast-check'
import type { AsOf, DayValue, Period } from '#db/query/query.ts'
import { plusDays } from './calendar.ts'
import type { Story } from './story.ts'
import type { World } from './world.ts'

export type Any<T> = fc.Arbitrary<T>
/** Where queries are asked; `has` says which fields the workspace's catalogue has. */
export type Ground = { world: World; story: Story; has: (object: string, field: string) => boolean }

export const units = ['day', 'week', 'month', 'quarter', 'year'] as const
const edges = [0, -1, -27, -28, -29, -30, -31, -56, -89, -90, -91, -120, -365, 1, 30, 90, 120]

export const dayArb = ({ world }: Ground): Any<DayValue> =>
  fc.oneof(
    fc.constantFrom(...edges).map((today) => ({ today })),
    fc.constantFrom(...edges).map((days) => plusDays(world.clock.today, days)),
    fc.record({ today: fc.integer({ min: -3, max: 2 }), unit: fc.constantFrom(...units) }),
  )
/** A day of the past. */
export const pastArb = (ground: Ground): Any<DayValue> =>
  fc.oneof(
    fc.constantFrom(...edges.filter((days) => days <= 0)).map((today) => ({ today })),
    fc
      .constantFrom(...edges.filter((days) => days <= 0))
      .map((days) => plusDays(ground.world.clock.today, days)),
  )

export const periodArb = (ground: Ground): Any<Period> => {
  const unit = fc.constantFrom(...units)
  const few = fc.integer({ min: 1, max: 3 })
  return fc.oneof(
    fc.record({ last: fc.constantFrom(1, 28, 30, 90), unit: fc.constant('day' as const) }),
    fc.record({ last: few, unit }),
    fc.record({ next: few, unit }),
    fc.record({ this: unit, toDate: fc.boolean() }),
    fc.record({ previous: unit, count: few }),
    fc.record({ following: unit, count: few }),
    fc.record({ from: dayArb(ground), to: dayArb(ground) }, { requiredKeys: [] }),
  )
}

/** Moments between the chapters, and days: the first ones are before anything was on record. */
export const asOfArb = ({ story }: Ground): Any<AsOf> =>
  fc.oneof(
    fc.constantFrom(...story.chapters.map(({ recorded }) => recorded)),
    fc.constantFrom(
      ...story.chapters.map(({ recorded }) => new Date(Date.parse(recorded) - 1).toISOString()),
    ),
    fc.constantFrom(0, -1, -2, -3, -19, -20, -21, -81, -82, -150, -201).map((today) => ({ today })),
    fc.constantFrom(0, -3, -20, -80, -100).map((days) => plusDays(story.today, days)),
  )

export const optional = <T>(arb: Any<T>) => fc.option(arb, { nil: undefined })
/** Left out in three of four. */
export const seldom = <T>(arb: Any<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: arb })
