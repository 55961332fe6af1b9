/** What is said of a proposal: that it waits, that there is nothing to change, or what a standing approval had done at once. */
import type { Db } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import type { ProposalView } from '#db/effects/contract.ts'
import { workRun } from '#db/effects/work-run.ts'
import type { Answer } from '#tools/kit/define-tool.ts'

const answer = (...lines: string[]): Answer => ({
  text: lines.filter((line) => line !== '').join('\n\n'),
  blocks: [],
})
const notesOf = (notes: string[]) => notes.map((note) => `- ${note}`).join('\n')

export const nothingToDo = (notes: string[]): Answer => answer('There is nothing to change.', notesOf(notes))

export const waiting = ({ summary, notes, approvalsNeeded }: ProposalView): Answer =>
  answer(
    `**${summary}.** Nothing is changed yet: it waits for ${approvalsNeeded > 1 ? 'the approval of two people' : 'approval'}.`,
    notesOf(notes),
  )

/** Carried out here: so few rows take no job. Were this process to end, the next one goes on with it. */
export async function afterStanding(db: Db, { workspace }: Asker, proposal: ProposalView): Promise<Answer> {
  const run = await workRun(db, { workspace, run: proposal.run ?? '' })
  const done = run.state === 'done' ? 'Done under a standing approval' : 'Approved by a standing approval'
  const skipped = run.skipped + run.failed
  return answer(
    `**${proposal.summary}.** ${done}: ${run.done} of ${run.total}${skipped > 0 ? `, ${skipped} could not be changed` : ''}. It can be undone.`,
    notesOf(proposal.notes),
  )
}
