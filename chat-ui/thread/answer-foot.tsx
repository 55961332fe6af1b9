/** Under a finished answer: copy it, say whether it was good, and on demand who planned it, how long it took and what it used. */
import { IconInfoCircle } from '@tabler/icons-react'
import type { StewardMessage } from '../api.ts'
import { formatDuration } from '../cells/duration.ts'
import { CopyButton } from '../copy-button.tsx'
import { Thumbs } from './thumbs.tsx'
import css from './thread.module.css'
import { textOf } from './turns.ts'

const answers = new Set<string>(['text', 'data-table', 'data-figure', 'data-timeline'])
const planners = { offline: 'Built-in planner', model: 'Model' }

function facts({ metadata }: StewardMessage): string {
  const known: string[] = []
  if (metadata?.route !== undefined) known.push(planners[metadata.route])
  if (metadata?.ms !== undefined) known.push(formatDuration(metadata.ms))
  const tokens = (metadata?.tokens?.input ?? 0) + (metadata?.tokens?.output ?? 0)
  if (tokens > 0) known.push(`${tokens.toLocaleString()} tokens`)
  return known.join(' · ')
}

export function AnswerFoot({ message }: { message: StewardMessage }) {
  const text = textOf(message)
  const line = facts(message)
  // A question, a refusal or a failure is no answer to copy or to ask about.
  if (!message.parts.some((part) => answers.has(part.type)) || (text === '' && line === '')) return null
  return (
    <div className={css.foot}>
      {text !== '' && <CopyButton label="Copy the answer" text={() => text} />}
      {message.metadata?.turn !== undefined && (
        <Thumbs turn={message.metadata.turn} given={message.metadata.thumb} />
      )}
      {line !== '' && (
        <details className={css.facts}>
          <summary aria-label="About this answer" title="About this answer">
            <IconInfoCircle size={16} stroke={1.6} aria-hidden />
          </summary>
          <span>{line}</span>
        </details>
      )}
    </div>
  )
}
