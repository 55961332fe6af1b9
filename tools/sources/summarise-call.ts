/** Summarises one call in its own sentences: topics, decisions, action items, objections, rivals, pricing, requests, and the tone of each speaker. */
import { dayInWords } from '#db/query/print.ts'
import { listed } from '#db/query/words.ts'
import { findCall, topicsOf, type CallFound } from '#rag/find-source.ts'
import { readFindings } from '#rag/findings/read.ts'
import { toneOf } from '#rag/findings/tone.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import { asWords } from '../kit/as-words.ts'
import { citations, quoted, section, type Citations } from '../kit/cited.ts'
import { defineTool } from '../kit/define-tool.ts'
import { sectionsOf, toldKinds } from '../kit/findings-told.ts'
import { callInput, callWords } from '../kit/of-call.ts'

const last = '(last|latest|most recent|newest)'

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Summing up the call',
  description:
    'Summary of one call: topics, decisions, action items with owner and day, objections, competitors, pricing, feature ' +
    'requests, tone of each speaker; each sentence as it was said, with its place. Takes the newest call of an account where ' +
    'none is named. For one question about a call use the search of sources.',
  input: callInput,
  phrases: {
    frames: [
      `(summarise|summarize|sum up|recap|wrap up) [the|our|my] [last|latest|most recent|newest] ${callWords} (with|of|at|from) {account}`,
      `(summarise|summarize|sum up|recap|wrap up) [the|our|my] [last|latest|most recent|newest] {account} ${callWords}`,
      `[a] (summary|recap|minutes|rundown|takeaways|key takeaways|highlights|notes) (of|from|for|on) [the|our|my] [last|latest|most recent|newest] ${callWords} (with|of|at|from) {account}`,
      `[a] (summary|recap|minutes|rundown|takeaways|key takeaways|highlights|notes) (of|from|for|on) [the|our|my] [last|latest|most recent|newest] {account} ${callWords}`,
      `what (are|were) the (action items|next steps|takeaways|key takeaways|decisions|follow ups|outcomes) (of|from|on|in) [the|our|my] [last|latest|most recent|newest] ${callWords} (with|of|at|from) {account}`,
      `what (are|were) the (action items|next steps|takeaways|key takeaways|decisions|follow ups|outcomes) (of|from|on|in) [the|our|my] [last|latest|most recent|newest] {account} ${callWords}`,
      `(action items|next steps|takeaways|key takeaways|decisions|objections) (of|from|on|in) [the|our|my] [last|latest|most recent|newest] ${callWords} (with|of|at|from) {account}`,
      `(action items|next steps|takeaways|key takeaways|decisions|objections) (of|from|on|in) [the|our|my] [last|latest|most recent|newest] {account} ${callWords}`,
      `what (happened|was discussed|was decided|was agreed|did we discuss|did we decide|did we agree|did we agree on|came up|was said) (in|on|at|during) [the|our|my] [last|latest|most recent|newest] ${callWords} (with|of|at) {account}`,
      `what (happened|was discussed|was decided|was agreed|did we discuss|did we decide|did we agree|did we agree on|came up|was said) (in|on|at|during) [the|our|my] [last|latest|most recent|newest] {account} ${callWords}`,
      `how did [the|our|my] [last|latest|most recent|newest] ${callWords} (with|at) {account} go`,
      `how did [the|our|my] [last|latest|most recent|newest] {account} ${callWords} go`,
      `{account} : [the] ${last} ${callWords}`,
    ],
    examples: [
      'Summarise the last call with Northwind',
      'What were the action items from the Brightwater call?',
    ],
  },
  run: async ({ account, source }, { tx, asker, clock }) => {
    const { workspace } = asker
    const found = await findCall(tx, workspace, { account, source, before: clock.today })
    if (!found || shownKinds(asker.rights.withheld, ['call']).length === 0)
      return {
        text: account ? 'No call of this account is on record.' : 'There is no such call.',
        blocks: [],
      }
    const cited = citations()
    const findings = await readFindings(tx, workspace, {
      ...{ kinds: toldKinds, of: ['call'], sources: [found.source], limit: 200 },
    })
    // As it went, not the newest first.
    const told = sectionsOf(
      findings.toSorted((a, b) => a.n - b.n),
      cited,
    )
    const topics = await topicsOf(tx, workspace, found)
    const subject =
      topics.length > 0
        ? [`**Topics.** ${topics.map(({ word, turn }) => `${word} ${cite(found, turn, cited)}`).join(', ')}.`]
        : []
    const none =
      told.length === 0 ? ['Nothing in it reads as a decision, an action, an objection or a request.'] : []
    return {
      text: [titleOf(found), ...subject, ...told, ...none, ...toneLines(found, cited)].join('\n\n'),
      blocks: cited.blocks,
    }
  },
})

type Turn = CallFound['turns'][number]

const cite = ({ source, title }: CallFound, turn: Turn, cited: Citations): string =>
  cited.at({ ...turn, kind: 'call', source, title, sentence: turn.text })

function titleOf({ title, source, on, turns, accountName }: CallFound): string {
  const speakers = [...new Set(turns.flatMap(({ speaker }) => speaker ?? []))]
  const facts = [accountName, on && dayInWords(on), speakers.length > 0 ? `with ${listed(speakers)}` : null]
  return `**${asWords(title || source)}** (${asWords(facts.filter(Boolean).join(', '))})`
}

/** Each speaker's tone, with the turn that shows it most. */
function toneLines(found: CallFound, cited: Citations): string[] {
  const bySpeaker = Map.groupBy(
    found.turns.filter(({ speaker }) => speaker !== null),
    ({ speaker }) => speaker ?? '',
  )
  const lines = [...bySpeaker].flatMap(([speaker, turns]) => {
    const { label, good, bad } = toneOf(turns.map(({ text }) => text))
    if (label === 'neutral') return []
    const strength = ({ text }: Turn) => {
      const tone = toneOf([text])
      return label === 'negative'
        ? tone.bad - tone.good
        : label === 'positive'
          ? tone.good - tone.bad
          : tone.good + tone.bad
    }
    const [shown] = turns.toSorted((a, b) => strength(b) - strength(a))
    return shown ? [{ speaker, label, good, bad, shown }] : []
  })
  return section(
    'Tone, by words of praise and of blame',
    lines,
    ({ speaker, label, good, bad, shown }) =>
      `**${asWords(speaker)}**: ${label} (${good} to ${bad}), as in ${quoted(shown.text)} ${cite(found, shown, cited)}`,
  )
}
