/** Identity providers of workspaces: made and taken away by administrators only, checked before they are stored, their secrets in the vault. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { parse as parseDomain } from 'tldts'
import { appendAudit } from '#db/audit/append.ts'
import type { Db } from '#db/connect.ts'
import { Problem } from '#db/problem.ts'
import { sessions } from '#db/schema/sign-in.ts'
import { ssoLinks, ssoProviders } from '#db/schema/sso.ts'
import { openSecret, removeSecret, sealSecret, type SecretPlace } from '#db/secrets/secrets.ts'
import type { NewProvider, ProviderButton, ProviderRow } from '../contract-sso.ts'
import { discover } from './oidc.ts'
import { assertCallable, openOutbound, OutboundError } from './outbound.ts'
import { readIdpMetadata } from './saml-messages.ts'
import { entityIdOf, returnUrl, type Sso } from './sso.ts'
import { Distrust } from './trust.ts'

export type Provider = typeof ssoProviders.$inferSelect

/** Who does it, and where. */
export type By = { workspace: string; userId: string }

const secretAt = (workspace: string, id: string): SecretPlace => ({
  ...{ workspace, owner: null, provider: `sso ${id}`, name: 'client secret' },
})

/** What every visitor may know: the sign-in page's buttons. */
export const listProviders = (db: Db): Promise<ProviderButton[]> =>
  db.inSignIn(async (tx) => {
    const rows = await tx.select().from(ssoProviders).orderBy(asc(ssoProviders.label), asc(ssoProviders.id))
    return rows.map(({ id, label, config }) => ({ id, label, kind: config.kind }))
  })

export async function findProvider(db: Db, id: string): Promise<Provider | null> {
  const [found] = await db.inSignIn((tx) => tx.select().from(ssoProviders).where(eq(ssoProviders.id, id)))
  return found ?? null
}

export async function providersOf({ db, baseUrl }: Sso, workspace: string): Promise<ProviderRow[]> {
  const rows = await db.inSignIn((tx) =>
    tx
      .select()
      .from(ssoProviders)
      .where(eq(ssoProviders.workspaceId, workspace))
      .orderBy(asc(ssoProviders.createdAt)),
  )
  return rows.map((row) => rowOf(baseUrl, row))
}

const rowOf = (
  baseUrl: string,
  { id, label, issuer, domains, newRole, config, createdAt }: Provider,
): ProviderRow => ({
  ...{ id, label, issuer, domains, newRole: newRole === 'admin' ? null : newRole, kind: config.kind },
  trustsEmails: config.kind === 'saml' || config.trustsEmails === true,
  setUp: {
    returnUrl: returnUrl(baseUrl, config.kind, id),
    entityId: config.kind === 'saml' ? entityIdOf(baseUrl, id) : null,
  },
  createdAt: createdAt.toISOString(),
})

export async function clientSecretOf({ db, vault }: Sso, { workspaceId, id }: Provider): Promise<string> {
  const secret = await db.inWorkspace(workspaceId, (tx) => openSecret(tx, vault, secretAt(workspaceId, id)))
  if (secret === null) throw new Error(`the client secret of the provider ${id} is gone`)
  return secret
}

/** Asks the provider for what it is before anything is stored. Throws a Problem that says what is not right. */
export async function addProvider(sso: Sso, by: By, wanted: NewProvider): Promise<ProviderRow> {
  const { db, vault, baseUrl } = sso
  assertDomains(wanted.domains)
  const { issuer, config } = await readable(wanted, () => configOf(sso, wanted))
  const { id, label, domains, newRole } = wanted
  const fresh = { id, workspaceId: by.workspace, label, issuer, domains, newRole, config }
  // The secret first: a provider without one must not be found by anybody.
  const [taken] = await db.inSignIn((tx) => tx.select().from(ssoProviders).where(eq(ssoProviders.id, id)))
  if (taken) throw isTaken(id)
  await db.inWorkspace(by.workspace, async (tx) => {
    if (wanted.kind === 'oidc') await sealSecret(tx, vault, secretAt(by.workspace, id), wanted.clientSecret)
    await appendAudit(tx, by.workspace, {
      ...{ actor: { kind: 'person', id: by.userId }, action: 'sso_changed' },
      ...{
        subject: { kind: 'provider', id },
        details: { made: true, kind: wanted.kind, issuer, domains, newRole },
      },
    })
  })
  const [row] = await db.inSignIn((tx) =>
    tx.insert(ssoProviders).values(fresh).onConflictDoNothing().returning(),
  )
  if (!row) throw isTaken(id)
  return rowOf(baseUrl, row)
}

