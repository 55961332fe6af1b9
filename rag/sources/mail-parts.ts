/** A mail's text as its parts: what is new, what is quoted of whom, and the signature; nothing of the text is lost. Pure. */
import { momentOf } from './when.ts'

export type MailPart = {
  kind: 'own' | 'quote' | 'signature'
  text: string
  from?: string
  to?: string[]
  at?: string
  subject?: string
}
type About = Omit<MailPart, 'kind' | 'text'>

/** `On Mon, 2 March 2026 at 10:02, Ana Díaz <ana@x.example> wrote:` in the languages of the large mail programs. */
const attribution =
  /^(?:On|Am|Le|El|Il|Op|Em|Den|W dniu)\s.{4,400}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał\(a\)|napisał)(?:\s[^:]{1,160})?\s*:$/su
/** Programs break it over so many lines. */
const attributionLines = 4
const divider =
  /^(?:-{2,}|_{5,})?\s*(?:original message|forwarded message|begin forwarded message:?|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|mensaje reenviado|messaggio originale)?\s*(?:-{2,}|_{5,})?$/i
const fields = new Map<string, 'from' | 'to' | 'at' | 'subject'>(Object.entries({
  from: 'from', von: 'from', de: 'from', da: 'from', van: 'from', från: 'from',
  to: 'to', an: 'to', à: 'to', para: 'to', a: 'to', aan: 'to', till: 'to', cc: 'to', kopie: 'to',
  date: 'at', sent: 'at', gesendet: 'at', datum: 'at', envoyé: 'at', enviado: 'at', inviato: 'at', verzonden: 'at', fecha: 'at', data: 'at', skickat: 'at',
  subject: 'subject', betreff: 'subject', objet: 'subject', asunto: 'subject', oggetto: 'subject', onderwerp: 'subject', assunto: 'subject', ämne: 'subject',
} as const)) // prettier-ignore
const mostQuotes = 12

export function partsOfMail(text: string, depth = 0): MailPart[] {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n')
  const own: string[] = []
  const quotes: MailPart[] = []
  for (let i = 0; i < lines.length;) {
    const found = quoteAt(lines, i)
    if (!found) {
      own.push(lines[i++] ?? '')
      continue
    }
    const inner = found.lines.join('\n')
    quotes.push(
      ...quoted(found, depth < mostQuotes ? partsOfMail(inner, depth + 1) : [{ kind: 'own', text: inner }]),
    )
    own.push('')
    i = found.next
  }
  return [...signed(own), ...quotes].filter((part) => part.text.trim() !== '')
}

/** With what says whose it is at its beginning; a signature in it is a part of it. */
function quoted({ head, about }: Quote, inner: MailPart[]): MailPart[] {
  const own = inner.filter(({ kind }) => kind !== 'quote').map(({ text }) => text)
  const text = [head.join('\n'), ...own].filter((one) => one.trim() !== '').join('\n\n')
  // Some programs mark the line that says whose it is as they do the quote.
  const lines = head.length > 0 ? [] : text.split('\n', attributionLines)
  const whose = lines.length > 0 ? aboutIn(lines.slice(0, attributionAt(lines, 0)).join(' ')) : about
  return [{ kind: 'quote', text, ...whose }, ...inner.filter(({ kind }) => kind === 'quote')]
}

/** `head` are the lines that say of whom the quote is. */
type Quote = { head: string[]; lines: string[]; about: About; next: number }

function quoteAt(lines: string[], at: number): Quote | null {
  const line = lines[at]?.trim() ?? ''
  if (line.startsWith('>')) return marked(lines, at, [], {})
  const head = attributionAt(lines, at)
  if (head) {
    const next = skipEmpty(lines, at + head)
    const about = aboutIn(lines.slice(at, at + head).join(' '))
    if (lines[next]?.trim().startsWith('>')) return marked(lines, next, lines.slice(at, at + head), about)
  }
  const block = headerAt(lines, at)
  if (!block) return null
  return {
    head: lines.slice(at, block.end),
    lines: lines.slice(block.end),
    about: block.about,
    next: lines.length,
  }
}

const skipEmpty = (lines: string[], at: number): number => {
  let next = at
  while (next < lines.length && lines[next]?.trim() === '') next++
  return next
}

