/** The hidden stories of the demo's accounts: how health, usage, contact and money move before and after the turn. */

export const bands = ['green', 'yellow', 'red'] as const
export type Band = (typeof bands)[number]
export const components = [
  'usage',
  'engagement',
  'support',
  'sentiment',
  'relationship',
  'commercial',
] as const
export type Component = (typeof components)[number]
export const weights: Record<Component, number> = {
  usage: 0.3,
  engagement: 0.15,
  support: 0.15,
  sentiment: 0.15,
  relationship: 0.15,
  commercial: 0.1,
}

export const storyKeys = [
  'steady',
  'growing',
  'fading',
  'support',
  'champion_left',
  'price',
  'slow_start',
  'new',
  'seasonal',
  'recovering',
  'quiet',
  'unhappy',
  'churned',
] as const
export type StoryKey = (typeof storyKeys)[number]

type Span = [number, number]
export type Story = {
  key: StoryKey
  /** How many of 120 accounts live this story, by the band of their newest score. */
  accounts: Partial<Record<Band, number>>
  /** Health before the turn; the band says where it ends. */
  health: Span
  /** Weeks ago that the turn began, and that it was complete (of a churned account: weeks before it left). */
  turn: [Span, Span]
  /** Volume of use before and after the turn, as a share of its highest. */
  volume: [number, number]
  /** Active people as a share of the seats, today. */
  adoption: Span
  /** Points by which a component ends above or below the account's health. */
  lean: Partial<Record<Component, number>>
  /** Touches and tickets against the usual number, before and after. */
  touch: [number, number]
  tickets: [number, number]
  /** Chance that the customer answers a mail, before and after. */
  answers: [number, number]
  /** Growth of the ARR from one term to the next. */
  growth: Span
  /** Swing of usage over the year. */
  season?: number
  lifecycle: 'onboarding' | 'adopting' | 'expanding' | 'churned'
}

const calm = {
  turn: [
    [60, 70],
    [30, 40],
  ] as [Span, Span],
  touch: [1, 1] as [number, number],
  answers: [0.8, 0.85] as [number, number],
}

