/** What somebody who is not signed in may know: whether the demo is open, whether Steward waits for its first administrator, how to sign in. */
import { isAnybodyIn } from '#db/identities/memberships.ts'
import { entrySchema } from '../contract-people.ts'
import { giving, resource } from '../resource.ts'
import { route } from '../route.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const read = route({
  method: 'get',
  path: '/entry',
  access: 'open',
  responses: giving('What the entry page offers', entrySchema),
})

export function entryRoutes({ db, demo, mail, listProviders }: Accounts) {
  return resource().openapi(read, async (context) => {
    const [isJoined, workspace, providers] = [
      await isAnybodyIn(db),
      await demo.workspace(),
      await listProviders(),
    ]
    return context.json(
      {
        demo: workspace !== null,
        needsSetUp: !isJoined,
        sendsMail: mail.isSending,
        providers: providers.map(({ id, label, kind }) => ({ id, label, kind })),
      },
      200,
    )
  })
}
