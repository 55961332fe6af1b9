/** Who a request comes from: a key, a session's person in the workspace that they chose, or a visitor of the demo while it is open. */
import type { BetterAuthPlugin } from 'better-auth'
import type { Context } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import type { Logger } from 'pino'
import type { Db } from '#db/connect.ts'
import { hasTries, takeTry, type Tried } from '#db/identities/attempts.ts'
import { securityOf } from '#db/identities/identities.ts'
import { partsOf, useKey } from '#db/identities/keys.ts'
import { askerOfPerson } from '#db/identities/memberships.ts'
import { useSession, type LiveSession } from '#db/identities/sessions.ts'
import { addressOf } from '../address.ts'
import { demoPrincipal } from '../demo-sign-in.ts'
import type { Mailer } from '../mail.ts'
import type { Principal, SignIn } from '../principal.ts'
import { cookieName, createAuth, type Auth } from './auth.ts'
import type { Tables } from './auth-store.ts'
import { openDemo, type OpenDemo } from './open-demo.ts'
import { resetMail } from './mails.ts'
import { recordForIdentity } from './record.ts'

export type ListedProvider = { id: string; label: string; kind: 'oidc' | 'saml' }

export type SignInOptions = {
  db: Db
  log: Logger
  secret: string
  /** Known once the service listens; asked for when somebody signs in. */
  baseUrl: () => string
  mail: Mailer
  /** Single sign-on: its plugins, their tables, and what people may choose from. */
  plugins?: BetterAuthPlugin[]
  tables?: Tables
  listProviders?: () => Promise<ListedProvider[]>
}

/** What the routes of sign-in work with. */
export type Accounts = Required<
  Pick<SignInOptions, 'db' | 'log' | 'secret' | 'baseUrl' | 'mail' | 'listProviders'>
> & {
  auth: () => Auth
  demo: OpenDemo
}

export function createSignIn(options: SignInOptions): { signIn: SignIn; accounts: Accounts } {
  const { db, log, secret, baseUrl, mail } = options
  let auth: Auth | undefined
  const accounts: Accounts = {
    ...{ db, log, secret, baseUrl, mail },
    listProviders: options.listProviders ?? (() => Promise.resolve([])),
    demo: openDemo(db),
    auth: () =>
      (auth ??= createAuth({
        ...{ db, log, secret, baseUrl: baseUrl() },
        ...(options.plugins && { plugins: options.plugins }),
        ...(options.tables && { tables: options.tables }),
        sendReset: async ({ id, email }, token) => {
          // Whoever comes by single sign-on alone gets no second way in.
          if ((await securityOf(db, id))?.hasPassword)
            sendUnawaited(accounts, resetMail({ baseUrl: baseUrl(), email, token }))
        },
        onReset: (identity) =>
          recordForIdentity(db, identity, 'password_changed', { details: { by: 'reset' } }),
      })),
  }
  return { accounts, signIn: { principalOf: (context) => principalOf(context, accounts) } }
}

/** The answer must not wait for the mail server: how long it takes would tell who has an account. */
export function sendUnawaited(
  { mail, log }: Pick<Accounts, 'mail' | 'log'>,
  one: Parameters<Mailer['send']>[0],
): void {
  mail.send(one).catch((error: unknown) => log.error({ err: error }, 'a mail could not be sent'))
}

async function principalOf(context: Context, accounts: Accounts): Promise<Principal | null> {
  const authorization = context.req.header('authorization')
  if (authorization !== undefined) return principalOfKey(context, accounts, authorization)
  const session = await sessionOf(context, accounts)
  if (session) {
    const principal = await principalOfSession(accounts.db, session)
    if (principal) return principal
  }
  const workspace = await accounts.demo.workspace()
  return workspace ? demoPrincipal(context, accounts.db, workspace) : null
}

/** The token of the session cookie, where the cookie is one that Steward set. */
export async function sessionToken(context: Context, { secret, baseUrl }: Accounts): Promise<string | null> {
  return (await getSignedCookie(context, secret, cookieName(baseUrl(), 'session_token'))) || null
}

export async function sessionOf(context: Context, accounts: Accounts): Promise<LiveSession | null> {
  const token = await sessionToken(context, accounts)
  return token === null ? null : useSession(accounts.db, token)
}

/** In the first of their workspaces where they may sign in; null where that is none. */
export async function principalOfSession(db: Db, session: LiveSession): Promise<Principal | null> {
  for (const { workspace: id, personId } of session.members) {
    const found = await askerOfPerson(db, id, personId)
    if (found) return { via: 'session', ...found, identity: session.identity, credential: session.id }
  }
  return null
}

async function principalOfKey(
  context: Context,
  { db }: Accounts,
  authorization: string,
): Promise<Principal | null> {
  const parts = partsOf(/^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '')
  if (!parts) return null
  const tried: Tried = ['key', parts.prefix, addressOf(context)]
  const key = await useKey(db, parts)
  if (!key) {
    await takeTry(db, tried)
    return null
  }
  if (!(await hasTries(db, tried))) return null
  const found = await askerOfPerson(db, key.workspaceId, key.personId)
  if (!found) return null
  // Never more than the owner may now, whatever the key was made with.
  const may = found.asker.rights.may.filter((permission) => key.scopes.includes(permission))
  const asker = { ...found.asker, rights: { ...found.asker.rights, may } }
  return { via: 'key', workspace: found.workspace, asker, identity: key.identityId, credential: key.id }
}
