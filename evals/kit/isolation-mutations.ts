/** Ways in which a database stops keeping workspaces apart, as an administrator, a tool or a careless migration might do it. */

export type Mutation = {
  name: string
  /** As the schema's owner. */
  statements: string[]
  /** It takes rights that only a superuser has. */
  bySuperuser?: boolean
}

const mine = `workspace_id = nullif(current_setting('app.workspace', true), '')`
const policy = (table: string, rest: string) => [
  `drop policy in_workspace on ${table}`,
  `create policy in_workspace on ${table} ${rest}`,
]

export const mutations: Mutation[] = [
  { name: 'drop FORCE', statements: ['alter table accounts no force row level security'] },
  { name: 'drop ENABLE', statements: ['alter table contacts disable row level security'] },
  { name: 'drop FORCE of workspaces', statements: ['alter table workspaces no force row level security'] },
  {
    name: 'drop FORCE of checkpoints',
    statements: ['alter table langgraph.checkpoints no force row level security'],
  },
  { name: 'drop a policy', statements: ['drop policy in_workspace on tickets'] },
  { name: 'drop the policy of workspaces', statements: ['drop policy own_workspace on workspaces'] },
  { name: 'drop WITH CHECK', statements: policy('contacts', `to steward_app using (${mine})`) },
  {
    name: 'a WITH CHECK that lets all through',
    statements: ['alter policy in_workspace on tasks with check (true)'],
  },
  { name: 'a USING that lets all through', statements: ['alter policy in_workspace on tasks using (true)'] },
  {
    name: 'a USING that names the workspace and lets all through',
    statements: [`alter policy in_workspace on activities using (${mine} or true)`],
  },
  {
    name: 'a USING that reads another setting',
    statements: [
      `alter policy in_workspace on activities using (workspace_id = current_setting('app.tenant', true))`,
    ],
  },
  {
    name: 'a USING without the guard against an empty workspace',
    statements: [
      `alter policy in_workspace on usage using (workspace_id = current_setting('app.workspace', true))`,
    ],
  },
  {
    name: 'a second, permissive policy',
    statements: ['create policy open on contacts to steward_app using (true) with check (true)'],
  },
  {
    name: 'a second policy for updates only',
    statements: ['create policy half on contacts for update to steward_app using (true)'],
  },
  { name: 'a policy for everybody', statements: ['alter policy in_workspace on accounts to public'] },
  {
    name: 'a policy for reads only',
    statements: policy('accounts', `for select to steward_app using (${mine})`),
  },
  {
    name: 'a restrictive policy in its place',
    statements: policy('accounts', `as restrictive to steward_app using (${mine}) with check (${mine})`),
  },
  {
    name: 'a person who reads all contacts',
    statements: [`alter policy in_reach on contacts using (${mine})`],
  },
  {
    name: 'a person who reads what others own',
    statements: ['alter policy in_reach on accounts using (true)'],
  },
  { name: 'a person who writes', statements: ['grant update on accounts to steward_person'] },
  {
    name: 'a person’s policy for all that is done',
    statements: [
      'drop policy in_reach on tasks',
      `create policy in_reach on tasks to steward_person using (${mine})`,
    ],
  },
  { name: 'a person who reads imports', statements: ['grant select on imports to steward_person'] },
  {
    name: 'a person’s second policy',
    statements: [`create policy more on calls for select to steward_person using (${mine})`],
  },
  { name: 'a person who is the application', statements: ['grant steward_app to steward_person'] },
  { name: 'sign-in that reads accounts', statements: ['grant select on accounts to steward_auth'] },
  {
    name: 'a table of sign-in that the application reads',
    statements: [
      'create table auth.leak (token text)',
      'grant usage on schema auth to steward_app',
      'grant select on auth.leak to steward_app',
    ],
  },
  { name: 'a view that reads as its owner', statements: ['create view leak as select * from accounts'] },
  {
    name: 'a view that says so',
    statements: ['create view leak with (security_invoker = false) as select * from accounts'],
  },
  {
    name: 'a view in another schema',
    statements: [
      'create schema reports',
      'create view reports.leak as select * from accounts',
      'grant usage on schema reports to steward_app',
      'grant select on reports.leak to steward_app',
    ],
  },
  {
    name: 'a materialised view',
    statements: ['create materialized view leak as select * from accounts'],
  },
  {
    name: 'a definer function',
    statements: [
      'create function leak() returns bigint language sql security definer as $$ select count(*) from accounts $$',
    ],
  },
  {
    name: 'the search function, asking for all workspaces',
    statements: [
      `create or replace function chunks_that_hold(wanted tsquery) returns table (chunk_id uuid) language plpgsql stable security definer
       set search_path = pg_catalog, public as $$ begin return query select c.id from public.chunks c where c.stems @@ wanted; end $$`,
    ],
  },
  {
    name: 'the search function, looking for names elsewhere',
    statements: ['alter function chunks_that_hold(tsquery) set search_path = public'],
  },
  {
    name: 'a definer procedure',
    statements: ['create procedure leak() language sql security definer as $$ delete from accounts $$'],
  },
  {
    name: 'a definer function in another schema',
    statements: [
      'create schema reports',
      'grant usage on schema reports to public',
      'create function reports.leak() returns bigint language sql security definer as $$ select count(*) from public.accounts $$',
    ],
  },
  {
    name: 'a function of ours made a definer',
    statements: ['alter function keep_history() security definer'],
  },
  {
    name: 'a rule that writes elsewhere',
    statements: [
      'create table copies (workspace_id text not null, name text)',
      'revoke all on copies from public',
      'create rule copy as on insert to accounts do also insert into copies values (new.workspace_id, new.name)',
    ],
  },
  {
    name: 'a table in no workspace',
    statements: ['create table plain (id int)', 'grant select on plain to steward_app'],
  },
  {
    name: 'a table in no workspace, in another schema',
    statements: [
      'create schema reports',
      'create table reports.plain (id int)',
      'grant usage on schema reports to steward_app',
      'grant select on reports.plain to public',
    ],
  },
  { name: 'a table without row security', statements: ['create table scoped (workspace_id text not null)'] },
  { name: 'an inheriting table', statements: ['create table old_accounts () inherits (accounts)'] },
  { name: 'the right to truncate', statements: ['grant truncate on accounts to steward_app'] },
  { name: 'the right to refer', statements: ['grant references on accounts to steward_app'] },
  { name: 'the right to set triggers, for all', statements: ['grant trigger on contacts to public'] },
  { name: 'every right', statements: ['grant all on documents to steward_app'] },
  {
    name: 'a default for the workspace',
    statements: [`alter table tasks alter workspace_id set default 'a'`],
  },
  {
    name: 'rows without a workspace',
    statements: [
      'alter table imports drop constraint imports_workspace_id_id_pk',
      'alter table imports alter workspace_id drop not null',
    ],
  },
  { name: 'a unique index over all workspaces', statements: ['create unique index on users (email)'] },
  {
    name: 'the right to create in the schema',
    statements: ['grant create on schema public to steward_app'],
  },
  {
    name: 'rights given in advance',
    statements: ['alter default privileges in schema public grant select on tables to steward_app'],
  },
  { name: 'BYPASSRLS', statements: ['alter role steward_app bypassrls'], bySuperuser: true },
  { name: 'SUPERUSER', statements: ['alter role steward_app superuser'], bySuperuser: true },
  { name: 'CREATEROLE', statements: ['alter role steward_app createrole'], bySuperuser: true },
  { name: 'CREATEDB', statements: ['alter role steward_app createdb'], bySuperuser: true },
  { name: 'REPLICATION', statements: ['alter role steward_app replication'], bySuperuser: true },
  { name: 'LOGIN', statements: ['alter role steward_app login'], bySuperuser: true },
  {
    name: 'membership in another role',
    statements: ['create role keeper', 'grant keeper to steward_app'],
    bySuperuser: true,
  },
  {
    name: 'membership in the role that reads all',
    statements: ['grant pg_read_all_data to steward_app'],
    bySuperuser: true,
  },
  { name: 'a table of its own', statements: ['alter table tasks owner to steward_app'], bySuperuser: true },
  {
    name: 'the right to create schemas',
    statements: [
      `do $$ begin execute format('grant create on database %I to steward_app', current_database()); end $$`,
    ],
    bySuperuser: true,
  },
  {
    name: 'another search path for the database',
    statements: [
      `do $$ begin execute format('alter database %I set search_path = reports, public', current_database()); end $$`,
    ],
    bySuperuser: true,
  },
  {
    name: 'another search path for the role',
    statements: ['alter role steward_app set search_path = reports, public'],
    bySuperuser: true,
  },
  {
    name: 'a workspace set for everybody',
    statements: [
      `do $$ begin execute format('alter database %I set app.workspace = ''a''', current_database()); end $$`,
    ],
    bySuperuser: true,
  },
]

/** What an administrator runs to have the server's roles as they were, whichever mutation there was. */
export const asFound = [
  'alter role steward_app nosuperuser nobypassrls nocreaterole nocreatedb noreplication nologin',
  'alter role steward_app reset all',
  'revoke pg_read_all_data from steward_app',
  'drop role if exists keeper',
]
