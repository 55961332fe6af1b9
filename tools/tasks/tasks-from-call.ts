/** Proposes tasks for what we promised or were asked for in a call: each in the words in which it was said, with owner and day only where these were said. */
import type { ChangeSet } from '#db/effects/contract.ts'
import { Problem } from '#db/problem.ts'
import { findCall } from '#rag/find-source.ts'
import { readFindings, type FoundThere } from '#rag/findings/read.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import { defineEffect, type ToolContext } from '../kit/define-tool.ts'
import { callInput, callWords } from '../kit/of-call.ts'

const tasks = '(tasks|task|to-dos|todos|follow ups|follow-ups)'
const items = '(action items|next steps|to-dos|todos|promises|commitments|follow ups|follow-ups)'
/** What a task's title holds at most. */
const longest = 300

export default defineEffect({
  effect: 'write',
  permission: 'act',
  label: 'Making tasks of a call',
  description:
    'Creates tasks from the action items of a call: what we promised and what we were asked for. The newest call of the ' +
    'account where none is named. Assignee and due day only where they were said. Never for tasks in the person’s own words.',
  input: callInput,
  phrases: {
    frames: [
      `(create|make|add|log|propose|draft) ${tasks} (from|out of|for|after) [the|our|my] [action items of|action items from|next steps of|next steps from] [the|our|my] [last|latest|most recent] ${callWords} (with|at|of) {account}`,
      `(create|make|add|log|propose|draft) ${tasks} (from|out of|for|after) [the|our|my] [action items of|action items from|next steps of|next steps from] [the|our|my] [last|latest|most recent] {account} ${callWords}`,
      `(turn|make|convert|put) [the|our|all] ${items} (of|from|in) [the|our|my] [last|latest|most recent] ${callWords} (with|at|of) {account} (into|to|in) ${tasks}`,
      `(turn|make|convert|put) [the|our|all] ${items} (of|from|in) [the|our|my] [last|latest|most recent] {account} ${callWords} (into|to|in) ${tasks}`,
      `(turn|make|convert|put) [the|our|all] ${items} (of|from|in) {account} ('s)? [last|latest|most recent] ${callWords} (into|to|in) ${tasks}`,
    ],
    examples: ['Create tasks from the last call with Northwind'],
  },
  plan: async ({ account, source }, context) => {
    const { tx, asker, clock } = context
    const isShown = shownKinds(asker.rights.withheld, ['call']).length > 0
    const found = isShown
      ? await findCall(tx, asker.workspace, { account, source, before: clock.today })
      : null
    if (!found?.account) throw new Problem('not_found', 'There is no such call of an account on record.')
    const said = await readFindings(tx, asker.workspace, {
      ...{ kinds: ['action'], of: ['call'], sources: [found.source], limit: 100 },
    })
    const ours = said.filter((one) => isOurs(one, context)).sort((a, b) => a.n - b.n)
    if (ours.length === 0)
      throw new Problem('not_found', `Nothing in “${found.title}” reads as a task of ours.`, {
        next: 'Ask for a summary of the call, or create the task in your own words.',
      })
    const owner = found.account
    const passed = ours.filter(({ dueOn }) => dueOn !== null && dueOn < clock.today).length
    return {
      summary: `Create {n task|tasks} from “${found.title}”`,
      sets: ours.map((one) => taskOf(one, owner, context)),
      notes: [
        'The titles are words from the call: read them as what somebody said.',
        ...(passed > 0 ? [`${passed} of the days that were said have passed; these tasks have none.`] : []),
      ],
    }
  },
})

/** Said by one of us, or asked of us: what customers will do themselves is no task of ours. */
function isOurs({ speaker, owner, subject }: FoundThere, context: ToolContext): boolean {
  if (owner !== null) return personCalled(owner, context) !== undefined
  const speaks = personCalled(speaker, context) !== undefined
  // "You will have it by Friday" binds who says it; "please send it" whom it is said to.
  return /\b(we|you)(['’]ll| will| shall| are going to)\b/i.test(subject ?? '')
    ? speaks
    : speaker !== null && !speaks
}

const personCalled = (name: string | null, { catalogue }: ToolContext) =>
  name === null
    ? undefined
    : catalogue.people.find((person) => person.name.toLowerCase() === name.toLowerCase())

/** What is to be done, as it was said, from its verb on. */
function titleOf({ subject, sentence }: FoundThere): string {
  const deed = (subject ?? sentence).replace(/\s+/g, ' ').replace(/[\s.;,]+$/, '')
  return `${deed.charAt(0).toUpperCase()}${deed.slice(1)}`.slice(0, longest)
}

function taskOf(one: FoundThere, account: string, context: ToolContext): ChangeSet {
  const { owner, dueOn } = one
  const person = personCalled(owner, context)
  const isToCome = dueOn !== null && dueOn >= context.clock.today
  return {
    ...{ op: 'create', object: 'task', forEach: { object: 'account', of: { ids: [account] } } },
    values: {
      ...{ title: titleOf(one), status: 'open' },
      ...(person && { assignee: person.email }),
      ...(isToCome && { due_on: dueOn }),
    },
  }
}
