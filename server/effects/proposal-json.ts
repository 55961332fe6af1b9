/** Proposals and what became of their rows as scripts read them: every change, in the shape of `ask --json`. */
import { readChanges } from '#agent/proposals/view.ts'
import type { Steward } from '#agent/steward.ts'
import type { Asker } from '#db/contract.ts'
import type { Change, ProposalView } from '#db/effects/contract.ts'

export type ChangeJson = {
  object: string
  id: string | null
  field: string | null
  before: unknown
  after: unknown
}
export type ProposalJson = {
  id: string
  tool: string
  effect: 'write' | 'send'
  summary: string
  count: number
  changes: ChangeJson[]
}

const changeJson = ({ object, id, field, before, after }: Change): ChangeJson => ({
  ...{ object, id, field, before, after },
})

export const proposalJson = (
  { id, tool, effect, summary, count }: Omit<ProposalView, 'changes'>,
  changes: Change[],
): ProposalJson => ({ id, tool, effect, summary, count, changes: changes.map(changeJson) })

const pageRows = 2_000

/** All of them, though a proposal comes with its first ones. */
export async function allChanges(
  { db }: Pick<Steward, 'db'>,
  asker: Asker,
  { id, rows, changes }: Pick<ProposalView, 'id' | 'rows' | 'changes'>,
): Promise<Change[]> {
  if (rowsIn(changes) >= rows) return changes
  const all: Change[] = []
  for (let from = 1; ;) {
    const page = await readChanges({ db }, asker, id, { from, limit: pageRows })
    all.push(...page)
    const last = page.at(-1)
    if (!last || rowsIn(page) < pageRows) return all
    from = last.seq + 1
  }
}

const rowsIn = (changes: Change[]) => new Set(changes.map(({ seq }) => seq)).size
