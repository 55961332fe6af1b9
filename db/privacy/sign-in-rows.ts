/** What sign-in holds of a colleague: an identity that belongs to no other workspace goes, with its sessions, passwords and second factors. */
import { sql } from 'drizzle-orm'
import { rowsOf } from '../connect.ts'
import type { OwnRows } from './own-rows.ts'

/** Before the memberships are deleted, which say whose identity it is. */
export async function forgetIdentity({ tx, workspace, subject, tally }: OwnRows): Promise<void> {
  const emails = subject.known.emails.map((email) => email.toLowerCase())
  const theirs = sql`select m.identity_id from auth.memberships m where m.workspace_id = ${workspace}
    and m.person_id::text = any (${sql.param(subject.rows)}::text[])`
  const elsewhere = sql`select m.identity_id from auth.memberships m where m.workspace_id <> ${workspace}`
  const statements = [
    {
      place: 'auth.one_time_links',
      what: sql`delete from auth.one_time_links l where l.workspace_id = ${workspace}
        and lower(l.email) = any (${sql.param(emails)}::text[]) returning 1`,
    },
    {
      place: 'auth.verifications',
      what: sql`delete from auth.verifications v
        where exists (select from unnest(${sql.param(emails)}::text[]) e where position(e in lower(v.value)) > 0) returning 1`,
    },
    {
      place: 'auth.sso_flows',
      what: sql`delete from auth.sso_flows f
        where lower(f.arrived ->> 'email') = any (${sql.param(emails)}::text[]) returning 1`,
    },
    {
      place: 'auth.sso_links',
      what: sql`delete from auth.sso_links l using auth.sso_providers p
        where p.id = l.provider_id and p.workspace_id = ${workspace} and l.identity_id in (${theirs}) returning 1`,
    },
    {
      place: 'auth.sessions',
      what: sql`delete from auth.sessions s where ${workspace} in (s.workspace_id, s.only_workspace_id) and s.identity_id in (${theirs})
        returning 1`,
    },
    {
      place: 'auth.identities',
      what: sql`delete from auth.identities i where i.id in (${theirs}) and i.id not in (${elsewhere}) returning 1`,
    },
  ]
  for (const { place, what } of statements) {
    const [done] = await rowsOf<{ rows: number }>(
      tx,
      sql`with done as (${what}) select count(*)::int as rows from done`,
    )
    tally.add(place, 'deleted', done?.rows ?? 0)
  }
}
