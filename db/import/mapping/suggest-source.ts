/** Decides whose ids a file's are, and whether its rows are to land on rows that the workspace has from elsewhere. */
import { keyOf } from '../header.ts'
import type { Draft } from './draft.ts'
import { addTarget, noTargets, type Targets } from './references.ts'

const systems: [source: string, marks: RegExp][] = [
  [
    'hubspot',
    /hubspot|hs object id|record id.*(?:lifecycle stage|company domain name|deal stage|associated)/i,
  ],
  ['salesforce', /salesforce|sfdc|__c\b|18 digit|casesafe|case safe/i],
  ['pipedrive', /pipedrive|(?:organization|deal|person) - /i],
  ['gainsight', /gainsight|gsid/i],
  ['zendesk', /zendesk/i],
  ['intercom', /intercom/i],
  ['zoho', /zoho/i],
  ['dynamics', /dynamics|\(do not modify\)/i],
]

/** `bundle` where the files are parts of one, or their ids are those of the workspace; else the system that they smell of. */
export function sourceOf(drafts: Draft[], stored: Targets): string {
  const isBundle = drafts.every(({ profile, spec, object }) => {
    const named = profile.columns.filter((column) =>
      spec.columns.some((one) => one.name === keyOf(column.name)),
    )
    return (
      named.length >= 2 &&
      named.length * 2 > profile.columns.length &&
      profile.file.path
        .toLowerCase()
        .replace(/\.[^.]*$/, '')
        .endsWith(object)
    )
  })
  if (isBundle) return 'bundle'
  for (const { object, fits } of drafts) {
    const ids = object === 'accounts' || object === 'contacts' ? fits.get('id')?.column.values : undefined
    if (!ids || ids.size === 0 || (object !== 'accounts' && object !== 'contacts')) continue
    const known = stored[object].id
    if ([...ids].filter((id) => known.has(id)).length * 2 > ids.size) return 'bundle'
  }
  const text = drafts.map(({ profile }) => `${profile.file.path} ${profile.header.names.join(' ')}`).join(' ')
  return systems.find(([, marks]) => marks.test(text))?.[0] ?? 'crm'
}

/** Where the workspace has rows of the same domain, e-mail or name, the file's rows are to land on them. */
export function matchesOf(drafts: Draft[], stored: Targets): (draft: Draft, name: string) => void {
  const counts = new Map(
    drafts.map((draft) => {
      const { object, fits } = draft
      const ways =
        object === 'accounts'
          ? (['domain', 'name'] as const)
          : object === 'contacts'
            ? (['email'] as const)
            : []
      const found = ways.map((by) => {
        const set = object === 'accounts' || object === 'contacts' ? stored[object][by] : new Set<string>()
        const probe = noTargets().accounts[by]
        for (const value of fits.get(by)?.column.values ?? []) addTarget(probe, 'accounts', by, value)
        return { by, count: [...probe].filter((value) => set.has(value)).length }
      })
      return [draft, found] as const
    }),
  )
  return (draft, name) => {
    if (name === 'bundle') return
    const found = (counts.get(draft) ?? []).filter(({ count }) => count > 0)
    if (found.length === 0) return
    draft.match = found.map(({ by }) => by)
    draft.sure = false
    const told = found.map(({ by, count }) => `${count} by ${by}`).join(', ')
    draft.why = `the workspace has ${draft.object} of the same ${draft.match.join(' or ')} (${told}): those rows are updated`
  }
}
