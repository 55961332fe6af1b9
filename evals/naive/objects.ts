/** Every object that the evaluator knows, by key. */
import type { ObjectOf } from './kinds.ts'
import { account } from './object-account.ts'
import { contract, milestone, opportunity } from './object-commercial.ts'
import { contact } from './object-contact.ts'
import { activity, nps, task, ticket } from './object-events.ts'
import { healthScore, usage, userUsage } from './object-series.ts'
import { user } from './object-user.ts'

export const objects: Map<string, ObjectOf> = new Map(
  [
    ...[account, contact, contract, opportunity, ticket, nps, task, activity],
    ...[usage, userUsage, healthScore, milestone, user],
  ].map((object) => [object.key, object]),
)
