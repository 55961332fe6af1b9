/** A read that nothing but its own file speaks of, for the test of openness. */
import { z } from 'zod'
import { defineTool } from '#tools/kit/define-tool.ts'

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Weighing the harvest',
  description: 'The weight of what one bed gave.',
  input: z.strictObject({ bed: z.string() }),
  phrases: {
    frames: ['(harvest|yield) (of|from) {bed}', "{bed} 's (harvest|yield)"],
    examples: ['harvest of North Wall'],
  },
  run: () => Promise.resolve({ text: '', blocks: [] }),
})
