/** Tools for tests of the model path: the record query's true input, and small ones; none touches a store. */
import { z } from 'zod'
import { query } from '#db/query/query.ts'
import { defineTool, type NamedTool } from '#tools/kit/define-tool.ts'

type Sample = {
  name: string
  description: string
  input: z.ZodType
  label?: string
  phrases?: NamedTool['phrases']
}

export const sampleTool = ({ name, description, input, label = name, phrases }: Sample): NamedTool => ({
  ...defineTool({
    effect: 'read',
    permission: 'workspace:read',
    label,
    description,
    input,
    ...(phrases ? { phrases } : {}),
    run: () => Promise.resolve({ text: '', blocks: [] }),
  }),
  name,
})

export const queryTool = sampleTool({
  name: 'records_query_records',
  label: 'Looking through records',
  description: 'List, count, sum, rank or group any records.',
  input: query,
})
export const briefTool = sampleTool({
  name: 'accounts_brief_account',
  label: 'Reading up on an account',
  description: 'A brief of one account: health, renewal, people, risks.',
  input: z.strictObject({ account: z.string().min(1) }),
})
export const sampleTools = [queryTool, briefTool]
