/** What happened to one account, newest first; the first ten, the rest on demand. */
import { UnstyledButton } from '@mantine/core'
import { memo, useState } from 'react'
import type { TimelineBlock } from '#agent/contract.ts'
import { formatDay, humanise } from '../cells/format.ts'
import css from './parts.module.css'

const cap = 10

export const TimelinePart = memo(function TimelinePart({ timeline }: { timeline: TimelineBlock }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? timeline.items : timeline.items.slice(0, cap)
  const isCut = timeline.total > timeline.items.length
  return (
    <section className={css.block} aria-label={timeline.title}>
      <div className={css.head}>
        <h3 className={css.title}>{timeline.title}</h3>
        <span className={css.count}>{timeline.total.toLocaleString()}</span>
      </div>
      <ol className={css.items}>
        {shown.map((item, index) => (
          <li key={index} className={css.item}>
            <time dateTime={item.at}>{formatDay(item.at.slice(0, 10), {})}</time>
            <div>
              <p>
                {item.what} <span className={css.kind}>· {humanise(item.kind)}</span>
              </p>
              {item.detail !== undefined && <p className={css.detail}>{item.detail}</p>}
            </div>
          </li>
        ))}
      </ol>
      <div className={css.below}>
        {shown.length < timeline.items.length && (
          <UnstyledButton className={css.quiet} onClick={() => setWhole(true)}>
            Show all {timeline.items.length.toLocaleString()}
          </UnstyledButton>
        )}
        {isCut && (
          <span className={css.more}>The newest {timeline.items.length.toLocaleString()} were sent.</span>
        )}
      </div>
    </section>
  )
})
