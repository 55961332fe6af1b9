/** `steward people`: who may sign in to a workspace, the link for the first administrator, and a way back in for somebody who lost their second factor. */
import { findIdentity } from '#db/identities/identities.ts'
import { accountsOf, endAccess, workspacesOf } from '#db/identities/memberships.ts'
import { peopleOf } from '#db/identities/people.ts'
import { dropSecondFactor } from '#db/identities/second-factor.ts'
import { newSetUpToken } from '#db/identities/set-up.ts'
import { recordAudit } from '#db/audit/append.ts'
import type { Db } from '#db/connect.ts'
import { findWorkspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { setUpLink } from '../sign-in/mails.ts'
import { openStore } from '../store.ts'

export default defineCommand({
  usage: `people list --workspace NAME             who there is, and who can sign in
people setup-link                        a new one-time link for the first administrator
people two-factor-off EMAIL              for somebody who lost their second factor; ends their sessions`,
  options: { workspace: { type: 'string' } },
  run: async ({ data, workspace }, [act, email]) => {
    const env = readEnv(data)
    const say = (line: string) => void process.stdout.write(`${line}\n`)
    const isKnown =
      act === 'list' || act === 'setup-link' || (act === 'two-factor-off' && email !== undefined)
    if (!isKnown) throw new WrongUsage('say list, setup-link, or two-factor-off EMAIL')
    const db = await openStore(env)
    try {
      if (act === 'list') await list(db, workspace, say)
      else if (act === 'setup-link')
        say(setUpLink(env.baseUrl ?? `http://${env.host}:${env.port}`, await newLink(db)))
      else await turnOff(db, email ?? '', say)
      return 0
    } finally {
      await db.close()
    }
  },
})

async function list(db: Db, name: string | undefined, say: (line: string) => void): Promise<void> {
  if (name === undefined) throw new WrongUsage('--workspace is needed')
  const { id } = await findWorkspace(db, name)
  const joined = new Set((await accountsOf(db, id)).map(({ personId }) => personId))
  const people = await db.inWorkspace(id, (tx) => peopleOf(tx, id), 'read')
  for (const one of people) {
    const state = one.deactivatedAt !== null ? 'deactivated' : joined.has(one.id) ? 'active' : 'no account'
    say([one.email, one.name, one.customRole ?? one.role, state].join('\t'))
  }
}

async function newLink(db: Db): Promise<string> {
  const token = await newSetUpToken(db)
  if (token !== null) return token
  throw new Problem('conflict', 'Steward is set up: somebody has an account already.', {
    next: 'An administrator can invite others under People.',
  })
}

async function turnOff(db: Db, email: string, say: (line: string) => void): Promise<void> {
  const identity = await findIdentity(db, email)
  if (!identity) throw new Problem('not_found', `Nobody has an account with the e-mail ${email}.`)
  await dropSecondFactor(db, identity.id)
  for (const { workspace, personId } of await workspacesOf(db, identity.id)) {
    await endAccess(db, workspace, personId, { keys: false })
    await recordAudit(db, workspace, {
      ...{ actor: { kind: 'system' }, action: 'two_factor_off', subject: { kind: 'user', id: personId } },
      details: { by: 'command line' },
    })
  }
  say(`${email} signs in with the password alone until they turn two-factor sign-in on again.`)
}
