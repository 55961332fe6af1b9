/** Refuses a server on which Steward could not keep its promises: too old, without its extensions, sorting by a language, or half blind. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from './connect.ts'
import { Problem } from './problem.ts'

const oldestVersion = 160_000

type Server = {
  version: number
  version_text: string
  database: string
  person: string
  sees_all: boolean
  collation: string
  sorts_plainly: boolean
  missing: string[]
  beyond: string[]
  lacks_role: boolean
}

const refuse = (what: string, next: string) =>
  new Problem('bad_request', what, { done: 'Steward did not start; the database was not changed.', next })

/** `tx` is the owner's, before any migration. */
export async function assertFits(tx: Tx): Promise<void> {
  const [server] = await rowsOf<Server>(
    tx,
    sql`select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
               current_database()::text as database, current_user::text as person,
               (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as sees_all,
               (select datcollate::text from pg_database where datname = current_database()) as collation,
               'B' < 'a' and 'z' < 'ä' and lower('Ä') = 'ä' and 'Ä' ilike 'ä' and '-b' < 'a' as sorts_plainly,
               array(select wanted from unnest(array['vector', 'pg_trgm']) wanted
                     where not exists (select from pg_available_extensions where name = wanted)
                       and not exists (select from pg_extension where extname = wanted)) as missing,
               array(select wanted from unnest(array['vector', 'pg_trgm']) wanted, pg_roles me
                     where me.rolname = current_user and not me.rolsuper and not exists (select from pg_extension where extname = wanted)
                       and not exists (select from pg_available_extension_versions where name = wanted and trusted)) as beyond,
               (select not me.rolsuper and not coalesce(
                  (select pg_has_role(me.oid, app.oid, case when to_regclass('drizzle.__drizzle_migrations') is null
                     then 'member with admin option' else 'member' end) from pg_roles app where app.rolname = 'steward_app'),
                  me.rolcreaterole) from pg_roles me where me.rolname = current_user) as lacks_role`,
  )
  if (!server) throw new Error('the server did not describe itself')
  const { version, version_text, database, person, collation, missing } = server
  if (version < oldestVersion)
    throw refuse(`The server runs PostgreSQL ${version_text}.`, 'Use PostgreSQL 16 or later.')
  if (!server.sorts_plainly) {
    throw refuse(
      `The database ${database} sorts text by a language (${collation}), so answers would not be in the order that Steward promises.`,
      `Give Steward a database of its own: CREATE DATABASE steward TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'.`,
    )
  }
  if (missing.length > 0) {
    throw refuse(
      `The server lacks the extension ${missing.join(' and ')}.`,
      'Install pgvector (and the contrib package, for pg_trgm) on the server.',
    )
  }
  if (server.beyond.length > 0) {
    throw refuse(
      `The database user ${person} may not install the extension ${server.beyond.join(' and ')}.`,
      `As an administrator, in ${database}: ${server.beyond.map((name) => `CREATE EXTENSION ${name}`).join('; ')}.`,
    )
  }
  if (server.lacks_role) {
    throw refuse(
      `The database user ${person} may not make, or is not in, the role that questions run as.`,
      `As an administrator: CREATE ROLE steward_app (unless it is there); GRANT steward_app TO "${person}" WITH ADMIN OPTION.`,
    )
  }
  // Migrations and backups work on all workspaces: blind to some, they would leave rows out without a word.
  if (!server.sees_all) {
    throw refuse(
      `The database user ${person} is bound by row security, so migrations and backups would miss rows.`,
      `As an administrator: ALTER ROLE "${person}" BYPASSRLS. Questions never run with that right: they use the role steward_app.`,
    )
  }
}
