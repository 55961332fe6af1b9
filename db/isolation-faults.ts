/** Everything in the database's catalogue that would let a row cross workspaces, one line a fault: the boot self-test's questions. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from './connect.ts'
import { personPolicies } from './person-policies.ts'

/** Only these expressions, to the letter: `… or true` names the workspace too. */
const ofWorkspace = `(workspace_id = NULLIF(current_setting('app.workspace'::text, true), ''::text))`
const ofWorkspaces = `(id = NULLIF(current_setting('app.workspace'::text, true), ''::text))`

const expected = sql.join(
  [...personPolicies].map(([table, rows]) => sql`(${table}::text, ${rows}::text)`),
  sql`, `,
)

/** The one function that may run with its owner's rights, to the letter, and where it looks for names. */
const search = {
  body: `
DECLARE
  ours text := nullif(current_setting('app.workspace', true), '');
BEGIN
  IF ours IS NULL THEN
    RAISE EXCEPTION 'no workspace is searched';
  END IF;
  RETURN QUERY EXECUTE format('SELECT c.id FROM public.chunks c WHERE c.workspace_id = %L AND c.stems @@ $1', ours) USING wanted;
END `,
  path: 'search_path=pg_catalog, public',
}

/** Steward's own tables, and whatever else the roles of its work could reach. Extensions answer for themselves. */
const relations = sql`
  relation as (
    select c.oid, n.nspname || '.' || c.relname as name, n.nspname in ('public', 'langgraph') as is_ours, c.relkind, c.relrowsecurity,
           c.relforcerowsecurity, c.relowner, c.reloptions,
           c.relkind in ('r', 'p') and (n.nspname || '.' || c.relname = 'public.workspaces'
             or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)) as is_scoped,
           has_schema_privilege('steward_app', n.oid, 'usage') and has_table_privilege('steward_app', c.oid, 'select') as is_readable,
           has_schema_privilege('steward_person', n.oid, 'usage') and has_table_privilege('steward_person', c.oid, 'select') as is_personal,
           n.nspname = 'auth' as is_sign_in
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  ),
  ours as (select * from relation where is_ours or is_readable or is_personal),
  app as (select * from pg_roles where rolname in ('steward_app', 'steward_person', 'steward_auth')),
  personal (name, rows) as (values ${expected})`

const ofTheRole = sql`
  select rolname || ' ' || right_ as fault from app, lateral (values
      (rolsuper, 'is a superuser'), (rolbypassrls, 'may bypass row security'), (rolcreaterole, 'may make roles'),
      (rolcreatedb, 'may make databases'), (rolreplication, 'may replicate'), (rolcanlogin, 'may log in')
    ) as given (has, right_) where has
  union all
  select app.rolname || ' is a member of ' || g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid join app on app.oid = m.member
  union all
  select app.rolname || ' owns ' || name from relation join app on app.oid = relowner
  union all
  select app.rolname || ' owns the schema ' || nspname from pg_namespace join app on app.oid = nspowner
  union all
  select app.rolname || ' may create in the schema ' || nspname from pg_namespace, app
    where nspname !~ '^pg_' and has_schema_privilege(app.oid, pg_namespace.oid, 'create')
  union all
  select app.rolname || ' may create schemas' from app where has_database_privilege(app.oid, current_database(), 'create')
  union all
  select 'rights on future tables are given in advance' from pg_default_acl, aclexplode(defaclacl) as given, app
    where given.grantee in (app.oid, 0) and defaclobjtype in ('r', 'n')
  union all
  select 'a stored setting changes ' || split_part(setting, '=', 1) from pg_db_role_setting, unnest(setconfig) as setting
    where setdatabase in (0, (select oid from pg_database where datname = current_database()))
      and setting ~* '^(search_path|row_security|role|app\\.|session_replication_role|session_authorization)'`

