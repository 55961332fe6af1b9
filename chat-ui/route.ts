/** Keeps what is open in the address: `/` is a new conversation, `/c/<id>` a kept one, anything else a page of its own; back and forward work, and lead to the same place. */
import { useSyncExternalStore } from 'react'

const conversation = /^\/c\/([0-9A-Za-z-]{1,64})$/
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/** `said` is kept beside the address, not in it: words that are looked for on the page that opens. */
export function go(path: string, how: 'push' | 'replace' = 'push', said?: string): void {
  if (path === location.pathname + location.search) return
  // A page that was opened from another one can lead back to it.
  if (how === 'push') history.pushState({ from: location.pathname, said }, '', path)
  else history.replaceState(null, '', path)
  for (const listener of listeners) listener()
}

export const pathOf = (id: string | null): string => (id === null ? '/' : `/c/${id}`)
export const open = (id: string | null, how: 'push' | 'replace' = 'push'): void => go(pathOf(id), how)
export const conversationOf = (path: string): string | null => conversation.exec(path)?.[1] ?? null

export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname)
export const useSearch = (): string => useSyncExternalStore(subscribe, () => location.search)

/** A source at the place that a citation names. */
export const sourcePath = (id: string, at = ''): string =>
  `/source?${new URLSearchParams({ id, ...(at !== '' && { at }) }).toString()}`

type Kept = { from?: string; said?: string; stay?: string }
/** What this entry of the history was opened with. */
export const kept = (): Kept => (history.state ?? {}) as Kept
/** Going back to this entry leads to the element that was followed from there. */
export const stayAt = (id: string): void => history.replaceState({ ...kept(), stay: id }, '')
export const stayed = (): HTMLElement | null => document.getElementById(kept().stay ?? '')
