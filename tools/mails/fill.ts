/** Puts a record's values into a template. A blank that has no value makes no mail: it is told instead. Pure. */
import type { Template } from './templates.ts'

const blank = /\{\{\s*([^{}]*?)\s*\}\}/g

/** What a template asks for: `account.renewal_date`. */
export const blanksOf = ({ subject, body }: Pick<Template, 'subject' | 'body'>): string[] => [
  ...new Set([...`${subject}\n${body}`.matchAll(blank)].map(([, name]) => name ?? '')),
]

export type Filled = { subject: string; body: string } | { missing: string[] }

export function fillTemplate(template: Template, values: ReadonlyMap<string, string>): Filled {
  const missing = blanksOf(template).filter((name) => !values.has(name))
  if (missing.length > 0) return { missing }
  // A value that looks like a blank stays what it is: values are not read again.
  const fill = (text: string) => text.replace(blank, (_, name: string) => values.get(name) ?? '')
  return { subject: fill(template.subject).replace(/\s+/g, ' '), body: fill(template.body) }
}
