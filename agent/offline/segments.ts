/** Cuts an utterance at its sentences, colons, dashes, brackets and commas, and at words that announce an explanation ("i.e.", "by which I mean"). Pure. */

/** What stands before a segment: nothing, the end of a sentence, a question, a mark, or only the word with which a request begins. */
export type Mark =
  'start' | 'sentence' | 'question' | 'colon' | 'dash' | 'bracket' | 'close' | 'gloss' | 'comma' | 'opening'

export type Segment = {
  text: string
  /** Its place in the utterance, for cutting out. */
  from: number
  to: number
  mark: Mark
}

/** Said before what explains the words before it. */
const glosses =
  "i\\.? ?e\\b\\.?|a\\.?k\\.?a\\b\\.?|namely|meaning|that is(?: to say)?|in other words|by (?:which|that) i mean|i mean|which (?:is to say|means)|what i mean is|i['’]?m talking(?: about)?|read(?=:)|or rather|put differently|to be precise|to be exact|to put it plainly|in plain (?:english|words)|specifically"

/** Abbreviations end with a stop that ends no sentence. */
const stop =
  '(?<!\\b(?:i|e|i\\.e|e\\.g|eg|vs|no|nr|approx|incl|excl|max|min|avg|ca|resp|dept|inc|ltd|co|corp|st|dr|mr|mrs|ms|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|a\\.k\\.a))[.!?…]+["”’)]*(?=\\s|$)'

const boundary = new RegExp(
  [
    `(?<gloss>(?:[,;:.?!…]|\\s[-–—]|\\()*(?:^|\\s|\\()(?:so |well |or )?(?:${glosses})(?=[\\s,:])[,:]?\\s+)`,
    `(?<stop>${stop})`,
    `(?<open>\\s*\\()`,
    `(?<close>\\))`,
    `(?<colon>[:;](?=\\s|$))`,
    `(?<dash>(?<!\\d\\p{L}{0,2})\\s[-–—]{1,2}\\s|(?<=\\p{L})[—–](?=\\p{L})|\\s[-–—]{1,2}\\s(?![$€£]?\\d))`,
    `(?<comma>,(?=\\s))`,
  ].join('|'),
  'giu',
)

const quoted = /["“][^"”]*["”]/gu

/** What stands in quotes is text of somebody's own: no mark in it parts anything. */
const masked = (text: string): string => text.replace(quoted, (part) => 'x'.repeat(part.length))

const markOf = (groups: Partial<Record<string, string>>): Mark => {
  if (groups.gloss !== undefined) return 'gloss'
  if (groups.stop !== undefined) return groups.stop.includes('?') ? 'question' : 'sentence'
  if (groups.open !== undefined) return 'bracket'
  if (groups.close !== undefined) return 'close'
  if (groups.colon !== undefined) return 'colon'
  return groups.dash === undefined ? 'comma' : 'dash'
}

/** Marks that follow each other part once: the last of them tells most, a comma least. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = []
  let mark: Mark = 'start'
  let from = 0
  const cut = (to: number): void => {
    const raw = text.slice(from, to)
    if (!/[\p{L}\d]/u.test(raw)) return
    const lead = raw.length - raw.trimStart().length
    segments.push({ text: raw.trim(), from: from + lead, to: from + lead + raw.trim().length, mark })
  }
  for (const found of masked(text).matchAll(boundary)) {
    const before = segments.length
    cut(found.index)
    const next = markOf(found.groups ?? {})
    if (segments.length > before || next !== 'comma') mark = segments.length === 0 ? 'start' : next
    from = found.index + found[0].length
  }
  cut(text.length)
  return segments
}
