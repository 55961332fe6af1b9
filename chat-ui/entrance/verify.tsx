/** Confirms an e-mail address by the link of the mail. */
import { useQuery } from '@tanstack/react-query'
import { verificationQuery } from './api.ts'
import { ByLink, ToStart } from './by-link.tsx'
import { EntranceLayout } from './layout.tsx'

export function Verify({ token }: { token: string }) {
  return (
    <ByLink title="Confirm your e-mail address" query={useQuery(verificationQuery(token))}>
      {() => (
        <EntranceLayout title="Your e-mail address is confirmed" intro="There is nothing else to do here.">
          <ToStart label="Go to Steward" />
        </EntranceLayout>
      )}
    </ByLink>
  )
}
