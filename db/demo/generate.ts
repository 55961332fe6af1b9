/** Makes the demo workspace: a whole bundle in memory, the same bytes for the same seed and day. */
import { commercialOf, contractRows, opportunityRows } from './commercial.ts'
import { activityRow, conversationsOf } from './conversations.ts'
import { csv, type Row } from './csv.ts'
import { isoDay, parseDay } from './days.ts'
import type { Account } from './facts.ts'
import { healthOf, healthRows } from './health.ts'
import { contactRows, contactsOf, nameSource, staffAddress, userRows } from './people.ts'
import { planAccounts } from './plan.ts'
import { random } from './random.ts'
import { goLive, kpiDefinitionRows, kpiRows, milestoneRows, npsRows, taskRows, ticketRows } from './signals.ts'
import { usageOf, usageRows, userUsageRows } from './usage.ts'

/** Path inside the bundle → its text. */
export type Bundle = { files: Map<string, string> }

const columns = {
  users: ['email', 'name', 'role', 'manager_email', 'slack_id', 'time_zone', 'locale'],
} as const
