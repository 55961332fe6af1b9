/** The ways in which a tool's own imperative is also said: passive, gerund, and with what it acts on named before. Derived, never listed. Pure. */
import type { Frame, Part } from '../frame-syntax.ts'
import { participles, verbForms } from '../inflect.ts'

/** `leaves` says what a variant leaves out: what it acts on, or the verb as well. */
export type Variant = Frame & { leaves: 'nothing' | 'set' | 'verb' }

const being =
  'be|is to be|are to be|should be|shall be|must be|has to be|have to be|needs to be|need to be|can be|could be|to be|should get|gets|get|ought to be|want to be|is going to be|are going to be'
    .split('|')
    .map((words) => words.split(' '))

const prepositions =
  /^(to|as|at|into|in|on|onto|off|from|for|until|till|with|by|back|over|out|of|because|about|regarding|across|against|upon|towards|toward|over at)$/

const isSet = (part: Part): boolean => part.part === 'slot' && (part.type === 'set' || part.type === 'those')

const isPreposition = (part: Part): boolean =>
  part.part === 'words' && part.options.every(([first]) => prepositions.test(first ?? ''))

/** Where the words up to a preposition, or all of them, can stand before the verb. */
function passives({ parts, text }: Frame): Variant[] {
  const [verb, ...rest] = parts
  if (verb?.part !== 'words' || isPreposition(verb)) return []
  const done = verb.options.flatMap((words) => participles(words))
  const found: Variant[] = []
  for (let end = 1; end <= rest.length; end++) {
    const next = rest[end]
    if (next && !isPreposition(next) && next.part !== 'maybe') continue
    const moved = rest.slice(0, end)
    if (!moved.some((part) => part.part === 'slot')) continue
    found.push({
      text,
      leaves: 'nothing',
      parts: [
        ...moved,
        { part: 'words', options: being },
        { part: 'words', options: done },
        ...rest.slice(end),
      ],
    })
  }
  return found
}

/** "move … " as "moving …". */
function withGerund(frame: Frame): Variant {
  const [verb, ...rest] = frame.parts
  if (verb?.part !== 'words') return { ...frame, leaves: 'nothing' }
  const gerunds = verb.options.flatMap(([first, ...more]) =>
    first ? [[verbForms(first)[2] ?? first, ...more]] : [],
  )
  return {
    ...frame,
    leaves: 'nothing',
    parts: [{ part: 'words', options: [...verb.options, ...gerunds] }, ...rest],
  }
}

/** "Run the play there". */
const there: Part = {
  part: 'maybe',
  parts: [{ part: 'words', options: [['there'], ['here'], ['over', 'there'], ['of', 'those']] }],
}

/** The frame without what it acts on, and the preposition that brought it in: "Vandelay's open tasks: set the priority to high". */
function withoutSet(variant: Variant): Variant[] {
  const at = variant.parts.findIndex(isSet)
  if (at < 0 || variant.parts.filter(isSet).length > 1) return []
  const before = variant.parts[at - 1]
  const from = before && isPreposition(before) ? at - 1 : at
  // "Stick the label on": its preposition may be left behind.
  const left: Part[] = before && isPreposition(before) ? [{ part: 'maybe', parts: [before] }] : []
  const after = variant.parts[at + 1]
  const isGenitive =
    after?.part === 'maybe' &&
    after.parts.some((part) => part.part === 'words' && part.options.some(([word]) => word === "'s"))
  const rest = variant.parts.slice(at + (isGenitive ? 2 : 1))
  const parts = [...variant.parts.slice(0, from), ...(rest.length === 0 ? left : []), ...rest]
  return parts.some((part) => part.part === 'slot' || part.part === 'words')
    ? [{ ...variant, parts: [...parts, there], leaves: 'set' }]
    : []
}

/** "…: next touch to 1 December": no verb is said at all. */
function withoutVerb(variant: Variant): Variant[] {
  const [verb, ...rest] = variant.parts
  const typed =
    rest.some((part) => part.part === 'slot' && !/^(text|tag)$/.test(part.type)) &&
    // A value by itself, whose field is not said either, is no order.
    !rest.some((part) => part.part === 'const' && part.name === 'field')
  return verb?.part === 'words' && typed ? [{ ...variant, parts: rest, leaves: 'verb' }] : []
}

/** All ways to say what a frame says. */
export function variantsOf(frame: Frame): Variant[] {
  const active = withGerund(frame)
  const whole = [active, ...passives(frame)]
  const short = whole.flatMap(withoutSet)
  return [...whole, ...short, ...withoutSet(active).flatMap(withoutVerb)]
}
