/** Refuses a chat completions request where OpenAI does, with its error body: shape, order of messages, tools, choice of tool. */
import { z } from 'zod'
import { checkSchema } from './check-schema.ts'
import { WireError, type ChatRequest, type WireMessage, type WireTool } from './wire.ts'

const parts = z.array(z.looseObject({ type: z.string() })).min(1)
const content = z.union([z.string(), parts])
const toolCall = z.strictObject({
  id: z.string().min(1).max(40),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/), arguments: z.string() }),
})
const name = z
  .string()
  .regex(/^[^\s<|\\/>]+$/)
  .max(64)
  .optional()
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['system', 'developer']), content, name }),
  z.strictObject({ role: z.literal('user'), content, name }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.union([content, z.null()]).optional(),
    name,
    refusal: z.string().nullish(),
    tool_calls: z.array(toolCall).min(1).max(128).optional(),
  }),
  z.strictObject({ role: z.literal('tool'), content, tool_call_id: z.string().min(1) }),
])
const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().max(1024).optional(),
    parameters: z.unknown().optional(),
    strict: z.boolean().nullish(),
  }),
})
const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: z.string() }) }),
])
const request = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  tools: z.array(tool).min(1).max(128).optional(),
  tool_choice: toolChoice.optional(),
  parallel_tool_calls: z.boolean().optional(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  n: z.int().min(1).max(128).nullish(),
  stop: z.union([z.string(), z.array(z.string()).min(1).max(4)]).nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  seed: z.int().nullish(),
  user: z.string().optional(),
  reasoning_effort: z.string().nullish(),
  response_format: z.looseObject({ type: z.enum(['text', 'json_object', 'json_schema']) }).optional(),
})

/** The request, typed; throws WireError where it would be refused. */
export function checkRequest(body: unknown): ChatRequest {
  const parsed = request.safeParse(body)
  if (!parsed.success) throw asWireError(parsed.error)
  const { messages, tools, tool_choice: choice, stream, stream_options: options } = parsed.data
  if (options && !stream) {
    throw new WireError(
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      'stream_options',
    )
  }
  if (!tools && (choice !== undefined || parsed.data.parallel_tool_calls !== undefined)) {
    const param = choice === undefined ? 'parallel_tool_calls' : 'tool_choice'
    throw new WireError(
      `Invalid value for '${param}': '${param}' is only allowed when 'tools' are specified.`,
      param,
    )
  }
  checkTools((tools ?? []) as WireTool[])
  if (typeof choice === 'object' && !tools?.some((tool) => tool.function.name === choice.function.name)) {
    throw new WireError(
      `Tool choice '${choice.function.name}' not found in 'tools' parameter.`,
      'tool_choice',
    )
  }
  checkOrder(messages)
  return parsed.data as ChatRequest
}

function asWireError(error: z.ZodError): WireError {
  const issue = error.issues[0]
  if (!issue) return new WireError('The request is malformed.')
  const param = issue.path.reduce<string>(
    (all, part) =>
      typeof part === 'number' ? `${all}[${part}]` : all ? `${all}.${String(part)}` : String(part),
    '',
  )
  if (issue.code === 'unrecognized_keys') {
    return new WireError(
      `Unrecognized request argument supplied: ${issue.keys.join(', ')}`,
      param || null,
      'unknown_parameter',
    )
  }
  if (issue.path.length === 1 && issue.path[0] === 'model')
    return new WireError('you must provide a model parameter')
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return new WireError(
      `Invalid '${param}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
      param,
      'empty_array',
    )
  }
  if (issue.code === 'too_big') {
    const [kind, code] =
      issue.origin === 'array' ? ['array', 'array_above_max_length'] : ['string', 'string_above_max_length']
    return new WireError(
      `Invalid '${param}': ${kind} too long. Expected ${kind === 'array' ? 'an array' : 'a string'} with maximum length ${issue.maximum}.`,
      param,
      code,
    )
  }
  return new WireError(`Invalid value for '${param}': ${issue.message}.`, param, 'invalid_value')
}

function checkTools(tools: WireTool[]): void {
  const seen = new Set<string>()
  for (const [i, { function: fn }] of tools.entries()) {
    if (seen.has(fn.name))
      throw new WireError(
        `Duplicate function name '${fn.name}'.`,
        `tools[${i}].function.name`,
        'invalid_value',
      )
    seen.add(fn.name)
    if (fn.parameters !== undefined) {
      checkSchema(fn.parameters, fn.name, `tools[${i}].function.parameters`, fn.strict === true)
    }
  }
}

/** Every call is answered by one tool message before anything else is said, and no tool message answers nothing. */
function checkOrder(messages: WireMessage[]): void {
  let open = new Set<string>()
  for (const [i, message] of messages.entries()) {
    const param = `messages.[${i}].role`
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id ?? '')) {
        throw new WireError(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          param,
        )
      }
      continue
    }
    if (open.size > 0) throw unanswered(open, param)
    if (message.role !== 'assistant') continue
    const ids = (message.tool_calls ?? []).map((call) => call.id)
    open = new Set(ids)
    if (open.size < ids.length)
      throw new WireError(
        `Duplicate tool call id in messages[${i}].`,
        `messages.[${i}].tool_calls`,
        'invalid_value',
      )
    if (ids.length === 0 && (message.content === null || message.content === undefined)) {
      throw new WireError(
        "Invalid value for 'content': expected a string, got null.",
        `messages.[${i}].content`,
      )
    }
  }
  if (open.size > 0) throw unanswered(open, `messages.[${messages.length - 1}].role`)
}

const unanswered = (open: Set<string>, param: string) =>
  new WireError(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
    param,
  )
