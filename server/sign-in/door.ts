/** Sign-in as the service runs it: from the environment, at the address that it listens on or is reached by. */
import type { Logger } from 'pino'
import type { Steward } from '#agent/steward.ts'
import { newSetUpToken } from '#db/identities/set-up.ts'
import { instanceSecret } from '#db/secrets/instance-secret.ts'
import { openVault, type Vault } from '#db/secrets/vault.ts'
import type { Env } from '../env.ts'
import { keyPlaceOf } from '../key-places.ts'
import { createMailer } from '../mail.ts'
import type { SignIn } from '../principal.ts'
import { listProviders } from '../sso/providers.ts'
import { createSso, type Sso } from '../sso/sso.ts'
import { setUpLink } from './mails.ts'
import { createSignIn, type Accounts } from './sign-in.ts'

export type Door = {
  signIn: SignIn
  accounts: Accounts
  sso: Sso
  vault: Vault
  /** The service listens there. */
  openAt: (url: string) => void
  /** A new one-time link for the first administrator; null where Steward is set up. */
  setUpLink: () => Promise<string | null>
  close: () => void
}

/** Straight to the terminal: a log is kept and passed on, and these lines hold links that let people in. */
const say = (line: string) => void process.stderr.write(`${line}\n`)

export async function openDoor(
  env: Env,
  { db, running }: Pick<Steward, 'db' | 'running'>,
  { log, hide }: { log: Logger; hide: (secret: string) => void },
): Promise<Door> {
  const vault = await openVault(db, keyPlaceOf(env), hide)
  let url = env.baseUrl ?? `http://${env.host}:${env.port}`
  const mail = createMailer(env.mail, say)
  const { signIn, accounts } = createSignIn({
    ...{ db, log, mail, secret: await instanceSecret(db, vault, 'auth') },
    baseUrl: () => url,
    listProviders: () => listProviders(db),
  })
  return {
    ...{
      signIn,
      accounts,
      vault,
      sso: createSso(accounts, { vault, outbound: { loopback: false }, running }),
    },
    openAt: (listening) => {
      url = env.baseUrl ?? listening.replace(/\/$/, '')
    },
    setUpLink: async () => {
      const token = await newSetUpToken(db)
      return token === null ? null : setUpLink(url, token)
    },
    close: () => mail.close(),
  }
}
