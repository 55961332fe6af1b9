/** Gradable adjectives that people make ranks of, whatever the field: their superlatives, by the end that they mean. Data and its inflection. */
import type { Entry } from './closed.ts'

/** The superlative of a short adjective: "sour" → "sourest", "grumpy" → "grumpiest", "thin" → "thinnest". */
export function superlative(adjective: string): string {
  if (/[^aeiou]y$/.test(adjective)) return `${adjective.slice(0, -1)}iest`
  if (adjective.endsWith('e')) return `${adjective}st`
  if (/[^aeiou][aeiou][bdgmnpt]$/.test(adjective)) return `${adjective}${adjective.slice(-1)}est`
  return `${adjective}est`
}

/** Much of the amount. */
const much =
  'busy chunky fat hefty beefy meaty juicy pricy costly dear heavy tall rich full huge massive steep large deep wide broad sharp mighty weighty bulky'
/** How bad something is tells how much of it there is: "the most painful losses". */
const muchLong =
  'painful|severe|serious|critical|dramatic|drastic|extreme|significant|substantial|notable|striking|intense|expensive|lucrative|sizeable|sizable|generous|valuable|costly|important|profitable'
const little =
  'skinny thin slim small tiny puny meagre meager lean scant empty cheap low light narrow bare modest petty'
const littleLong = 'modest|meagre|trivial|negligible|insignificant|frugal'
const good =
  'happy cheery merry jolly sunny rosy cosy warm bright sweet strong fit hearty healthy kind friendly keen lively chirpy perky glad proud calm nice fine smooth quick swift speedy snappy brisk prompt fast rapid sound safe smart handy solid stable tight sturdy steady'
const goodLong =
  'happy|satisfied|content|pleased|delighted|loyal|enthusiastic|positive|upbeat|cheerful|glowing|impressive|successful|promising|healthy|engaged|favourable|favorable|friendly|responsive|prompt|efficient|optimistic|thrilled|appreciative'
const bad =
  'grumpy grouchy sour bitter angry mad sad gloomy glum grim bleak dark dim shaky wobbly rocky dire sick sickly ill nasty ugly harsh cranky crabby moody surly sulky cross stroppy tetchy unhappy frosty icy chilly cold poor weak feeble frail lame slow sluggish tardy lazy dull dreary flat murky scary rough tough ropey dodgy iffy sorry sore stale crummy lousy leaky'
const badLong =
  'unhappy|miserable|dissatisfied|disappointed|disappointing|frustrated|annoyed|upset|irritated|irate|furious|fed up|displeased|negative|critical|hostile|dismal|dreadful|awful|terrible|horrible|abysmal|worrying|alarming|concerning|troubling|troubled|disgruntled|pessimistic|unsatisfied|sluggish|underwhelming|depressing|gloomy|discontent|unfavourable|unfavorable|bitter|sour'

const shortForms = (list: string): string[] => [...new Set(list.split(' '))].map(superlative)
const longForms = (list: string, before: string): string[] =>
  list.split('|').map((adjective) => `${before} ${adjective}`)

const rank = (value: string, forms: readonly string[]): Entry => ({
  op: 'rank',
  value,
  words: [...new Set(forms)].join('|'),
})

/** What many learn English from: "the most low", "the most big". */
const high = 'high|big|large|great|old|long'
const low = 'low|small|short|little'

/** "Least happy" is the other end of "most happy". */
export const degrees: Entry[] = [
  rank('high', [
    ...shortForms(much),
    ...longForms(`${muchLong}|${high}`, 'most'),
    ...longForms(littleLong, 'least'),
  ]),
  rank('low', [
    ...shortForms(little),
    ...longForms(`${littleLong}|${low}`, 'most'),
    ...longForms(muchLong, 'least'),
  ]),
  rank('best', [
    ...shortForms(good),
    ...longForms(goodLong, 'most'),
    ...longForms(badLong, 'least'),
    'best looking',
    'best placed',
    'best behaved',
    'best off',
  ]),
  rank('worst', [
    ...shortForms(bad),
    ...longForms(badLong, 'most'),
    ...longForms(goodLong, 'least'),
    'worst looking',
    'worst hit',
    'worst off',
    'worst placed',
  ]),
]
