/** Where a person types: Enter sends, Shift+Enter breaks the line; while a turn runs, what is sent waits its turn. */
import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconArrowUp, IconPlayerStopFilled, IconX } from '@tabler/icons-react'
import { useLayoutEffect, useState, type KeyboardEvent, type RefObject } from 'react'
import type { StewardMessage } from '../api.ts'
import css from './composer.module.css'
import { fitHeight } from './fit-height.ts'
import { textOf } from './turns.ts'

type Props = {
  input: RefObject<HTMLTextAreaElement | null>
  isBusy: boolean
  isStopping: boolean
  queued: StewardMessage[]
  planner: string
  send: (text: string) => void
  stop: () => void
  unqueue: (id: string) => void
  sendNow: (id: string) => void
}

export function Composer(props: Props) {
  const { input, isBusy, isStopping, queued, send, stop } = props
  const [text, setText] = useState('')
  const isEmpty = text.trim() === ''

  useLayoutEffect(() => {
    if (input.current !== null) fitHeight(input.current)
  }, [text, input])

  const submit = () => {
    if (isEmpty) return
    send(text.trim())
    setText('')
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is being composed (Japanese, accents), Enter belongs to the composition.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <div className={css.dock}>
      <div className={css.inner}>
        <Queue queued={queued} isBusy={isBusy} unqueue={props.unqueue} sendNow={props.sendNow} />
        <div className={css.box}>
          <textarea
            ref={input}
            className={css.input}
            rows={1}
            value={text}
            aria-label="Ask Steward"
            aria-describedby="composer-hint"
            placeholder={
              isBusy ? 'Ask the next question; it waits its turn' : 'Ask about accounts, renewals, health…'
            }
            enterKeyHint="send"
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          {isBusy && (
            <ActionIcon
              variant="default"
              size={32}
              radius={8}
              aria-label="Stop"
              title="Stop (Escape)"
              disabled={isStopping}
              onClick={stop}
            >
              <IconPlayerStopFilled size={14} />
            </ActionIcon>
          )}
          {(!isBusy || !isEmpty) && (
            <ActionIcon
              variant="filled"
              size={32}
              radius={8}
              aria-label={isBusy ? 'Queue' : 'Send'}
              title={isBusy ? 'Send when this answer is done' : 'Send (Enter)'}
              disabled={isEmpty}
              onClick={submit}
            >
              <IconArrowUp size={18} stroke={2} />
            </ActionIcon>
          )}
        </div>
        <p id="composer-hint" className={css.hint}>
          <span className={css.keys}>Enter sends · Shift+Enter breaks the line · / comes back here</span>
          <span>{props.planner}</span>
        </p>
      </div>
    </div>
  )
}

type QueueProps = Pick<Props, 'queued' | 'isBusy' | 'unqueue' | 'sendNow'>

function Queue({ queued, isBusy, unqueue, sendNow }: QueueProps) {
  if (queued.length === 0) return null
  return (
    <ul className={css.queue} aria-label="Waiting to be sent">
      {queued.map((message) => (
        <li key={message.id}>
          <span className={css.queuedLabel}>Next</span>
          <span className={css.queuedText}>{textOf(message)}</span>
          {!isBusy && (
            <UnstyledButton className={css.queuedSend} onClick={() => sendNow(message.id)}>
              Send now
            </UnstyledButton>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`Do not send: ${textOf(message)}`}
            onClick={() => unqueue(message.id)}
          >
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}
