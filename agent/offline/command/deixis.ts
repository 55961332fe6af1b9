/** Puts what the words before a command told where the command only points at it: the day of "pencil that in", the time of "what falls due then", the value of "add that label". Pure. */
import { latticeOfText } from '../read.ts'
import type { Span } from '../spans.ts'
import { dayIn, type Speaker } from './slots.ts'
import { fieldBehind } from '../compose/reach.ts'

/** "Put that in as …", "make it their next touch", "record this as …": the day is what is put there. */
const dayPointer =
  /\b((?:record|log|note|put|set|save|pencil|enter|make|mark|use|treat|take|book|add|jot|write|schedule|plan)(?:\s+(?:down|in))?)\s+(?:this|that|it)\b(?!\s+\p{L}+\s+(?:to|by|off)\b)/iu
const accordingly =
  /\s+(?:accordingly|to match|to that|for then|to then|for that day|for that date|to that date|to that day)(?=[\s.!]*$)/i
/** "My to-dos that fall due then", "what I have on in that time": a time that was told; behind "and" it only goes on. */
const timePointer =
  /(?<=\p{L}\s+)(?<!\b(?:and|but|so|ok|okay|now|well|please|since|until|till|by|before|after)\s+)(?:then|(?:at|during|in|over|within|around|for|on) (?:that|this|the same) (?:time|period|week|day|days|month|stretch|spell|window|quarter)|(?:that|the same) (?:day|week|month|quarter)|(?:while|whilst|when) i(?:['’]m| am| will be|['’]ll be) (?:away|off|out|gone|there|on leave|on holiday|on vacation|not here|abroad))(?=\s+(?:to|until|till|til|by|onto|into|over|back|on|off|out|can|should|must|could|has to|have to|need to|goes|go|gets?|moves?)\b|[\s.!?]*$|\s*[,;])/iu
/** "That label", "the same tag": one that was named. */
const valuePointer = /\b(that|this|the same)(?=\s+(?:tag|label)\b)/i

/** "Tag it accordingly": as what was told before. */
const likewise = /(\b(?:tag|label|flag|mark)\b.*?)\s+(?:accordingly|as such|like that|to match)(?=[\s.!]*$)/i

/** It speaks of a time that was told before. */
export const pointsAtTime = (text: string): boolean => timePointer.test(text)

/** The command with what it points at in its place; null where it points at nothing, or the words before told several. */
export function pointedOut(rest: string, left: string, speaker: Speaker): string | null {
  const spans = latticeOfText(left, speaker.lexicon).best
  if (valuePointer.test(rest)) {
    const value = onlyOne(spans.flatMap((span) => listValue(span, speaker)))
    return value === undefined ? null : rest.replace(valuePointer, `the "${value}"`)
  }
  if (likewise.test(rest)) {
    const value = onlyOne(spans.flatMap((span) => listValue(span, speaker)))
    return value === undefined ? null : rest.replace(likewise, `$1 as "${value}"`)
  }
  if (!dayPointer.test(rest) && !accordingly.test(rest)) return timedBy(spans, rest)
  const day = onlyOne(
    spans.flatMap(({ meaning, text }) => (meaning.kind === 'time' ? (dayIn(text, speaker) ?? []) : [])),
  )
  if (day === undefined) return null
  return dayPointer.test(rest)
    ? rest.replace(dayPointer, `$1 ${day}`)
    : rest.replace(accordingly, ` to ${day}`)
}

/** Where several times were told, none of them is known to be meant. */
function timedBy(spans: readonly Span[], rest: string): string | null {
  const time = onlyOne(spans.flatMap(({ meaning, text }) => (meaning.kind === 'time' ? [text] : [])))
  return time !== undefined && timePointer.test(rest) ? rest.replace(timePointer, time) : null
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
