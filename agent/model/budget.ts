/** Fits a conversation into a model's context by stated rules, oldest first, and says in one line what is missing. Never splits a call from its result. */
import { Problem } from '#db/problem.ts'
import { cutFenced } from './fence.ts'
import type { ModelMessage } from './model.ts'
import { estimateTokens, messageTokens } from './tokens.ts'
import type { OfferedTool } from './tool-schema.ts'

/** Heading and column names stay when a result's rows go. */
const linesKept = 3

/**
 * What is cut, in this order, until the rest fits:
 * 1. rows of tool results, oldest result first, all but those of the current step;
 * 2. whole earlier turns (a request with everything up to the next one), oldest first.
 * Never cut: system messages, the request, the current step (the last calls and their results), the calls of this turn.
 */
export function fit(messages: ModelMessage[], tools: OfferedTool[], limit: number): ModelMessage[] {
  const fixed = estimateTokens(JSON.stringify(tools))
  const size = (list: ModelMessage[]) => list.reduce((sum, message) => sum + messageTokens(message), fixed)
  if (size(messages) <= limit) return messages

  const room = limit - noteTokens
  const step = messages.findLastIndex((message) => message.role === 'assistant')
  const current = step < lastRequest(messages) ? messages.length : step
  let kept = [...messages]
  let shortened = 0
  for (const [i, message] of messages.entries()) {
    if (i >= current || size(kept) <= room) break
    if (message.role !== 'tool') continue
    const content = cutFenced(message.content, linesKept)
    if (content === message.content) continue
    kept[i] = { ...message, content }
    shortened++
  }
  let turns = 0
  while (size(kept) > room && lastRequest(kept) > firstTurn(kept)) {
    const start = firstTurn(kept)
    const next = kept.findIndex((message, i) => i > start && message.role === 'user')
    kept = [...kept.slice(0, start), ...kept.slice(next)]
    turns++
  }
  if (size(kept) > room) {
    throw new Problem('model_budget', 'This request and its results are longer than the model can read at once.', {
      next: 'Ask about fewer things at once, or start a new conversation.',
    })
  }
  return withNote(kept, shortened, turns)
}

const noteTokens = 60
const lastRequest = (messages: ModelMessage[]) => messages.findLastIndex((message) => message.role === 'user')
const firstTurn = (messages: ModelMessage[]) => messages.findIndex((message) => message.role !== 'system')

/** In the system message, not one of its own: some endpoints take only one, and only at the start. */
function withNote(messages: ModelMessage[], shortened: number, turns: number): ModelMessage[] {
  const gone = [
    turns > 0 ? `the ${turns === 1 ? 'oldest turn' : `${turns} oldest turns`} of this conversation` : '',
    shortened > 0 ? `rows of ${shortened} earlier ${shortened === 1 ? 'result' : 'results'}` : '',
  ].filter(Boolean)
  const note = `Left out to fit: ${gone.join(', and ')}. Look things up again rather than guess at them.`
  const [first, ...rest] = messages
  if (first?.role === 'system') return [{ ...first, content: `${first.content}\n\n${note}` }, ...rest]
  return [{ role: 'system', content: note }, ...messages]
}
