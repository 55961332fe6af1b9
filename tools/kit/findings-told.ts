/** Tells findings as the sections of a summary: each sentence as it was said, by whom, with its passage. */
import type { FoundThere } from '#rag/findings/read.ts'
import type { FindingKind } from '#db/schema/findings.ts'
import { dayInWords } from '#db/query/print.ts'
import { asWords } from './as-words.ts'
import { quoted, section, type Citations } from './cited.ts'

const titles: Record<FindingKind, string> = {
  decision: 'Decisions',
  action: 'Action items',
  objection: 'Objections and worries',
  competitor: 'Competitors',
  pricing: 'Pricing',
  request: 'Requests',
}
/** In the order in which they are read. */
export const toldKinds = Object.keys(titles) as FindingKind[]

/** `isDated`: from several days, so that each line says its own. */
export function sectionsOf(found: readonly FoundThere[], cited: Citations, isDated = false): string[] {
  return toldKinds.flatMap((kind) => {
    const own = found.filter(({ what }) => what === kind)
    return section(titles[kind], withoutRepeats(own), (one) => {
      const { owner, dueOn, subject, speaker, on } = one
      const facts = [
        ...(kind === 'action' && owner ? [`**${asWords(owner)}**`] : []),
        ...(kind === 'competitor' && subject ? [`**${asWords(subject)}**`] : []),
        ...(kind === 'request' && subject ? [`**${asWords(subject)}**`] : []),
      ]
      const due = kind === 'action' && dueOn ? ` (due ${dayInWords(dueOn)})` : ''
      const by = speaker && speaker !== owner ? `, ${asWords(speaker)}` : ''
      const day = isDated && on ? `, ${dayInWords(on)}` : ''
      return `${facts.length > 0 ? `${facts.join(' ')}: ` : ''}${quoted(one.sentence)}${due}${by}${day} ${cited.at(one)}`
    })
  })
}

const withoutRepeats = (found: readonly FoundThere[]): FoundThere[] => [
  ...new Map(found.map((one) => [`${one.sentence} ${one.subject ?? ''}`, one])).values(),
]
