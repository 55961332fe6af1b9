/** Reads tags in a command: known ones as they are written, new ones only where they are called a tag or stand in quotes, several where each is one. */
import type { Filled } from '../frames.ts'
import { objectOf, type Work } from './fill.ts'
import { latticeOfText } from '../read.ts'
import { isTag, plainText, tagIn, type Ask, type Piece, type Read } from './slots.ts'

const called = /^(tag|tags|tagged|tagging|label|labels|labelled|labeled|untag|untagged|unlabel)$/
const quoted = /^\s*["“'‘].+["”'’]\s*$/
/** Words that part a sentence: no tag has them. */
const sentence = /\b(and|to|for|on|by|with|as|of|in|all|the|em|them|those|these|it)\b|,|w\//i
/** What only points at a tag is none. */
const pointer =
  /^(?:(?:that|this|it|the|same|those|these|one|off|on|all|another|any|our|their|its|new|a|an)\b\s*)+$/i
const oneWord = /^[^\s,;]+$/

type Part = { tag: string; isKnown: boolean } | { ask: Ask }

export function tagsIn(slot: Filled, here: Piece, work: Work): Read<string[]> {
  const { match, lattice } = work
  const outside = lattice.tokens.filter(
    (token) => !match.slots.some(({ from, to }) => token.i >= from && token.i < to),
  )
  const isCalled = outside.some(({ word }) => called.test(word))
  if (slot.type === 'word' && !quoted.test(here.text) && !oneWord.test(plainText(here.text))) return null
  if (pointer.test(plainText(here.text))) return null
  const parts = partsOf(withoutArticle(here), work)
  const tags: string[] = []
  for (const part of parts) {
    if ('ask' in part) return part
    const { tag, isKnown } = part
    const isSure = isKnown || quoted.test(here.text)
    // "Target from the red ones" is no tag; "gaming_save" is one, though it is new.
    if (!isSure && /^(remove|replace)$/.test(slot.name)) return isCalled ? { ask: noSuch(tag, here) } : null
    const isCode = oneWord.test(tag) && /[_-]/.test(tag)
    // "A late milestone vip": a tag with words before it is none.
    if (!isSure && !isCode && holdsTag(tag, work)) return null
    if (!isSure && (sentence.test(tag) || !(isCalled || isCode || isStrange(tag, work)))) return null
    if (!isSure && !oneWord.test(tag) && (parts.length > 1 || namesRow(tag, work))) return null
    if (!isSure && slot.type === 'word' && !isCode && !isStrange(tag, work)) return null
    tags.push(tag)
  }
  return tags.length > 0 ? { value: tags } : null
}

/** "An adoption_push label". */
function withoutArticle({ text, at }: Piece): Piece {
  const article = /^\s*(?:an?|the)\s+(?=\S)/i.exec(text)?.[0].length ?? 0
  return { text: text.slice(article), at: at + article }
}

/** "Tag it Alder lighthouse": a row is no part of a tag. */
const namesRow = (tag: string, { speaker }: Work): boolean =>
  latticeOfText(tag, speaker.lexicon).spans.some(
    ({ meaning, via }) => meaning.kind === 'name' && meaning.whole && via === 'exact',
  )

/** A known tag stands in the words. */
const holdsTag = (tag: string, { shape, speaker: { lexicon } }: Work): boolean =>
  latticeOfText(tag, lexicon).spans.some(
    ({ meaning, via }) =>
      via === 'exact' &&
      meaning.kind === 'entry' &&
      meaning.refs.some((ref) => isTag(ref, lexicon, objectOf(shape))),
  )

/** A word that is nothing else, so it can only be the tag: "tag the red accounts rescue". */
const isStrange = (tag: string, { speaker }: Work): boolean =>
  latticeOfText(tag, speaker.lexicon).spans.every(
    ({ meaning, via }) => meaning.kind === 'unknown' || meaning.kind === 'skipped' || via !== 'exact',
  )

const noSuch = (tag: string, { at, text }: Piece): Ask => ({
  question: `I know no tag “${tag}”. Which tag do you mean?`,
  options: [],
  ...{ from: at, to: at + text.length },
})

/** One tag, or several joined by "and" or commas. */
function partsOf(here: Piece, { shape, speaker }: Work): Part[] {
  const whole = partOf(here)
  if (!whole || 'ask' in whole || whole.isKnown || quoted.test(here.text)) return whole ? [whole] : []
  const split = here.text.split(/\s*(?:,|&|\band\b)\s*/).filter((text) => plainText(text) !== '')
  return split.length < 2 ? [whole] : split.flatMap((text) => partOf({ text, at: here.at }) ?? [])

  function partOf(piece: Piece): Part | null {
    const read = tagIn(piece, speaker, false, objectOf(shape))
    if (!read || 'ask' in read) return read
    const known = tagIn(piece, speaker, true, objectOf(shape))
    return { tag: read.value, isKnown: known !== null && 'value' in known }
  }
}
