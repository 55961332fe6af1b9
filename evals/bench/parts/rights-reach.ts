/** Whether people are told only what is theirs (SECURITY.md B1): random calls in random workspaces, each also asked of the same workspace with all changed that the person may not see. */
import { openTrial, tryCalls, unseenShare, type Tally } from '../../rights/trial.ts'
import { freshDb } from '../../kit/store.ts'
import type { Part } from '../part.ts'
import { differingAnswers, fuzzedCalls, fuzzedWorkspaces } from '../targets.ts'

/** Each question is asked twice. */
const callsIn = (workspaces: number) => Math.ceil(fuzzedCalls / workspaces / 2)

export const rightsReach: Part<'differing'> = {
  name: 'rights-reach',
  figures: {
    differing: {
      name: 'B1 calls that tell of what is not the person’s',
      unit: 'calls',
      bound: differingAnswers,
      leastCases: fuzzedCalls,
    },
  },
  async run({ seed, note }, tell) {
    const roles = new Map<string, number>()
    const total: Tally = { calls: 0, answered: 0, refused: 0, leaks: [] }
    let workspaces = 0
    let unseen = 0
    for (let at = 0; workspaces < fuzzedWorkspaces; at++) {
      const db = await freshDb()
      try {
        const trial = await openTrial(db, seed * 10_000 + at)
        // A person who sees all of a workspace proves little; a few of them are enough.
        if (unseenShare(trial) === 0 && workspaces % 5 !== 0) continue
        workspaces++
        unseen += unseenShare(trial)
        const tally = await tryCalls(db, trial, callsIn(fuzzedWorkspaces))
        total.calls += 2 * tally.calls
        total.answered += tally.answered
        total.refused += tally.refused
        total.leaks.push(...tally.leaks)
        const role = trial.role.split(' ')[0] ?? ''
        roles.set(role, (roles.get(role) ?? 0) + 1)
      } finally {
        await db.close()
      }
    }
    for (const leak of total.leaks.slice(0, 5)) note(`rights-reach: ${JSON.stringify(leak)}`)
    const people = [...roles].map(([role, count]) => `${count} ${role}`).join(', ')
    note(
      `rights-reach: ${workspaces} workspaces asked by ${people}; ${Math.round((100 * unseen) / workspaces)} % of the accounts unseen; ` +
        `${total.answered} questions answered, ${total.refused} refused, each asked twice`,
    )
    tell('differing', { cases: total.calls, value: total.leaks.length })
  },
}
