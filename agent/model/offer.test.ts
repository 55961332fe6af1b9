/** Which tools a model is offered, and in what form. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkSchema } from '#evals/kit/openai/check-schema.ts'
import { queryTool, sampleTool } from '#evals/kit/openai/sample-tools.ts'
import { offer } from './offer.ts'
import { asOffered } from './tool-schema.ts'

const subjects = [
  'renewal',
  'onboarding',
  'ticket',
  'survey',
  'contract',
  'usage',
  'playbook',
  'forecast',
  'champion',
  'invoice',
  'webinar',
  'training',
  'escalation',
  'referral',
  'milestone',
  'sentiment',
  'segment',
  'territory',
  'attachment',
  'calendar',
  'timeline',
  'retention',
  'segmentation',
  'seat',
  'product',
  'region',
  'discount',
  'partner',
  'newsletter',
  'quota',
]
const many = new Map(
  [
    queryTool,
    ...subjects.map((subject) =>
      sampleTool({
        name: `things_show_${subject}`,
        label: `Showing ${subject}s`,
        description: `Everything about one ${subject}.`,
        input: z.strictObject({ id: z.string() }),
        phrases: { frames: [`${subject} of {account}`], examples: [] },
      }),
    ),
  ].map((tool) => [tool.name, tool]),
)
const names = (request: string, used: string[] = []) => offer(many, request, used).map((tool) => tool.name)

describe('the tools offered', () => {
  test('are at most 20, with the record query always among them', () => {
    for (const request of ['', 'hello', 'which renewals slipped', 'ünïcode 日本語', subjects.join(' ')]) {
      expect(names(request)).toHaveLength(20)
      expect(names(request)).toContain('records_query_records')
    }
  })

  test.each([
    ['what did they say in the surveys', 'things_show_survey'],
    ['are the tickets escalated', 'things_show_escalation'],
    ['Renewing accounts, please', 'things_show_renewal'],
    ['who was onboarded', 'things_show_onboarding'],
    ['the partners’ quotas', 'things_show_quota'],
  ])('fit the request: %s', (request, name) => expect(names(request)).toContain(name))

  test('hold those of the last turns, for a follow-up that names nothing', () => {
    const used = ['things_show_territory', 'things_show_webinar']
    expect(names('and the second one?', used)).toEqual(expect.arrayContaining(used))
  })

  test('are the same for the same request, in the order of names, whatever the order they were loaded in', () => {
    const reversed = new Map([...many].reverse())
    const chosen = names('churn risk of the training sentiment')
    expect(chosen).toEqual([...chosen].sort())
    expect(offer(reversed, 'churn risk of the training sentiment').map((tool) => tool.name)).toEqual(chosen)
  })

  test('are all, where there are few', () => {
    expect(offer(new Map([...many].slice(0, 5)), 'x')).toHaveLength(5)
  })
})

describe('the schema of a tool', () => {
  const parameters = asOffered(queryTool).function.parameters

  test('is one that endpoints accept, recursion included', () => {
    expect(() => checkSchema(parameters, 'q', 'p', false)).not.toThrow()
    expect(JSON.stringify(parameters)).toContain('"$ref":"#/$defs/')
  })

  test('leaves out what a model has no use for, and stays short', () => {
    const text = JSON.stringify(parameters)
    expect(text).not.toMatch(/\$schema|"pattern"|9007199254740991/)
    expect(text.length).toBeLessThan(8_600)
  })

  test('closes every object with named keys', () => {
    const open = sampleTool({
      name: 'x_y_z',
      description: 'd',
      input: z.object({ a: z.object({ b: z.string() }), free: z.record(z.string(), z.number()) }),
    })
    expect(asOffered(open).function.parameters).toMatchObject({
      additionalProperties: false,
      properties: { a: { additionalProperties: false }, free: { additionalProperties: { type: 'number' } } },
    })
  })

  test('asks for what has a default only if the tool needs it', () => {
    const tool = sampleTool({
      name: 'x_y_d',
      description: 'd',
      input: z.strictObject({ n: z.int().default(5), s: z.string() }),
    })
    expect(asOffered(tool).function.parameters).toMatchObject({ required: ['s'] })
  })

  test('is made once', () => expect(asOffered(queryTool)).toBe(asOffered(queryTool)))

  test('cannot be a union: the author hears of it by the name of the tool', () => {
    const union = sampleTool({
      name: 'bad_union_tool',
      description: 'd',
      input: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]),
    })
    expect(() => asOffered(union)).toThrow(/bad_union_tool/)
  })
})
