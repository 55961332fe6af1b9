/** Tells screen readers that a turn works, ends or fails, each once; nothing of it is seen. */
import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { StewardMessage } from '../api.ts'
import { spokenAnswer, spokenError } from './spoken.ts'

type Props = { isBusy: boolean; last: StewardMessage | undefined; failure: string | undefined }

export function Announcer({ isBusy, last, failure }: Props) {
  const [status, setStatus] = useState('')
  const [alert, setAlert] = useState('')
  const wasBusy = useRef(false)
  useEffect(() => {
    if (isBusy && !wasBusy.current) {
      setStatus('Steward is working.')
      setAlert('')
    }
    if (!isBusy && wasBusy.current && last?.role === 'assistant') {
      setStatus(spokenAnswer(last))
      setAlert(spokenError(last))
    }
    wasBusy.current = isBusy
  }, [isBusy, last])
  return (
    <VisuallyHidden>
      <div role="status">{status}</div>
      <div role="alert">{failure ?? alert}</div>
    </VisuallyHidden>
  )
}
