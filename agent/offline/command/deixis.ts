/** Puts what the words before a command told where the command only points at it: the day of "pencil that in", the value of "add that label". Pure. */
import { latticeOfText } from '../read.ts'
import type { Span } from '../spans.ts'
import { dayIn, type Speaker } from './slots.ts'
import { fieldBehind } from '../compose/reach.ts'

/** "Put that in as …", "make it their next touch", "record this as …": the day is what is put there. */
const dayPointer =
  /\b((?:record|log|note|put|set|save|pencil|enter|make|mark|use|treat|take|book|add|jot|write|schedule|plan)(?:\s+(?:down|in))?)\s+(?:this|that|it)\b(?!\s+\p{L}+\s+(?:to|by|off)\b)/iu
const accordingly =
  /\s+(?:accordingly|to match|to that|for then|to then|for that day|for that date|to that date|to that day)(?=[\s.!]*$)/i
/** "That label", "the same tag": one that was named. */
const valuePointer = /\b(that|this|the same)(?=\s+(?:tag|label)\b)/i

/** The command with what it points at in its place; null where it points at nothing, or the words before told several. */
export function pointedOut(rest: string, left: string, speaker: Speaker): string | null {
  const spans = latticeOfText(left, speaker.lexicon).best
  if (valuePointer.test(rest)) {
    const value = onlyOne(spans.flatMap((span) => listValue(span, speaker)))
    return value === undefined ? null : rest.replace(valuePointer, `the "${value}"`)
  }
  if (!dayPointer.test(rest) && !accordingly.test(rest)) return null
  const day = onlyOne(
    spans.flatMap(({ meaning, text }) => (meaning.kind === 'time' ? (dayIn(text, speaker) ?? []) : [])),
  )
  if (day === undefined) return null
  return dayPointer.test(rest)
    ? rest.replace(dayPointer, `$1 ${day}`)
    : rest.replace(accordingly, ` to ${day}`)
}

const onlyOne = (values: readonly string[]): string | undefined =>
  new Set(values).size === 1 ? values[0] : undefined

/** Values of fields that hold lists: tags. */
const listValue = ({ meaning, via }: Span, { lexicon }: Speaker): string[] =>
  meaning.kind === 'entry' && via === 'exact'
    ? meaning.refs.flatMap((ref) =>
        ref.is === 'value' && fieldBehind(lexicon.catalogue, ref)?.type === 'list' ? [ref.value] : [],
      )
    : []
