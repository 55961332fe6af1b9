/** How a turn begins for the model: the prompt, the conversation so far, and the request. */
import type { TurnRun } from '../turn-run.ts'
import { fenced, plainCell } from './fence.ts'
import { forModel } from './for-model.ts'
import type { ModelMessage } from './model.ts'
import { systemPrompt } from './prompt.ts'
import type { PastTurn } from '../planner.ts'

/** Earlier results keep a few rows: enough to say "those", not enough to answer from; the model looks up again. */
const earlier = { rows: 5, chars: 1_500 }

/** What the built-in planner was unsure of helps to begin with, and is no instruction. */
const withHint = (text: string, hint: string | null): string =>
  hint === null
    ? text
    : `${text}\n\n(Steward read this by rules and was not sure; its reading may be wrong:\n${hint}\n)`

export function openingMessages(
  { text, history, asker, clock, catalogue }: TurnRun,
  hint: string | null = null,
): ModelMessage[] {
  return [
    { role: 'system', content: systemPrompt({ asker, clock, catalogue, request: text }) },
    ...history.flatMap(pastMessages),
    { role: 'user', content: withHint(text, hint) },
  ]
}

/** Not the model's words: what is known of its proposals by now. */
const outcomesOf = ({ outcomes = [] }: PastTurn): string =>
  outcomes.length > 0
    ? `\nWhat became of what was proposed:\n${fenced(outcomes.map((line) => plainCell(line, 600)))}`
    : ''

/** Results stand as the answer to the turn's calls, so that the model never sees data fences in words of its own. */
function pastMessages(turn: PastTurn): ModelMessage[] {
  // A turn that went on by itself after an approval has no request of its own.
  const request: ModelMessage = { role: 'user', content: turn.text || 'Go on.' }
  const said: ModelMessage = {
    role: 'assistant',
    content: turn.clarify?.question ?? (turn.answer || 'Done.'),
    toolCalls: [],
  }
  const [first, ...more] = turn.calls
  if (!first) return [request, said]
  const results = `${forModel({ text: '', blocks: turn.blocks }, earlier)}${outcomesOf(turn)}`
  return [
    request,
    { role: 'assistant', content: '', toolCalls: turn.calls },
    { role: 'tool', toolCallId: first.id, content: results },
    ...more.map((call): ModelMessage => ({
      role: 'tool',
      toolCallId: call.id,
      content: 'See the result above.',
    })),
    said,
  ]
}