const isTaken = (id: string) =>
  new Problem('conflict', `There is a provider ${id} already.`, { next: 'Choose another id.' })

/** Nobody gets all of a public suffix, such as `co.uk` or `github.io`, for their own. */
function assertDomains(domains: string[]): void {
  const wide = domains.filter((domain) => parseDomain(domain, { allowPrivateDomains: true }).domain === null)
  if (wide.length > 0)
    throw new Problem('bad_request', `${wide.join(', ')} is no domain of one organisation.`, {
      done: 'The provider was not stored.',
      next: 'Name the domains of your people’s e-mail addresses.',
    })
}

async function readable<T>({ kind }: NewProvider, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof OutboundError || error instanceof Distrust)) throw error
    const what = kind === 'oidc' ? 'The issuer' : 'The provider’s metadata'
    throw new Problem('bad_request', `${what} can not be used: ${error.message}.`, {
      done: 'The provider was not stored.',
      next: 'Correct it, or ask the provider’s administrator.',
      cause: error,
    })
  }
}

async function configOf(
  { outbound: options }: Sso,
  wanted: NewProvider,
): Promise<Pick<Provider, 'issuer' | 'config'>> {
  const outbound = openOutbound(options)
  if (wanted.kind === 'oidc') {
    const found = await discover(outbound, wanted.issuer)
    for (const url of [found.authorization_endpoint, found.token_endpoint, found.jwks_uri])
      assertCallable(url, options)
    const { issuer, clientId, trustsEmails = false } = wanted
    return { issuer, config: { kind: 'oidc', clientId, trustsEmails } }
  }
  const { issuer, ...rest } = readIdpMetadata(
    wanted.metadata ?? (await fetchMetadata(outbound, wanted.metadataUrl)),
  )
  assertCallable(rest.signInUrl, options)
  return { issuer, config: { kind: 'saml', ...rest } }
}

async function fetchMetadata(
  outbound: ReturnType<typeof openOutbound>,
  url: string | undefined,
): Promise<string> {
  if (url === undefined) throw new OutboundError('neither the metadata nor their address is given')
  const { status, text } = await outbound(url)
  if (status !== 200) throw new OutboundError(`it answered ${status}`)
  return text
}

/** Nobody comes in by it any more, whoever did is signed out, and what linked its accounts to identities goes with it. */
export async function removeProvider({ db }: Sso, by: By, id: string): Promise<void> {
  const isOurs = and(eq(ssoProviders.id, id), eq(ssoProviders.workspaceId, by.workspace))
  const gone = await db.inSignIn(async (tx) => {
    const [found] = await tx.select({ id: ssoProviders.id }).from(ssoProviders).where(isOurs)
    if (!found) return []
    // Whom it let in is let out: what it said of them counts no more.
    const linked = tx.select({ id: ssoLinks.identityId }).from(ssoLinks).where(eq(ssoLinks.providerId, id))
    await tx
      .delete(sessions)
      .where(and(eq(sessions.onlyWorkspaceId, by.workspace), inArray(sessions.userId, linked)))
    return tx.delete(ssoProviders).where(isOurs).returning({ id: ssoProviders.id })
  })
  if (gone.length === 0) throw new Problem('not_found', `There is no provider ${id}.`)
  await db.inWorkspace(by.workspace, async (tx) => {
    await removeSecret(tx, secretAt(by.workspace, id))
    await appendAudit(tx, by.workspace, {
      ...{ actor: { kind: 'person', id: by.userId }, action: 'sso_changed' },
      ...{ subject: { kind: 'provider', id }, details: { made: false } },
    })
  })
}
