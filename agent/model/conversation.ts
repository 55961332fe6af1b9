/** How a turn begins for the model: the prompt, the conversation so far as text, and the request. */
import type { TurnRun } from '../turn-run.ts'
import { forModel } from './for-model.ts'
import type { ModelMessage } from './model.ts'
import { systemPrompt } from './prompt.ts'

/** Earlier results keep a few rows: enough to say "those", not enough to answer from; the model looks up again. */
const earlier = { rows: 5, chars: 1_500 }

export function openingMessages({ text, history, asker, clock, catalogue }: TurnRun): ModelMessage[] {
  const past = history.flatMap((turn): ModelMessage[] => [
    { role: 'user', content: turn.text },
    {
      role: 'assistant',
      content: turn.clarify?.question ?? forModel({ text: turn.answer, blocks: turn.blocks }, earlier),
      toolCalls: [],
    },
  ])
  return [
    { role: 'system', content: systemPrompt({ asker, clock, catalogue, request: text }) },
    ...past,
    { role: 'user', content: text },
  ]
}
