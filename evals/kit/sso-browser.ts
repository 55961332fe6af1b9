/** What a browser does in a single sign-on: begins it on Steward's page, passes through the provider, and comes back. */
import { and, eq } from 'drizzle-orm'
import type { AuditAction } from '#db/audit/contract.ts'
import type { Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { users } from '#db/schema/tables.ts'
import type { Session } from '#server/contract.ts'
import { goThrough } from './oidc-provider.ts'
import type { Client, Told } from './real-service.ts'
import { formAt, type PostedForm } from './saml-idp.ts'

/** The browser comes from the provider's page: no origin of ours. */
const fromProvider = { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } }

export async function begin(
  client: Client,
  provider: string,
  next?: string,
  at = '/api/auth/sso/start',
): Promise<string> {
  const { status, body, text } = await client.post<Told & { url?: string }>(at, {
    provider,
    ...(next !== undefined && { next }),
  })
  if (status !== 200 || body.url === undefined) throw new Error(`start: ${status} ${text}`)
  return body.url
}

/** Where the browser ends up. */
export async function land(client: Client, url: string): Promise<string> {
  const { pathname, search } = new URL(url)
  const { status, headers, text } = await client.get(pathname + search, fromProvider)
  if (status !== 303 || headers.location === undefined) throw new Error(`callback: ${status} ${text}`)
  return headers.location
}

export async function signInByOidc(
  client: Client,
  provider: string,
  issuer: string,
  next?: string,
): Promise<string> {
  return land(client, await goThrough(await begin(client, provider, next), issuer))
}

/** As browsers post another site's form: with its origin, and without our cookies. Answers where they are sent next. */
export async function post(client: Client, { action, form }: PostedForm): Promise<string> {
  const { pathname } = new URL(action)
  const { status, headers, text } = await client.post(pathname, undefined, {
    raw: new URLSearchParams(form).toString(),
    headers: {
      ...{ 'content-type': 'application/x-www-form-urlencoded', origin: 'https://idp.example' },
      ...{ 'sec-fetch-site': 'cross-site', cookie: undefined },
    },
  })
  if (status !== 303 || headers.location === undefined) throw new Error(`acs: ${status} ${text}`)
  return headers.location
}

/** Posts the form and follows to the end. */
export async function landForm(client: Client, posted: PostedForm): Promise<string> {
  const next = await post(client, posted)
  return next.startsWith('/api/') ? land(client, new URL(next, posted.action).href) : next
}

export const signInBySaml = async (client: Client, provider: string, next?: string): Promise<string> =>
  landForm(client, await formAt(await begin(client, provider, next)))

/** Whom the client is signed in as; null where it is nobody. */
export async function whoIs(client: Client): Promise<string | null> {
  const { status, body } = await client.get<Session>('/api/session')
  return status === 200 ? body.me.email : null
}

/** As an administrator's change leaves it, without what the route does besides. */
export const deactivate = (db: Db, workspace: string, email: string): Promise<unknown> =>
  inChange(db, workspace, { kind: 'edit', source: 'steward' }, (tx) =>
    tx
      .update(users)
      .set({ deactivatedAt: new Date().toISOString() })
      .where(and(eq(users.workspaceId, workspace), eq(users.email, email))),
  )

/** The details of what was recorded of that kind. */
export async function recorded(db: Db, workspace: string, action: AuditAction): Promise<unknown[]> {
  const rows = await db.inWorkspace(workspace, (tx) =>
    tx.select({ details: auditEntries.details }).from(auditEntries).where(eq(auditEntries.action, action)),
  )
  return rows.map(({ details }) => JSON.parse(details) as unknown)
}
