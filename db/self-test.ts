/** The boot self-test: refuses to serve a store whose role could see past row security (SECURITY.md §2.2). */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from './connect.ts'
import { Problem } from './problem.ts'

type Fault = { fault: string }

/** Everything in the catalogue that would let a row cross workspaces, one line a fault. */
const faultsOf = (tx: Tx) =>
  rowsOf<Fault>(
    tx,
    sql`
    with ours as (
      select c.oid, n.nspname || '.' || c.relname as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
             c.relowner, c.reloptions,
             exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as in_workspace
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'langgraph')
    ),
    policies as (
      select p.polrelid, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) as using_, pg_get_expr(p.polwithcheck, p.polrelid) as check_
      from pg_policy p
    )
    select 'role steward_app may bypass row security' as fault from pg_roles where rolname = 'steward_app' and (rolsuper or rolbypassrls)
    union all
    select 'no role steward_app' where not exists (select from pg_roles where rolname = 'steward_app')
    union all
    select 'steward_app is a member of ' || g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid
      join pg_roles r on r.oid = m.member where r.rolname = 'steward_app'
    union all
    select name || ' is owned by steward_app' from ours join pg_roles r on r.oid = relowner where r.rolname = 'steward_app'
    union all
    select name || ': row security is not enabled' from ours where relkind in ('r', 'p') and (in_workspace or name = 'public.workspaces') and not relrowsecurity
    union all
    select name || ': row security is not forced' from ours where relkind in ('r', 'p') and (in_workspace or name = 'public.workspaces') and not relforcerowsecurity
    union all
    select name || ': no policy' from ours where relkind in ('r', 'p') and (in_workspace or name = 'public.workspaces')
      and not exists (select from policies where polrelid = ours.oid)
    union all
    select name || ': a policy does not name the workspace in USING and WITH CHECK' from ours join policies on polrelid = oid
      where coalesce(using_, '') !~ 'app\\.workspace' or coalesce(check_, '') !~ 'app\\.workspace'
    union all
    select name || ': readable by steward_app, but in no workspace' from ours
      where relkind in ('r', 'p') and not in_workspace and name <> 'public.workspaces' and has_table_privilege('steward_app', oid, 'select')
    union all
    select name || ': steward_app may truncate' from ours where relkind in ('r', 'p') and has_table_privilege('steward_app', oid, 'truncate')
    union all
    select name || ': a view without security_invoker' from ours where relkind = 'v' and not coalesce('security_invoker=true' = any(reloptions), false)
    union all
    select name || ': a materialised view' from ours where relkind = 'm'
    union all
    select n.nspname || '.' || p.proname || ': a definer function that is not listed' from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'langgraph') and p.prosecdef`,
  )

/** Throws with every fault found; also proves by a probe that no workspace means no rows. */
export async function assertIsolated(db: Db): Promise<void> {
  const faults = (await db.asOwner(faultsOf)).map((row) => row.fault)
  const [probe] = await db.inWorkspace('', (tx) =>
    rowsOf<{ role: string; super: boolean; seen: number }>(
      tx,
      sql`select current_user as role,
                 (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as super,
                 (select count(*)::int from workspaces) + (select count(*)::int from users) + (select count(*)::int from accounts) as seen`,
    ),
  )
  if (probe?.role !== 'steward_app' || probe.super)
    faults.push(`work runs as ${probe?.role}, which row security does not bind`)
  if (probe && probe.seen > 0) faults.push(`${probe.seen} rows are visible without a workspace`)
  if (faults.length > 0) {
    throw new Problem('internal', `The database does not keep workspaces apart: ${faults.join('; ')}.`, {
      done: 'Steward did not start; nothing was served.',
      next: 'Restore the policies (run the migrations on a copy and compare), then start again.',
    })
  }
}
