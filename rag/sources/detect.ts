/** Which format a file is in: its first bytes decide, and where these are only text, its name. What is never read is refused by name. */
import { extensionOf } from '#db/import/readable.ts'
import { Unreadable } from './unreadable.ts'

/** `text` is told apart further once it is decoded. */
export type Format = 'pdf' | 'zip' | 'mail' | 'mailbox' | 'table' | 'text'

type Refused = [start: RegExp, what: string, next: string]

const recording = ['a recording', 'Give its transcript.'] as const
const picture = ['a picture', 'Give the text that is on it.'] as const
const packed = ['a packed archive', 'Unpack it first.'] as const

/** By the first bytes, one character a byte. */
const refused: Refused[] = [
  [/^\xD0\xCF\x11\xE0/, 'an old Office file, an Outlook message, or locked with a password', 'Save it as .docx, .xlsx or .eml without a password.'], // prettier-ignore
  [/^\{\\rtf/, 'a file in Rich Text Format', 'Save it as .docx or as text.'],
  [/^(?:\x1F\x8B|7z\xBC\xAF|Rar!|BZh\d|\xFD7zXZ)/, ...packed],
  [/^(?:\x89PNG|\xFF\xD8\xFF|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|.{4}ftyp(?:heic|avif))/s, ...picture],
  [
    /^(?:.{4}ftyp|ID3[\x02-\x04]|OggS\0|fLaC\0|RIFF.{4}(?:WAVE|AVI |WEBP)|\x1A\x45\xDF\xA3|\xFF[\xFB\xF3\xF2])/s,
    ...recording,
  ],
  [/^(?:\x7FELF|MZ.{0,60}\0\0|\xCA\xFE\xBA\xBE|\xFE\xED\xFA|SQLite format 3\0)/s, 'a program or a database', 'Export what it says as text.'], // prettier-ignore
]

const headBytes = 8 * 1024
/** Named so, and not so inside: damaged, more likely than renamed. */
const bound = new Set(['pdf', 'docx', 'docm', 'xlsx', 'xlsm'])
const byName = new Map<string, Format>(
  Object.entries({
    eml: 'mail',
    mbox: 'mailbox',
    mbx: 'mailbox',
    csv: 'table',
    tsv: 'table',
  } as const),
)

export function formatOf(name: string, bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes)).toString(
    'latin1',
  )
  if (bytes.length === 0) throw new Unreadable('it is empty', 'Check that it is the right file.')
  // Some programs write a few bytes before what a PDF begins with.
  if (/^[\s\S]{0,1000}%PDF-\d/.test(head)) return 'pdf'
  if (/^PK(?:\x03\x04|\x05\x06|\x07\x08)/.test(head)) return 'zip'
  const found = refused.find(([start]) => start.test(head))
  if (found) throw new Unreadable(`it is ${found[1]}`, found[2])
  const extension = extensionOf(name)
  if (bound.has(extension)) {
    throw new Unreadable(`it is damaged, or no .${extension} file: its beginning is not that of one`, 'Export it again from where it came from.') // prettier-ignore
  }
  const text = head.replace(/^\xEF\xBB\xBF/, '').trimStart()
  if (/^From \S.{0,200}\d{4}\s*\n/.test(text) && isMail(text.slice(text.indexOf('\n') + 1))) return 'mailbox'
  if (isMail(text)) return 'mail'
  return byName.get(extension) ?? 'text'
}

const headerLine = /^[A-Za-z][A-Za-z0-9-]{0,60}:(?:[ \t]|\r?$)/
const ofMail =
  /^(?:from|to|cc|date|subject|message-id|mime-version|content-type|received|return-path|delivered-to|dkim-signature|x-[\w-]+):/i
const needed = /^(?:from|sender|return-path|message-id|received):/i

/** Begins with lines of a header, three of which mails have. */
function isMail(text: string): boolean {
  const lines = text.slice(0, headBytes).split('\n')
  const end = lines.findIndex((line) => line.trim() === '')
  const header = lines.slice(0, end < 0 ? lines.length : end)
  if (!headerLine.test(header[0] ?? '')) return false
  const isHeader = header.every((line, i) => headerLine.test(line) || (i > 0 && /^[ \t]/.test(line)) || i === header.length - 1) // prettier-ignore
  const known = header.filter((line) => ofMail.test(line)).length
  return isHeader && known >= 3 && header.some((line) => needed.test(line))
}
