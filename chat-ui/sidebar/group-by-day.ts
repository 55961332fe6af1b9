/** Groups conversations by the reader's calendar: today, yesterday, the last 7 days, then by month; newest first. */
import type { Conversation } from '#server/contract.ts'

export type Group = { label: string; conversations: Conversation[] }

/** Whole calendar days between two moments, also across a change of the clocks. */
function daysBetween(earlier: Date, later: Date): number {
  const day = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return Math.round((day(later) - day(earlier)) / 86_400_000)
}

function labelOf(at: Date, now: Date, locale: string | undefined): string {
  const days = daysBetween(at, now)
  if (days <= 0) return 'Today'
  if (days === 1) return 'Yesterday'
  if (days <= 7) return 'Last 7 days'
  const isThisYear = at.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(
    locale,
    isThisYear ? { month: 'long' } : { month: 'long', year: 'numeric' },
  ).format(at)
}

export function groupByDay(conversations: readonly Conversation[], now: Date, locale?: string): Group[] {
  const groups: Group[] = []
  const newestFirst = conversations.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  for (const conversation of newestFirst) {
    const label = labelOf(new Date(conversation.updatedAt), now, locale)
    const last = groups.at(-1)
    if (last?.label === label) last.conversations.push(conversation)
    else groups.push({ label, conversations: [conversation] })
  }
  return groups
}
