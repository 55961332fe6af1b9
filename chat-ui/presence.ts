/** Knows whether somebody is there: a page that nobody uses asks the server nothing by itself, so that an idle session can end. */
import { focusManager } from '@tanstack/react-query'

/** Much less than the hour after which the server ends an idle session. */
const awayMs = 10 * 60_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

export function watchPresence(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAway = false
  const leave = () => {
    isAway = true
    focusManager.setFocused(false)
  }
  const stay = () => {
    clearTimeout(timer)
    timer = setTimeout(leave, awayMs)
    if (!isAway) return
    isAway = false
    // Back to what the browser says; whatever is stale is read again at once.
    focusManager.setFocused(undefined)
  }
  for (const sign of signs) window.addEventListener(sign, stay, { passive: true })
  stay()
}
