/** On whose behalf a request comes: a person with a session, a key, or a visitor of the demo. Sign-in makes it, routes read it. */
import type { Context } from 'hono'
import type { Asker, Permission } from '#db/contract.ts'
import type { Workspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'

export type Principal = {
  via: 'session' | 'key' | 'demo'
  workspace: Workspace
  /** The person with their rights; of a key, its owner with what the key was made for. */
  asker: Asker
  /** Who signed in, across workspaces; null in the demo. */
  identity: string | null
  /** The session's or the key's own id, to list and to end it. */
  credential: string | null
}

/** What the server needs of sign-in: whoever a request comes from, or nobody. Throws no Problem for a bad cookie or key: that is nobody. */
export type SignIn = { principalOf: (context: Context) => Promise<Principal | null> }

declare module 'hono' {
  interface ContextVariableMap {
    principal: Principal | null
  }
}

/** The principal of a route that is not open. */
export function principalOf(context: Context): Principal {
  const principal = context.get('principal')
  if (!principal) throw new Problem('signed_out', 'You are not signed in.', { next: 'Sign in first.' })
  return principal
}

/** Throws a Problem where the principal lacks the permission. */
export function assertMay({ asker }: Principal, permission: Permission): void {
  if (asker.rights.may.includes(permission)) return
  throw new Problem('forbidden', `${asker.name}, as ${asker.rights.label}, may not do this.`, {
    next: `It takes the permission “${permission}”: ask an administrator.`,
  })
}
