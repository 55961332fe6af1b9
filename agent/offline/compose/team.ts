/** Words for a team, and for whoever is of it: "who is in Gudrun's team" asks for our own people, and for nothing that they own. */
import { take, wordOf, type Draft, type Item } from './draft.ts'
import { folk, nounObject } from './nouns.ts'

export const crew =
  /^(team|team members?|members?|people|reports|direct reports|folks|crew|squad|group|org|csms?|pod)$/

/** A word for a team of our own people. */
export const isCrew = (item: Item | undefined, people: string | undefined): boolean =>
  nounObject(item?.ref) === people && crew.test(wordOf(item))

/** "Who is in Gudrun's team?", "people on her team": whoever stands right before that is of the team. */
export function heedMember(draft: Draft, { n }: Item, people: string | undefined): void {
  const { items, object } = draft
  if (!/(^|\s)(in|on|of|from|within)$/.test(wordOf(items[n - 1]))) return
  // "Who on my team's accounts renews": of what they own.
  if (/^['’]s?$/.test(wordOf(items[n + 1])) && !crew.test(wordOf(items[n + 2]))) return
  const asked = items
    .slice(0, n - 1)
    .findLast((each) => !/^(is|are|was|were|all|there|currently|now|part|['’]s|on|in)$/.test(wordOf(each)))
  const isAnybody = folk.test(wordOf(asked)) && !ofOthers.test(wordOf(asked))
  if (!asked || !(isAnybody || /^(who|members?|colleagues?|csms?|reps?)\b/.test(wordOf(asked)))) return
  if (object.key !== people) draft.cost += 3
  else if (isAnybody) take(draft, asked.n)
}
const ofOthers = /^(contacts?|users?|respondents?)$/
