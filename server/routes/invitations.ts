/** Invitations as whoever manages people sends them: by mail, again with a new link, and taken back. */
import { z } from 'zod'
import { appendAudit, recordAudit } from '#db/audit/append.ts'
import { makeLink, openInvitations, revokeInvitation, type Link } from '#db/identities/links.ts'
import { accountsOf } from '#db/identities/memberships.ts'
import { inviteTo } from '#db/identities/people.ts'
import { inChange } from '#db/history/change.ts'
import { listPeople } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import type { Context } from 'hono'
import { doneSchema, invitationSchema, inviteSchema, type Invitation } from '../contract-people.ts'
import { giving, nothingToSay, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { ownSession } from '../sign-in/guard.ts'
import { invitationMail } from '../sign-in/mails.ts'
import { actorOf } from '../sign-in/record.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const byId = { params: z.object({ id: z.uuid() }) }
const manages = { access: 'people:manage' } as const
const send = route({
  ...{ ...manages, method: 'post', path: '/people/invitations', request: taking(inviteSchema) },
  responses: giving('The invitation', invitationSchema),
})
const list = route({
  ...{ ...manages, method: 'get', path: '/people/invitations' },
  responses: giving('Those that are open, the newest first', z.array(invitationSchema)),
})
const resend = route({
  ...{ ...manages, method: 'post', path: '/people/invitations/{id}/resend' },
  request: { ...byId, ...taking(nothingToSay) },
  responses: giving('The new invitation; the link before it ended', invitationSchema),
})
const revoke = route({
  ...{ ...manages, method: 'delete', path: '/people/invitations/{id}', request: byId },
  responses: giving('The link opens nothing any more', doneSchema),
})

const shown = (link: Link, names: Map<string, string>): Invitation => ({
  ...{ id: link.id, personId: link.personId ?? '', email: link.email ?? '' },
  name: names.get(link.personId ?? '') ?? '',
  invitedBy: names.get(link.inviterId ?? '') ?? null,
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
  isExpired: link.expiresAt.getTime() <= Date.now(),
})

export function invitationRoutes(accounts: Accounts) {
  const { db, mail } = accounts
  const namesIn = async (workspace: string) =>
    new Map((await db.inWorkspace(workspace, listPeople, 'read')).map(({ id, name }) => [id, name]))
  const invite = async (context: Context, to: { email: string; personId: string }): Promise<Invitation> => {
    const { workspace, asker } = ownSession(context)
    const wanted = { kind: 'invitation', workspaceId: workspace.id, inviterId: asker.userId, ...to } as const
    const { link, token } = await db.inSignIn((tx) => makeLink(tx, wanted))
    const words = { workspace: workspace.name, inviter: asker.name }
    try {
      await mail.send(invitationMail({ baseUrl: accounts.baseUrl(), email: to.email, token }, words))
    } catch (error) {
      accounts.log.error({ err: error }, 'an invitation could not be mailed')
      throw new Problem('tool_failed', 'The mail server did not take the invitation.', {
        done: 'The invitation stands, but nobody has been told.',
        next: 'Check SMTP_URL, then send it again.',
        cause: error,
      })
    }
    return shown(link, await namesIn(workspace.id))
  }
  return resource()
    .openapi(send, async (context) => {
      const principal = ownSession(context)
      const { workspace, asker } = principal
      const wanted = context.req.valid('json')
      const joined = new Set((await accountsOf(db, workspace.id)).map(({ personId }) => personId))
      const origin = { kind: 'edit', source: 'steward', actorId: asker.userId } as const
      const person = await inChange(db, workspace.id, origin, async (tx) => {
        const found = await inviteTo(tx, asker, wanted, (id) => joined.has(id))
        await appendAudit(tx, workspace.id, {
          ...{ actor: actorOf(principal), action: 'invited', subject: { kind: 'user', id: found.id } },
          ...{ details: { role: wanted.role }, personal: { email: wanted.email } },
        })
        return found
      })
      return context.json(await invite(context, { email: wanted.email, personId: person.id }), 200)
    })
    .openapi(list, async (context) => {
      const { workspace } = ownSession(context)
      const names = await namesIn(workspace.id)
      return context.json(
        (await openInvitations(db, workspace.id)).map((link) => shown(link, names)),
        200,
      )
    })
    .openapi(resend, async (context) => {
      const { workspace } = ownSession(context)
      const { id } = context.req.valid('param')
      const link = (await openInvitations(db, workspace.id)).find((one) => one.id === id)
      if (!link?.email || !link.personId) throw new Problem('not_found', 'There is no such open invitation.')
      return context.json(await invite(context, { email: link.email, personId: link.personId }), 200)
    })
    .openapi(revoke, async (context) => {
      const principal = ownSession(context)
      const { id: workspace } = principal.workspace
      const link = await revokeInvitation(db, workspace, context.req.valid('param').id)
      if (!link) throw new Problem('not_found', 'There is no such open invitation.')
      await recordAudit(db, workspace, {
        ...{ actor: actorOf(principal), action: 'invitation_revoked' },
        subject: { kind: 'user', id: link.personId ?? '' },
      })
      return context.json({ done: true as const }, 200)
    })
}
