/** What every reader's result passes through: texts without anything unseen in them, nothing empty, nothing beyond the limits. */
import { cleaned, oneLine } from './clean.ts'
import { mostCharacters, mostNotes, mostPassages } from './limits.ts'
import type { Passage, SourceText } from './source.ts'
import { Unreadable } from './unreadable.ts'

/** Of the longest path of headings, name or subject that is kept. */
const longestLine = 500

/** Throws an Unreadable where there is nothing to read, or too much. */
export function finished(name: string, sources: SourceText[]): SourceText[] {
  const done = sources.map(finish).filter(({ passages }) => passages.length > 0)
  if (done.length === 0) throw new Unreadable('it holds no text', nextFor(name))
  const passages = done.reduce((sum, source) => sum + source.passages.length, 0)
  const characters = done.reduce((sum, source) => sum + source.passages.reduce((all, { text }) => all + text.length, 0), 0) // prettier-ignore
  if (passages > mostPassages || characters > mostCharacters) {
    throw new Unreadable(
      `it holds more than ${mostPassages} passages or ${mostCharacters} characters`,
      'Split it.',
    )
  }
  return done
}

const nextFor = (name: string) =>
  /\.pdf$/i.test(name)
    ? 'If it is a scan, have its text recognised first.'
    : 'Check that it is the right file, and that it has text.'

function finish({ title, at, people, kind, passages, notes = [] }: SourceText): SourceText {
  const name = lineOf(title)
  const said = [...new Set(notes.map((note) => oneLine(note)))]
  const more = said.length - mostNotes
  if (more > 0) said.splice(mostNotes, more, `${more} more notes were left out`)
  return {
    ...(name && { title: name }),
    ...(at && { at }),
    people: [...new Set(people.flatMap((person) => lineOf(person) ?? []))],
    kind,
    passages: passages.flatMap(finishPassage),
    ...(said.length > 0 && { notes: said }),
  }
}

const lineOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : oneLine(text).slice(0, longestLine).toWellFormed() || undefined

function finishPassage(passage: Passage): Passage[] {
  const text = cleaned(passage.text)
  if (text === '') return []
  const { startS, endS, page, part, message } = passage
  const [speaker, heading] = [lineOf(passage.speaker), lineOf(passage.heading)]
  const times = [startS, endS].map((time) => (time !== undefined && Number.isFinite(time) && time >= 0 ? time : undefined)) // prettier-ignore
  return [
    {
      text,
      ...(speaker && { speaker }),
      ...(times[0] !== undefined && { startS: times[0] }),
      ...(times[1] !== undefined && { endS: times[1] }),
      ...(page !== undefined && { page }),
      ...(heading && { heading }),
      ...(part && { part }),
      ...(message && { message: messageOf(message) }),
    },
  ]
}

function messageOf({ from, to, at, subject, id }: NonNullable<Passage['message']>): Passage['message'] {
  const [sender, about, key] = [lineOf(from), lineOf(subject), lineOf(id)]
  const readers = to?.flatMap((one) => lineOf(one) ?? [])
  return {
    ...(sender && { from: sender }),
    ...(readers && readers.length > 0 && { to: readers }),
    ...(at && { at }),
    ...(about && { subject: about }),
    ...(key && { id: key }),
  }
}
