/** Keeps the open conversation in the address: `/` is a new one, `/c/<id>` a kept one; back and forward work. */
import { useSyncExternalStore } from 'react'

const pattern = /^\/c\/([0-9A-Za-z-]{1,64})$/
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

function announce(): void {
  for (const listener of listeners) listener()
}

export const pathOf = (conversation: string | null): string =>
  conversation === null ? '/' : `/c/${conversation}`

export function open(conversation: string | null, how: 'push' | 'replace' = 'push'): void {
  const path = pathOf(conversation)
  if (path === location.pathname) return
  if (how === 'push') history.pushState(null, '', path)
  else history.replaceState(null, '', path)
  announce()
}

export function useConversationId(): string | null {
  const path = useSyncExternalStore(subscribe, () => location.pathname)
  return pattern.exec(path)?.[1] ?? null
}
