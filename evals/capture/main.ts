/** `steward case`: prints a conversation as a redacted case, or appends it to a suite. */
import { appendFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Problem } from '#db/problem.ts'
import { withSteward, workspaceFor } from '#server/terminal.ts'
import { captured } from './capture.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    workspace: { type: 'string' },
    seed: { type: 'string', default: '1' },
    to: { type: 'string' },
  },
})
const [conversation = ''] = positionals
try {
  await withSteward(values, async (steward) => {
    const { id: workspace } = await workspaceFor(steward, values.workspace)
    const made = await captured(steward.db, { workspace, conversation, seed: Number(values.seed) })
    const line = `${JSON.stringify(made)}\n`
    if (values.to === undefined) process.stdout.write(line)
    else appendFileSync(values.to, line)
    process.stderr.write(
      'steward: read it before you share it: a name that the workspace does not hold stands as it was said.\n',
    )
  })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  process.stderr.write(`steward: ${error.inOneLine()}\n`)
  process.exitCode = 1
}
