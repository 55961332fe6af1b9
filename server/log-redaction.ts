/** Takes what is secret out of every line of the log, at any depth: by the name of a field, by its form, and by its value where that is known. */
import type { LoggerOptions } from 'pino'

const redacted = '[redacted]'

const secretName =
  /pass(word|phrase|code)|^(pass|pwd|otp|totp|jwt|csrf|assertion)$|secret|token|authorization|cookie|api[-_]?key|private[-_]?key|signing[-_]?key|master[-_]?key|steward[-_]?key|credential|recovery[-_]?codes?|backup[-_]?codes?|session[-_]?(id|key)|saml(request|response)|relay[-_]?state|signature/i
/** A turn's state and an error's code go by these names too; a secret is long, or a row of digits. */
const perhapsSecret = /^(code|state|nonce|pin|key|sid|session)$/i
const looksSecret = /^(\d{6,10}|\S{16,})$/

/** Counts and yes or no are no secrets, whatever they count. */
const isSecret = (name: string, value: unknown): boolean =>
  value !== null &&
  typeof value !== 'number' &&
  typeof value !== 'boolean' &&
  (secretName.test(name) ||
    (perhapsSecret.test(name) && typeof value === 'string' && looksSecret.test(value)))

const inText =
  'pass(?:word|phrase|code)?|pwd|[\\w-]{0,40}tokens?[\\w-]{0,40}|[\\w.-]{0,40}secret[\\w-]{0,40}|authorization|[\\w.-]{0,40}session(?:[_-]?(?:id|token))?|sid|otp|totp|(?:x-)?api[-_]?key|[\\w-]{0,40}private[-_]?key|steward[-_]?key[\\w-]{0,40}|jwt|nonce|credentials?|assertion|saml(?:request|response)|relaystate|sig(?:nature)?'

type Rule = [pattern: RegExp, replacement: string]
const rules: Rule[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, redacted],
  [/\b(Bearer|Basic|Digest|Negotiate)\s+[\w.~+/=:-]{4,}/gi, `$1 ${redacted}`],
  // What stands before the @ of an address: user and password of a server.
  [/\b([a-z][a-z\d+.-]{0,30}:\/\/[^\s/?#@:]{0,200}):[^\s/?#]{1,2000}@/gi, `$1:${redacted}@`],
  [/\beyJ[\w-]{4,4000}\.[\w-]{4,}(?:\.[\w-]*)*/g, redacted],
  // Keys of known makes, our own among them.
  [
    /\b(?:stw|sk|pk|rk|gh[opsur]|github_pat|glpat|xox[a-z]|xapp|shpat|ya29\.|whsec)[-_](?=[\w.-]*\d)[\w.-]{8,}/g,
    redacted,
  ],
  [/\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g, redacted],
  // Cookies whole: which of them is a session nobody can tell.
  [/\b((?:set-)?cookie)(["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1$2${redacted}`],
  // name=value of addresses, forms and cookies; JSON and headers within a text.
  [new RegExp(`(^|[?&;#\\s{,"'(])(${inText})=(?!\\s)[^&;#\\s"'<>)]+`, 'gi'), `$1$2=${redacted}`],
  [/([?&;#\s]|^)(code|state|pin)=(?!\s)[^&;#\s"'<>)]{6,}/gi, `$1$2=${redacted}`],
  [
    new RegExp(`(\\\\*["'])(${inText})\\1(\\s*:\\s*\\\\*["'])(?:[^"'\\\\]|\\\\[^"'])+`, 'gi'),
    `$1$2$1$3${redacted}`,
  ],
  [
    new RegExp(`\\b((?:x-)?api-key|authorization|x-[\\w-]*token)(\\s*:\\s*)[^\\s,;"']+`, 'gi'),
    `$1$2${redacted}`,
  ],
  // Links that open something for whoever has them: the token is a part of the path.
  [
    /(\/(?:reset|verify|invit|accept|magic|confirm|unsubscribe|join|setup|start|callback|set-password|first)[\w-]*(?:\/[\w-]{1,24})?\/)(?=[\w-]*\d)[\w.~-]{16,}/gi,
    `$1${redacted}`,
  ],
]

/** Shorter ones would take half of the log with them. */
const leastLength = 8
/** The oldest make room: a log line is compared with all of them. */
const mostKnown = 5_000

const spellings = (value: string): string[] => {
  const bytes = Buffer.from(value)
  const written = [
    ...[value, bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')],
    ...[bytes.toString('hex').toUpperCase(), encodeURIComponent(value), JSON.stringify(value).slice(1, -1)],
  ]
  return [...new Set(written)].toSorted((one, other) => other.length - one.length)
}

export type Redaction = {
  /** For pino. */
  options: Pick<LoggerOptions, 'hooks'>
  /** A value that must never be shown from here on, however it is written. */
  add: (value: string) => void
  line: (line: string) => string
}

/** `known` are secrets at hand from the start: those of the environment. */
export function logRedaction(known: readonly (string | undefined)[] = []): Redaction {
  const values = new Map<string, string[]>()
  const add = (value: string) => {
    if (value.length < leastLength || values.has(value)) return
    const oldest = values.keys().next()
    if (values.size >= mostKnown && !oldest.done) values.delete(oldest.value)
    values.set(value, spellings(value))
  }
  for (const value of known) if (value !== undefined) add(value)

  const text = (given: string): string => {
    let clean = given
    for (const written of values.values()) {
      for (const one of written) if (clean.includes(one)) clean = clean.replaceAll(one, redacted)
    }
    for (const [pattern, replacement] of rules) clean = clean.replace(pattern, replacement)
    return clean
  }
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]: [string, unknown]) => [
        text(name),
        isSecret(name, inner) ? redacted : walk(inner),
      ]),
    )
  }
  const line = (given: string): string => {
    try {
      return `${JSON.stringify(walk(JSON.parse(given)))}\n`
    } catch (error) {
      if (error instanceof SyntaxError) return text(given) // a line that is no JSON
      throw error
    }
  }
  return { options: { hooks: { streamWrite: line } }, add, line }
}
