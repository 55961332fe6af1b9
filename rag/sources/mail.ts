/** A mail as passages: what the sender wrote, what they quote and their signature apart, and what is attached where it can be read. */
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { Problem } from '#db/problem.ts'
import { cleaned } from './clean.ts'
import { htmlBlocks } from './html.ts'
import { mostAttachments, mostMailDepth, mostMailHeaderBytes } from './limits.ts'
import { partsOfMail, type MailPart } from './mail-parts.ts'
import { paragraphsOf } from './paragraphs.ts'
import type { File } from './read-bytes.ts'
import type { Passage, SourceText } from './source.ts'
import { Unreadable } from './unreadable.ts'
import { momentOf } from './when.ts'

export async function readMail({ bytes, inner }: Pick<File, 'bytes' | 'inner'>): Promise<SourceText[]> {
  const email = await parsed(bytes)
  if (!email.from && !email.sender && !email.subject && !email.date && !email.to) {
    throw new Unreadable(
      'it is no mail: it has neither sender, recipient, subject nor date',
      'Save it again as .eml.',
    )
  }
  const notes: string[] = []
  const at = momentOf(email.date)
  const [from] = namesOf(email.from ?? email.sender)
  const to = [...(email.to ?? []), ...(email.cc ?? [])].flatMap(namesOf)
  const message: Passage['message'] = {
    ...(from && { from }),
    ...(to.length > 0 && { to }),
    ...(at && { at }),
    ...(email.subject && { subject: email.subject }),
    ...(email.messageId && { id: email.messageId }),
  }
  const passages = partsOfMail(bodyOf(email, notes)).map((part) => passageOf(part, message))
  for (const attachment of email.attachments.slice(0, mostAttachments)) {
    passages.push(...(await attached(attachment, inner, notes)))
  }
  const left = email.attachments.length - mostAttachments
  if (left > 0) notes.push(`${left} more attachments were not read`)
  const people = [...(from ? [from] : []), ...to]
  return [
    {
      ...(email.subject && { title: email.subject }),
      ...(at && { at }),
      kind: 'mail',
      people,
      passages,
      notes,
    },
  ]
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      maxNestingDepth: mostMailDepth,
      maxHeadersSize: mostMailHeaderBytes,
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Unreadable(
      `it is damaged, or no mail (${reason.slice(0, 200)})`,
      'Save it again as .eml.',
      error,
    )
  }
}

const namesOf = (address: Address | undefined): string[] => {
  if (!address) return []
  if (address.group) return address.group.flatMap(namesOf)
  const { name, address: mailbox } = address
  if (!name || name === mailbox) return mailbox ? [mailbox] : []
  return [mailbox ? `${name} <${mailbox}>` : name]
}

const lettersOf = (text: string) => text.match(/\p{L}/gu)?.length ?? 0

/** The plain text, except where it says less than half of what the HTML beside it does ("your program shows no HTML"). */
function bodyOf(email: Email, notes: string[]): string {
  const plain = email.text ?? ''
  if (!email.html) return plain
  const page = htmlBlocks(email.html)
  const html = page.blocks
    .map(({ text, isQuote }) => (isQuote ? text.replaceAll(/^/gm, '> ') : text))
    .join('\n\n')
  if (lettersOf(plain) * 2 >= lettersOf(html) && plain.trim() !== '') {
    notes.push(...(page.notes ?? []).filter((note) => note.startsWith('hidden')))
    return plain
  }
  notes.push(...(page.notes ?? []))
  return html
}

function passageOf(part: MailPart, own: NonNullable<Passage['message']>): Passage {
  const text = paragraphsOf(cleaned(part.text)).join('\n\n')
  if (part.kind === 'own') return { text, message: own }
  if (part.kind === 'signature') return { text, part: 'signature', message: own }
  const { from, at, to, subject } = part
  const about = {
    ...(from && { from }),
    ...(to && { to }),
    ...(at && { at }),
    ...(subject && { subject }),
  }
  return { text, part: 'quote', ...(Object.keys(about).length > 0 && { message: about }) }
}

async function attached(attachment: Attachment, inner: File['inner'], notes: string[]): Promise<Passage[]> {
  const { mimeType, disposition, related } = attachment
  const isMail = mimeType === 'message/rfc822'
  const name = attachment.filename ?? (isMail ? 'attached mail.eml' : mimeType.replace('/', '.'))
  const isPicture = /^(?:image|audio|video|font)\//.test(mimeType)
  if (isPicture && (related || disposition === 'inline')) return []
  const content = attachment.content
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
  const listed = `attachment ${name} (${mimeType}, ${Math.ceil(bytes.length / 1024)} KB)`
  try {
    const sources = await inner(name, bytes)
    notes.push(
      `${listed} was read`,
      ...sources.flatMap(({ notes: own = [] }) => own.map((note) => `${name}: ${note}`)),
    )
    return sources.flatMap(({ title, passages }) =>
      passages.map((passage) => ({
        ...passage,
        part: 'attachment' as const,
        heading: [name, title === name ? undefined : title, passage.heading].filter((one) => one).join(' › '),
      })),
    )
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    notes.push(`${listed}: ${error.message}`)
    return []
  }
}
