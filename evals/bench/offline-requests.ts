/** A seeded mix of what people type, over the names and numbers of the workspace itself: lists, counts, groups, tops, look-ups, follow-ups. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import { random, type Random } from '#db/demo/random.ts'

/** What stands in the workspace to ask about. */
export type Names = { accounts: string[]; people: string[]; industries: string[] }

export async function namesOf(tx: Tx, workspace: string): Promise<Names> {
  const texts = async (column: string, table: string, where: string) =>
    (
      await rowsOf<{ text: string }>(
        tx,
        sql`select distinct ${sql.raw(column)} as text from ${sql.raw(table)}
          where workspace_id = ${workspace} and ${sql.raw(where)} order by 1`,
      )
    ).map((row) => row.text)
  return {
    accounts: await texts('name', 'accounts', "lifecycle <> 'churned'"),
    people: await texts('name', 'users', "role = 'csm'"),
    industries: await texts('industry', 'accounts', 'industry is not null'),
  }
}

type Draw = Names & Random
const segment = ({ pick }: Draw) => pick(['enterprise', 'mid-market', 'SMB'])
const region = ({ pick }: Draw) => pick(['EMEA', 'NA', 'APAC', 'LATAM'])
const band = ({ pick }: Draw) => pick(['red', 'green', 'yellow'])
const days = ({ pick }: Draw) => pick([30, 45, 60, 90, 120])
const money = ({ int }: Draw) => `${int(2, 40) * 10}k`
const person = (draw: Draw) => draw.pick(draw.people)
const account = (draw: Draw) => draw.pick(draw.accounts)
const key = ({ pick }: Draw) => pick(['segment', 'region', 'CSM', 'industry', 'lifecycle'])

const openings: ((draw: Draw) => string)[] = [
  (d) => `Show me all ${segment(d)} accounts in ${region(d)}`,
  (d) => `which ${band(d)} accounts renew in the next ${days(d)} days?`,
  (d) => `accounts renewing in the next ${days(d)} days that are not green`,
  (d) => `${segment(d)} accounts with ARR over ${money(d)}`,
  (d) => `accounts of ${person(d)} with no touch in ${days(d)} days`,
  (d) => `${person(d)}'s accounts`,
  (d) => `accounts in ${d.pick(d.industries)} with health under ${d.int(40, 80)}`,
  () => 'accounts without a champion',
  () => 'accounts with an open urgent ticket',
  (d) => `How many ${band(d)} accounts do we have?`,
  (d) => `how many ${segment(d)} accounts does ${person(d)} have`,
  (d) => `total ARR in ${region(d)}`,
  (d) => `ARR by ${key(d)}`,
  (d) => `number of accounts by ${key(d)}`,
  (d) => `average health by ${key(d)}`,
  (d) => `top ${d.int(3, 15)} accounts by ARR`,
  (d) => `top ${d.int(3, 15)} ${segment(d)} accounts by health`,
  (d) => `the ${d.int(3, 10)} biggest accounts in ${region(d)}`,
  (d) => `when does ${account(d)} renew?`,
  (d) => `what is the health of ${account(d)}`,
  (d) => `open tickets of ${account(d)}`,
  (d) => `contacts of ${account(d)}`,
  (d) => `overdue tasks of ${person(d)}`,
  () => 'open opportunities by stage',
  (d) => `open opportunities over ${money(d)}`,
]
const followUps: ((draw: Draw) => string)[] = [
  (d) => `only ${segment(d)}`,
  (d) => `and in ${region(d)}?`,
  () => 'sort by ARR',
  (d) => `just the first ${d.int(3, 9)}`,
  () => 'how many are there?',
  (d) => `same for ${person(d)}`,
]
/** What a follow-up can narrow: a list of accounts. */
const lists = 9

/** Conversations of one to three requests, `count` requests in all. */
export function offlineRequests(seed: number, names: Names, count: number): string[][] {
  const source = random(seed, 'offline requests')
  const draw: Draw = { ...source, ...names }
  const conversations: string[][] = []
  for (let left = count; left > 0;) {
    const isTalk = left >= 3 && draw.chance(0.25)
    const talk = isTalk
      ? [draw.pick(openings.slice(0, lists))(draw), draw.pick(followUps)(draw), draw.pick(followUps)(draw)]
      : [draw.pick(openings)(draw)]
    conversations.push(talk)
    left -= talk.length
  }
  return conversations
}
