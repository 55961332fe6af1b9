/** Sends mail by SMTP; where none is configured, what would have been sent is said on the terminal instead. Plain text only. */
import { createTransport } from 'nodemailer'

export type Mail = { to: string; subject: string; text: string }

export type Mailer = {
  /** Mail really goes out. */
  isSending: boolean
  /** Resolves when the server has taken it. */
  send: (mail: Mail) => Promise<void>
  close: () => void
}

const waitMs = 15_000

/** `say` writes a line to whoever runs Steward; it gets whole links, so nothing of it may be kept. */
export function createMailer(
  { smtpUrl, from }: { smtpUrl: string | null; from: string },
  say: (line: string) => void,
): Mailer {
  if (smtpUrl === null) {
    return {
      isSending: false,
      send: ({ to, subject, text }) => {
        say(`no SMTP_URL, so this was not mailed to ${to}: ${subject}: ${text.replace(/\s*\n+\s*/g, ' ')}`)
        return Promise.resolve()
      },
      close: () => {},
    }
  }
  const transport = createTransport(
    {
      ...{ url: smtpUrl, connectionTimeout: waitMs, greetingTimeout: waitMs, socketTimeout: waitMs },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    },
    { from },
  )
  return {
    isSending: true,
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ to: { name: '', address: to }, subject: oneLine(subject), text })
    },
    close: () => transport.close(),
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 200)
