/** Chooses among the pages that a link opens before anybody is signed in: set-up, invitation, reset, verification. */
import { Invitation } from './invitation.tsx'
import { Forgotten, Reset } from './reset.tsx'
import { SetUpPage } from './set-up.tsx'
import { Verify } from './verify.tsx'

export function Entrance({ path }: { path: string }) {
  const token = new URLSearchParams(location.search).get('token') ?? ''
  switch (path) {
    case '/setup':
      return <SetUpPage token={token} />
    case '/invitation':
      return <Invitation token={token} />
    case '/reset':
      return <Reset token={token} />
    case '/verify':
      return <Verify token={token} />
    default:
      return <Forgotten />
  }
}
