/** Asks before something that can't be taken back, or that others will feel; says what it does, and what went wrong. */
import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './forms.module.css'
import { Form } from './form.tsx'

type Props = {
  title: string
  /** What it does, and what stays. */
  children: ReactNode
  label: string
  act: () => Promise<unknown>
  close: () => void
  isDangerous?: boolean
  isDisabled?: boolean
}

export function AskFirst({ title, children, label, act, close, isDangerous = true, isDisabled }: Props) {
  return (
    <Dialog title={title} close={close}>
      <Form
        label={label}
        isDangerous={isDangerous}
        isDisabled={isDisabled ?? false}
        send={async () => {
          await act()
          close()
        }}
        aside={
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        }
      >
        <div className={css.question}>{children}</div>
      </Form>
    </Dialog>
  )
}

/** Mounted while it is open. Put together from its parts, because the library's own heading would be a second banner of the page. */
export function Dialog(props: { title: string; close: () => void; wide?: boolean; children: ReactNode }) {
  return (
    <Modal.Root
      opened
      onClose={props.close}
      size={props.wide ? 640 : 480}
      transitionProps={{ duration: 100 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={css.dialogHead}>
          <Modal.Title className={css.dialogTitle ?? ''}>{props.title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body className={css.dialogBody ?? ''}>{props.children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
