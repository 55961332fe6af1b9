/** Turns a whole answer into a step: valid calls with ids of their own, refusals for the others; and reads from a conversation what its turn has done. */
import { randomBytes } from 'node:crypto'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import { readInput } from './arguments.ts'
import type { ModelMessage } from './model.ts'
import type { Collected, RawCall } from './wire.ts'

const mostCalls = 16

/** The model's step as messages: each call gets an id that is new in this conversation, each wrong one its refusal. */
export function readStep(
  answer: Pick<Collected, 'text' | 'calls'>,
  tools: NamedTool[],
  before: ModelMessage[],
) {
  const known = new Set(
    before.flatMap((message) =>
      message.role === 'assistant' ? message.toolCalls.map((call) => call.id) : [],
    ),
  )
  const read = answer.calls.map((raw, i) => {
    const id = freshId(raw.id, known)
    const input =
      i < mostCalls
        ? readCall(raw, tools)
        : { ok: false as const, why: `At most ${mostCalls} calls in one step.` }
    // A name that no tool has may be no name at all, and the endpoint would refuse it when it hears it again.
    const tool = /^[a-zA-Z0-9_-]{1,64}$/.test(raw.name) ? raw.name : 'unknown'
    return { call: { id, tool, input: input.ok ? input.input : {} }, why: input.ok ? null : input.why }
  })
  const refused = read.filter((one) => one.why !== null)
  const messages: ModelMessage[] = [
    { role: 'assistant', content: answer.text, toolCalls: read.map((one) => one.call) },
    ...refused.map(({ call, why }) => ({
      role: 'tool' as const,
      toolCallId: call.id,
      content: refusalText(call.tool, why ?? ''),
      refused: true,
    })),
  ]
  return {
    messages,
    refused: refused.length,
    toolCalls: read.filter((one) => one.why === null).map((one) => one.call),
  }
}

function readCall(raw: RawCall, tools: NamedTool[]) {
  const tool = tools.find((one) => one.name === raw.name)
  if (tool) return readInput(tool.input, raw.text)
  return {
    ok: false as const,
    why: `There is no such tool. There are: ${tools.map((one) => one.name).join(', ')}.`,
  }
}

const refusalText = (tool: string, why: string) =>
  `The call of ${tool} was not run, for its arguments are not right:\n${why.slice(0, 2_000).toWellFormed()}\nCall it again with the arguments mended, or answer without it.`

/** Some servers send no id, or the same in every answer; nine letters and digits suit even the strictest. */
function freshId(given: string, known: Set<string>): string {
  const fits = /^[\w-]{1,40}$/.test(given) && !known.has(given)
  const id = fits
    ? given
    : randomBytes(9)
        .toString('base64url')
        .replace(/[^a-z0-9]/gi, 'x')
        .slice(0, 9)
  known.add(id)
  return id
}

/** Of this turn alone: rounds in which a call was refused. */
export function repairsOf(messages: ModelMessage[]): number {
  const turn = messages.slice(messages.findLastIndex((message) => message.role === 'user') + 1)
  return turn.filter(
    (message, i) => message.role === 'tool' && message.refused && turn[i - 1]?.role === 'assistant',
  ).length
}

export function doneSoFar(messages: ModelMessage[]): string {
  const turn = messages.slice(messages.findLastIndex((message) => message.role === 'user') + 1)
  const looked = turn.filter((message) => message.role === 'tool' && !message.refused).length
  if (looked === 0) return 'Nothing was looked up from its answer, and nothing was changed.'
  return `${looked === 1 ? 'One look-up was' : `${looked} look-ups were`} done before and ${looked === 1 ? 'stands' : 'stand'}; no further one was run, and nothing was changed.`
}
