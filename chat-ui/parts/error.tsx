/** A failure in three sentences: what happened, what was and was not done, what to do next; and the button that does it. */
import { Button } from '@mantine/core'
import { IconAlertCircle, IconPlayerStop } from '@tabler/icons-react'
import { memo } from 'react'
import type { Explained } from '../problem.ts'
import css from './parts.module.css'

type Props = { problem: Explained; action?: { label: string; run: () => void } | undefined }

export const ErrorPart = memo(function ErrorPart({ problem, action }: Props) {
  return (
    <div className={css.notice} data-kind="error">
      <IconAlertCircle stroke={1.5} aria-hidden />
      <div>
        <p className={css.what}>{problem.what}</p>
        <p className={css.rest}>
          {problem.done} {problem.next}
        </p>
        {action !== undefined && <NoticeAction label={action.label} run={action.run} />}
      </div>
    </div>
  )
})

/** A turn that somebody ended before it was done. */
export function StoppedPart({ note, action }: { note?: string; action?: Props['action'] }) {
  return (
    <div className={css.notice} data-kind="stopped">
      <IconPlayerStop stroke={1.5} aria-hidden />
      <div>
        <p>
          <span className={css.what}>Stopped.</span> <span className={css.rest}>{note}</span>
        </p>
        {action !== undefined && <NoticeAction label={action.label} run={action.run} />}
      </div>
    </div>
  )
}

function NoticeAction({ label, run }: { label: string; run: () => void }) {
  return (
    <div className={css.noticeActions}>
      <Button variant="default" size="compact-md" fw={500} onClick={run}>
        {label}
      </Button>
    </div>
  )
}
