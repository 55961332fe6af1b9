/** Decides which object a foreign file's rows are, and which column is which of its fields. */
import { bundleFiles } from '../files/bundle-files.ts'
import type { FileSpec } from '../file-spec.ts'
import { fieldsOf, fitOf, type Fit } from './field-fit.ts'
import type { ColumnProfile, FileProfile } from './profile.ts'
import { objectWords } from './vocabulary.ts'
import { wordsOf } from './words.ts'

export type Assigned = {
  object: string
  spec: FileSpec
  /** By field. */
  fits: Map<string, Fit>
  /** Every pair worth a thought, best first. */
  all: Fit[]
  score: number
  nameHit: number
}

const leastScore = 0.5

/** The best pairs first; a column has one field and a field one column. */
export function assign(
  columns: ColumnProfile[],
  object: string,
  spec: FileSpec,
): { fits: Map<string, Fit>; all: Fit[] } {
  const all = fieldsOf(object, spec)
    .flatMap((field) => columns.map((column) => fitOf(column, field, object)))
    // A column without values is known by its name alone.
    .filter((fit) => fit.score >= 0.35 && (fit.column.filled > 0 || fit.name > 0.9))
    .sort((a, b) => b.score - a.score || a.column.at - b.column.at)
  const fits = new Map<string, Fit>()
  const used = new Set<ColumnProfile>()
  for (const fit of all) {
    if (fit.score < leastScore || fits.has(fit.field.name) || used.has(fit.column)) continue
    fits.set(fit.field.name, fit)
    used.add(fit.column)
  }
  return { fits, all }
}

/** What the file or sheet is called, as evidence: 1 where it is an object's own word. */
function nameHit(path: string, object: string): number {
  const words = wordsOf(path.replace(/\.(?:csv|xlsx|tsv|txt)\b/gi, ' ').replaceAll(/\d+/g, ' '))
  let best = 0
  for (const phrase of (objectWords[object] ?? '').split('|')) {
    const parts = wordsOf(phrase)
    const at = words.findIndex((_, i) => parts.every((part, n) => words[i + n] === part))
    // The last word of a name is its noun: "account health scores".
    if (at >= 0)
      best = Math.max(best, (parts.length > 1 ? 1.05 : 0.9) + (at + parts.length === words.length ? 0.1 : 0))
  }
  return best
}

/** Fields of which a constant can stand in, or that other columns tell. */
const canBeMade = new Set(['status', 'role', 'type', 'id', 'account_id', 'key'])
/** What only one object is likely to have. */
const telling: Record<string, string[]> = {
  contacts: ['email', 'first_name', 'last_name', 'title', 'phone'],
  accounts: ['domain', 'arr', 'renewal_date', 'csm', 'industry', 'segment', 'lifecycle'],
  opportunities: ['stage', 'amount', 'close_on', 'probability'],
  tickets: ['priority', 'opened_at', 'solved_at', 'csat', 'first_response_at'],
  contracts: ['start_on', 'end_on', 'product', 'notice_days'],
  activities: ['type', 'at', 'direction', 'body'],
  tasks: ['due_on', 'assignee', 'done_at'],
  nps: ['score', 'comment', 'at'],
  users: ['email', 'role', 'manager_email'],
  usage: ['feature', 'active_users', 'events'],
  user_usage: ['contact_id', 'events', 'on'],
  health_scores: ['score', 'on'],
  milestones: ['due_on', 'done_on', 'kind'],
}

function rate(profile: FileProfile, object: string, spec: FileSpec): Assigned {
  const { fits, all } = assign(profile.columns, object, spec)
  const named = profile.columns.filter((column) => column.filled > 0)
  const sum = [...fits.values()].reduce((total, fit) => total + fit.score, 0)
  const coverage = sum / Math.max(3, named.length)
  const required = spec.columns.filter((column) => column.required && !canBeMade.has(column.name))
  const has = (name: string) =>
    fits.has(name) || (name === 'name' && fits.has('first_name') && fits.has('last_name'))
  const met = required.length > 0 ? required.filter(({ name }) => has(name)).length / required.length : 1
  const tells = telling[object] ?? []
  const told =
    tells.length > 0 ? Math.min(1, tells.filter((name) => has(name)).length / Math.min(3, tells.length)) : 0.3
  const hit = nameHit(profile.file.path, object)
  // A file of people or deals names its account; one of accounts does not.
  const reference = spec.columns.some((column) => column.name === 'account_id' && column.required)
  const child =
    reference && !all.some((fit) => fit.field.name === 'account_id' && fit.score >= 0.6) ? 0.15 : 0
  const score = 0.4 * coverage + 0.2 * met + 0.2 * told + 0.35 * hit - child
  return { object, spec, fits, all, score, nameHit: hit }
}

/** Best first. KPI files are taken only by their name: a column `value` may be anything. */
export function objectsOf(profile: FileProfile): Assigned[] {
  return bundleFiles
    .map((spec) => rate(profile, spec.path.replace('.csv', ''), spec))
    .filter(({ object, nameHit: hit }) => hit > 0 || !object.startsWith('kpi'))
    .sort((a, b) => b.score - a.score)
}
