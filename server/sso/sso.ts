/** What single sign-on and provisioning work with: the accounts of sign-in, the vault, whom they may call, and the turns that run. */
import type { Logger } from 'pino'
import type { Db } from '#db/connect.ts'
import type { Vault } from '#db/secrets/vault.ts'
import type { Accounts } from '../sign-in/sign-in.ts'
import type { OutboundOptions } from './outbound.ts'

export type SsoOptions = {
  vault: Vault
  outbound: OutboundOptions
  /** Turns that this process runs, by conversation: those of a deprovisioned person end. */
  running: Map<string, { stop: () => void }>
}

export type Sso = SsoOptions & {
  accounts: Accounts
  db: Db
  log: Logger
  /** Where people reach Steward, without a path. Known once the service listens. */
  readonly baseUrl: string
}

export const createSso = (accounts: Accounts, options: SsoOptions): Sso => ({
  ...options,
  ...{ accounts, db: accounts.db, log: accounts.log },
  get baseUrl() {
    return accounts.baseUrl().replace(/\/$/, '')
  },
})

export const returnUrl = (baseUrl: string, kind: 'oidc' | 'saml', id: string): string =>
  `${baseUrl}/api/auth/sso/${kind === 'oidc' ? 'callback' : 'saml2/acs'}/${id}`

export const entityIdOf = (baseUrl: string, id: string): string =>
  `${baseUrl}/api/auth/sso/saml2/metadata/${id}`
