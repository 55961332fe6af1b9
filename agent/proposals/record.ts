/** What the audit log says of proposals: ids, counts and fields in its details, the words and arguments beside them where they can be erased. */
import { createHash } from 'node:crypto'
import { appendAudit } from '#db/audit/append.ts'
import type { AuditActor, AuditDetails } from '#db/audit/contract.ts'
import { canonical } from '#db/audit/entry.ts'
import type { Tx } from '#db/connect.ts'
import type { Surface } from '#db/effects/contract.ts'
import { summaryOf, type ProposalRow } from '#db/effects/receipt.ts'
import type { Planned } from './plan.ts'

const subject = ({ id }: ProposalRow) => ({ kind: 'proposal', id })
const person = (id: string): AuditActor => ({ kind: 'person', id })

/** The arguments to the letter, by their hash; the words of them stand beside. */
const argumentsOf = (row: ProposalRow) => createHash('sha256').update(canonical(row.arguments)).digest('hex')

const fieldsOf = ({ sets }: Planned): string[] => [
  ...new Set(
    sets.flatMap((set) =>
      set.op === 'update'
        ? set.set.map(({ field }) => `${set.object}.${field}`)
        : [`${set.object} (${set.op})`],
    ),
  ),
]

export async function recordProposed(
  tx: Tx,
  row: ProposalRow,
  planned: Planned,
  { surface, replaces }: { surface: Surface; replaces?: string | undefined },
): Promise<void> {
  await appendAudit(tx, row.workspaceId, {
    ...{ actor: person(row.requesterId), action: 'proposed', subject: subject(row) },
    details: {
      ...{ tool: row.tool, kind: row.kind, integrity: row.integrity, surface, turn: row.turnId },
      ...{ rows: row.rowCount, changes: row.changeCount, fields: fieldsOf(planned) },
      ...{ digest: row.digest, arguments: argumentsOf(row) },
      ...(row.undoes !== null && { undoes: row.undoes }),
      ...(replaces !== undefined && { replaces }),
    },
    personal: { summary: summaryOf(row), arguments: canonical(row.arguments) },
  })
}

export async function recordStanding(tx: Tx, row: ProposalRow, standing: string): Promise<void> {
  await appendAudit(tx, row.workspaceId, {
    ...{ actor: { kind: 'system' }, action: 'approved', subject: subject(row) },
    details: { standing, digest: row.digest, rows: row.rowCount },
  })
}

/** What a person decided: a yes, a no, or rows left out. */
export async function recordDecision(
  tx: Tx,
  row: ProposalRow,
  by: { action: 'approved' | 'refused' | 'narrowed'; userId: string; surface: Surface },
  rest: { details?: AuditDetails; personal?: Record<string, string> } = {},
): Promise<void> {
  await appendAudit(tx, row.workspaceId, {
    ...{ actor: person(by.userId), action: by.action, subject: subject(row) },
    details: {
      ...{ tool: row.tool, digest: row.digest, rows: row.rowCount, surface: by.surface },
      ...rest.details,
    },
    ...(rest.personal && { personal: rest.personal }),
  })
}
