/** The model planner: one step at a time over any OpenAI-compatible endpoint. A step is calls to run or the answer; only whole, valid calls come out. */
import { ChatOpenAICompletions } from '@langchain/openai'
import { Problem } from '#db/problem.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import type { ToolCall } from '../planner.ts'
import { ask, type Endpoint, type Turn } from './ask.ts'
import { conversationTokens, fit } from './budget.ts'
import { doneSoFar, readStep, repairsOf } from './step.ts'
import { estimateTokens } from './tokens.ts'
import { asOffered } from './tool-schema.ts'
import { asParams, type Collected } from './wire.ts'

/** Plain JSON: what a checkpoint holds. `refused` marks the answer to a call whose arguments were not right. */
export type ModelMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string }
  | { role: 'assistant'; content: string; toolCalls: ToolCall[] }
  | { role: 'tool'; content: string; toolCallId: string; refused?: boolean }

export type Usage = { input: number; output: number }

export type ModelOptions = {
  apiKey: string
  /** Up to and with `/v1`; OpenAI's own when left out. */
  baseURL?: string
  model: string
  /** The longest silence of the endpoint. */
  timeoutMs?: number
  /** The first wait before another try; the next is twice as long. */
  backoffMs?: number
  /** How long a turn may take where `next` is given no deadline. */
  turnMs?: number
  /** What may be sent, by our estimate: the context of the model less room for its answer. */
  inputTokens?: number
  temperature?: number
}

export type NextOptions = {
  signal: AbortSignal
  /** Text as it comes. In a step that ends in calls it is talk beside them, not the answer. */
  onText: (delta: string) => void
  /** When the turn's time is up, by Date.now(); waits and calls end there. */
  deadline?: number
}

export type ModelStep = {
  /** To append to the conversation, in order; a tool message for each of `toolCalls` must follow. */
  messages: ModelMessage[]
  /** Whole calls with inputs that fit their tools, to run in parallel; none means that `text` is the answer. */
  toolCalls: ToolCall[]
  text: string
  usage: Usage
}

export type Model = {
  name: string
  host: string
  /** `messages` are the whole conversation, system message first. Throws Problem, or the signal's reason when stopped. */
  next: (messages: ModelMessage[], tools: NamedTool[], options: NextOptions) => Promise<ModelStep>
}

const mostRepairs = 2

export function createModel(options: ModelOptions): Model {
  const { apiKey, model, temperature, baseURL = 'https://api.openai.com/v1', inputTokens = 60_000 } = options
  const chat = new ChatOpenAICompletions({
    apiKey,
    model,
    ...(temperature === undefined ? {} : { temperature }),
    // Tries are counted in one place, `ask`; the client's own would multiply them.
    maxRetries: 0,
    onFailedAttempt: (error: unknown) => {
      throw error
    },
    // Null, or the client would take them from the environment behind our back and send them to any endpoint.
    configuration: { baseURL, logLevel: 'off', organization: null, project: null },
  })
  const endpoint: Endpoint = {
    chat,
    model,
    host: new URL(baseURL).host,
    timeoutMs: options.timeoutMs ?? 60_000,
    backoffMs: options.backoffMs ?? 500,
  }
  return {
    name: model,
    host: endpoint.host,
    next: async (
      messages,
      tools,
      { signal, onText, deadline = Date.now() + (options.turnMs ?? 180_000) },
    ) => {
      const turn = { signal, onText, deadline, done: doneSoFar(messages) }
      const said: ModelMessage[] = []
      const usage = { input: 0, output: 0 }
      let repairs = repairsOf(messages)
      for (;;) {
        const answer = await answerTo([...messages, ...said], tools, turn, endpoint, inputTokens)
        usage.input += answer.usage.input
        usage.output += answer.usage.output
        const step = readStep(answer, tools, [...messages, ...said])
        said.push(...step.messages)
        if (step.refused > 0 && ++repairs > mostRepairs)
          throw unmended(endpoint, turn, step.messages.at(-1)?.content)
        // A step with nothing but refused calls has nothing to run: the model hears of it at once.
        if (step.toolCalls.length > 0 || step.refused === 0) {
          return { messages: said, toolCalls: step.toolCalls, text: answer.text, usage }
        }
      }
    },
  }
}

type Answer = Collected & { usage: Usage }

async function answerTo(
  messages: ModelMessage[],
  tools: NamedTool[],
  turn: Turn,
  endpoint: Endpoint,
  inputTokens: number,
): Promise<Answer> {
  const { chat, model } = endpoint
  const offered = tools.map(asOffered)
  const options = offered.length > 0 ? { tools: offered } : {}
  let sent: ModelMessage[] = []
  const send = (limit: number) => {
    sent = fit(messages, offered, limit)
    const params = {
      ...chat.invocationParams(options, { streaming: true }),
      messages: asParams(sent, model),
      stream: true as const,
    }
    return ask(endpoint, params, turn)
  }
  const answer = await send(inputTokens).catch((error: unknown) => {
    // The estimate may be low, or the endpoint's context smaller than said: once with much less, then it is the person's turn.
    if (error instanceof Problem && error.code === 'model_budget' && error.cause !== undefined) {
      return send(Math.floor(Math.min(conversationTokens(sent, offered), inputTokens) * 0.6))
    }
    throw error
  })
  if (answer.finish === 'length') throw cutShort(endpoint, turn)
  if (answer.finish === 'content_filter') throw withheld(endpoint, turn)
  if (answer.calls.length === 0 && answer.text.trim() === '') throw empty(endpoint, turn)
  const usage = answer.usage ?? {
    input: conversationTokens(sent, offered),
    output: estimateTokens(answer.text + answer.calls.map((call) => call.text).join('')),
  }
  return { ...answer, usage }
}

const rephrase = 'Ask again in other words, or in smaller parts.'

const unmended = ({ model }: Endpoint, { done }: Turn, why = '') =>
  new Problem(
    'model_bad_answer',
    `The model ${model} called a tool with wrong arguments, and again after ${mostRepairs} corrections.`,
    { done, next: rephrase, cause: why },
  )
const cutShort = ({ model }: Endpoint, { done }: Turn) =>
  new Problem('model_bad_answer', `The answer of ${model} grew longer than it may be and was cut off.`, {
    done,
    next: rephrase,
  })
const withheld = ({ host }: Endpoint, { done }: Turn) =>
  new Problem('model_bad_answer', `The content filter of ${host} withheld the answer.`, {
    done,
    next: rephrase,
  })
const empty = ({ model }: Endpoint, { done }: Turn) =>
  new Problem('model_bad_answer', `The model ${model} gave an empty answer.`, { done, next: rephrase })
