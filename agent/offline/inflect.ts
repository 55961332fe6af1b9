/** English inflection, generated forwards from a lemma: plurals of nouns, forms of verbs. Nothing is guessed backwards but the fallback stem. */

const irregularPlurals: Record<string, string> = {
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  index: 'indices',
  criterion: 'criteria',
  datum: 'data',
  this: 'these',
  that: 'those',
}

const irregularVerbs: Record<string, string[]> = {
  be: ['am', 'is', 'are', 'was', 'were', 'been', 'being'],
  buy: ['bought'],
  come: ['came'],
  cut: ['cut', 'cutting'],
  begin: ['began', 'begun', 'beginning'],
  break: ['broke', 'broken'],
  bring: ['brought'],
  build: ['built'],
  catch: ['caught'],
  choose: ['chose', 'chosen'],
  cost: ['cost'],
  deal: ['dealt'],
  dig: ['dug'],
  do: ['did', 'done', 'does'],
  draw: ['drew', 'drawn'],
  drive: ['drove', 'driven'],
  feel: ['felt'],
  fight: ['fought'],
  find: ['found'],
  freeze: ['froze', 'frozen'],
  forget: ['forgot', 'forgotten'],
  get: ['got', 'gotten', 'getting'],
  hit: ['hit', 'hitting'],
  know: ['knew', 'known'],
  learn: ['learnt', 'learned'],
  let: ['let', 'letting'],
  quote: ['quoted'],
  read: ['read'],
  show: ['showed', 'shown'],
  shut: ['shut', 'shutting'],
  sit: ['sat', 'sitting'],
  spread: ['spread'],
  stand: ['stood'],
  stick: ['stuck'],
  teach: ['taught'],
  throw: ['threw', 'thrown'],
  understand: ['understood'],
  wear: ['wore', 'worn'],
  fall: ['fell', 'fallen'],
  give: ['gave', 'given'],
  go: ['went', 'gone', 'goes'],
  grow: ['grew', 'grown'],
  have: ['had', 'has'],
  hear: ['heard'],
  hold: ['held'],
  keep: ['kept'],
  lead: ['led'],
  leave: ['left'],
  lose: ['lost'],
  make: ['made'],
  meet: ['met'],
  pay: ['paid'],
  put: ['put', 'putting'],
  quit: ['quit', 'quitting'],
  reach: ['reached'],
  rise: ['rose', 'risen'],
  run: ['ran', 'run'],
  say: ['said'],
  see: ['saw', 'seen'],
  sell: ['sold'],
  send: ['sent'],
  set: ['set', 'setting'],
  shrink: ['shrank', 'shrunk'],
  sign: ['signed'],
  speak: ['spoke', 'spoken'],
  spend: ['spent'],
  take: ['took', 'taken'],
  talk: ['talked'],
  tell: ['told'],
  think: ['thought'],
  win: ['won'],
  beat: ['beat', 'beaten'],
  ring: ['rang', 'rung'],
  sing: ['sang', 'sung'],
  sink: ['sank', 'sunk'],
  slide: ['slid'],
  steal: ['stole', 'stolen'],
  bite: ['bit', 'bitten'],
  blow: ['blew', 'blown'],
  fly: ['flew', 'flown'],
  hang: ['hung'],
  swear: ['swore', 'sworn'],
  swing: ['swung'],
  strike: ['struck'],
  feed: ['fed'],
  shoot: ['shot'],
  seek: ['sought'],
  bid: ['bid', 'bidding'],
  overrun: ['overran', 'overrunning'],
  shake: ['shook', 'shaken'],
  lend: ['lent'],
  snag: ['snagged', 'snagging'],
  nab: ['nabbed', 'nabbing'],
  become: ['became'],
  write: ['wrote', 'written'],
}

const vowel = /[aeiou]/
const endsSibilant = /(s|x|z|ch|sh)$/

export function plural(noun: string): string {
  const irregular = irregularPlurals[noun]
  if (irregular) return irregular
  if (noun.length < 2 || /^\d/.test(noun) || noun === "'s") return noun
  if (/[^aeiou]y$/.test(noun)) return noun.slice(0, -1) + 'ies'
  if (endsSibilant.test(noun)) return noun + 'es'
  return noun + 's'
}

/** The singular of a phrase's last word, where its form tells. */
export const singular = (phrase: string): string =>
  phrase
    .replace(/people$/, 'person')
    .replace(/ies$/, 'y')
    .replace(/(ss|x|z|ch|sh)es$/, '$1')
    .replace(/([^su])s$/, '$1')

const doubled = (verb: string): boolean =>
  /[^aeiou][aeiou][bdglmnprt]$/.test(verb) &&
  (verb.length <= 4 || /((ref|occ|adm|com)[a-z]+|fer)$/.test(verb))

export function verbForms(verb: string): string[] {
  const third = /[^aeiou]y$/.test(verb)
    ? verb.slice(0, -1) + 'ies'
    : endsSibilant.test(verb) || /[^aeiou]o$/.test(verb)
      ? verb + 'es'
      : verb + 's'
  const bare = verb.endsWith('e') && !/(ee|oe|ye)$/.test(verb) ? verb.slice(0, -1) : verb
  const base = doubled(verb) ? verb + verb.slice(-1) : bare
  const past = /[^aeiou]y$/.test(verb) ? verb.slice(0, -1) + 'ied' : base + 'ed'
  return [verb, third, base + 'ing', ...(irregularVerbs[verb] ?? [past])]
}

/** The participles of a verb phrase: "hand over" → "handed over". */
export function participles(words: readonly string[]): string[][] {
  const [first, ...rest] = words
  if (!first) return []
  return verbForms(first)
    .slice(3)
    .map((form) => [form, ...rest])
}

/** All forms of a noun phrase: the last word in the plural, and its apostrophe-less genitive left alone. */
export function nounForms(words: readonly string[]): string[][] {
  const last = words.at(-1)
  if (!last) return []
  const many = plural(last)
  const forms = [[...words]]
  if (many !== last) forms.push([...words.slice(0, -1), many])
  return forms
}

/** All forms of a verb phrase: its first word inflected ("look after" → "looked after"). */
export function verbPhraseForms(words: readonly string[]): string[][] {
  const [first, ...rest] = words
  if (!first) return []
  // "Ring" and "feed" only look like forms.
  if (/(ing|ed)$/.test(first) && rest.length && !(first in irregularVerbs)) return [[...words]]
  return [...new Set(verbForms(first))].map((form) => [form, ...rest])
}

const lemmas = new Map(
  Object.entries(irregularVerbs).flatMap(([verb, forms]) =>
    forms.map((form): [string, string] => [form, verb]),
  ),
)

/** The word that forms of a verb or a noun have in common; the crude stem of a regular one. */
export const lemmaOf = (word: string): string => lemmas.get(word) ?? stem(word)

/** A crude common stem, used only where no form of any phrase matched. */
export function stem(word: string): string {
  if (word.length < 5 || !vowel.test(word)) return word
  return (
    word
      .replace(/(ies|ied)$/, 'y')
      .replace(/(ings?|ed|es|(?<!s)s)$/, (ending, _group: string, at: number) => (at >= 3 ? '' : ending))
      // "Stall" and "press" end so by themselves; "cancell" does not.
      .replace(/([bcdgmnprtv])\1$|(?<=.{4}l)l$/, '$1')
      .replace(/e$/, '')
  )
}
