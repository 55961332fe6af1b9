/** What Steward writes to people about their account: each with one link, and what to do where it was not asked for. */
import type { Mail } from '../mail.ts'

/** A name that somebody typed, so that it can't pass for an address or for words of ours. */
const plainName = (name: string) =>
  name
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/https?:\/\/|www\./gi, '')
    .slice(0, 100)

const link = (baseUrl: string, path: string, token: string) =>
  `${baseUrl.replace(/\/$/, '')}${path}?token=${encodeURIComponent(token)}`

export const setUpLink = (baseUrl: string, token: string): string => link(baseUrl, '/setup', token)

type To = { baseUrl: string; email: string; token: string }

export const invitationMail = (
  { baseUrl, email, token }: To,
  { workspace, inviter }: { workspace: string; inviter: string },
): Mail => ({
  to: email,
  subject: `Your invitation to ${plainName(workspace)} in Steward`,
  text: `${plainName(inviter)} invites you to ${plainName(workspace)} in Steward.

Accept the invitation, within seven days:
${link(baseUrl, '/invitation', token)}

If you did not expect this, do nothing.
`,
})

export const resetMail = ({ baseUrl, email, token }: To): Mail => ({
  to: email,
  subject: 'A new password for Steward',
  text: `Somebody asked for a new password for your account in Steward.

Set it, within an hour:
${link(baseUrl, '/reset', token)}

If it was not you, do nothing: your password stays as it is.
`,
})

export const verificationMail = ({ baseUrl, email, token }: To): Mail => ({
  to: email,
  subject: 'Is this your address?',
  text: `This address was given for an account in Steward.

Confirm that it is yours, within a day:
${link(baseUrl, '/verify', token)}

If it was not you, do nothing.
`,
})
