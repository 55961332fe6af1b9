/** Copies what it is given and says so, in sight and to screen readers; says so too when the browser refuses. */
import { ActionIcon } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { copyText } from './copy.ts'

type Outcome = 'idle' | 'copied' | 'refused'
const icons = { idle: IconCopy, copied: IconCheck, refused: IconAlertCircle }

export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [outcome, setOutcome] = useState<Outcome>('idle')
  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const Icon = icons[outcome]
  const said = { idle: label, copied: 'Copied', refused: 'The browser did not allow copying' }[outcome]
  const copy = () =>
    copyText(text()).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    )
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={said}
      title={said}
      onClick={() => void copy()}
    >
      <Icon size={16} stroke={1.6} />
    </ActionIcon>
  )
}
