/** Every resource of accounts, in one app: what needs sign-in to be more than the demo's. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { acceptRoutes } from '../routes/accept-invitation.ts'
import { deviceRoutes } from '../routes/devices.ts'
import { entryRoutes } from '../routes/entry.ts'
import { invitationRoutes } from '../routes/invitations.ts'
import { keyRoutes } from '../routes/keys.ts'
import { passwordRoutes } from '../routes/password.ts'
import { peopleRoutes } from '../routes/people.ts'
import { roleRoutes } from '../routes/roles.ts'
import { setUpRoutes } from '../routes/setup.ts'
import { sharingRoutes } from '../routes/sharing.ts'
import { signInRoutes } from '../routes/sign-in.ts'
import { twoFactorRoutes } from '../routes/two-factor.ts'
import { workspaceRoutes } from '../routes/workspaces.ts'
import type { Accounts } from './sign-in.ts'

export const accountRoutes = (accounts: Accounts) =>
  new OpenAPIHono()
    .route('/', entryRoutes(accounts))
    .route('/', signInRoutes(accounts))
    .route('/', passwordRoutes(accounts))
    .route('/', twoFactorRoutes(accounts))
    .route('/', setUpRoutes(accounts))
    .route('/', deviceRoutes(accounts))
    .route('/', workspaceRoutes(accounts))
    .route('/', keyRoutes(accounts))
    .route('/', invitationRoutes(accounts))
    .route('/', acceptRoutes(accounts))
    .route('/', peopleRoutes(accounts))
    .route('/', roleRoutes(accounts))
    .route('/', sharingRoutes(accounts))
