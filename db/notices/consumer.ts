/** Makes notices of events: for whose account or task it is, unless they did it themselves. Once an event and person. */
import { sql } from 'drizzle-orm'
import type { Consumer } from '../events/deliver.ts'
import { readSettings } from '../change-setting.ts'

/** Who matters to an account. Of the others nobody needs to be told that they came. */
const stakeholders = ['champion', 'economic_buyer', 'executive_sponsor']
/** A change that made more accounts than this brought a portfolio in; nobody wants a notice for each. */
const mostNew = 50

export const noticing: Consumer = {
  name: 'notices',
  take: async (tx, workspace, seqs) => {
    const { health } = await readSettings(tx, workspace)
    const bandOf = (key: 'before' | 'after') => {
      const score = sql`(o.details ->> ${key}::text)::float8`
      return sql`case when ${score} >= ${health.green} then 'green' when ${score} >= ${health.yellow} then 'yellow'
        when ${score} is not null then 'red' end`
    }
    await tx.execute(
      sql`insert into notices (workspace_id, user_id, seq, kind, object, row_id, account_id, details, at)
          select o.workspace_id, w.user_id, o.seq, o.kind, o.object, o.row_id, o.account_id, o.details, o.at
          from outbox o
          left join changes c on c.workspace_id = o.workspace_id and c.id = o.change_id
          left join accounts a on a.workspace_id = o.workspace_id and a.id = o.account_id
          cross join lateral (
            select a.csm_id as user_id where o.kind <> 'task.overdue'
            union select (o.details ->> 'before')::uuid where o.kind = 'account.csm_changed'
            union select t.assignee_id from tasks t
              where o.kind = 'task.overdue' and t.workspace_id = o.workspace_id and t.id = o.row_id) w
          join users u on u.workspace_id = o.workspace_id and u.id = w.user_id and u.deactivated_at is null
          where o.workspace_id = ${workspace} and o.seq = any (${sql.param(seqs)}::bigint[])
            and w.user_id is distinct from c.actor_id
            and (o.kind <> 'contact.added' or o.details ->> 'role' = any (${sql.param(stakeholders)}::text[]))
            and (o.kind <> 'account.health_changed' or o.details ? 'override' or ${bandOf('before')} is distinct from ${bandOf('after')})
            -- What came with the account is part of its coming.
            and (o.kind = 'account.created' or o.change_id is null or not exists (
              select from outbox made where made.workspace_id = o.workspace_id and made.change_id = o.change_id
                and made.kind = 'account.created' and made.row_id = o.account_id))
            and (o.kind <> 'account.created' or (
              select count(*) from outbox made where made.workspace_id = o.workspace_id and made.change_id = o.change_id
                and made.kind = 'account.created') <= ${mostNew})
          on conflict do nothing`,
    )
  },
}
