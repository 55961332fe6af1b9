/** What one version of a definition says, as text. */
import { bodyOf } from './bodies.ts'
import { printCriteria } from './print-criteria.ts'
import type { Version } from './store.ts'

export function printVersion({ kind, body }: Pick<Version, 'kind' | 'body'>): string {
  const parsed = bodyOf[kind].safeParse(body)
  if (!parsed.success) return 'can’t be read any more'
  const { data } = parsed
  if ('formula' in data) return data.formula
  if ('where' in data) return printCriteria(data.where)
  const { means } = data
  if ('id' in means) return `${means.object} ${means.name} (${means.id})`
  return [
    means.object,
    ...('field' in means ? [means.field] : []),
    ...('value' in means ? [String(means.value)] : []),
  ].join(' ')
}
