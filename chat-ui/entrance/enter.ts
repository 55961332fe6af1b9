/** The step from outside to inside: the same person goes on with their work, anybody else begins anew. */
import type { Session } from '#server/contract.ts'
import { readSession } from '../api.ts'
import { queryClient, sessionKey } from '../http.ts'
import { ProblemError } from '../problem.ts'
import { forgetChats } from '../thread/chat.ts'

export const isSame = (one: Session, other: Session): boolean =>
  one.me.email === other.me.email && one.workspace.id === other.workspace.id

/** `ended` is the session whose work is still on the page, out of sight. */
export async function enter(ended: Session | undefined): Promise<void> {
  const now = await readSession()
  if (now === null) {
    throw new ProblemError(401, {
      code: 'signed_out',
      what: 'You signed in, but your browser did not keep the session.',
      done: 'Nothing else was changed.',
      next: 'Allow cookies for this address, and open Steward by the address that your company uses.',
    })
  }
  // Nothing of one person's may be seen by the next, not even for a moment.
  if (ended !== undefined && !isSame(ended, now)) return beginAnew('/')
  queryClient.setQueryData(sessionKey, now)
  if (ended !== undefined)
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
}

/** Leaves everything of this page behind, also what its scripts remember. */
export async function beginAnew(path: string): Promise<void> {
  await forgetChats()
  location.assign(path)
}
