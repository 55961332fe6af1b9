/** Steward asks back: each option is a button that sends it; once something was answered the buttons rest. */
import { Button } from '@mantine/core'
import { memo, use } from 'react'
import type { StewardData } from '#agent/contract.ts'
import { Ask } from '../thread/ask.ts'
import css from './parts.module.css'

type Props = { question: StewardData['question']; isOpen: boolean }

export const QuestionPart = memo(function QuestionPart({ question, isOpen }: Props) {
  const ask = use(Ask)
  return (
    <div className={css.question} role="group" aria-label={question.question}>
      <p>{question.question}</p>
      <div className={css.options}>
        {question.options.map((option) => (
          <Button
            key={option}
            variant="default"
            size="compact-md"
            fw={450}
            disabled={!isOpen}
            onClick={() => ask(option)}
          >
            {option}
          </Button>
        ))}
      </div>
    </div>
  )
})
