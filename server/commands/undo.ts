/** `steward undo`: proposes to take a run back, and says what would be restored and what was edited since. */
import { proposeUndo } from '#agent/proposals/replace.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { outcomesPage } from '../effects/outcomes.ts'
import { decideLines, outcomeLine, proposalLines, shownLines } from '../effects/print-proposal.ts'
import { allChanges, proposalJson } from '../effects/proposal-json.ts'
import { actFor, actingOptions, actingUsage, print, printJson } from '../terminal.ts'

export default defineCommand({
  usage: `undo RUN_ID ${actingUsage}               proposes to take a run back`,
  options: actingOptions,
  run: (values, [run, ...more]) => {
    if (run === undefined || more.length > 0) throw new WrongUsage('undo takes the id of one run')
    return actFor(values, async (steward, asker) => {
      const proposal = await proposeUndo(steward, { asker, surface: 'terminal', run })
      if (values.json) {
        printJson(proposalJson(proposal, await allChanges(steward, asker, proposal)))
        return 0
      }
      for (const line of [`${proposal.summary}:`, ...proposalLines(proposal)]) print(line)
      const query = { from: 1, limit: shownLines, state: 'skipped' as const }
      const left = await steward.db.inWorkspace(
        asker.workspace,
        (tx) => outcomesPage(tx, asker, proposal.id, query),
        'read',
      )
      for (const row of left.rows) print(outcomeLine(row))
      for (const line of ['Nothing is changed yet.', ...decideLines(proposal)]) print(line)
      return 0
    })
  },
})
