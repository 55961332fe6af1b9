/** Finds in what was said and written the actions, decisions, objections, rivals, money and wishes, each as the sentence that holds it. Pure; nothing is concluded that was not said. */
import { GB } from 'chrono-node/en'
import type { FindingKind } from '#db/schema/findings.ts'
import * as rules from './rules.ts'

export type Said = { text: string; speaker: string | null }
export type Finding = {
  what: FindingKind
  sentence: string
  speaker: string | null
  subject: string | null
  owner: string | null
  dueOn: string | null
}

/** What is known of the workspace: who is ours, who the rivals are, and when it was said. */
export type Known = { ours: ReadonlySet<string>; rivals: readonly string[]; at: string | null }

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

export const sentencesOf = (text: string): string[] =>
  [...sentences.segment(text)].map(({ segment }) => segment.trim()).filter((one) => one !== '')

export function findIn({ text, speaker }: Said, known: Known): Finding[] {
  const isOurs = speaker !== null && known.ours.has(speaker.toLowerCase())
  return sentencesOf(text).flatMap((sentence) => {
    if (rules.housekeeping.test(sentence)) return []
    const found: Finding[] = []
    const add = (what: FindingKind, more: Partial<Finding> = {}) =>
      found.push({ ...{ what, sentence, speaker, subject: null, owner: null, dueOn: null }, ...more })
    for (const clause of sentence.split(rules.nextDeed)) {
      const action = actionIn(clause, speaker)
      if (action) add('action', { ...action, dueOn: dueIn(clause, known.at) })
    }
    if (rules.decision.test(sentence)) add('decision')
    if (!isOurs && rules.objection.test(sentence)) add('objection')
    for (const subject of rivalsIn(sentence, known, speaker)) add('competitor', { subject })
    if (rules.pricing.test(sentence)) add('pricing')
    const wish = isOurs ? null : wishIn(sentence)
    if (wish !== null) add('request', { subject: wish || null })
    return found
  })
}

function actionIn(clause: string, speaker: string | null): Pick<Finding, 'owner' | 'subject'> | null {
  const named = rules.namedAction.exec(clause)
  const own = named ? null : rules.ownAction.exec(clause)
  const asked = named || own ? null : (rules.askedAction.exec(clause) ?? rules.sharedAction.exec(clause))
  const found = named ?? own ?? asked
  if (!found) return null
  const owner = named ? (named.groups?.['owner'] ?? null) : own ? speaker : null
  return {
    owner,
    subject: asked && rules.sharedAction.test(clause) ? clause : (found.groups?.['deed'] ?? null),
  }
}

/** The day until which or on which the sentence says that it is to be done, from the day on which it was said; none where it names none. */
export function dueIn(sentence: string, at: string | null): string | null {
  if (at === null) return null
  for (const { index, text, start } of GB.parse(sentence, new Date(at), { forwardDate: true })) {
    const before = sentence.slice(0, index)
    const isMeant =
      /\b(by|until|till|before|on|due|within|in|for|no later than|end of)( the)? $/i.test(before) ||
      /^(today|tonight|tomorrow|this|next|coming|within|by|in|on)\b/i.test(text)
    if (!isMeant || /\bevery $/i.test(before) || /\bhours?\b/i.test(text)) continue
    if (!start.isCertain('day') && !start.isCertain('weekday')) continue
    const two = (n: number | null) => String(n ?? 1).padStart(2, '0')
    const on = `${start.get('year')}-${two(start.get('month'))}-${two(start.get('day'))}`
    if (on >= at.slice(0, 10)) return on
  }
  return null
}

const calendar =
  /^(january|february|march|april|may|june|july|august|september|october|november|december|(mon|tues|wednes|thurs|fri|satur|sun)day|christmas|easter)$/i

function rivalsIn(sentence: string, { rivals, ours }: Known, speaker: string | null): string[] {
  const told = rules.rivals.flatMap((rule) => rule.exec(sentence)?.groups?.['name'] ?? [])
  const lower = ` ${sentence.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const listed = rivals.filter((name) =>
    lower.includes(` ${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `),
  )
  // "Helio" is Helio CS, where that is on record.
  const known = told
    .filter((name) => !calendar.test(name) && name !== speaker && !ours.has(name.toLowerCase()))
    .map((name) => rivals.find((rival) => rival.toLowerCase().split(' ')[0] === name.toLowerCase()) ?? name)
  return [...new Set([...listed, ...known])]
}

/** What is wished for in a few words; empty where it is no feature, null where nothing is wished for. */
function wishIn(sentence: string): string | null {
  for (const wish of rules.wishes) {
    const thing = wish.exec(sentence)?.groups?.['thing']
    if (thing === undefined) continue
    const words = (thing.split(rules.afterThing)[0] ?? '')
      .replace(/^(?:the|a|an|some|any|our|your|more|to be able to) /i, '')
      .trim()
      .split(/\s+/)
    const subject = words.slice(0, 7).join(' ')
    if (subject.length > 2) return rules.noFeature.test(subject) || /^to /i.test(subject) ? '' : subject
  }
  return null
}

/** What two wishes must share to be one: their words, whatever their order and number. */
export const keyOf = (subject: string): string =>
  [...new Set(subject.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
    .filter((word) => !/^(the|a|an|in|on|of|for|to|and|with|from|at|by|our|your|be)$/.test(word))
    .map((word) => word.replace(/ies$/, 'y').replace(/(?<=\w{3})s$/, ''))
    .sort()
    .join(' ')
