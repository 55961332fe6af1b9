/** Yes, no, or otherwise: approves exactly what is shown, rejects with a reason, or opens the arguments to be changed. */
import { Button, TextInput } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { Card } from '#server/contract-effects.ts'
import { Form } from '../forms/form.tsx'
import { reject } from './api.ts'
import css from './effects.module.css'

const Edit = lazy(() => import('./edit.tsx').then((file) => ({ default: file.Edit })))

type Props = {
  card: Card
  leftOut: ReadonlySet<number>
  yes: { mutate: () => void; isPending: boolean }
  focusCard: () => void
}

export function Decide({ card, leftOut, yes, focusCard }: Props) {
  const [open, setOpen] = useState<'rejecting' | 'editing' | null>(null)
  const close = () => setOpen(null)
  if (!card.mayDecide && !card.isMine) return null
  const rows = card.rows - leftOut.size
  const isAll = leftOut.size === 0
  const kept = rows.toLocaleString()
  const label =
    card.undoes !== null
      ? 'Take it back'
      : isAll
        ? 'Approve'
        : `Approve ${kept} of ${card.rows.toLocaleString()}`
  return (
    <>
      {open === null && (
        <div className={css.buttons}>
          {card.mayDecide && (
            <Button
              fw={550}
              loading={yes.isPending}
              disabled={rows === 0 || card.held !== null}
              onClick={() => yes.mutate()}
            >
              {label}
            </Button>
          )}
          <Button variant="default" disabled={yes.isPending} onClick={() => setOpen('rejecting')}>
            {card.mayDecide ? 'Reject…' : 'Withdraw…'}
          </Button>
          {card.isMine && card.undoes === null && (
            <Button variant="default" disabled={yes.isPending} onClick={() => setOpen('editing')}>
              Change it…
            </Button>
          )}
        </div>
      )}
      {open === 'rejecting' && <Reject card={card} close={close} done={focusCard} />}
      {open === 'editing' && (
        <Suspense fallback={null}>
          <Edit card={card} close={close} />
        </Suspense>
      )}
    </>
  )
}

function Reject({ card, close, done }: { card: Card; close: () => void; done: () => void }) {
  const [reason, setReason] = useState('')
  return (
    <Form
      label="Reject"
      send={async () => {
        await reject(card.id, reason.trim())
        done()
      }}
      aside={
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
      }
    >
      <TextInput
        label="Why not?"
        description={card.isMine ? undefined : `${card.requester} reads it.`}
        required
        withAsterisk={false}
        maxLength={500}
        data-autofocus
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  )
}
