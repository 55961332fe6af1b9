/** Whether answers to sentences that belong together fit together: more conditions never widen, denials complement, ranks nest, follow-ups come to the whole. */
import { languageBench } from '../language/bench.ts'
import { held, laws, type Law } from '../language/logic.ts'
import { withSaid } from '../language/said.ts'
import type { Part } from '../part.ts'
import { lawsBroken } from '../targets.ts'

const names: Record<Law, string> = {
  conjunct: 'a further condition widened',
  complement: 'a denial did not complement',
  ranks: 'the first three were not among the first five',
  followUp: 'a follow-up was not its one-turn form',
  operative: 'an operative word changed nothing',
}
/** Of those tried so many must be answered. */
const leastAnswered = 20

export const languageLogic: Part<Law> = {
  name: 'language-logic',
  figures: Object.fromEntries(
    laws.map((law) => [law, { name: names[law], unit: '', bound: lawsBroken, leastCases: leastAnswered }]),
  ) as Part<Law>['figures'],
  async run(workshop, tell) {
    const bench = languageBench(workshop)
    await bench.filled()
    await withSaid(bench.place, async (said) => {
      for (const [law, { cases, broken }] of Object.entries(await held(said, workshop.seed)) as [
        Law,
        { cases: number; broken: string[] },
      ][]) {
        tell(law, { cases, value: broken.length })
        for (const fault of new Set(broken)) workshop.note(`${law}: ${fault}`)
      }
    })
  },
}
