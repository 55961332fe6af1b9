/** `steward reject`: says no to a proposal, and why; nothing is changed. */
import { reject } from '#agent/proposals/settle.ts'
import { z } from 'zod'
import { Problem } from '#db/problem.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { proposalJson } from '../effects/proposal-json.ts'
import { actFor, actingOptions, actingUsage, print, printJson } from '../terminal.ts'

export default defineCommand({
  usage: `reject PROPOSAL_ID --reason TEXT ${actingUsage}`,
  options: { ...actingOptions, reason: { type: 'string' } },
  run: (values, [id, ...more]) => {
    const reason = values.reason?.trim() ?? ''
    if (id === undefined || more.length > 0 || reason === '')
      throw new WrongUsage('reject takes the id of one proposal, and --reason TEXT')
    if (!z.uuid().safeParse(id).success) throw new Problem('not_found', `${id} is not the id of a proposal.`)
    return actFor(values, async (steward, asker) => {
      const proposal = await reject(steward, { asker, surface: 'terminal', proposal: id, reason })
      if (values.json)
        printJson({ ...proposalJson(proposal, proposal.changes), state: proposal.state, reason })
      else print(`Rejected: ${proposal.summary}. Nothing was changed.`)
      return 0
    })
  },
})
