/** Brings a new question to the top of the screen once, or on the way back what was followed; after that the reader alone scrolls. */
import { useLayoutEffect, useRef } from 'react'
import { stayed } from '../route.ts'

export function useScroll(turnCount: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const before = useRef(0)
  useLayoutEffect(() => {
    const last = scroller.current?.querySelector('[data-last]')
    if (
      turnCount > 0 &&
      turnCount !== before.current &&
      last instanceof HTMLElement &&
      scroller.current !== null
    ) {
      const place = before.current === 0 ? stayed() : null
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches || before.current === 0
      scroller.current.scrollTo({ top: last.offsetTop, behavior: isCalm ? 'instant' : 'smooth' })
      place?.scrollIntoView({ block: 'center' })
      place?.focus({ preventScroll: true })
    }
    before.current = turnCount
  }, [turnCount])
  return { scroller, end }
}
