/** Whose accounts a role reaches, in words. */
import type { RoleRow } from '#server/contract-people.ts'

export const whoseWords: Record<RoleRow['reads'], string> = {
  all: 'All accounts',
  team: 'Those of everybody under their manager',
  below: 'Those of the people below them, and their own',
  own: 'Their own',
  none: 'None',
}
