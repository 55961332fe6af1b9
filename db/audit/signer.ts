/** Signs the heads of all logs while the service runs, and once more when it ends; what can't be signed is told and tried again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { listWorkspaces } from '../people.ts'
import type { Head } from './head.ts'
import { newestOf, signTip, type Signing } from './sign-heads.ts'

/** What is added between two heads nobody could miss: a chain alone does not show that its end was cut off. */
const usualRestMs = 300_000

export type Signer = { stop: () => Promise<void> }

export function startSigningHeads(
  signing: Signing,
  {
    onError,
    restMs = usualRestMs,
  }: { onError: (error: unknown, workspace: string) => void; restMs?: number },
): Signer {
  const ending = new AbortController()
  const { signal } = ending
  const last = new Map<string, Head | undefined>()

  const signAll = async () => {
    for (const { id } of await listWorkspaces(signing.db)) {
      try {
        if (!last.has(id)) last.set(id, newestOf(signing, id))
        last.set(id, (await signTip(signing, id, last.get(id))) ?? last.get(id))
      } catch (error) {
        // A restore may have been admitted meanwhile: the file is read again.
        last.delete(id)
        onError(error, id)
      }
    }
  }
  const pass = () => signAll().catch((error: unknown) => onError(error, ''))
  const work = async () => {
    while (!signal.aborted) {
      await pass()
      await sleep(restMs, undefined, { signal, ref: false }).catch(() => {}) // ended: nothing more to wait for
    }
  }
  const working = work()
  return {
    stop: async () => {
      ending.abort()
      await working
      await pass()
    },
  }
}
