/** The filters that directories ask with: one attribute that equals one value. */
import { z } from 'zod'
import { ScimError } from './scim-shapes.ts'
import type { Filter } from './scim-users.ts'

const form = /^\s*([\w.[\]" ]+?)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i
const kinds = new Map<string, NonNullable<Filter>['by']>([
  ['username', 'userName'],
  ['externalid', 'externalId'],
  ['id', 'id'],
  ['emails', 'email'],
  ['emails.value', 'email'],
  ['emails[type eq "work"].value', 'email'],
])

/** Null where nothing is asked for in particular. */
export function filterOf(text: string | undefined): Filter {
  if (text === undefined || text.trim() === '') return null
  const [, attribute = '', quoted = '""'] = form.exec(text.slice(0, 1_000)) ?? []
  const by = kinds.get(attribute.toLowerCase())
  if (!by)
    throw new ScimError(
      400,
      'Filters can be: userName, externalId, id or emails.value, eq "…".',
      'invalidFilter',
    )
  return { by, value: z.string().parse(JSON.parse(quoted)) }
}
