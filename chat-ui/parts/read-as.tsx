/** How the question was read, above its answer: plain words that a person can change and ask again. */
import { ActionIcon } from '@mantine/core'
import { IconArrowUp, IconPencil, IconX } from '@tabler/icons-react'
import {
  createContext,
  use,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react'
import { fitHeight } from '../thread/fit-height.ts'
import { Ask } from '../thread/ask.ts'
import css from './read-as.module.css'

/** The reading that stands above the answer: its parts do not say it again. */
export const ReadAbove = createContext<string | null>(null)

export function ReadAs({ reading }: { reading: string }) {
  const [isEditing, setEditing] = useState(false)
  const pencil = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    // Who gives up goes on where they were.
    if (wasEditing.current && !isEditing) pencil.current?.focus({ preventScroll: true })
    wasEditing.current = isEditing
  }, [isEditing])
  if (isEditing) return <Editor reading={reading} close={() => setEditing(false)} />
  return (
    <p className={css.line}>
      <span className={css.label}>Read as</span>
      <span className={css.words}>{reading}</span>
      <ActionIcon
        ref={pencil}
        className={css.pencil}
        variant="subtle"
        color="gray"
        size={28}
        aria-label="Change how this was read, and ask again"
        title="Change and ask again"
        onClick={() => setEditing(true)}
      >
        <IconPencil size={15} stroke={1.75} />
      </ActionIcon>
    </p>
  )
}

function Editor({ reading, close }: { reading: string; close: () => void }) {
  const ask = use(Ask)
  const [text, setText] = useState(reading)
  const area = useRef<HTMLTextAreaElement>(null)
  const hint = useId()
  useLayoutEffect(() => {
    if (area.current !== null) fitHeight(area.current)
  }, [text])
  useLayoutEffect(() => {
    area.current?.focus({ preventScroll: true })
    area.current?.setSelectionRange(reading.length, reading.length)
  }, [reading])
  const isEmpty = text.trim() === ''
  const submit = () => {
    if (isEmpty) return
    close()
    ask(text.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      // Not the turn that may be running is given up.
      event.preventDefault()
      close()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit()
    }
  }
  return (
    <div className={css.editor}>
      <textarea
        ref={area}
        className={css.input}
        rows={1}
        value={text}
        aria-label="How it should be read"
        aria-describedby={hint}
        enterKeyHint="send"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ActionIcon variant="filled" size={28} aria-label="Ask again" disabled={isEmpty} onClick={submit}>
        <IconArrowUp size={16} stroke={2} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label="Leave it as it was" onClick={close}>
        <IconX size={15} stroke={1.75} />
      </ActionIcon>
      <p id={hint} className={css.hint}>
        Enter asks again · Escape leaves it as it was
      </p>
    </div>
  )
}
