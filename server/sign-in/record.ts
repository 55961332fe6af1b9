/** Entries of the audit log about an identity: signing in belongs to each workspace of the one who does it. */
import type { AuditAction, AuditActor, NewAuditEntry } from '#db/audit/contract.ts'
import { recordAudit } from '#db/audit/append.ts'
import type { Db } from '#db/connect.ts'
import { workspacesOf } from '#db/identities/memberships.ts'
import type { Principal } from '../principal.ts'

type Rest = Pick<NewAuditEntry, 'details' | 'personal'>

/** In every workspace of the identity; `actor` is the person there unless it is told. */
export async function recordForIdentity(
  db: Db,
  identity: string,
  action: AuditAction,
  rest: Rest & { actor?: AuditActor } = {},
): Promise<void> {
  for (const { workspace, personId } of await workspacesOf(db, identity))
    await recordAudit(db, workspace, {
      actor: { kind: 'person', id: personId },
      ...{ action, subject: { kind: 'user', id: personId } },
      ...rest,
    })
}

/** Who acts, as the log has it. */
export const actorOf = ({ via, asker, credential }: Principal): AuditActor =>
  via === 'key' && credential !== null
    ? { kind: 'key', id: credential }
    : { kind: 'person', id: asker.userId }
