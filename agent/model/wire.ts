/** Between plain JSON messages and the endpoint: message classes exist only here, for the length of one call; chunks become one whole answer or none. */
import {
  AIMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  type BaseMessage,
} from '@langchain/core/messages'
import { convertMessagesToCompletionsMessageParams, type OpenAIClient } from '@langchain/openai'
import type { ModelMessage, Usage } from './model.ts'

export type Chunk = OpenAIClient.Chat.Completions.ChatCompletionChunk
type CallDelta = NonNullable<Chunk['choices'][number]['delta']['tool_calls']>[number]

export const asParams = (messages: ModelMessage[], model: string) =>
  convertMessagesToCompletionsMessageParams({ messages: messages.map(asClass), model })

function asClass(message: ModelMessage): BaseMessage {
  switch (message.role) {
    case 'system':
      return new SystemMessage(message.content)
    case 'user':
      return new HumanMessage(message.content)
    case 'tool':
      return new ToolMessage({ content: message.content, tool_call_id: message.toolCallId })
    case 'assistant':
      return new AIMessage({
        content: message.content,
        tool_calls: message.toolCalls.map((call) => ({
          id: call.id,
          name: call.tool,
          args: { ...(call.input as object) },
        })),
      })
  }
}

export type RawCall = { id: string; name: string; text: string }
/** `finish` is null where the stream ended without the endpoint's word that the answer is whole. */
export type Collected = {
  text: string
  calls: RawCall[]
  usage: Usage | null
  finish: string | null
  chunks: number
}

/** Beyond this an answer is no answer but a model that does not stop. */
const longestText = 200_000
const longestCalls = 1_000_000
export class Endless extends Error {}

export const nothingYet = (): Collected => ({ text: '', calls: [], usage: null, finish: null, chunks: 0 })

/** Reads a stream to its end into `all`. `onText` gets text as it comes, never half a character. */
export async function collect(
  all: Collected,
  chunks: AsyncIterable<Chunk>,
  onText: (delta: string) => void,
  onChunk: () => void,
): Promise<void> {
  const slots = new Map<number, RawCall>()
  let held = ''
  let size = 0
  for await (const chunk of chunks) {
    onChunk()
    all.chunks++
    if (chunk.usage)
      all.usage = { input: chunk.usage.prompt_tokens ?? 0, output: chunk.usage.completion_tokens ?? 0 }
    const choice = chunk.choices?.[0]
    if (!choice) continue
    const { content, refusal, tool_calls: deltas } = choice.delta ?? {}
    for (const part of [content, refusal]) {
      if (typeof part !== 'string' || part === '') continue
      const [whole, rest] = splitCharacter(held + part)
      held = rest
      // The store takes neither NUL nor half a character.
      const clean = whole.replaceAll('\0', '').toWellFormed()
      if (clean) onText(clean)
      all.text += clean
    }
    for (const delta of deltas ?? []) size += addDelta(all.calls, slots, delta)
    if (choice.finish_reason) all.finish = choice.finish_reason
    if (all.text.length > longestText || size > longestCalls) throw new Endless()
  }
}

const splitCharacter = (text: string): [string, string] => {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? [text.slice(0, -1), text.slice(-1)] : [text, '']
}

/** Servers differ: some leave the index out, some give every call index 0, some repeat the id in each piece. */
function addDelta(calls: RawCall[], slots: Map<number, RawCall>, delta: CallDelta): number {
  const known = typeof delta.index === 'number' ? slots.get(delta.index) : calls.at(-1)
  let call = known
  if (!call || (delta.id && call.id && delta.id !== call.id)) {
    call = { id: delta.id ?? '', name: '', text: '' }
    calls.push(call)
    if (typeof delta.index === 'number') slots.set(delta.index, call)
  }
  if (!call.id && delta.id) call.id = delta.id
  const { name, arguments: given } = delta.function ?? {}
  if (typeof name === 'string' && !call.name) call.name = name
  const text = typeof given === 'string' ? given : given ? JSON.stringify(given) : ''
  call.text += text
  return text.length
}
