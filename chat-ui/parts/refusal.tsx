/** What Steward will not or cannot do, in its own words. */
import { IconCircleOff } from '@tabler/icons-react'
import { memo } from 'react'
import css from './parts.module.css'

export const RefusalPart = memo(function RefusalPart({ reason }: { reason: string }) {
  return (
    <div className={css.notice} data-kind="refusal">
      <IconCircleOff stroke={1.5} aria-hidden />
      <p>{reason}</p>
    </div>
  )
})