export const stories: Story[] = [
  {
    ...calm,
    key: 'steady',
    accounts: { green: 18 },
    health: [74, 88],
    volume: [0.95, 1],
    adoption: [0.6, 0.88],
    lean: {},
    tickets: [1, 1],
    growth: [1.02, 1.07],
    lifecycle: 'adopting',
  },
  {
    key: 'growing',
    accounts: { green: 14 },
    health: [66, 76],
    turn: [
      [48, 62],
      [0, 3],
    ],
    volume: [0.5, 1],
    adoption: [0.88, 1],
    lean: { usage: 6, commercial: 5 },
    touch: [0.9, 1.3],
    tickets: [0.8, 1.1],
    answers: [0.8, 0.95],
    growth: [1.12, 1.34],
    lifecycle: 'expanding',
  },
  {
    key: 'fading',
    accounts: { yellow: 2, red: 7 },
    health: [75, 86],
    turn: [
      [17, 26],
      [0, 0],
    ],
    volume: [1, 0.3],
    adoption: [0.14, 0.32],
    lean: { usage: -16, engagement: -10, support: 26, sentiment: 4, commercial: 2 },
    touch: [1, 0.55],
    tickets: [1, 0.35],
    answers: [0.8, 0.3],
    growth: [0.8, 0.98],
    lifecycle: 'adopting',
  },
  {
    key: 'support',
    accounts: { yellow: 4, red: 3 },
    health: [72, 83],
    turn: [
      [13, 24],
      [1, 14],
    ],
    volume: [1, 0.82],
    adoption: [0.5, 0.72],
    lean: { usage: 10, support: -34, sentiment: -14, engagement: 8, relationship: 4, commercial: 4 },
    touch: [1, 1.3],
    tickets: [1.2, 8],
    answers: [0.8, 0.9],
    growth: [0.95, 1.04],
    lifecycle: 'adopting',
  },
  {
    key: 'champion_left',
    accounts: { yellow: 4, red: 3 },
    health: [76, 86],
    turn: [
      [9, 28],
      [1, 14],
    ],
    volume: [1, 0.62],
    adoption: [0.34, 0.55],
    lean: { usage: -4, relationship: -26, engagement: -12, support: 22, sentiment: 6, commercial: 8 },
    touch: [1, 0.8],
    tickets: [1, 0.8],
    answers: [0.85, 0.4],
    growth: [1.01, 1.06],
    lifecycle: 'adopting',
  },
  {
    key: 'price',
    accounts: { yellow: 5, red: 2 },
    health: [72, 82],
    turn: [
      [13, 28],
      [2, 15],
    ],
    volume: [1, 0.93],
    adoption: [0.55, 0.78],
    lean: { usage: 12, commercial: -38, sentiment: -12, engagement: 6, support: 8, relationship: -6 },
    touch: [1, 1.3],
    tickets: [1, 1],
    answers: [0.8, 0.85],
    growth: [1.06, 1.12],
    lifecycle: 'adopting',
  },
  {
    key: 'slow_start',
    accounts: { yellow: 4, red: 1 },
    health: [66, 72],
    turn: [
      [12, 16],
      [0, 2],
    ],
    volume: [0.3, 0.42],
    adoption: [0.14, 0.3],
    lean: { usage: -18, engagement: 4, support: 10, sentiment: 2, relationship: 8, commercial: 8 },
    touch: [1.6, 1.6],
    tickets: [1.5, 1.5],
    answers: [0.8, 0.65],
    growth: [1, 1],
    lifecycle: 'onboarding',
  },
  {
    key: 'new',
    accounts: { green: 6 },
    health: [68, 74],
    turn: [
      [12, 14],
      [0, 2],
    ],
    volume: [0.25, 1],
    adoption: [0.45, 0.7],
    lean: { engagement: 6, sentiment: 5, usage: -4 },
    touch: [1.8, 1.8],
    tickets: [1.4, 1.4],
    answers: [0.95, 0.95],
    growth: [1, 1],
    lifecycle: 'onboarding',
  },
  {
    ...calm,
    key: 'seasonal',
    accounts: { green: 6 },
    health: [74, 82],
    volume: [1, 1],
    adoption: [0.45, 0.7],
    season: 0.42,
    lean: { usage: -5, sentiment: 4, relationship: 4 },
    tickets: [1, 1],
    growth: [1.02, 1.06],
    lifecycle: 'adopting',
  },
  {
    key: 'recovering',
    accounts: { green: 3, yellow: 3 },
    health: [34, 44],
    turn: [
      [20, 26],
      [1, 3],
    ],
    volume: [0.45, 0.9],
    adoption: [0.5, 0.7],
    lean: { engagement: 8, relationship: 6, usage: -4, commercial: -6 },
    touch: [1.1, 1.6],
    tickets: [2.4, 1],
    answers: [0.65, 0.9],
    growth: [0.85, 0.97],
    lifecycle: 'adopting',
  },
  {
    key: 'quiet',
    accounts: { green: 7 },
    health: [78, 86],
    turn: [
      [10, 14],
      [5, 7],
    ],
    volume: [1, 0.97],
    adoption: [0.6, 0.82],
    lean: { usage: 8, engagement: -14, relationship: -16, support: 8, sentiment: 2 },
    touch: [0.8, 0],
    tickets: [0.8, 0.5],
    answers: [0.75, 0.2],
    growth: [1.01, 1.05],
    lifecycle: 'adopting',
  },
  {
    key: 'unhappy',
    accounts: { yellow: 4, red: 2 },
    health: [68, 78],
    turn: [
      [16, 30],
      [2, 16],
    ],
    volume: [1, 0.74],
    adoption: [0.42, 0.62],
    lean: { usage: 4, sentiment: -30, relationship: -8, support: 6, engagement: 8, commercial: 2 },
    touch: [1, 1.2],
    tickets: [1.2, 1.9],
    answers: [0.8, 0.75],
    growth: [0.9, 1.02],
    lifecycle: 'adopting',
  },
  {
    key: 'churned',
    accounts: { red: 17, yellow: 3, green: 2 },
    health: [68, 80],
    turn: [
      [22, 34],
      [1, 5],
    ],
    volume: [1, 0.25],
    adoption: [0.12, 0.35],
    lean: { usage: -12, relationship: -6, support: 12, commercial: -4 },
    touch: [0.9, 0.8],
    tickets: [1.2, 1.3],
    answers: [0.75, 0.45],
    growth: [0.94, 1.04],
    lifecycle: 'churned',
  },
]

/** Where the newest score lies: far enough inside its band that the weekly wobble cannot carry it out. */
export const bandLevels: Record<Band, Span> = { green: [76, 91], yellow: [55, 64], red: [28, 43] }

/** Deals the stories to a number of accounts in the proportions above (largest remainder). */
export function storyShares(accounts: number): { story: Story; band: Band }[] {
  const parts = stories.flatMap((story) =>
    bands.flatMap((band) => {
      const exact = ((story.accounts[band] ?? 0) * accounts) / 120
      return exact > 0 ? [{ story, band, whole: Math.floor(exact), rest: exact % 1 }] : []
    }),
  )
  let missing = accounts - parts.reduce((sum, part) => sum + part.whole, 0)
  for (const part of [...parts].sort((a, b) => b.rest - a.rest)) {
    if (missing-- > 0) part.whole++
  }
  return parts.flatMap(({ story, band, whole }) => Array.from({ length: whole }, () => ({ story, band })))
}
