/** A form that sends: the button waits, a refusal stands beside it and is read out, and success is said. */
import './mantine.css'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorPart } from '../parts/error.tsx'
import { explain } from '../problem.ts'
import css from './forms.module.css'

type Props = {
  send: () => Promise<unknown>
  label: string
  /** What is said once it was done, where the form stays. */
  done?: string
  isDangerous?: boolean
  isDisabled?: boolean
  /** Beside the button: another way out. */
  aside?: ReactNode
  children?: ReactNode
}

export function Form({ send, label, done, isDangerous = false, isDisabled = false, aside, children }: Props) {
  const sending = useMutation({ mutationFn: send })
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!sending.isPending) sending.mutate()
      }}
    >
      {children}
      {sending.isError && <Refused error={sending.error} />}
      <div className={css.actions}>
        <Button
          type="submit"
          fw={550}
          loading={sending.isPending}
          disabled={isDisabled}
          {...(isDangerous && { color: 'var(--poor)', c: 'var(--surface)' })}
        >
          {label}
        </Button>
        {aside}
        <span className={css.done} role="status">
          {sending.isSuccess && done}
        </span>
      </div>
    </form>
  )
}

export function Refused({ error }: { error: unknown }) {
  return (
    <div className={css.problem} role="alert">
      <ErrorPart problem={explain(error)} />
    </div>
  )
}