/** The lines that begin with `>`, without it; an empty line between two of them is theirs. */
function marked(lines: string[], at: number, head: string[], about: About): Quote {
  const quoted: string[] = []
  let next = at
  while (next < lines.length) {
    const after = skipEmpty(lines, next)
    if (!lines[after]?.trim().startsWith('>')) break
    for (; next <= after; next++) quoted.push((lines[next] ?? '').trimStart().replace(/^> ?/, ''))
  }
  return { head, lines: quoted, about, next }
}

/** How many lines from here are an attribution, or 0. */
function attributionAt(lines: string[], at: number): number {
  if (!/^(?:On|Am|Le|El|Il|Op|Em|Den|W dniu)\s/.test(lines[at]?.trim() ?? '')) return 0
  for (let n = 1; n <= attributionLines && at + n <= lines.length; n++) {
    const text = lines.slice(at, at + n).map((line) => line.trim()).join(' ') // prettier-ignore
    if (text.length > 420) return 0
    if (attribution.test(text)) return n
  }
  return 0
}

function aboutIn(text: string): About {
  const named = /([^,;<>:"\d]{2,80}?)?"?\s*<([^<>\s@]{1,80}@[^<>\s]{1,120})>/u.exec(text)
  const name =
    named?.[1]?.trim().replace(/^(?:(?:at|um|à|a las|alle|uhr|schrieb|schreef|skrev)\s+)+/i, '') ?? ''
  const from = named ? (name ? `${name} <${named[2]}>` : named[2]) : undefined
  const day = /\d{1,2}\.? \p{L}{3,9}\.? \d{4}|\p{L}{3,9} \d{1,2}, \d{4}|\d{4}-\d\d-\d\d/u.exec(text)?.[0]
  const moment = day && /^\d{4}-\d\d-\d\d$/.test(day) ? momentOf(day) : undefined
  return { ...(from && { from }), ...(moment && { at: moment }) }
}

/** Lines such as `From: …`, `Sent: …`, `Subject: …`, with what parts them from the text above. */
function headerAt(lines: string[], at: number): { end: number; about: About } | null {
  const line = lines[at]?.trim() ?? ''
  const isDivider = line.length > 4 && line.length < 100 && divider.test(line) && /[a-z_-]/i.test(line)
  let next = isDivider ? skipEmpty(lines, at + 1) : at
  const about: About = {}
  let count = 0
  for (; next < lines.length && count < 12; next++, count++) {
    const found = /^\*?([\p{L}]{1,12})\s?:\*?\s*(.{0,500})$/u.exec(lines[next]?.trim() ?? '')
    const field = found?.[1] ? fields.get(found[1].toLowerCase()) : undefined
    const value = found?.[2]?.trim() ?? ''
    if (!field) break
    if (field === 'to')
      about.to = [...(about.to ?? []), ...value.split(/[;,]\s*/).filter((one) => one !== '')]
    else if (field === 'at') about.at = momentOf(value) ?? about.at ?? ''
    else about[field] ??= value
  }
  if (!about.from || count < (isDivider ? 2 : 3)) return null
  if (about.at === '') delete about.at
  return { end: next, about }
}

const closing =
  /^(?:(?:best|kind|kindest|warm|warmest|many)\s+)?(?:regards|wishes|thanks|thank you|cheers|sincerely|yours|best|(?:mit )?(?:freundlichen|besten|viele|liebe|herzliche)n? grüßen?|cordialement|bien à vous|saludos|un saludo|cordiali saluti|atenciosamente|groeten)[,.!]?$/i
const device = /^(?:sent from my|von meinem|envoyé de mon|enviado desde mi|get outlook for)\s.{2,60}$/i
const mostSignatureLines = 10

/** Below `-- `, or a closing with only short lines after it, or what a phone writes. */
function signed(lines: string[]): MailPart[] {
  const text = (part: string[]) => part.join('\n')
  const at = lines.findIndex((line, i) => beginsSignature(lines, line, i))
  if (at <= 0) return [{ kind: 'own', text: text(lines) }]
  return [
    { kind: 'own', text: text(lines.slice(0, at)) },
    { kind: 'signature', text: text(lines.slice(at)) },
  ]
}

function beginsSignature(lines: string[], line: string, at: number): boolean {
  if (/^--\s?$/.test(line)) return true
  const isClosing = closing.test(line.trim()) || device.test(line.trim())
  if (!isClosing || lines.length - at > 40) return false
  const after = lines.slice(at + 1).filter((one) => one.trim() !== '')
  return (
    after.length <= mostSignatureLines &&
    after.every((one) => one.trim().length < 90 && !/[.!?]\s+\p{Lu}/u.test(one))
  )
}
