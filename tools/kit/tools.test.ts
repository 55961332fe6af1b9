/** What every tool must be: named by its path, described, with a schema a model can be given. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadTools } from './load-tools.ts'

const tools = await loadTools()

/** Every object schema inside a JSON schema. */
function objectsOf(schema: unknown): Record<string, unknown>[] {
  if (Array.isArray(schema)) return schema.flatMap(objectsOf)
  if (typeof schema !== 'object' || schema === null) return []
  const own = schema as Record<string, unknown>
  const inner = Object.values(own).flatMap(objectsOf)
  return own.type === 'object' && own.properties ? [own, ...inner] : inner
}

describe('the tools', () => {
  it('are found by their path', () => {
    expect([...tools.keys()]).toEqual(
      expect.arrayContaining([
        ...['accounts_brief_account', 'accounts_show_timeline', 'measures_explain_measure'],
        ...['measures_show_retention', 'records_query_records'],
      ]),
    )
  })

  it('have labels and descriptions that tell them apart', () => {
    const all = [...tools.values()]
    expect(new Set(all.map((tool) => tool.label)).size).toBe(all.length)
    expect(new Set(all.map((tool) => tool.description)).size).toBe(all.length)
  })
})

describe.each([...tools.values()])('$name', (tool) => {
  it('has a name that every model endpoint takes', () => {
    expect(tool.name).toMatch(/^[a-z]+(_[a-z]+){2,}$/)
    expect(tool.name.length).toBeLessThanOrEqual(64)
  })

  it('says when to use it and when not, in a size that a prompt bears', () => {
    expect(tool.description).toMatch(/use|never|not/i)
    expect(tool.description.length).toBeGreaterThan(60)
    expect(tool.description.length).toBeLessThan(700)
  })

  it('takes an object that converts to a JSON schema and refuses keys it does not know', () => {
    const schema = z.toJSONSchema(tool.input, { io: 'input' })
    expect(schema.type).toBe('object')
    for (const object of objectsOf(schema)) expect(object.additionalProperties).toBe(false)
    expect(tool.input.safeParse({ 'no such key': 1 }).success).toBe(false)
  })

  it('reads by the right to read, or writes by the right to act', () => {
    expect(tool.permission).toBe(tool.effect === 'read' ? 'workspace:read' : 'act')
  })

  it('has frames whose slots and brackets close', () => {
    for (const frame of tool.phrases?.frames ?? []) {
      for (const [open, close] of [
        ['{', '}'],
        ['(', ')'],
      ] as const)
        expect([frame, frame.split(open).length]).toEqual([frame, frame.split(close).length])
    }
  })
})
