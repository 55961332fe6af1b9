/** `steward approve`: says yes to a proposal, carries it out here, and tells what became of its rows. */
import { approve } from '#agent/proposals/approve.ts'
import { z } from 'zod'
import { Problem } from '#db/problem.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { proposalLines } from '../effects/print-proposal.ts'
import { readCard } from '../effects/proposal-card.ts'
import { actFor, actingOptions, actingUsage, print, printJson } from '../terminal.ts'
import { carriedOut, showRun } from '../effects/work-run.ts'

export default defineCommand({
  usage: `approve PROPOSAL_ID ${actingUsage}     carries out what was proposed`,
  options: actingOptions,
  run: (values, [id, ...more]) => {
    if (id === undefined || more.length > 0) throw new WrongUsage('approve takes the id of one proposal')
    if (!z.uuid().safeParse(id).success) throw new Problem('not_found', `${id} is not the id of a proposal.`)
    const { json = false } = values
    return actFor(values, async (steward, asker) => {
      const card = await readCard(steward, asker, id)
      if (!json && card.state === 'open')
        for (const line of [`${card.summary}:`, ...proposalLines(card)]) print(line)
      // What is printed is what is approved.
      const done = await approve(steward, { asker, surface: 'terminal', proposal: id, digest: card.digest })
      if (done.state === 'approved')
        return showRun(steward, asker, await carriedOut(steward, asker, done.run), json)
      const waits = await readCard(steward, asker, id)
      if (json) printJson({ run: null, rows: [], approvalsLeft: done.approvalsLeft })
      else print(`You said yes. Nothing is changed yet: it takes a second person. ${waits.approvers}`)
      return 0
    })
  },
})
