/** A secret that Steward shows this one time: as text, to copy or to keep as a file. */
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { CopyButton } from '../copy-button.tsx'
import { saveFile } from './save-file.ts'
import css from './forms.module.css'

type Props = { title: string; hint: string; lines: string[]; fileName?: string; done?: () => void }

export function SecretOnce({ title, hint, lines, fileName, done }: Props) {
  const box = useRef<HTMLDivElement>(null)
  // It stands instead of the form that made it, whose focus would be lost.
  useEffect(() => box.current?.focus(), [])
  const text = lines.join('\n')
  return (
    <div ref={box} tabIndex={-1} className={css.once} role="group" aria-label={title}>
      <p>
        <strong>{title}</strong>
      </p>
      <p className={css.hint}>{hint}</p>
      <div className={css.secret}>
        <code>
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </code>
        <CopyButton label={`Copy: ${title}`} text={() => text} />
      </div>
      <div className={css.actions}>
        {fileName !== undefined && (
          <Button variant="default" onClick={() => saveFile(fileName, `${text}\n`, 'text/plain')}>
            Download
          </Button>
        )}
        {done !== undefined && (
          <Button variant="default" onClick={done}>
            I have kept it
          </Button>
        )}
      </div>
    </div>
  )
}
