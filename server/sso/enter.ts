/** From somebody whom a provider vouches for to an identity of ours: by issuer and subject, and never by e-mail to an account that exists. */
import { and, eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Db, Tx } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { addPerson, personByEmail, personById, type ProvisionedPerson } from '#db/identities/provision.ts'
import { hashOf } from '#db/identities/tokens.ts'
import { identities, memberships } from '#db/schema/sign-in.ts'
import { ssoLinks } from '#db/schema/sso.ts'
import type { Provider } from './providers.ts'
import { Distrust, type Vouched } from './trust.ts'

export type Entered = { identity: string; person: ProvisionedPerson; isNew: boolean }

/**
 * Whoever is linked to the subject. Somebody new gets an identity of their own, which no password opens and whose e-mail
 * is no one's; they become the person of the workspace with the e-mail that the provider has verified, if it is of a
 * domain of the provider's and nobody signs in as that person yet, or a new person, where the provider makes them.
 */
export async function enter(db: Db, provider: Provider, vouched: Vouched): Promise<Entered> {
  const identity = await linked(db, provider, vouched.subject)
  if (identity !== null) {
    const person = await memberOf(db, provider.workspaceId, identity)
    if (!person) throw new Distrust('the identity is no member of the workspace any more', 'unknown')
    assertActive(person)
    return { identity, person, isNew: false }
  }
  const email = verifiedFor(provider, vouched)
  const person = await personFor(db, provider, email, vouched.name ?? email)
  assertActive(person)
  return { identity: await makeIdentity(db, provider, vouched, person), person, isNew: true }
}

function assertActive({ deactivatedAt }: ProvisionedPerson): void {
  if (deactivatedAt !== null) throw new Distrust('the person is deactivated', 'deactivated')
}

function verifiedFor({ domains }: Provider, { email }: Vouched): string {
  if (email === null) throw new Distrust('the provider vouches for no e-mail', 'no_email')
  if (!domains.includes(email.slice(email.lastIndexOf('@') + 1)))
    throw new Distrust('the e-mail is of no domain of the provider’s', 'other_domain')
  return email
}

const isSubject = ({ id, issuer }: Provider, subject: string) =>
  and(eq(ssoLinks.providerId, id), eq(ssoLinks.issuer, issuer), eq(ssoLinks.subject, subject))

async function linked(db: Db, provider: Provider, subject: string): Promise<string | null> {
  const [link] = await db.inSignIn((tx) => tx.select().from(ssoLinks).where(isSubject(provider, subject)))
  return link?.identityId ?? null
}

async function memberOf(db: Db, workspace: string, identity: string): Promise<ProvisionedPerson | null> {
  const [member] = await db.inSignIn((tx) =>
    tx
      .select()
      .from(memberships)
      .where(and(eq(memberships.workspaceId, workspace), eq(memberships.identityId, identity))),
  )
  return member ? db.inWorkspace(workspace, (tx) => personById(tx, workspace, member.personId), 'read') : null
}

async function personFor(db: Db, { workspaceId, newRole, id }: Provider, email: string, name: string) {
  const found = await db.inWorkspace(workspaceId, (tx) => personByEmail(tx, workspaceId, email), 'read')
  if (found) return found
  if (newRole === null) throw new Distrust('nobody of the workspace has the e-mail', 'unknown')
  return inChange(db, workspaceId, { kind: 'edit', source: 'steward', ref: `sso ${id}` }, async (tx) => {
    const made = await addPerson(tx, workspaceId, { email, name, role: newRole, customRole: null })
    const person = made ?? (await personByEmail(tx, workspaceId, email))
    if (!person) throw new Error('the person was neither made nor there')
    return person
  })
}

/** Somebody else may come as the same person at this very moment: one of them becomes it. */
const makeIdentity = (db: Db, provider: Provider, { subject, name }: Vouched, person: ProvisionedPerson) =>
  db.inSignIn(async (tx) => {
    const id = v7()
    await tx.insert(identities).values({
      ...{ id, name: name ?? person.name, emailVerified: false },
      // Unique to the subject and no address of anybody: whoever owns the real one can still make an account with it.
      email: `${hashOf(JSON.stringify([provider.id, provider.issuer, subject])).slice(0, 40)}@sso.invalid`,
    })
    const joined = await tx
      .insert(memberships)
      .values({ identityId: id, workspaceId: provider.workspaceId, personId: person.id })
      .onConflictDoNothing()
      .returning()
    if (joined.length === 0) throw new Distrust('the person signs in in another way', 'has_account')
    await tx
      .insert(ssoLinks)
      .values({ providerId: provider.id, issuer: provider.issuer, subject, identityId: id })
    return id
  })

/** Links the provider's account to an identity that is signed in and belongs to the workspace. */
export async function link(
  db: Db,
  provider: Provider,
  { subject }: Vouched,
  identity: string,
): Promise<ProvisionedPerson> {
  const person = await memberOf(db, provider.workspaceId, identity)
  if (!person) throw new Distrust('the identity is no member of the workspace', 'unknown')
  assertActive(person)
  const owner = await db.inSignIn(async (tx: Tx) => {
    await tx
      .insert(ssoLinks)
      .values({ providerId: provider.id, issuer: provider.issuer, subject, identityId: identity })
      .onConflictDoNothing()
    const [link] = await tx.select().from(ssoLinks).where(isSubject(provider, subject))
    return link?.identityId
  })
  if (owner !== identity) throw new Distrust('the account is linked to another identity', 'other_account')
  return person
}
