/** One thing said in a call, and how the formats write times and speakers. */

/** Times are seconds from the start. */
export type Turn = { speaker: string | null; startS: number | null; endS: number | null; text: string }

/** `01:02:03.456`, `02:03,4`, `2:03`, `0:0:7.2` as Teams writes it; null where it is none. */
export function secondsOf(text: string): number | null {
  const found = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,7}))?$/.exec(text.trim())
  if (found && found[1] === undefined && found[3]?.length === 1) return null
  if (!found || Number(found[3]) > 59 || (found[1] !== undefined && Number(found[2]) > 59)) return null
  const whole = Number(found[1] ?? 0) * 3600 + Number(found[2]) * 60 + Number(found[3])
  return found[4] ? whole + Number(`0.${found[4]}`) : whole
}

const prefix = /^([\p{L}\p{N}][^:<>\n]{0,79}):(?:\s+(.*))?$/su
const particles = /^(?:de|da|di|del|der|den|dos|la|le|van|von|bin|al|el|of|and|y|e)$/

/** "Ana Díaz: we start" → name and text; null where the part before the colon reads like prose. */
export function splitName(text: string): { name: string; text: string } | null {
  const found = prefix.exec(text)
  const name = found?.[1]?.trim()
  if (!found || !name) return null
  const words = name.replace(/\s*[([][^)\]]*[)\]]\s*$/, '').split(/\s+/)
  const isName =
    words.length <= 5 && words.every((word) => /^[\p{Lu}\p{Lo}\p{N}]/u.test(word) || particles.test(word))
  return isName && !/[.!?;]\s/.test(name) ? { name, text: (found[2] ?? '').trim() } : null
}

/**
 * Moves name prefixes into `speaker` where the file writes them: it begins with one, or a name comes back.
 * A single "Note: …" in the middle of a talk stays text.
 */
export function nameSpeakers(turns: Turn[]): Turn[] {
  const times = new Map<string, number>()
  for (const turn of turns) {
    const name = turn.speaker === null ? splitName(turn.text)?.name : undefined
    if (name !== undefined) times.set(name, (times.get(name) ?? 0) + 1)
  }
  const begins = turns[0]?.speaker === null ? splitName(turns[0].text)?.name : undefined
  return turns.map((turn) => {
    if (turn.speaker !== null) return turn
    const split = splitName(turn.text)
    if (!split || !split.text || (begins === undefined && (times.get(split.name) ?? 0) < 2)) return turn
    return { ...turn, speaker: split.name, text: split.text }
  })
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
}

/** Caption text without its tags, entities as characters, white space as single spaces. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(
      /&(?:#(\d{1,6})|#x([\da-f]{1,6})|(\w+));/gi,
      (whole: string, decimal?: string, hex?: string, name?: string) => {
        if (name) return entities[name.toLowerCase()] ?? whole
        const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
        const isCharacter = code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        return isCharacter ? String.fromCodePoint(code) : ' '
      },
    )
    .replaceAll(/\s+/g, ' ')
    .trim()
