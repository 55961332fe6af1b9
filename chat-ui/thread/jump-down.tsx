/** Offers the way down while the end of the conversation is out of sight. */
import { UnstyledButton } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useEffect, useState, type RefObject } from 'react'
import css from './thread.module.css'

type Props = { scroller: RefObject<HTMLDivElement | null>; end: RefObject<HTMLDivElement | null> }

export function JumpDown({ scroller, end }: Props) {
  const [isBelow, setBelow] = useState(false)
  useEffect(() => {
    if (end.current === null) return
    const observer = new IntersectionObserver(
      (entries) => setBelow(entries.at(-1)?.isIntersecting === false),
      {
        root: scroller.current,
        rootMargin: '80px',
      },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [scroller, end])
  if (!isBelow) return null
  return (
    <div className={css.above}>
      <UnstyledButton
        className={css.jump}
        aria-label="Go to the end"
        onClick={() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'smooth' })}
      >
        <IconArrowDown size={16} aria-hidden />
      </UnstyledButton>
    </div>
  )
}
