/** Instead of a page about one's account, where there is none: in the demo. */
import { RefusalPart } from '../parts/refusal.tsx'

export function NoAccount() {
  return (
    <RefusalPart reason="You are looking around in the demo, where nobody has an account. Whoever runs Steward sets it up with the one-time link that it prints when it starts." />
  )
}
