/** Says in plain words what is not obvious in a reading: repaired words, what a follow-up refers to, what was left out. Pure. */
import type { Reading } from './read.ts'

/** "Northwnd → Northwind": names and words taken for what they nearly are. */
function repairs(reading: Reading): string[] {
  return reading.spans.flatMap(({ meaning, via, text }) => {
    if (via !== 'typo') return []
    if (meaning.kind === 'name' && meaning.rows[0]) return [`${text} → ${meaning.rows[0].name}`]
    return []
  })
}

export function notesOf(
  reading: Reading,
  aside: readonly string[],
  referent: string | null,
): string | undefined {
  const notes = [...repairs(reading)]
  if (referent) notes.push(referent)
  if (aside.length) notes.push(`I left out ${aside.map((word) => `“${word}”`).join(', ')}`)
  return notes.length ? notes.join('; ') : undefined
}
