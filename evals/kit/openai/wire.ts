/** The chat completions wire as far as the stand-in speaks it: requests as they arrive, steps of a script, OpenAI's error body. */

/** OpenAI's error, before it becomes a response. */
export class WireError extends Error {
  readonly status: number
  readonly param: string | null
  readonly code: string | null

  constructor(message: string, param: string | null = null, code: string | null = null, status = 400) {
    super(message)
    this.name = 'WireError'
    this.status = status
    this.param = param
    this.code = code
  }
}

export const errorBody = (error: WireError) => ({
  error: { message: error.message, type: 'invalid_request_error', param: error.param, code: error.code },
})

export type WireToolCall = { id: string; type: 'function'; function: { name: string; arguments: string } }
export type WireMessage = {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool'
  content?: string | { type: string; text?: string }[] | null
  tool_calls?: WireToolCall[]
  tool_call_id?: string
}
export type WireTool = {
  type: 'function'
  function: { name: string; description?: string; parameters?: Record<string, unknown>; strict?: boolean }
}
/** A request that passed validation. */
export type ChatRequest = {
  model: string
  messages: WireMessage[]
  tools?: WireTool[]
  stream?: boolean
  stream_options?: { include_usage?: boolean }
}

/**
 * What the stand-in does with one request. Text and tool calls are one answer; `arguments` as a string goes out as it is,
 * well-formed or not. `cutAfter` chunks (or `cutAfterBytes`) the connection is reset, or with `cleanly` just ends, as
 * behind a proxy; `stallAfter` chunks it falls silent; `hang` never answers; `badJson` breaks the chunk in the middle.
 */
export type Step = {
  text?: string
  toolCalls?: { name: string; arguments: unknown; id?: string }[]
  finish?: string
  status?: number
  headers?: Record<string, string>
  body?: unknown
  cutAfter?: number
  cutAfterBytes?: number
  cleanly?: boolean
  stallAfter?: number
  delayMs?: number
  badJson?: boolean
  hang?: boolean
}
