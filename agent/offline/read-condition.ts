/** Reads a condition said in plain words ("no touch in 21 days") as the planner would in a request; null where it is not sure of all of them. */
import type { Catalogue, ObjectType } from '#db/catalogue/types.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { query, type Condition } from '#db/query/query.ts'
import { planWith } from './planner.ts'
import { queryTool } from './tool-calls.ts'
import { lexiconOf } from './workspace.ts'

/** How a condition joins a noun; the first that is understood is taken. */
const frames = [
  (noun: string, text: string) => `${noun} with ${text}`,
  (noun: string, text: string) => `${noun} that are ${text}`,
  (noun: string, text: string) => `${text} ${noun}`,
  (noun: string, text: string) => `${noun} ${text}`,
]

export async function readPlainCondition(
  tx: Tx,
  catalogue: Catalogue,
  object: ObjectType,
  text: string,
  who: { asker: Asker; clock: Clock },
): Promise<Condition | null> {
  const lexicon = await lexiconOf(tx, catalogue, who)
  for (const frame of frames) {
    const asked = frame(object.plural.toLowerCase(), text)
    const plan = planWith(lexicon, { text: asked, history: [], tools: new Map(), catalogue, ...who })
    // Notes say that something was left out or repaired: nothing that a definition may rest on.
    if (plan.kind !== 'calls' || plan.confidence !== 'sure' || plan.reading !== undefined) continue
    const [call] = plan.calls
    if (!call || call.tool !== queryTool || plan.calls.length > 1) continue
    const read = query.safeParse(call.input)
    if (!read.success) continue
    const { from, where, scope: _, select: _shown, ...rest } = read.data
    if (from === object.key && where && Object.keys(rest).length === 0) return where
  }
  return null
}
