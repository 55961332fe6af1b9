/** What a provider's answer comes down to once everything about it has been checked, and the one way in which a check fails. */
import type { SsoReason } from '../contract-sso.ts'

/** Somebody, as a provider vouches for them. The e-mail is in lower case, and null unless the provider has verified it. */
export type Vouched = { subject: string; email: string | null; name: string | null }

/** `detail` goes to the audit log: what was wrong, without what was sent. */
export class Distrust extends Error {
  readonly reason: SsoReason
  readonly detail: string
  constructor(detail: string, reason: SsoReason = 'refused') {
    super(detail)
    this.reason = reason
    this.detail = detail
  }
}

export function trust(holds: boolean, detail: string): asserts holds {
  if (!holds) throw new Distrust(detail)
}
