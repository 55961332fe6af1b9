/** Which findings a question asks for by a word of its own: promises, worries, rivals, wishes. */
import type { FindingKind } from '#db/schema/findings.ts'

const words: Record<FindingKind, string> = {
  action: 'promis commit owe pledg todo task follow deliver undertak assur',
  decision: 'decid decis settl conclus conclud',
  objection:
    'object concern worri complain complaint pushback push unhappi angri upset frustrat pain problem issu risk critic bother afraid hesit threaten blocker obstacl',
  competitor: 'competitor rival competit compet vendor altern',
  pricing: 'price pricing budget discount',
  request: 'request ask want need wish featur requir demand enhanc',
}

const byStem = new Map(
  Object.entries(words).flatMap(([kind, stems]) =>
    stems.split(' ').map((stem): [string, FindingKind] => [stem, kind as FindingKind]),
  ),
)

export const aspectOf = (stem: string): FindingKind | null => byStem.get(stem) ?? null
/** Stands among stems for a line in which such a finding is. */
export const signOf = (kind: FindingKind): string => `~${kind}`
