/** Which calls were recorded: of which story, about what, with whom, and how they are summed up. */
import type { ContactRole } from './people.ts'
import type { StoryKey } from './stories.ts'

export type Kind = {
  story: StoryKey
  scene: string
  title: string
  type: 'call' | 'meeting'
  /** Days ago; of an account that left, days before it did. */
  ago: number
  a: ContactRole[]
  b: ContactRole[]
  seller?: true
  /** The first or the last time that these people speak. */
  first?: true
  last?: true
  /** The feature that it is about, where not any will do. */
  about?: string
  /** Side subjects that fit, by name. */
  sides: string[]
  mood: number
  summary: string
}

const lead: ContactRole[] = ['champion', 'admin', 'user']
const hand: ContactRole[] = ['user', 'admin']
const money: ContactRole[] = ['economic_buyer', 'executive_sponsor']

export const kinds: Kind[] = [
  {
    story: 'fading',
    scene: 'fading-review',
    title: 'Usage review',
    type: 'call',
    ago: 37,
    a: lead,
    b: hand,
    sides: ['people', 'offline'],
    mood: -0.15,
    summary:
      'Use is falling since {siteB} went back to its own list. Agreed: one team in {siteA}, four weeks, three fields. Head office looks at other tools.',
  },
  {
    story: 'fading',
    scene: 'fading-save',
    title: 'Where we stand',
    type: 'call',
    ago: 16,
    a: lead,
    b: ['admin', 'user'],
    sides: ['figures', 'report'],
    mood: -0.25,
    summary:
      '{competitor} has been there twice, {rivalCut} cheaper. We have sixty days; {siteA} first, and a date for {wish} in writing.',
  },
  {
    story: 'support',
    scene: 'support-escalation',
    title: 'Escalation call',
    type: 'call',
    ago: 29,
    a: lead,
    b: hand,
    about: 'Inspections',
    sides: ['report', 'equipment'],
    mood: -0.4,
    summary:
      'Cause of "{fault}" explained: our fault, not their network. Fix for {siteA} on {dueDate}, one named engineer, four hours to the first answer.',
  },
  {
    story: 'support',
    scene: 'support-review',
    title: 'Service review',
    type: 'meeting',
    ago: 11,
    a: lead,
    b: hand,
    about: 'Inspections',
    sides: ['equipment', 'training'],
    mood: -0.05,
    summary:
      'Went through the four promises. Fix holds in {siteA}, one case in {siteB}. Saturday answers are not in the contract; Premium Care mentioned.',
  },
  {
    story: 'champion_left',
    scene: 'champion-handover',
    title: 'After {gone}',
    type: 'meeting',
    ago: 20,
    a: money,
    b: ['admin', 'user'],
    first: true,
    sides: ['budget', 'signon'],
    mood: -0.1,
    summary:
      'Nobody decides since {gone} left. {b} is the name for three months; what must not break are the reports for {siteB} and the checks of the {assets}.',
  },
  {
    story: 'unhappy',
    scene: 'unhappy-feedback',
    title: 'Listening call',
    type: 'call',
    ago: 27,
    a: ['detractor', 'user'],
    b: ['champion', 'admin'],
    sides: ['offline', 'routes'],
    mood: -0.35,
    summary:
      'Nine questions for each job, with gloves on. {b} may change the template; I spend {meetDay} morning in {siteB}. {wish} is not planned, said so.',
  },
  {
    story: 'price',
    scene: 'price-negotiation',
    title: 'Renewal terms',
    type: 'call',
    ago: 19,
    a: money,
    b: ['champion', 'admin'],
    seller: true,
    sides: ['numbers', 'routes'],
    mood: -0.2,
    summary:
      'Budget cut by {cut}. Two versions by {weekday}: one year with fewer seats, two years with a way out. {competitor} is {rivalCut} below us.',
  },
  {
    story: 'price',
    scene: 'price-rival',
    title: 'Offer of a competitor',
    type: 'call',
    ago: 12,
    a: ['champion', 'admin'],
    b: hand,
    sides: ['portal', 'figures'],
    mood: -0.15,
    summary:
      '{competitor} is {rivalCut} cheaper and has {wish}; it does not work without a connection. Page for {sponsor} by {weekday}.',
  },
  {
    story: 'slow_start',
    scene: 'slow-checkin',
    title: 'Onboarding check-in',
    type: 'call',
    ago: 14,
    a: lead,
    b: ['admin', 'user'],
    sides: ['equipment', 'security'],
    mood: -0.05,
    summary:
      'Go-live held up by the list of {assets}. {siteA} alone goes live on {laterDate}; {dozen} missing ones by phone with {b}.',
  },
  {
    story: 'new',
    scene: 'new-kickoff',
    title: 'Kick-off',
    type: 'meeting',
    ago: 9,
    a: lead,
    b: ['admin', 'user'],
    first: true,
    sides: ['signon', 'security'],
    mood: 0.3,
    summary:
      'Goal: everybody sees the right plan on the phone before the day starts. {siteA} first, only {feature}; list of {assets} by {dueDate}.',
  },
  {
    story: 'growing',
    scene: 'growth-call',
    title: '{siteC} wants to join',
    type: 'call',
    ago: 18,
    a: lead,
    b: hand,
    seller: true,
    sides: ['stock', 'training'],
    mood: 0.4,
    summary:
      '{siteC} wants what {siteA} has; seats are full. One-page offer from {ae} by {weekday}; {feature2} later. Budget until the end of {quarter}.',
  },
  {
    story: 'growing',
    scene: 'growth-qbr',
    title: 'Review of {lastQuarter}',
    type: 'meeting',
    ago: 46,
    a: lead,
    b: hand,
    sides: ['portal', 'request'],
    mood: 0.35,
    summary:
      '{users} people active. Goal for {quarter}: {siteB} above nine tenths before the audit. Call every second month; {request} in test in {siteA}.',
  },
  {
    story: 'steady',
    scene: 'steady-qbr',
    title: 'Review of {lastQuarter}',
    type: 'meeting',
    ago: 33,
    a: lead,
    b: ['admin', 'user'],
    sides: ['numbers', 'stock'],
    mood: 0.15,
    summary:
      'Quiet quarter. {user} goes on leave, templates to be recorded; new building in {siteB} in {laterMonth}. {request} not in the next half year.',
  },
  {
    story: 'seasonal',
    scene: 'season-planning',
    title: 'Planning the season',
    type: 'call',
    ago: 25,
    a: lead,
    b: hand,
    sides: ['routes', 'budget'],
    mood: 0.1,
    summary:
      'Logins without names two weeks before {peak}; load test with ten phones; offer for a contract that counts by season.',
  },
  {
    story: 'recovering',
    scene: 'recovery-check',
    title: 'Weekly call on the plan',
    type: 'call',
    ago: 8,
    a: lead,
    b: hand,
    sides: ['training', 'request'],
    mood: 0.15,
    summary:
      '{users} of {seats} active. {siteB} only works while somebody looks; test: plan of the next day by four. Weekly until {laterMonth}.',
  },
  {
    story: 'churned',
    scene: 'exit-interview',
    title: 'Exit conversation',
    type: 'call',
    ago: 18,
    a: money,
    b: ['admin', 'user'],
    last: true,
    sides: [],
    mood: -0.2,
    summary: '{churnWhy} Export of all {jobs} as files, reading access for thirty days.',
  },
]
