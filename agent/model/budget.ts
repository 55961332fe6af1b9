/** Fits a conversation into a model's context by stated rules, oldest first, and says in one line what is missing. Never splits a call from its result. */
import { Problem } from '#db/problem.ts'
import { cutFenced } from './fence.ts'
import type { ModelMessage } from './model.ts'
import { estimateTokens, messageTokens } from './tokens.ts'
import type { OfferedTool } from './tool-schema.ts'

/** A result's reading and column names stay when its rows go. */
const linesKept = 2
/** Room for the line that says what was cut. */
const noteTokens = 60

const toolTokens = new WeakMap<OfferedTool, number>()

export function conversationTokens(messages: ModelMessage[], tools: OfferedTool[]): number {
  const ofTools = tools.reduce((sum, tool) => {
    const known = toolTokens.get(tool) ?? estimateTokens(JSON.stringify(tool))
    toolTokens.set(tool, known)
    return sum + known
  }, 0)
  return messages.reduce((sum, message) => sum + messageTokens(message), ofTools)
}

/**
 * What is cut, in this order, until the rest fits:
 * 1. rows of results, oldest first, all but those of the current step (the last calls);
 * 2. whole earlier turns (a request with everything up to the next one), oldest first.
 * Never cut: system messages, the request, the results of the current step, the calls of this turn. Where these alone
 * are too long it throws: to guess from half a result is worse than to say so.
 */
export function fit(messages: ModelMessage[], tools: OfferedTool[], limit: number): ModelMessage[] {
  let size = conversationTokens(messages, tools)
  if (size <= limit) return messages

  const room = limit - noteTokens
  const request = messages.findLastIndex((message) => message.role === 'user')
  const lastCalls = messages.findLastIndex((message) => message.role === 'assistant')
  const kept = [...messages]
  let shortened = 0
  for (const [i, message] of messages.slice(0, lastCalls > request ? lastCalls : request).entries()) {
    if (size <= room) break
    if (message.role !== 'tool' && message.role !== 'assistant') continue
    const short = { ...message, content: cutFenced(message.content, linesKept) }
    if (short.content.length >= message.content.length) continue
    size += messageTokens(short) - messageTokens(message)
    kept[i] = short
    shortened++
  }

  const first = kept.findIndex((message) => message.role !== 'system')
  let from = first
  let turns = 0
  while (size > room && from < request) {
    const end = kept.findIndex((message, i) => i > from && message.role === 'user')
    const gone = kept.slice(from, end)
    size -= conversationTokens(gone, [])
    turns++
    from = end
  }
  if (size > room) {
    throw new Problem(
      'model_budget',
      'This request and its results are longer than the model can read at once.',
      {
        next: 'Ask about fewer things at once, or start a new conversation.',
      },
    )
  }
  return withNote([...kept.slice(0, first), ...kept.slice(from)], shortened, turns)
}

/** In the system message, not one of its own: some endpoints take only one, and only at the start. */
function withNote(messages: ModelMessage[], shortened: number, turns: number): ModelMessage[] {
  const gone = [
    turns > 0 ? `the ${turns === 1 ? 'oldest turn' : `${turns} oldest turns`} of this conversation` : '',
    shortened > 0 ? `rows of ${shortened} earlier ${shortened === 1 ? 'result' : 'results'}` : '',
  ].filter(Boolean)
  const note = `Left out to fit: ${gone.join(', and ')}. Look things up again rather than guess at them.`
  const [system, ...rest] = messages
  if (system?.role === 'system') return [{ ...system, content: `${system.content}\n\n${note}` }, ...rest]
  return [{ role: 'system', content: note }, ...messages]
}
