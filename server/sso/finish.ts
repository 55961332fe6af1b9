/** The end of a sign-in by a provider: what it vouched for becomes a session or a link; what fails is recorded, and the person told why. */
import type { Context } from 'hono'
import { recordAudit } from '#db/audit/append.ts'
import type { AuditAction } from '#db/audit/contract.ts'
import { addressOf } from '../address.ts'
import type { SsoReason } from '../contract-sso.ts'
import { enter, link } from './enter.ts'
import type { Flow } from './flow.ts'
import { OutboundError } from './outbound.ts'
import type { Provider } from './providers.ts'
import type { Sso } from './sso.ts'
import { startSession } from './start-session.ts'
import { Distrust, type Vouched } from './trust.ts'

const seeOther = 303

/** A GET of the browser's own, which takes its cookies along. */
export const goTo = (context: Context, path: string): Response => context.redirect(path, seeOther)

export const goBack = (context: Context, reason: SsoReason): Response => goTo(context, `/?sso=${reason}`)

/** Only somebody who is signed in as the one who began to link gets the link. */
async function come(
  context: Context,
  sso: Sso,
  provider: Provider,
  flow: Flow,
  vouched: Vouched,
): Promise<void> {
  const { db } = sso
  const how = provider.config.kind
  if (flow.identityId === null) {
    const { identity, person, isNew } = await enter(db, provider, vouched)
    if (isNew) await record(sso, provider, 'joined', person.id, { how, provider: provider.id })
    return startSession(context, sso, { identity, workspace: provider.workspaceId }, how)
  }
  const principal = context.get('principal')
  if (principal?.via !== 'session' || principal.identity !== flow.identityId)
    throw new Distrust('somebody else is signed in now', 'expired')
  const person = await link(db, provider, vouched, flow.identityId)
  await record(sso, provider, 'identity_linked', person.id, { how, provider: provider.id })
}

const record = (
  { db }: Sso,
  { workspaceId }: Provider,
  action: AuditAction,
  id: string,
  details: Record<string, string>,
) =>
  recordAudit(db, workspaceId, {
    actor: { kind: 'person', id },
    action,
    subject: { kind: 'user', id },
    details,
  })

/** Runs the last step and answers with where the browser goes. */
export async function finish(
  context: Context,
  sso: Sso,
  provider: Provider,
  flow: Flow,
  vouch: () => Promise<Vouched>,
): Promise<Response> {
  try {
    await come(context, sso, provider, flow, await vouch())
  } catch (error) {
    return goBack(context, await recordFailure(context, sso, provider, error))
  }
  return goTo(context, flow.next)
}

/** Throws what is no failure of the sign-in but of Steward. */
export async function recordFailure(
  context: Context,
  sso: Sso,
  provider: Provider,
  error: unknown,
): Promise<SsoReason> {
  if (!(error instanceof Distrust || error instanceof OutboundError)) throw error
  const reason = error instanceof Distrust ? error.reason : 'unreachable'
  await recordAudit(sso.db, provider.workspaceId, {
    ...{
      actor: { kind: 'visitor' },
      action: 'sign_in_failed',
      subject: { kind: 'provider', id: provider.id },
    },
    details: { how: provider.config.kind, reason, why: error.message.slice(0, 200) },
    personal: { address: addressOf(context) },
  })
  sso.log.warn(
    { provider: provider.id, reason, why: error.message.slice(0, 200) },
    'a single sign-on was refused',
  )
  return reason
}
