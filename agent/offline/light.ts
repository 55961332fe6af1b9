/** Words that carry nothing beside what they stand with: "the yellow zone", "tickets that earned a CSAT of 1". By their place, never where they tell of change, absence or direction. Pure. */
import { isLight as isBetween, kind, near, roleOf, wordOf, isState, type Item } from './compose/draft.ts'
import { nounObject } from './compose/nouns.ts'
import type { Reading } from './read.ts'

/** Said behind a value, of the rows that have it: "the yellow zone", "the VIP crowd". */
const ofKind =
  /^(zones?|buckets?|camps?|clubs?|crowds?|spaces?|sectors?|territor(y|ies)|corners?|tiers?|brackets?|columns?|piles?|arenas?|lands?|realms?|baskets?|ranges?|leagues?|bands?|categor(y|ies)|class(es)?|famil(y|ies)|brigade|gang|bunch|lot|batch|cohorts?|tribe|squad|territories|world|universe|market|end|side|part|field|domain|scene|front|department|mode|mood|state|phase|stage|status|setup|flavou?rs?|variety|kind|type|sort|species|breed|pool|chunk|slice|layer|base|estate|patch|turf|shops?|houses?|players?|outfits?|firms?|places?|sites?|organi[sz]ations?|orgs?|businesses|brands?|folks?|people|peeps|guys|lads|fellas|ones|members?|types?|label|badge|sticker|flag|marker|stamp|mark|column|light|lights|zone|territory)$/

/** Verbs that change, lack, leave or turn: what they say is said by no value behind them. */
const loaded =
  /^(?:un|re|over|under|out)?(?:los|lost|miss|lack|shed|drop|slid|slip|sink|sank|plung|plummet|tumbl|crash|collaps|fall|fell|declin|decreas|shrink|shrank|worsen|rise|rose|rais|climb|soar|surg|rocket|jump|leap|grow|grew|increas|gain|doubl|tripl|halv|improv|recover|rebound|bounc|swing|swung|switch|mov|shift|migrat|transfer|convert|upgrad|downgrad|turn|chang|swap|leav|left|quit|exit|depart|fled|flee|escap|avoid|dodg|skip|shun|ghost|ignor|neglect|abandon|refus|reject|deni|deny|cancel|terminat|revok|withdr|fail|forget|forgot|forgo|forfeit|surrender|delay|postpon|paus|suspend|stop|ceas|halt|end|start|begin|began|resum|return|approach|near|verg|head|threaten|demand|request|ask|promis|block|escalat|reopen|clos|resolv|solv|pay|paid|renew|expir|laps|sign|churn|win|won|beat|exceed|surpass|top|cross|hit|reach|pass|break|broke|breach|owe|dispute|contest|hat|lov|want|need|hop|expect|plan|budget|forecast|project|aim|target|claim|deserv|warrant)(?:e|es|ed|s|t|ing|ting|ped|ping|ned|ning|led|ling)?$/

/** It has the form of a verb: "earned", "boasting", "sports". */
const verbal = /(ing|ed|s|won|got|drew|took|bore|wore)$/

/** The item, or the one that it belongs to, is part of a condition. */
const isHeld = ({ draft }: Reading, item: Item | undefined): boolean =>
  item !== undefined && draft.atoms.some((each) => each.kind !== 'period' && each.items.includes(item.n))

const isSubject = (item: Item | undefined): boolean =>
  item === undefined ||
  nounObject(item.ref) !== undefined ||
  /^(that|who|which|whose|everybody|everyone|anybody|anyone|those|these|ones|somebody)$/.test(wordOf(item))

/** "Earned a CSAT of 1", "boasting an NPS over 8": between the rows and a figure that is compared. */
function isHolding(reading: Reading, first: Item, last: Item): boolean {
  const { draft } = reading
  if (first.n !== last.n || !verbal.test(wordOf(first)) || loaded.test(wordOf(first))) return false
  if (!isSubject(draft.items[first.n - 1])) return false
  const next = draft.items[last.n + 1]
  if (!/^(a|an|the|their)$/.test(wordOf(next))) return false
  const held = near(draft, last.n + 1, 1, (item) => kind(item) === 'inert')
  return roleOf(held) === 'field' && isHeld(reading, held)
}

/** Behind what is held already: "the yellow zone". */
function isOfKind(reading: Reading, first: Item, last: Item): boolean {
  if (first.n !== last.n || !ofKind.test(wordOf(last))) return false
  const before = reading.draft.items[first.n - 1]
  if (before === undefined || isBetween(before)) return false
  return isHeld(reading, before) && isState(before)
}

/** Left out, and said to be. */
export const isLightWord = (reading: Reading, first: Item, last: Item): boolean =>
  isOfKind(reading, first, last) || isHolding(reading, first, last)
