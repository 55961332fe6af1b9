/** A model whose answers are kept by model, parameters, input and trial: asked once, told again for nothing; without a network only what is on record. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { Model, ModelStep } from '#agent/model/model.ts'
import { Problem } from '#db/problem.ts'

/** `use`: what is on record is told, the rest asked and kept. `replay`: what is not on record fails. `refresh`: all is asked anew. */
export type RecordMode = 'use' | 'replay' | 'refresh'

const message = z.looseObject({ role: z.string() })
const stepSchema = z.object({
  messages: z.array(message),
  toolCalls: z.array(z.object({ id: z.string(), tool: z.string(), input: z.unknown() })),
  text: z.string(),
  usage: z.object({ input: z.number(), output: z.number() }),
})
const line = z.strictObject({ key: z.string(), step: stepSchema })

type Options = { file: string; mode: RecordMode; parameters: Record<string, unknown> }

/** Which trial asks: each has an answer of its own. */
export const askingTrial = new AsyncLocalStorage<number>()

/** Ids of calls are drawn anew each time by endpoints; what was asked before with others is the same request. */
function withoutCallIds(value: unknown): unknown {
  const seen = new Map<string, string>()
  const named = (id: unknown) => {
    const key = String(id)
    const known = seen.get(key) ?? `call ${seen.size + 1}`
    seen.set(key, known)
    return known
  }
  return JSON.parse(
    JSON.stringify(value, function (this: unknown, key: string, one: unknown) {
      if (key === 'toolCallId') return named(one)
      const isCall = typeof this === 'object' && this !== null && 'tool' in this && 'input' in this
      return key === 'id' && isCall ? named(one) : one
    }),
  )
}

/** `client` is null where there is no endpoint: then only records answer. */
export function recorded(name: string, client: Model | null, { file, mode, parameters }: Options): Model {
  const steps = new Map<string, ModelStep>()
  if (existsSync(file) && mode !== 'refresh')
    for (const one of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { key, step } = line.parse(JSON.parse(one))
      steps.set(key, step as ModelStep)
    }
  mkdirSync(dirname(file), { recursive: true })
  return {
    name,
    host: client?.host ?? 'record',
    next: async (messages, tools, options) => {
      const offered = tools.map((tool) => [
        tool.name,
        tool.description,
        z.toJSONSchema(tool.input, { unrepresentable: 'any' }),
      ])
      const input = [name, parameters, askingTrial.getStore() ?? 1, withoutCallIds(messages), offered]
      const key = createHash('sha256')
        .update(canonicalize(input) ?? '')
        .digest('hex')
      const known = steps.get(key)
      if (known) {
        if (known.text) options.onText(known.text)
        return known
      }
      if (mode === 'replay' || !client)
        throw new Problem('bad_request', `No answer of ${name} to this request is on record.`, {
          done: 'Nothing was asked.',
          next: 'Run again with --record use (or refresh) where the endpoint can be reached.',
        })
      const step = await client.next(messages, tools, options)
      steps.set(key, step)
      appendFileSync(file, `${JSON.stringify({ key, step })}\n`)
      return step
    },
  }
}
