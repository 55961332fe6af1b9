/** A step of a script as the endpoint says it: one completion, or the server-sent events of a stream, with ids that never repeat. */
import { randomUUID } from 'node:crypto'
import type { ChatRequest, Step, WireToolCall } from './wire.ts'

const callsOf = (step: Step): WireToolCall[] =>
  (step.toolCalls ?? []).map((call) => ({
    id: call.id ?? `call_${randomUUID().replaceAll('-', '').slice(0, 24)}`,
    type: 'function',
    function: {
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    },
  }))

const finishOf = (step: Step) => step.finish ?? (step.toolCalls?.length ? 'tool_calls' : 'stop')

/** Counted the coarse way, four characters a token; enough to see that it travels. */
function usageOf(step: Step, request: ChatRequest) {
  const prompt = Math.ceil(JSON.stringify(request.messages).length / 4)
  const completion = Math.ceil(((step.text ?? '').length + JSON.stringify(step.toolCalls ?? []).length) / 4)
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}

const envelope = (request: ChatRequest) => ({
  id: `chatcmpl-${randomUUID()}`,
  created: Math.floor(Date.now() / 1000),
  model: request.model,
  system_fingerprint: null,
})

export function wholeAnswer(step: Step, request: ChatRequest) {
  const calls = callsOf(step)
  const message = {
    role: 'assistant',
    content: step.text ?? null,
    refusal: null,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  }
  return {
    ...envelope(request),
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(step) }],
    usage: usageOf(step, request),
  }
}

/** The events of the streamed answer, `[DONE]` included: text a word a chunk, arguments a dozen characters a chunk. */
export function streamedAnswer(step: Step, request: ChatRequest): string[] {
  const withUsage = request.stream_options?.include_usage === true
  const head = JSON.stringify({ ...envelope(request), object: 'chat.completion.chunk' }).slice(0, -1)
  const usage = withUsage ? ',"usage":null' : ''
  const event = (delta: unknown, finish: string | null = null) =>
    `data: ${head},"choices":[${JSON.stringify({ index: 0, delta, logprobs: null, finish_reason: finish })}]${usage}}\n\n`
  const events = [
    event({ role: 'assistant', content: step.toolCalls && !step.text ? null : '', refusal: null }),
  ]
  for (const word of step.text?.match(/\s*\S+\s*$|\s*\S+/g) ?? []) events.push(event({ content: word }))
  for (const [index, call] of callsOf(step).entries()) {
    const { name, arguments: text } = call.function
    events.push(
      event({ tool_calls: [{ index, id: call.id, type: 'function', function: { name, arguments: '' } }] }),
    )
    for (let at = 0; at < text.length; at += 12) {
      events.push(event({ tool_calls: [{ index, function: { arguments: text.slice(at, at + 12) } }] }))
    }
  }
  events.push(event({}, finishOf(step)))
  if (withUsage)
    events.push(`data: ${head},"choices":[],"usage":${JSON.stringify(usageOf(step, request))}}\n\n`)
  if (step.badJson)
    events[Math.floor(events.length / 2)] = 'data: {"id": "chatcmpl-broken", "choices": [{]\n\n'
  events.push('data: [DONE]\n\n')
  return events
}
