/** Proposals and what became of their rows as scripts read them: every change, in the shape of `ask --json`. */
import type { StewardData } from '#agent/contract.ts'
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
  /** Null where the tool is not yet available: it was understood, and there is nothing to approve. */
  id: string | null
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

type Would = NonNullable<StewardData['refusal']['would']>
type Rows = { object: string; rows: Record<string, unknown>[]; total: number }

/** What would be proposed were the tool there: one new thing a row, or one for all of them. */
export function notYetJson({ tool, summary, values, makes }: Would, rows: Rows | undefined): ProposalJson {
  const object = makes ?? ''
  const made = (after: Record<string, unknown>): ChangeJson => ({
    ...{ object, id: null, field: null, before: null, after },
  })
  const changes =
    object === 'trigger'
      ? [made(values)]
      : (rows?.rows ?? []).map(({ id }) => made({ ...values, [`${rows?.object ?? 'row'}_id`]: id }))
  return { id: null, tool, effect: 'write', summary, count: changes.length, changes }
}

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
