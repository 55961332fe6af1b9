/** Sums up what an account said and wrote in its last days, in its own sentences: decisions, actions, objections, rivals, pricing, requests. */
import { z } from 'zod'
import { addUnits } from '#db/calendar.ts'
import { findAccount } from '#db/query/lookup.ts'
import { dayInWords, numberInWords } from '#db/query/print.ts'
import { listed } from '#db/query/words.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import { countSources } from '#rag/count-sources.ts'
import { readFindings } from '#rag/findings/read.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import { citations } from '../kit/cited.ts'
import { defineTool } from '../kit/define-tool.ts'
import { sectionsOf, toldKinds } from '../kit/findings-told.ts'

const talk: ChunkKind[] = ['call', 'mail', 'message', 'note', 'ticket', 'survey']
const names: Partial<Record<ChunkKind, [one: string, many: string]>> = {
  call: ['call', 'calls'],
  mail: ['mail', 'mails'],
  message: ['message', 'messages'],
  note: ['note', 'notes'],
  ticket: ['ticket', 'tickets'],
  survey: ['survey comment', 'survey comments'],
}

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Summing up what was said',
  description:
    'What one account said and wrote in its last days (90 when left out): decisions, action items, objections, competitors, ' +
    'pricing, requests from calls, mails, notes, tickets and surveys, each sentence with its place. For the figures of an ' +
    'account use the brief; for one call its summary.',
  input: z.strictObject({
    account: z.string().min(1).describe('The account’s id'),
    days: z.int().min(1).max(1_000).default(90),
  }),
  phrases: {
    frames: [
      'what (has|have) {account} been (saying|talking about|asking for|asking|complaining about|telling us) [lately|recently]',
      '(summarise|summarize|sum up|recap) (the conversations|all conversations|conversations|the communication|communication|everything said|what was said|our conversations|our communication|interactions|all interactions) (with|at|by|from) {account}',
      '(summarise|summarize|sum up|recap) [the] (last|past) {days:number} days (with|of|at|for) {account}',
      '(summary|recap) of [the] (last|past) {days:number} days (with|of|at|for) {account}',
      'catch me up on [the] (conversations|calls|communication|talks) with {account}',
      'what came up (with|at) {account} [lately|recently]',
    ],
    examples: ['What has Northwind been saying lately?', 'Summarise the last 90 days with Brightwater'],
  },
  run: async ({ account: named, days }, context) => {
    const { tx, asker, clock } = context
    const account = await findAccount(tx, context.catalogue, named, context)
    const from = addUnits(clock.today, -days, 'day')
    const of = shownKinds(asker.rights.withheld, talk)
    const filters = { accounts: [account.id], from, to: clock.today }
    const counts = await countSources(tx, asker.workspace, { ...filters, kinds: of })
    const since = `since ${dayInWords(from)}`
    if (counts.length === 0)
      return { text: `Nothing was said or written by ${account.name} ${since}.`, blocks: [] }
    const cited = citations()
    const findings = await readFindings(tx, asker.workspace, { ...filters, of, kinds: toldKinds, limit: 500 })
    const sections = sectionsOf(findings, cited, true)
    const told = counts.map(
      ({ kind, count }) => `${numberInWords(count)} ${names[kind]?.[count === 1 ? 0 : 1] ?? kind}`,
    )
    const none =
      sections.length === 0
        ? ['Nothing in them reads as a decision, an action, an objection or a request.']
        : []
    return {
      text: [`**${account.name}** ${since}: ${listed(told)}.`, ...sections, ...none].join('\n\n'),
      blocks: cited.blocks,
    }
  },
})
