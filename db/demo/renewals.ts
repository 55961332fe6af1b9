/** Spreads renewal and leaving days so that every horizon a team asks about has some, healthy and not. */
import type { Day } from './days.ts'
import type { Random } from './random.ts'
import type { Band, Story } from './stories.ts'

type Dealt = { story: Story; band: Band }

/** Days from today, and how many of 48 green and 39 other accounts renew in them. Edges stay off 30, 60, 90 and 120. */
const horizons: { from: number; to: number; green: number; other: number }[] = [
  { from: -22, to: -3, green: 2, other: 2 },
  { from: 2, to: 28, green: 6, other: 3 },
  { from: 32, to: 58, green: 6, other: 3 },
  { from: 62, to: 88, green: 6, other: 4 },
  { from: 92, to: 118, green: 5, other: 4 },
  { from: 122, to: 182, green: 8, other: 8 },
  { from: 183, to: 270, green: 8, other: 8 },
  { from: 271, to: 362, green: 7, other: 7 },
]
const nearDays = 120

/** One day offset for each of `count` accounts, in the proportions of the horizons, nearest first. */
function ladder(draw: Random, kind: 'green' | 'other', count: number): number[] {
  const rungs = horizons.flatMap((horizon) => Array.from({ length: horizon[kind] }, () => horizon))
  return Array.from({ length: count }, (_, place) => {
    const rung = rungs[Math.floor(((place + 0.5) * rungs.length) / count)]
    if (!rung) throw new RangeError('the horizons are empty')
    return draw.int(rung.from, rung.to)
  })
}

export function spreadRenewals(draw: Random, dealt: Dealt[], today: Day): Map<number, Day> {
  const renewals = new Map<number, Day>()
  const green: number[] = []
  const pressed: number[] = []
  const others: number[] = []
  dealt.forEach(({ story, band }, index) => {
    if (story.key === 'churned') return
    // A first year: the renewal lies a year after the start, weeks or a few months ago.
    if (story.key === 'new') renewals.set(index, today + 365 - draw.int(18, 105))
    else if (story.key === 'slow_start') renewals.set(index, today + 365 - draw.int(95, 160))
    else if (band === 'green') green.push(index)
    else if (story.key === 'price') pressed.push(index)
    else others.push(index)
  })
  const greenDays = ladder(draw, 'green', green.length)
  draw.shuffle(green).forEach((index, place) => renewals.set(index, today + (greenDays[place] ?? nearDays)))

  // Price is argued about when the renewal is near, so those accounts stand in the near half of the ladder.
  const days = ladder(draw, 'other', pressed.length + others.length)
  const near = days.filter((day) => day <= nearDays).length
  const order = [...pressed, ...draw.shuffle(others)]
  const mixed = [...draw.shuffle(order.slice(0, near)), ...draw.shuffle(order.slice(near))]
  mixed.forEach((index, place) => renewals.set(index, today + (days[place] ?? nearDays)))
  return renewals
}

/** The last eighteen months, evenly, the newest a few weeks ago. */
export function spreadChurn(draw: Random, dealt: Dealt[], today: Day): Map<number, Day> {
  const leaving = dealt.flatMap(({ story }, index) => (story.key === 'churned' ? [index] : []))
  const step = 500 / Math.max(1, leaving.length)
  return new Map(
    draw
      .shuffle(leaving)
      .map((index, place) => [index, today - 24 - Math.round(step * place + draw.between(0, step * 0.8))]),
  )
}
