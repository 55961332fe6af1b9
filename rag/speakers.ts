/** Whom a question names among those who speak: by their whole name, by a part of it that few share, or by their title. */
import type { Question } from './question.ts'

export type Named = {
  /** By speaker, how sure: a part of a name that three share is a third of each. */
  sure: Map<string, number>
  /** Places of the words that name them. */
  words: Set<number>
}

export type Titled = { name: string; title: string | null; role: string | null }

const tokensOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

export function namedIn({ words }: Question, speakers: readonly string[], people: readonly Titled[]): Named {
  const tokens = words.map(({ text }) => tokensOf(text.replace(/['’]s$/, ''))[0] ?? '')
  const named: Named = { sure: new Map(), words: new Set() }
  const isFree = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => from + i).every((at) => !named.words.has(at))
  const take = (label: string[], who: [string, number][]) => {
    for (let from = 0; label.length > 0 && from + label.length <= tokens.length; from++) {
      if (!label.every((token, i) => tokens[from + i] === token) || !isFree(from, label.length)) continue
      for (let i = 0; i < label.length; i++) named.words.add(from + i)
      for (const [speaker, share] of who)
        named.sure.set(speaker, Math.max(named.sure.get(speaker) ?? 0, share))
    }
  }
  const labels = speakers.map((speaker) => ({ speaker, label: tokensOf(speaker) }))
  for (const { speaker, label } of labels.toSorted((a, b) => b.label.length - a.label.length))
    take(label, [[speaker, 1]])
  for (const [title, who] of titlesOf(speakers, people)) take(tokensOf(title), who)
  tokens.forEach((token, at) => {
    if (named.words.has(at)) return
    const sharing = labels.filter(({ label }) => label.includes(token))
    if (!isPartOfName(words[at]?.text ?? '', at, sharing, labels.length)) return
    named.words.add(at)
    for (const { speaker } of sharing)
      named.sure.set(speaker, Math.max(named.sure.get(speaker) ?? 0, 1 / sharing.length))
  })
  return named
}

type Label = { speaker: string; label: string[] }

function isPartOfName(word: string, at: number, sharing: Label[], all: number): boolean {
  if (sharing.length === 0 || (sharing.length > 2 && sharing.length === all)) return false
  const isCapital = /^\p{Lu}/u.test(word)
  if (word.length === 1) return isCapital && word !== 'I'
  const [first] = sharing
  const isFirstName =
    sharing.length <= 2 && (first?.label.length ?? 0) > 1 && first?.label[0] === word.toLowerCase()
  return (isCapital && at > 0) || isFirstName
}

/** Titles, their initials (Chief Technology Officer: CTO) and roles, with the speakers who bear them. */
function titlesOf(speakers: readonly string[], people: readonly Titled[]): Map<string, [string, number][]> {
  const titles = new Map<string, [string, number][]>()
  for (const { name, title, role } of people) {
    const person = tokensOf(name)
    const who = speakers.filter((speaker) => person.every((token) => tokensOf(speaker).includes(token)))
    const words = tokensOf(title ?? '')
    const initials = words
      .filter((word) => !['of', 'the', 'and', 'for'].includes(word))
      .map((word) => word[0])
      .join('')
    const called = [title ?? '', initials.length > 2 ? initials : '', (role ?? '').replaceAll('_', ' ')]
    for (const one of new Set(called.map((text) => text.toLowerCase())))
      if (one !== '' && one !== 'user')
        titles.set(one, [...(titles.get(one) ?? []), ...who.map((speaker): [string, number] => [speaker, 1])])
  }
  return titles
}