const ofTables = sql`
  select name || ': row security is not enabled' from ours where is_scoped and not relrowsecurity
  union all
  select name || ': row security is not forced' from ours where is_scoped and not relforcerowsecurity
  union all
  select name || ': it has ' || count(p.oid) || ' policies of workspaces instead of one' from ours
    left join pg_policy p on p.polrelid = ours.oid and p.polroles = array(select oid from app where rolname = 'steward_app')
    where is_scoped group by name having count(p.oid) <> 1
  union all
  select name || ': the policy ' || polname || ' is of no role that reads it' from ours join pg_policy on polrelid = ours.oid
    where not polroles <@ array(select oid from app where rolname in ('steward_app', 'steward_person')) or cardinality(polroles) <> 1
  union all
  select name || ': the policy ' || polname || ' is not the one of workspaces' from ours
    join pg_policy on polrelid = ours.oid and polroles = array(select oid from app where rolname = 'steward_app')
    where polcmd <> '*' or not polpermissive
       or pg_get_expr(polqual, polrelid) is distinct from case when name = 'public.workspaces' then ${ofWorkspaces}::text else ${ofWorkspace} end
       or pg_get_expr(polwithcheck, polrelid) is distinct from case when name = 'public.workspaces' then ${ofWorkspaces} else ${ofWorkspace} end
  union all
  select coalesce(p.name, o.name) || ': a person may read other rows of it than those of their reach'
    from personal p full join (
      select name, pg_get_expr(polqual, polrelid) as rows, polcmd, polpermissive, is_personal from ours
      left join pg_policy on polrelid = ours.oid and polroles = array(select oid from app where rolname = 'steward_person')
      where is_personal or polrelid is not null) o on o.name = p.name
    where polcmd is distinct from 'r' or not polpermissive or not is_personal
       or regexp_replace(o.rows, '\\s+', ' ', 'g') is distinct from p.rows
  union all
  select name || ': steward_app reads it, but it is in no workspace' from ours where relkind in ('r', 'p', 'f') and not is_scoped and is_readable
  union all
  select name || ': ' || rolname || ' has the right ' || given.privilege_type from relation, app, lateral aclexplode((select relacl from pg_class where oid = relation.oid)) given
    where relkind in ('r', 'p') and given.grantee in (app.oid, 0)
      and (given.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
        or rolname = 'steward_person' and given.privilege_type <> 'SELECT'
        or (rolname = 'steward_auth') is distinct from is_sign_in)
  union all
  select name || ': workspace_id may be empty' from ours join pg_attribute a on a.attrelid = ours.oid
    where is_scoped and attname = 'workspace_id' and not attnotnull and attgenerated = ''
  union all
  select name || ': workspace_id has a default' from ours join pg_attribute a on a.attrelid = ours.oid
    where is_scoped and attname = 'workspace_id' and atthasdef and attgenerated = ''
  union all
  select name || ': its unique index ' || indexrelid::regclass || ' spans workspaces' from ours join pg_index on indrelid = ours.oid
    where is_scoped and is_ours and indisunique and name <> 'public.workspaces'
      and not exists (select from pg_attribute a where a.attrelid = ours.oid and a.attnum = any (indkey)
                      and (a.attname = 'workspace_id' or (name ~ '^langgraph' and a.attname = 'thread_id')))
  union all
  select conrelid::regclass || ': its reference ' || conname || ' spans workspaces' from pg_constraint join ours on ours.oid = conrelid
    where contype = 'f' and is_scoped and confrelid <> 'public.workspaces'::regclass
      and not exists (select from pg_attribute a where a.attrelid = conrelid and a.attnum = any (conkey) and a.attname = 'workspace_id')
  union all
  select name || ': a rule rewrites what is done to it' from ours join pg_rewrite on ev_class = ours.oid where relkind in ('r', 'p')`

const ofOtherObjects = sql`
  select name || ': a view that reads as its owner' from ours
    where relkind = 'v' and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)
  union all
  select name || ': a materialised view' from ours where relkind = 'm'
  union all
  select n.nspname || '.' || p.proname || ': a function that runs with its owner''s rights' from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and not (p.oid = to_regprocedure('public.chunks_that_hold(tsquery)') and p.prosrc = ${search.body}::text
        and p.proconfig = array[${search.path}::text])
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and (n.nspname in ('public', 'langgraph', 'auth') or exists (select from app where has_schema_privilege(app.oid, n.oid, 'usage')))
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`

/** As the owner. Empty where workspaces are kept apart. */
export async function isolationFaults(tx: Tx): Promise<string[]> {
  const missing = await rowsOf<{ role: string }>(
    tx,
    sql`select role from unnest(array['steward_app', 'steward_person', 'steward_auth']) role
        where role not in (select rolname::text from pg_roles)`,
  )
  if (missing.length > 0) return missing.map(({ role }) => `there is no role ${role}`)
  const all: SQL = sql.join([ofTheRole, ofTables, ofOtherObjects], sql` union all `)
  const faults = await rowsOf<{ fault: string }>(tx, sql`with ${relations} ${all}`)
  return faults.map(({ fault }) => fault)
}
