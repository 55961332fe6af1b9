/** Puts people and firms of a fixture in the place of those of a workspace, everywhere alike: what was asked of real customers is asked of made-up ones. */
import type { Random } from '#db/demo/random.ts'
import { common } from '../harness/rename.ts'

/** Of a person, a firm: the name, and whatever else stands for it. `parts` of a name count where they are nobody else's. */
export type Named = { kind: 'account' | 'contact' | 'user'; id: string; name: string; email: string | null }

const word = /[\p{L}\p{M}\p{N}]+/gu
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const phone = /\+?\d[\d ()/-]{7,}\d/g
const link = /\bhttps?:\/\/\S+/g
const shortest = 3

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const fold = (text: string) => text.normalize('NFC').toLowerCase()
const partsOf = (name: string) =>
  (name.match(word) ?? []).filter((part) => part.length >= shortest && !common.has(fold(part)))

/** Names, addresses and ids of the workspace with what stands instead, the longest first. */
function pairs(own: Named[], standIns: Named[], draw: Random, text: string): [string, string][] {
  const left = new Map(
    (['account', 'contact', 'user'] as const).map((kind) => [
      kind,
      draw.shuffle(standIns.filter((one) => one.kind === kind)),
    ]),
  )
  const owners = new Map<string, number>()
  for (const { name } of own)
    for (const part of new Set(partsOf(name).map(fold))) owners.set(part, (owners.get(part) ?? 0) + 1)
  const said = fold(text)
  const found: [string, string][] = []
  for (const one of own) {
    const parts = partsOf(one.name).filter((part) => owners.get(fold(part)) === 1)
    const known = [one.name, one.email, one.id, ...parts].filter((each) => each !== null)
    if (!known.some((each) => said.includes(fold(each)))) continue
    const instead = left.get(one.kind)?.pop()
    if (!instead) throw new Error(`more ${one.kind}s are named than the fixture has`)
    const theirs = partsOf(instead.name)
    found.push([one.name, instead.name], [one.id, instead.id])
    if (one.email !== null) found.push([one.email, instead.email ?? 'somebody@example.com'])
    // The last word of a name stands for the last word of the other.
    for (const part of parts) {
      const at = partsOf(one.name).indexOf(part)
      const like = one.kind === 'account' ? theirs[0] : at === 0 ? theirs[0] : theirs.at(-1)
      found.push([part, like ?? instead.name])
    }
  }
  return found.sort((a, b) => b[0].length - a[0].length)
}

export type Redaction = (text: string) => string

/** For all texts of a case at once, so that each name has one stand-in. Addresses, numbers and links of nobody known become placeholders. */
export function redactionOf(texts: string[], own: Named[], standIns: Named[], draw: Random): Redaction {
  const all = pairs(own, standIns, draw, texts.join('\n'))
  const instead = new Map(all.map(([from, to]) => [fold(from), to]))
  const known =
    all.length === 0
      ? null
      : new RegExp(
          `(?<![\\p{L}\\p{N}])(?:${all.map(([from]) => escaped(from)).join('|')})(?![\\p{L}\\p{N}])`,
          'giu',
        )
  const kept = new Set(standIns.flatMap(({ email }) => (email === null ? [] : [email])))
  return (text) => {
    const named = known ? text.replaceAll(known, (found) => instead.get(fold(found)) ?? found) : text
    return named
      .replaceAll(link, 'https://example.com/')
      .replaceAll(address, (found) => (kept.has(found) ? found : 'somebody@example.com'))
      .replaceAll(phone, (found) => (/^\d{4}-\d\d-\d\d/.test(found) ? found : '+00 000 0000'))
  }
}
