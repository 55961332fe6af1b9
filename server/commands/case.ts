/** `steward case`: a conversation as a case of a suite, with made-up people and firms in the place of the real ones. */
import { defineCommand, WrongUsage } from '../command.ts'
import { handOver } from '../hand-over.ts'

const one = { type: 'string' } as const

export default defineCommand({
  usage:
    'case CONVERSATION [--workspace NAME] [--seed N] [--to FILE]   a redacted case of a conversation, for a suite',
  options: { workspace: one, seed: one, to: one },
  run: (values, [conversation, ...more]) => {
    if (conversation === undefined || more.length > 0)
      throw new WrongUsage('case takes the id of one conversation')
    return handOver('capture/main.ts', values, [conversation])
  },
})
