/** The part of the erasure map that speaks of sign-in, across workspaces: an identity goes with its last membership (./sign-in-rows.ts), and takes along what hangs on it. */
import { closed, hashed, keep, type TableTreatment, type Treatment } from './treatment.ts'

const identitys: Treatment = { holds: 'colleague', how: 'delete row' }
const briefly: Treatment = { holds: 'colleague', how: 'delete on mention' }
const workspace_id = closed
const identity_id = identitys
const ofMember = { colleague: 't.person_id', deletes: true as const }
const directorys = keep('the directory’s own words for itself and its roles')

export const signIn: Record<string, TableTreatment> = {
  'auth.api_keys': {
    own: ofMember,
    columns: { workspace_id, identity_id, label: identitys, prefix: hashed, secret: hashed, scopes: closed },
  },
  'auth.memberships': { own: ofMember, columns: { workspace_id, identity_id } },
  'auth.one_time_links': {
    own: ofMember,
    columns: { workspace_id, kind: closed, token: hashed, email: identitys, identity_id },
  },
  'public.provisioned_people': {
    own: ofMember,
    columns: { workspace_id, user_name: identitys, external_id: identitys },
  },
  'auth.identities': {
    workspace: null,
    columns: { id: identitys, name: identitys, email: identitys, image: identitys },
  },
  'auth.sessions': {
    workspace: null,
    columns: {
      ...{ id: closed, identity_id, token: hashed, ip_address: identitys, user_agent: identitys },
      ...{ workspace_id, only_workspace_id: closed },
    },
  },
  'auth.credentials': {
    workspace: null,
    columns: {
      ...{ id: closed, identity_id, account_id: identitys, provider_id: closed, access_token: identitys },
      ...{ refresh_token: identitys, id_token: identitys, scope: closed, password: identitys },
    },
  },
  'auth.second_factors': {
    workspace: null,
    columns: { id: closed, identity_id, secret: identitys, backup_codes: identitys },
  },
  'auth.verifications': { workspace: null, columns: { id: closed, identifier: hashed, value: briefly } },
  'auth.attempts': { workspace: null, columns: { key: hashed } },
  'auth.sso_providers': {
    columns: {
      ...{ workspace_id, id: closed, label: directorys, issuer: directorys, domains: directorys },
      ...{ new_role: closed, config: directorys },
    },
  },
  'auth.sso_links': {
    workspace: null,
    columns: { provider_id: closed, issuer: directorys, subject: identitys, identity_id },
  },
  'auth.sso_flows': {
    workspace: null,
    columns: {
      ...{ state: hashed, provider_id: closed, browser: hashed, identity_id, next: closed, arrived: briefly },
    },
  },
  'auth.scim_tokens': {
    columns: {
      ...{ workspace_id, label: directorys, prefix: hashed, secret: hashed },
      ...{ default_role: closed, role_names: directorys },
    },
  },
}
