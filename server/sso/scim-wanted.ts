/** From a SCIM user to what Steward keeps of a person: one e-mail, one name, one role. */
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/connect.ts'
import { roles, type Role } from '#db/contract.ts'
import { customRoles } from '#db/schema/rights.ts'
import { emailOf } from './oidc.ts'
import { applyPatch } from './scim-patch.ts'
import { ScimError, userSchema, type Operation, type UserBody, type UserDocument } from './scim-shapes.ts'
import type { Connection } from './scim-tokens.ts'

export type WantedUser = {
  userName: string
  externalId: string | null
  email: string
  name: string
  /** Null where the directory says nothing of it. */
  active: boolean | null
  /** Null where the directory says nothing of roles. */
  roles: string[] | null
}

/** Of a whole user, as it is made or replaced. */
export function wantedOf(body: unknown): WantedUser {
  const user = parsed(body)
  const { name } = user
  const said = [
    user.displayName,
    name?.formatted,
    [name?.givenName, name?.familyName].filter(Boolean).join(' '),
  ]
  const wanted = wantedWith(user, said)
  // An empty list comes with users whose directory knows nothing of roles.
  return { ...wanted, roles: wanted.roles?.length === 0 ? null : wanted.roles }
}

/** Of a user with changes: of the several forms of a name, the one that was changed counts. */
export function wantedAfter(before: UserDocument, operations: Operation[]): WantedUser {
  const user = parsed(applyPatch(before, operations))
  const { name } = user
  const changed = [
    user.displayName !== before.displayName ? user.displayName : null,
    name?.formatted !== before.name.formatted ? name?.formatted : null,
    name?.givenName !== before.name.givenName || name.familyName !== before.name.familyName
      ? [name?.givenName, name?.familyName].filter(Boolean).join(' ')
      : null,
  ]
  const wanted = wantedWith(user, [...changed, before.displayName])
  const isSame = JSON.stringify(wanted.roles) === JSON.stringify(inOrder(before.roles))
  // What a change does not speak of stays as it is.
  return {
    ...wanted,
    active: wanted.active === before.active ? null : wanted.active,
    roles: isSame ? null : wanted.roles,
  }
}

function parsed(body: unknown): UserBody {
  const result = userSchema.safeParse(body)
  if (result.success) return result.data
  throw new ScimError(400, z.prettifyError(result.error).slice(0, 500), 'invalidValue')
}

function wantedWith(user: UserBody, namesInOrder: (string | null | undefined)[]): WantedUser {
  const emails = user.emails ?? []
  const best = [
    emails.find(({ primary }) => primary === true),
    emails.find(({ type }) => type === 'work'),
    ...emails,
  ]
  const email = best.map((one) => emailOf(one?.value)).find((one) => one !== null) ?? emailOf(user.userName)
  if (!email) throw new ScimError(400, 'The user has no e-mail address.', 'invalidValue')
  const name = namesInOrder.map((one) => one?.trim()).find(Boolean)
  return {
    ...{ userName: user.userName.toLowerCase(), externalId: user.externalId ?? null, email },
    ...{ name: (name ?? email).slice(0, 200), active: user.active ?? null },
    roles: user.roles ? inOrder(user.roles) : null,
  }
}

const inOrder = (given: NonNullable<UserBody['roles']>): string[] =>
  given
    .map((one) => (typeof one === 'string' ? { value: one, primary: false } : one))
    .sort((one, other) => Number(other.primary === true) - Number(one.primary === true))
    .flatMap(({ value }) => value ?? [])

/**
 * The first of the roles that is known here; null where nothing is said of roles. Administrators are made by the names that
 * an administrator gave to their role for this directory, and by no other.
 */
export async function rolesOf(
  tx: Tx,
  { workspaceId, defaultRole, roleNames }: Connection,
  wanted: string[] | null,
): Promise<{ role: Role; customRole: string | null } | null> {
  if (wanted === null) return null
  for (const name of wanted) {
    const mapped = Object.hasOwn(roleNames, name) ? roleNames[name] : undefined
    const key = mapped ?? name.toLowerCase()
    const isTrusted = mapped !== undefined
    const builtIn = roles.find((role) => role === key)
    if (builtIn && (builtIn !== 'admin' || isTrusted)) return { role: builtIn, customRole: null }
    const [own] = await tx
      .select({ basedOn: customRoles.basedOn })
      .from(customRoles)
      .where(and(eq(customRoles.workspaceId, workspaceId), eq(customRoles.key, key)))
    if (own && (own.basedOn !== 'admin' || isTrusted)) return { role: own.basedOn, customRole: key }
  }
  return { role: defaultRole, customRole: null }
}
