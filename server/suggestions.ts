/** Requests that fit the role, for an empty conversation. Each is one that the built-in planner answers. */
import type { Role } from '#db/contract.ts'

const byRole: Record<Role, string[]> = {
  csm: [
    'Which of my accounts renewing in the next 90 days are not green?',
    'My overdue tasks',
    'Which of my accounts had no touch in 30 days?',
    'Top 5 of my accounts by ARR',
  ],
  manager: [
    'Which accounts of my team renewing in the next 90 days are not green?',
    'How many red accounts do we have by CSM?',
    'CSM workload',
    'ARR renewing each month over the next 6 months',
  ],
  admin: [
    'Which accounts renewing in the next 90 days are not green?',
    "What's our NRR over the last 12 months?",
    'Churned ARR by reason',
    'Accounts without a CSM',
  ],
  viewer: [
    'Open expansion opportunities closing this quarter',
    'ARR by segment',
    'Accounts at risk in EMEA',
    'Pipeline amount by stage',
  ],
}

export const suggestionsFor = (role: Role): string[] => byRole[role]
