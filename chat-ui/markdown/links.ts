/** Decides what a link in an answer may be: a path inside Steward, or inert text that names the host it pointed to. */

export type SafeLink = { kind: 'inside'; path: string } | { kind: 'inert'; host: string | undefined }

/** Characters that hide or reorder what a reader sees: controls, zero-width, and bidirectional overrides. */
const invisible = /[\u0000-\u0020\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

/** Only paths that the page itself has; anything else that starts with a slash could be an API call or a file. */
const insidePath = /^\/(c\/[0-9A-Za-z-]{1,64})?$/

export const conversationOf = (path: string): string | null => path.split('/')[2] ?? null

export function safeLink(url: string): SafeLink {
  if (!invisible.test(url) && insidePath.test(url)) return { kind: 'inside', path: url }
  return { kind: 'inert', host: hostOf(url) }
}

function hostOf(url: string): string | undefined {
  const cleaned = url.replace(new RegExp(invisible.source, 'g'), '')
  const absolute = cleaned.startsWith('//') ? `https:${cleaned}` : cleaned
  if (!URL.canParse(absolute)) return undefined
  const parsed = new URL(absolute)
  if (parsed.protocol === 'mailto:') return parsed.pathname
  return parsed.host === '' ? parsed.protocol : parsed.host
}

/** The host is printed beside the words of a link unless the words are already that very address. */
export function showsHost(words: string, host: string): boolean {
  const bare = words
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^mailto:/, '')
  return bare === host || bare.startsWith(`${host}/`)
}
