/** Reads headers as words, and says how near a header is to a phrase; makes one name of the spellings of a company. Pure. */
import { distance } from 'fastest-levenshtein'

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss')

const stemOf = (word: string) =>
  word.length > 3 && /[^s]s$/.test(word) && !/(?:us|is|ss)$/.test(word) ? word.slice(0, -1) : word

const fillers = new Set('the of a an and for in on at to by der die das des de la le el du den'.split(' '))

/** "Account Name", "accountName", "Company: E-Mail (work)", "SLA_Tier__c" → words in lower case, plurals as one. */
export function wordsOf(header: string): string[] {
  const spread = plain(header)
    .replace(/__[cr]$/i, '')
    .replaceAll(/\be-?mail/gi, 'email')
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
  return spread
    .split(/[^\p{L}\p{N}%€$£]+/u)
    .filter((word) => word !== '')
    .filter((word, _i, all) => all.length === 1 || !fillers.has(word))
    .map(stemOf)
}

/** Words that say little of which field a header means. */
const weak = new Set(
  'date name id type status number value text field current total primary main last new'.split(' '),
)
const weightOf = (word: string) => (weak.has(word) ? 0.5 : 1)
const weight = (words: string[]) => words.reduce((sum, word) => sum + weightOf(word), 0)

const isNear = (a: string, b: string) =>
  a === b || (a.length >= 5 && b.length >= 5 && distance(a, b) <= (Math.min(a.length, b.length) >= 8 ? 2 : 1))

/** 1 for the same words, less the more words are only on one side; 0 where nothing is shared. */
export function likeness(header: string[], phrase: string[]): number {
  if (header.join('') === phrase.join('')) return 1
  const shared = phrase.filter((word) => header.some((one) => isNear(one, word)))
  if (shared.length === 0) return 0
  const missing = phrase.filter((word) => !shared.includes(word))
  const extra = header.filter((word) => !phrase.some((one) => isNear(one, word)))
  const [both, less, more] = [weight(shared), weight(missing), weight(extra)]
  if (missing.length === 0) return extra.length === 0 ? 0.95 : 0.55 + 0.35 * (both / (both + more))
  if (extra.length === 0) return 0.3 + 0.5 * (both / (both + less))
  return 0.75 * (both / (both + less + more))
}

const legalForms = new Set(
  'gmbh ag kg kgaa ohg ug se ev co company inc incorporated corp corporation llc llp lp ltd limited plc pty sa sas sarl srl spa sl slu bv nv oy oyj ab as asa aps sro zrt kft doo pte pvt holding holdings group the und and'.split(
    ' ',
  ),
)

/** "ACME gmbh", "Acme GmbH & Co. KG", "The Acme Company" are one; a name of nothing but legal forms stays as it is. */
export function companyKey(name: string): string {
  const words = plain(name)
    .toLowerCase()
    .replaceAll(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const kept = words.filter((word) => !legalForms.has(word))
  return (kept.length > 0 ? kept : words).join(' ')
}

/** "https://www.Acme.example/about?x" → "acme.example"; null where the text is no host. */
export function domainOf(text: string): string | null {
  const found =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s@/]+@)?(?:www\d?\.)?((?:[\p{L}\p{N}_-]+\.)+[\p{L}]{2,24})\.?(?::\d+)?(?:[/?#]\S*)?$/iu.exec(
      text.trim(),
    )
  return found?.[1]?.toLowerCase() ?? null
}

/** How a text is looked up: without regard to case and spaces. */
export const lookupKey = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
