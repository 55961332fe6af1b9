/** Writes evals/suites/vocabulary.tsv anew: each word of the catalogue in the first short request that leads to its field. Words that lead nowhere are told. `npm run eval:words`, then read the difference. */
import { writeFileSync } from 'node:fs'
import type { Field, ObjectType } from '#db/catalogue/types.ts'
import { offline, openSubject } from './subject.ts'
import { tryCase } from './trial.ts'
import { vocabulary } from './vocabulary.ts'

/** Of a field's nouns, of its adjectives and of its verbs: the first are the commonest, the rest often made of their parts. */
const mostOfKind = 12

const nounForms = (word: string, rows: string): string[] => [
  `average ${word} of ${rows}`,
  `${rows} by ${word}`,
  `${rows} sorted by ${word}`,
  `${word} of our ${rows}`,
  `${rows} with no ${word}`,
]
const adjectiveForms = (word: string, rows: string): string[] => [
  `${word} ${rows}`,
  `${rows} that are ${word}`,
  `${rows} ${word}`,
  `${rows} which ${word}`,
]
const verbForms = (word: string, rows: string): string[] => [
  `${rows} that ${word} this year`,
  `which ${rows} ${word} this quarter`,
  `${rows} that ${word}`,
]

const objectForms = (word: string): string[] => [`list every ${word}`, `how many ${word} do we have`]
const portfolioForms = (word: string): string[] => [`what is our ${word}`, `${word} this year`, word]

/** A word with what it must lead to, and requests in which it may stand. */
type Word = { key: string; word: string; requests: string[] }

/** The words of the object itself, which lead to it and to no field, and of its portfolio measures. */
const ownWords = ({ nouns, portfolio = [] }: ObjectType): Word[] => [
  ...nouns.map((word) => ({ key: '', word, requests: objectForms(word) })),
  ...portfolio.flatMap(({ key, label, phrases }) =>
    [label.toLowerCase(), ...(phrases?.nouns ?? [])].map((word) => ({
      ...{ key, word, requests: portfolioForms(word) },
    })),
  ),
]

function fieldWords({ plural }: ObjectType, { key, label, phrases, values = [] }: Field): Word[] {
  const rows = plural.toLowerCase()
  const nouns = [label.toLowerCase(), ...(phrases?.nouns ?? [])]
  const adjectives = [
    ...(phrases?.adjectives ?? []).flatMap(({ words }) => words),
    ...values.flatMap((value) => [value.label.toLowerCase(), ...(value.words ?? [])]),
  ]
  const doings = [
    ...(phrases?.verbs ?? []),
    ...(phrases?.adjectives ?? []).flatMap(({ verbs }) => verbs ?? []),
  ]
  const each = (words: string[], forms: typeof nounForms): Word[] =>
    words.slice(0, mostOfKind).map((word) => ({ key, word, requests: forms(word, rows) }))
  return [...each(nouns, nounForms), ...each(adjectives, adjectiveForms), ...each(doings, verbForms)]
}

const subject = await openSubject()
const trying = { subject, target: offline, retries: 0, judge: null }
const place = await subject.place('demo')
const lines: string[] = []
const missed: string[] = []
for (const object of place?.catalogue.objects.values() ?? [])
  for (const { key, word, requests } of [
    ...ownWords(object),
    ...object.fields.flatMap((field) => fieldWords(object, field)),
  ]) {
    let found: string | null = null
    for (const request of requests) {
      const line = [request, object.key, key].join('\t')
      const [one] = vocabulary(`\n${line}`)
      const trial = one && (await tryCase(trying, one, 1))
      if (trial?.state !== 'passed') continue
      found = line
      break
    }
    if (found === null) missed.push(`${object.key}.${key}: ${word}`)
    else lines.push(found)
  }
await subject.close()
const unique = [...new Set(lines)]
writeFileSync(
  new URL('../suites/vocabulary.tsv', import.meta.url),
  `text\tobject\tfield\n${unique.join('\n')}\n`,
)
process.stdout.write(
  `${missed.join('\n')}\n${unique.length} words lead to their fields, ${missed.length} do not\n`,
)
