/** SCIM 2.0 (RFC 7643, 7644) as Steward speaks it: what a user looks like, lists, errors, and what it tells of itself. */
import { z } from 'zod'

export const urns = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
} as const

export const mostListed = 200

/** An answer that is not of success, as directories understand it. */
export class ScimError extends Error {
  readonly status: 400 | 401 | 404 | 409 | 429
  readonly scimType: string | undefined
  constructor(status: ScimError['status'], detail: string, scimType?: string) {
    super(detail)
    this.status = status
    this.scimType = scimType
  }
}

export const errorBody = (status: number, detail: string, scimType?: string) => ({
  ...{ schemas: [urns.error], status: String(status), detail },
  ...(scimType !== undefined && { scimType }),
})

/** Some directories write `"False"`. */
const boolean = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(?:true|false)$/i)
    .transform((text) => text.toLowerCase() === 'true'),
])
const text = z.string().max(500)
const optional = text.nullish()

/** What of a user counts here; everything else that directories send is passed over. */
export const userSchema = z.looseObject({
  userName: text.trim().min(1),
  externalId: optional,
  displayName: optional,
  name: z.looseObject({ formatted: optional, givenName: optional, familyName: optional }).nullish(),
  emails: z
    .array(z.looseObject({ value: optional, type: optional, primary: boolean.nullish() }))
    .max(20)
    .nullish(),
  active: boolean.nullish(),
  roles: z
    .array(z.union([text, z.looseObject({ value: optional, display: optional, primary: boolean.nullish() })]))
    .max(50)
    .nullish(),
})
export type UserBody = z.infer<typeof userSchema>

export const patchSchema = z.looseObject({
  schemas: z.array(z.string()),
  Operations: z
    .array(
      z.looseObject({
        op: z
          .string()
          .transform((op) => op.toLowerCase())
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().max(500).optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(100),
})
export type Operation = z.infer<typeof patchSchema>['Operations'][number]

/** A user as it is shown, and as a PATCH changes it. */
export type UserDocument = {
  schemas: string[]
  id: string
  externalId?: string
  userName: string
  displayName: string
  name: { formatted: string; givenName: string; familyName: string }
  emails: { value: string; type: string; primary: boolean }[]
  active: boolean
  roles: { value: string; display: string; primary: boolean }[]
  meta: { resourceType: 'User'; created: string; lastModified: string; location: string }
}

export const listBody = (resources: object[], total: number, startIndex: number) => ({
  schemas: [urns.list],
  ...{ totalResults: total, startIndex, itemsPerPage: resources.length, Resources: resources },
})

export const serviceProviderConfig = (base: string) => ({
  schemas: [urns.config],
  ...{ patch: { supported: true }, bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 } },
  ...{ filter: { supported: true, maxResults: mostListed }, changePassword: { supported: false } },
  ...{ sort: { supported: false }, etag: { supported: false } },
  authenticationSchemes: [
    {
      ...{ type: 'oauthbearertoken', name: 'Bearer token', primary: true },
      description: 'A token that an administrator of the workspace made for this directory.',
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

export const resourceTypes = (base: string) => [
  {
    ...{ schemas: [urns.resourceType], id: 'User', name: 'User', endpoint: '/Users', schema: urns.user },
    description: 'A person of the workspace',
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
  },
]

type Sub = { name: string; type: string; multiValued: boolean }
const attribute = (
  name: string,
  type: string,
  more: { required?: boolean; multiValued?: boolean; subs?: Sub[] } = {},
) => ({
  ...{
    name,
    type,
    multiValued: more.multiValued ?? false,
    required: more.required ?? false,
    caseExact: false,
  },
  ...{ mutability: 'readWrite', returned: 'default', uniqueness: name === 'userName' ? 'server' : 'none' },
  ...(more.subs && { subAttributes: more.subs }),
})
const string = (name: string): Sub => ({ name, type: 'string', multiValued: false })
const multi = (name: string) =>
  attribute(name, 'complex', {
    multiValued: true,
    subs: [string('value'), string('type'), string('display'), { ...string('primary'), type: 'boolean' }],
  })

export const schemas = (base: string) => [
  {
    ...{ schemas: [urns.schema], id: urns.user, name: 'User', description: 'A person of the workspace' },
    attributes: [
      attribute('userName', 'string', { required: true }),
      attribute('displayName', 'string'),
      attribute('name', 'complex', { subs: ['formatted', 'givenName', 'familyName'].map(string) }),
      multi('emails'),
      attribute('active', 'boolean'),
      multi('roles'),
    ],
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${urns.user}` },
  },
]
