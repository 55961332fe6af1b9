/** Reads a rule: a condition that rows come to meet, and what is to happen then. The rows that meet it now are its set; without them there is no rule. */
import { latticeOfText } from '../read.ts'
import type { Token } from '../text.ts'
import { readSet, type Chosen } from './selection.ts'
import type { Speaker } from './slots.ts'

export type Rule = { set: Chosen; text: string; action: string }

const openers = [
  ['when'],
  ['whenever'],
  ['if'],
  ['once'],
  ['should'],
  ['every', 'time'],
  ['each', 'time'],
  ['any', 'time'],
  ['as', 'soon', 'as'],
  ['the', 'moment'],
]
/** What a rule can do. */
const acting =
  /\b(tasks?|to-?dos?|reminders?|reminded|remind|notif\w*|ping\w*|alert\w*|message\w*|slack|e-?mail\w*|let (me|us|them|\w+) know|tell (the|its|their|her|his)|warn\w*|dm|tag|tagged|flag\w*|assign\w*|escalate\w*|playbook|kick off|launch|post)\b/i
const noun = /\b(alerts?|rules?|triggers?|automations?|workflows?|notifications?|automatically|auto)\b/i
const borders = /^(,|:|;|then|-|–)$/
/** Where what is to happen begins without a mark before it. */
const verbs =
  /^(create|make|add|notify|ping|alert|message|slack|email|mail|let|tell|warn|dm|tag|flag|assign|escalate|kick|launch|start|post|send|remind|set|put|give)$/

type Cut = { condition: string; action: string }

const opensAt = (words: readonly Token[], i: number): number => {
  const length = openers.find((each) => each.every((word, n) => words[i + n]?.word === word))?.length ?? 0
  // "Should it drop …" begins a sentence; elsewhere it tells of what ought to be.
  return words[i]?.word === 'should' && i > 0 && words[i - 1]?.kind !== 'mark' ? 0 : length
}

/** "Ping the owner in Slack …": what stands before the condition is an order, or names an alert. */
const orders = (before: string): boolean =>
  acting.test(before) &&
  (noun.test(before) ||
    /^\W*((can|could|would|will) you |please |kindly |hi |hey |hello |let's |i want (you )?to |i want )*\W*(create|make|add|notify|ping|alert|message|slack|email|mail|let|tell|warn|dm|tag|flag|assign|escalate|kick|launch|start|post|send|remind|set|put|give|open|raise|have)\b/i.test(
      before,
    ))

/** "When X, do Y", "do Y when X", "an alert: X, do Y". */
function cutsOf(text: string, words: readonly Token[]): Cut[] {
  const cuts: Cut[] = []
  const cut = (from: number, border: number, before = ''): void => {
    const mark = words[border]
    const begin = words[from]?.from
    if (!mark || begin === undefined || border <= from) return
    const skip = borders.test(mark.word) ? mark.to : mark.from
    cuts.push({ condition: text.slice(begin, mark.from), action: `${before} ${text.slice(skip)}` })
  }
  for (const { i } of words) {
    const length = opensAt(words, i)
    if (length === 0) continue
    const before = text.slice(0, words[i]?.from)
    for (const parting of [borders, verbs])
      for (let border = i + length + 1; border < words.length; border++)
        if (parting.test(words[border]?.word ?? '')) cut(i + length, border)
    const rest = words[i + length]
    if (rest && orders(before)) cuts.push({ condition: text.slice(rest.from), action: before })
  }
  if (noun.test(text))
    for (const { i, word } of words)
      if (/^[:,]$/.test(word))
        for (let border = i + 2; border < words.length; border++)
          if (borders.test(words[border]?.word ?? '')) cut(i + 1, border)
  return cuts.filter(({ action }) => acting.test(action))
}

const coming =
  '(?:has |have )?(?:drops?|dropped|fallen|gone|risen|climbed|slipped|fall|drop|falls?|goes|go|gets?|dips?|sinks?|slips?|slides?|rises?|climbs?|jumps?|moves?|tumbles?|plunges?|grows?|gets|exceeds?|is|are|crosses|dropping|falling|going|dipping|sinking|rising|climbing|getting|crossing)'
const coming1 = new RegExp(
  `\\b${coming}\\s+(?:to\\s+)?(below|under|beneath|above|over|past|beyond|less than|more than|fewer than|at least)\\b`,
  'gi',
)
const becoming =
  /\b(?:turns?|becomes?|goes|gets?|turning|becoming|going|getting|switches to|changes to|moves to)\s+(?=(?:\w+\s*){1,2}$)/gi
const reaching = /\b(?:exceeds?|tops?|surpass(?:es)?)\b/gi
const hitting = /\b(?:reaches|hits)\b/gi

/** What comes to be so, as what is so: "drops below 50" is "below 50". */
const standing = (condition: string): string =>
  condition
    .trim()
    .replace(/[,:;.!?\s]+$/, '')
    .replace(/^(?:that|an?|any|one of (?:our|my)|some)\s+(?:\p{L}+['’]s\s+)?/iu, '')
    .replace(/\b(\p{L}+?)s'?\s+(?=(?:health|adoption|usage|sentiment|risk)\b)/giu, '$1 ')
    .replace(coming1, '$1')
    .replace(reaching, 'over')
    .replace(hitting, 'at least')
    .replace(becoming, 'is ')

/** Ways to ask for the rows that meet the condition. */
const askedAs = (condition: string): string[] => {
  const said = standing(condition)
  return [said, `all ${said}`, `accounts with ${said}`]
}

const falls =
  /\b(drops?|falls?|fell|declines?|dips?|slides?|slips?|sinks?|shrinks?|decreases?)\b.*\bby\b|\b(down|loses?|lost)\b.*(%|percent|points?)/i

/** "Falls by more than 10 points" is a change: a condition that holds none was misread. */
const isMisread = (condition: string, { of: { where } }: Chosen): boolean =>
  falls.test(condition) && !/"since"|"value":-/.test(JSON.stringify(where ?? ''))

/** Of all rows nothing comes to be so. */
const isNarrowed = ({ of: { where } }: Chosen): boolean =>
  where !== undefined && !('field' in where && where.field === 'id' && where.op === 'not_null')

export function readRule(text: string, speaker: Speaker): Rule | null {
  const { tokens: words } = latticeOfText(text, speaker.lexicon)
  const isNamed = noun.test(text)
  if (!isNamed && !words.some(({ i }) => opensAt(words, i) > 0)) return null
  for (const { condition, action } of cutsOf(text, words)) {
    const said = action.replace(/^[\s,:;.–-]+|[\s,:;.–-]+$/g, '')
    for (const asked of askedAs(condition)) {
      const set = readSet({ text: asked, at: 0 }, speaker, null, null)
      if (set && !('ask' in set) && isNarrowed(set) && !isMisread(condition, set))
        return { set, text, action: said }
    }
  }
  return null
}
