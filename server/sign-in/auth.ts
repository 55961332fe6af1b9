/** The sign-in library as Steward uses it: passwords and second factors over our store. Nobody signs up by it; only what routes declare can be asked of it. */
import { betterAuth, type BetterAuthPlugin } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import { v7 } from 'uuid'
import type { Logger } from 'pino'
import type { Db } from '#db/connect.ts'
import { passwordMin } from '../contract-people.ts'
import { authStore, type Tables } from './auth-store.ts'
import { recoveryCodes } from './recovery-codes.ts'

/** A session ends after so long, whatever happens; and earlier when nothing does (db/identities/sessions.ts). */
export const sessionHours = 12
const resetMinutes = 60
const secondFactorMinutes = 10

/** Carries the address of the connection to the library; whatever a client sends by this name is taken out before. */
export const addressHeader = 'x-steward-address'

export type AuthOptions = {
  db: Db
  log: Logger
  /** `instanceSecret('auth')`. */
  secret: string
  /** Where people reach Steward, without a path. */
  baseUrl: string
  /** Sends the link that sets a new password. Must not take time that depends on whether there is such an account. */
  sendReset: (to: { id: string; email: string }, token: string) => Promise<void>
  /** Someone set a new password by a link. */
  onReset: (identity: string) => Promise<void>
  /** Of single sign-on, and their tables by the library's names. */
  plugins?: BetterAuthPlugin[]
  tables?: Tables
}

export const isHttps = (baseUrl: string): boolean => new URL(baseUrl).protocol === 'https:'

/** A `__Host-` cookie is only taken by browsers from this very host, over https, for every path. */
export const cookieName = (baseUrl: string, name: string): string =>
  `${isHttps(baseUrl) ? '__Host-' : ''}steward.${name}`

const cookieKinds = [
  'session_token',
  'dont_remember',
  'two_factor',
  'trust_device',
  'session_data',
  'account_data',
]

export function createAuth({
  db,
  log,
  secret,
  baseUrl,
  sendReset,
  onReset,
  plugins = [],
  tables = {},
}: AuthOptions) {
  const cookies = cookieKinds.map((kind): [string, { name: string }] => [
    kind,
    { name: cookieName(baseUrl, kind) },
  ])
  return betterAuth({
    appName: 'Steward',
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    trustedOrigins: [new URL(baseUrl).origin],
    database: authStore(db, tables),
    plugins: [
      twoFactor({
        issuer: 'Steward',
        twoFactorCookieMaxAge: secondFactorMinutes * 60,
        backupCodeOptions: recoveryCodes,
      }),
      ...plugins,
    ],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordMin,
      maxPasswordLength: 256,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetMinutes * 60,
      sendResetPassword: ({ user, token }) => sendReset(user, token),
      onPasswordReset: ({ user }) => onReset(user.id),
    },
    account: {
      encryptOAuthTokens: true,
      // By issuer and subject, never by e-mail.
      accountLinking: { enabled: false },
    },
    session: {
      expiresIn: sessionHours * 60 * 60,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      freshAge: 0,
    },
    user: { changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    verification: { storeIdentifier: 'hashed' },
    // Ours are kept in the database, by account and address (db/identities/attempts.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      log: (level, message) => {
        // Its words may name an address that somebody typed.
        if (level === 'error') log.error({ of: 'sign-in' }, message)
      },
    },
    advanced: {
      cookiePrefix: 'steward',
      // With it the library would put `__Secure-` before the names that follow.
      useSecureCookies: false,
      cookies: Object.fromEntries(cookies),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(baseUrl) },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => v7() },
    },
  })
}

export type Auth = ReturnType<typeof createAuth>
