/** People to be erased, and people who stay: names of many kinds, each with every spelling in which others might write them. Seeded. */
import { random } from '#db/demo/random.ts'
import type { SubjectWanted } from '#db/privacy/find-subject.ts'

export type Planted = {
  wanted: SubjectWanted
  id: string
  first: string
  last: string
  name: string
  email: string
  formerEmail: string
  phone: string
  account: string
}

/** What a row would say of them: how it is written, and what must not be found afterwards. */
export type Spelling = { kind: string; text: string }

const firsts = [
  ...['Renate', 'Chloé', 'Søren', 'Łukasz', 'Zoë', 'Björn', 'Mary-Jane', 'Óscar', 'Thị Hương', 'Jean-Luc'],
  ...['Ирина', 'Δημήτρης', '美咲', 'Siobhán', 'Ngozi', 'Åsa', 'Günther', 'Noémie', 'Tomáš', 'Ayşe'],
]
const lasts = [
  ...[
    'Vogelsang',
    'Martín',
    'Kjærgård',
    'Wiśniewska',
    "O'Reardon",
    'Strauß',
    'Wattson',
    'Núñez',
    'Nguyen',
    'Delacroix',
  ],
  ...[
    'Соколова',
    'Παππάς',
    '高橋',
    'Ní Dhálaigh',
    'Okonkwo',
    'Öberg',
    'van der Meer',
    'Lefèvre',
    'Dvořák',
    'Yılmaz',
  ],
]
/** Nobody's spelling is a part of another's. */
const ascii = (text: string, at: number) =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase() || `person${at}`

export const tag = (at: number) => String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))

export function peopleOf(seed: number, count: number, colleagues: number): Planted[] {
  const source = random(seed, 'erasure', 'people')
  return Array.from({ length: count }, (_, at) => {
    const isColleague = at >= count - colleagues
    const isLatin = /^\p{Script=Latin}/u.test(firsts[at % firsts.length] ?? '')
    // Unlike any other name or word of the run, so that whatever is found of it afterwards is theirs.
    const own = isLatin ? `q${tag(at)}` : ''
    const first = `${firsts[at % firsts.length]}${own}`
    const last = `${lasts[at % lasts.length]}${own}`
    const email = `${ascii(first, at)}.${ascii(last, at)}${at}@${isColleague ? 'us' : `firm${at % 5}`}.example`
    const id = isColleague ? email : `CN-${seed % 1000}-${1000 + at}`
    const phone = `+49 ${30 + at} ${5_550_000 + at * 37} ${source.int(10, 99)}`
    return {
      ...{ id, first, last, name: `${first} ${last}`, email, phone },
      formerEmail: isColleague ? email : `old.${email}`,
      account: `F-${at % 5}`,
      wanted: isColleague
        ? { kind: 'colleague', email }
        : { kind: 'contact', ...(at % 2 === 0 ? { id } : { email }) },
    }
  })
}

/** All that follows from the person's own data, as people, machines and other systems write it. */
export function spellingsOf({
  name,
  first,
  last,
  email,
  formerEmail,
  phone,
  id,
  wanted,
}: Planted): Spelling[] {
  const digits = phone.replace(/\D/g, '')
  const said = (kind: string, text: string) => ({ kind, text })
  const names = [
    said('name', name),
    said('name in capitals', name.toUpperCase()),
    said('name decomposed', name.normalize('NFD')),
    said('name turned round', `${last}, ${first}`),
    said('name with two spaces', `${first}  ${last}`),
    said('name with a line break', `${first}\n${last}`),
    said('name with a hidden hyphen', `${first} ${last.slice(0, 2)}\u00ad${last.slice(2)}`),
  ]
  if (/^[\p{Script=Latin}\s'-]+$/u.test(name)) {
    const plain = name.normalize('NFKD').replace(/\p{M}/gu, '')
    names.push(said('name without accents', plain), said('name’s', `${name}’s`))
    if (!/[\s'-]/.test(first + last)) names.push(said('handle', `${first}.${last}`.toLowerCase()))
  }
  const addresses = [email, formerEmail].flatMap((one) => [
    said('address', one),
    said('address in capitals', one.toUpperCase()),
    said('address with a tag', one.replace('@', '+news@')),
    said('address in a link', `https://x.example/?to=${one.replace('@', '%40')}`),
    said('address spelt out', one.replace('@', ' (at) ')),
    said('address in angles', `<${one}>`),
  ])
  if (wanted.kind === 'colleague') return [...names, ...addresses]
  const country = digits.slice(0, 2)
  const rest = digits.slice(2)
  const numbers = [
    said('phone', phone),
    said('phone in digits', `+${digits}`),
    said('phone with 00', `00${digits}`),
    said('phone with (0)', `+${country} (0) ${rest.slice(0, 2)} ${rest.slice(2)}`),
    said('phone at home', `0${rest}`),
    said('phone with dots', `+${country}.${rest.slice(0, 2)}.${rest.slice(2, 5)}.${rest.slice(5)}`),
  ]
  return [...names, ...addresses, ...numbers, said('id', id)]
}
