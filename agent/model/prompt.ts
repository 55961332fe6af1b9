/** The system message of a turn: the prompt page with who asks, the day and the catalogue filled in. An unknown blank stops the start. */
import { readFileSync } from 'node:fs'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { monthNames } from '#db/calendar.ts'
import { catalogueText } from './catalogue-text.ts'
import { plainCell } from './fence.ts'

const page = readFileSync(new URL('../prompts/plan.md', import.meta.url), 'utf8').trim()

/** Formatters are dear to make. */
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

export type PromptFacts = { asker: Asker; clock: Clock; catalogue: Catalogue; request: string }

export function systemPrompt({ asker, clock, catalogue, request }: PromptFacts): string {
  const name = plainCell(asker.name, 80)
  return fill(page, {
    asker: `${name} (${plainCell(asker.email, 120)}, ${asker.role})`,
    name,
    today: clock.today,
    weekday: weekday.format(new Date(`${clock.today}T00:00:00Z`)),
    timeZone: clock.timeZone,
    fiscalYearStart: monthNames[clock.fiscalYearStart - 1] ?? '',
    catalogue: catalogueText(catalogue, request),
  })
}

/** Values are put in as they are: a `{{…}}` inside one is text, not a blank. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    const value = values[key]
    if (value === undefined) throw new Error(`The prompt has the blank {{${key}}}, which nothing fills.`)
    return value
  })
}
