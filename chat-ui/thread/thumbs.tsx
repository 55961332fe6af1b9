/** Whether an answer was any good: a thumb, and for a bad one why; pressed again it is taken back. */
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useState } from 'react'
import type { Thumb } from '#agent/telemetry/contract.ts'
import { giveThumb } from '../api.ts'
import { explain } from '../problem.ts'
import css from './thread.module.css'

const kinds = [
  { thumb: 'up', label: 'Good answer', Icon: IconThumbUp },
  { thumb: 'down', label: 'Bad answer', Icon: IconThumbDown },
] as const

export function Thumbs({ turn, given }: { turn: string; given: Thumb | undefined }) {
  const [shown, setShown] = useState<Thumb | null>(given ?? null)
  const [why, setWhy] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const give = async (next: Thumb | null) => {
    const before = shown
    setShown(next)
    try {
      await giveThumb(turn, next)
      setProblem('')
    } catch (error) {
      setShown(before)
      setProblem(explain(error).what)
    }
  }
  return (
    <>
      {kinds.map(({ thumb, label, Icon }) => (
        <ActionIcon
          key={thumb}
          variant="subtle"
          color="gray"
          size={28}
          aria-label={label}
          title={label}
          aria-pressed={shown?.thumb === thumb}
          data-given={shown?.thumb === thumb || undefined}
          onClick={() => {
            const isBack = shown?.thumb === thumb
            setWhy(!isBack && thumb === 'down' ? '' : null)
            void give(isBack ? null : { thumb, reason: null })
          }}
        >
          <Icon size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      ))}
      {why !== null && (
        <form
          className={css.why}
          onSubmit={(event) => {
            event.preventDefault()
            setWhy(null)
            void give({ thumb: 'down', reason: why.trim() || null })
          }}
        >
          <TextInput
            size="xs"
            aria-label="What was wrong with it?"
            placeholder="What was wrong with it?"
            maxLength={1_000}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button size="compact-xs" type="submit" variant="default">
            Send
          </Button>
        </form>
      )}
      {shown?.reason && why === null && <span className={css.said}>“{shown.reason}”</span>}
      {problem && (
        <span className={css.said} role="alert">
          {problem}
        </span>
      )}
    </>
  )
}
