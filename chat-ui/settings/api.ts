/** What the settings read and change: one query a resource, and after a change whatever it may have touched is read again. */
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import {
  deviceSchema,
  keySchema,
  personRowSchema,
  roleRowSchema,
  sharingRuleSchema,
  withholdableFieldSchema,
  invitationSchema,
} from '#server/contract-people.ts'
import { providerSchema, scimTokenSchema } from '#server/contract-sso.ts'
import { queryClient, read, sessionKey } from '../http.ts'

/** Everything but the session is read again: an act may show in lists that the page can't tell (audit, people, keys). */
export const changed = (): Promise<void> =>
  queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })

/** Also who one is: their own role, name or second factor may have changed. */
export const changedMe = (): Promise<void> => queryClient.invalidateQueries()

const list = <T>(key: string, path: string, schema: z.ZodType<T>) =>
  queryOptions({
    queryKey: ['settings', key],
    queryFn: ({ signal }) => read(path, schema, signal),
  })

export const devicesQuery = list('devices', '/api/devices', z.array(deviceSchema))
export const myKeysQuery = list('keys', '/api/keys', z.array(keySchema))
export const allKeysQuery = list('all-keys', '/api/keys?all=true', z.array(keySchema))
export const peopleQuery = list('people', '/api/people', z.array(personRowSchema))
export const invitationsQuery = list('invitations', '/api/people/invitations', z.array(invitationSchema))
export const rolesQuery = list('roles', '/api/roles', z.array(roleRowSchema))
export const fieldsQuery = list('fields', '/api/roles/fields', z.array(withholdableFieldSchema))
export const sharingQuery = list('sharing', '/api/sharing-rules', z.array(sharingRuleSchema))
export const providersQuery = list(
  'providers',
  '/api/sso/providers',
  z.object({ providers: z.array(providerSchema) }),
)
export const scimTokensQuery = list(
  'scim-tokens',
  '/api/scim/tokens',
  z.object({ tokens: z.array(scimTokenSchema) }),
)

/** Whom to ask for more rights, by name. */
export const administratorsQuery = queryOptions({
  ...peopleQuery,
  select: (people) =>
    people.filter(({ role, state }) => role === 'admin' && state !== 'deactivated').map(({ name }) => name),
})
