/** The imported scores that an account's health is read from: the newest of a day with its components, and their trend. */
import { sql } from 'drizzle-orm'
import { setDays } from '../fields.ts'
import type { Part } from '../types.ts'

/** One index probe an account: the newest score, with its components. */
export const healthPart: Part = {
  key: 'account_id',
  columns: {
    ...{ score: 'number', scored_on: 'date', usage: 'number', engagement: 'number' },
    ...{ support: 'number', sentiment: 'number', relationship: 'number', commercial: 'number' },
  },
  each: ({ day, workspace, of }) => sql`
    select x.score, x."on" as scored_on, x.usage, x.engagement, x.support, x.sentiment, x.relationship, x.commercial
    from health_scores x
    where x.workspace_id = ${workspace} and x.account_id = ${of} and x."on" <= ${day}
    order by x."on" desc limit 1`,
}

/** Scores of the trend's window as a line: points in 30 days, where there are two. */
export const trendPart: Part = {
  key: 'account_id',
  columns: { slope: 'number' },
  sql: ({ day, ours, settings }) => sql`
    select x.account_id, regr_slope(x.score, x."on" - ${day}) * 30 as slope
    from health_scores x
    where ${ours('x')} and x."on" > ${day} - ${setDays(settings.health.trendDays)} and x."on" <= ${day}
    group by x.account_id`,
}
