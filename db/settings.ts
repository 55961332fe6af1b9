/** A workspace's settings: weights, thresholds and windows of its measures, each with the domain's default. Unknown keys are refused. */
import { z } from 'zod'
import { Problem } from './problem.ts'

const days = (usual: number) => z.int().min(1).max(3650).default(usual)
const number = (usual: number, least: number, most: number) => z.number().min(least).max(most).default(usual)
const points = (usual: number) => number(usual, 0, 100)
const weight = (usual: number) => number(usual, 0, 100)

const keptDays = (what: string) =>
  z.int().min(1).max(36_500).nullable().default(null).describe(`Days after which ${what}; null: never`)

const isZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

const health = z
  .strictObject({
    green: number(70, 0, 100).describe('Health from which an account is green'),
    yellow: number(50, 0, 100).describe('Health from which an account is yellow; below it is red'),
    trendPoints: number(1, 0, 100).describe('Points in 30 days beyond which health improves or declines'),
    trendDays: days(90).describe('The days that a trend is drawn over'),
    compute: z
      .enum(['without_scores', 'unscored_accounts', 'never'])
      .default('without_scores')
      .describe(
        'When health is computed: in a workspace that brings no scores, for every account without one, or never',
      ),
    from: z
      .enum(['auto', 'measures', 'kpis'])
      .default('auto')
      .describe('What it is computed from; auto: the KPIs with a range, else the measures'),
    weights: z
      .strictObject({
        usage: weight(0.3),
        engagement: weight(0.2),
        support: weight(0.15),
        sentiment: weight(0.15),
        relationship: weight(0.1),
        voice: weight(0.1),
      })
      .prefault({}),
    kpiWeights: z
      .record(z.string(), z.number().min(0).max(100))
      .default({})
      .describe('By the KPI’s key, instead of the weight of its definition'),
    halfLifeDays: days(90).describe('Days in which evidence loses half of its weight'),
    touchHalfLifeDays: days(30).describe('Days without touch that halve the engagement component'),
    moodHalfLifeDays: days(30).describe('Days in which an activity’s sentiment loses half of its weight'),
    ticketPoints: points(15).describe('Points of the support component that an open ticket costs'),
    urgentTicketPoints: points(20).describe('Points that it costs more where it is urgent'),
  })
  .refine((it) => it.green > it.yellow, { message: 'green has to be above yellow', path: ['green'] })

const risk = z
  .strictObject({
    atRisk: number(50, 0, 200).describe('Risk score from which an account is at risk'),
    watch: number(30, 0, 200).describe('Risk score from which it is on watch'),
    health: points(35).describe('Points at health 0, none at 100'),
    noHealth: points(15),
    declining: points(10),
    steady: points(3).describe('Points for a steady trend, or none'),
    usageDown: points(12),
    usageSlipping: points(6),
    usageSlippingAt: number(-0.1, -1, 0),
    mood: points(8),
    moodUnder: number(-0.2, -1, 1),
    lowMood: points(4),
    lowMoodUnder: number(0, -1, 1),
    urgentTicket: points(5),
    openTickets: points(5),
    openTicketsFrom: z.int().min(1).max(1000).default(4),
    noTouch: points(8),
    singleThreaded: points(5),
    detractor: points(6),
    passive: points(2),
    renewal: z
      .array(z.strictObject({ days: z.int().min(0).max(3650), points: z.number().min(0).max(100) }))
      .max(12)
      .default([
        { days: 30, points: 6 },
        { days: 90, points: 4 },
        { days: 120, points: 2 },
      ])
      .describe('Points of a renewal within so many days; the first that fits counts'),
  })
  .refine((it) => it.atRisk > it.watch, { message: 'atRisk has to be above watch', path: ['atRisk'] })

export const settingsSchema = z.strictObject({
  timeZone: z.string().refine(isZone, 'not a time zone like Europe/Berlin').default('UTC'),
  fiscalYearStart: z.int().min(1).max(12).default(1).describe('The month in which the fiscal year starts'),
  /** The day that a demo workspace was made for. */
  demoDay: z.iso.date().optional(),
  health: health.prefault({}),
  usage: z
    .strictObject({
      windowDays: days(28).describe('The days of adoption and of each half of a usage change'),
      downAt: number(-0.2, -1, 0).describe('Usage change from which usage is down'),
      powerUserShare: number(0.9, 0, 1).describe('The percentile of an account’s events for a power user'),
      powerUserDays: days(8).describe('Active days that a power user has at least'),
      decliningTo: number(0.5, 0, 1).describe('The share of their earlier events that declining users keep'),
      decliningFrom: z.int().min(1).max(1_000_000).default(10).describe('Events that they had at least'),
    })
    .prefault({}),
  touch: z
    .strictObject({
      quietDays: days(30).describe('Days without touch after which an account is quiet'),
      silentDays: days(30).describe('Days without activity after which a key contact is silent'),
      answerDays: z.int().min(0).max(60).default(2).describe('Working days in which an e-mail is answered'),
    })
    .prefault({}),
  multithreading: z
    .strictObject({
      windowDays: days(90),
      full: number(8, 0.1, 1000).describe('The weight in touch that makes 100'),
      single: number(40, 0, 100).describe('Under it an account is single-threaded'),
      weights: z
        .strictObject({
          executive_sponsor: weight(3),
          economic_buyer: weight(3),
          champion: weight(2),
          other: weight(1),
        })
        .prefault({}),
    })
    .prefault({}),
  sentiment: z.strictObject({ windowDays: days(90) }).prefault({}),
  risk: risk.prefault({}),
  renewal: z
    .strictObject({
      withoutChampion: points(10),
      withoutOpportunity: points(10),
      opportunityDays: days(90),
      sponsorInTouch: points(5),
      least: number(5, 0, 100),
      most: number(95, 0, 100),
    })
    .prefault({}),
  clv: z
    .strictObject({
      grossMargin: number(0.8, 0, 1),
      leastChurn: number(0.02, 0.0001, 1).describe('The least yearly churn that it is divided by'),
    })
    .prefault({}),
  churn: z
    .strictObject({
      leastChurned: z.int().min(10).max(100_000).default(20).describe('Churned accounts that a model needs'),
      horizonDays: z.int().min(14).max(365).default(90).describe('The days that the probability is for'),
    })
    .prefault({}),
  retention: z
    .strictObject({
      conversations: keptDays('a conversation that nobody went on with is deleted'),
      transcripts: keptDays('what was said in a call is deleted; the call itself stays'),
      activityBodies: keptDays('the text of an activity is emptied; its subject and day stay'),
      history: keptDays('former values of fields are forgotten'),
      auditSalts: keptDays('the names beside audit entries are deleted; the entries stay'),
      exports: keptDays('files of exports and reports are deleted'),
    })
    .prefault({}),
})

/** What a workspace has set; the rest is the default. */
export type WorkspaceSettings = z.input<typeof settingsSchema>
export type Settings = z.output<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

/** The settings in force. A stored value that is out of bounds is a fault that somebody has to see, not a silent default. */
export function effectiveSettings(stored: WorkspaceSettings): Settings {
  const parsed = settingsSchema.safeParse(stored)
  if (parsed.success) return parsed.data
  throw new Problem(
    'conflict',
    `The workspace's settings are not right: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
    {
      next: 'Set the value that is named again with: steward settings set PATH VALUE.',
    },
  )
}
