/** A conversation as a case: what was asked and what came of it, with people and firms of the demo in the place of the real ones. */
import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'
import { turnsOf, type StoredTurn } from '#agent/conversations.ts'
import { thumbsOf } from '#agent/telemetry/store.ts'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import { random } from '#db/demo/random.ts'
import { Problem } from '#db/problem.ts'
import { caseSchema, type Case, type Expectation } from '../contract.ts'
import { fixtureOf } from '../harness/fixtures.ts'
import { redactionOf, type Named } from './redact.ts'

const fixture = 'demo'

export type Wanted = { workspace: string; conversation: string; seed: number }

/** Throws where there is no such conversation, where it has no answer yet, and where a name would be left in it. */
export async function captured(db: Db, { workspace, conversation, seed }: Wanted): Promise<Case> {
  const { stored, thumb, own } = await db.inWorkspace(
    workspace,
    async (tx) => {
      const all = await turnsOf(tx, workspace, conversation)
      const answered = all.filter(({ text, state }) => text !== '' && state !== 'running')
      const last = answered.at(-1)
      const thumbs = await thumbsOf(tx, workspace, conversation)
      return { stored: answered, thumb: last && thumbs.get(last.id), own: await namedIn(tx, workspace) }
    },
    'read',
  )
  const last = stored.at(-1)
  if (!last)
    throw new Problem(
      'not_found',
      `There is no conversation ${conversation} with an answer in ${workspace}.`,
      {
        done: 'No case was made.',
        next: 'Its id stands in its address on the page, after /c/.',
      },
    )
  const made = {
    id: `conversation-${conversation.slice(0, 8)}`,
    ...{ kind: kindOf(last), tags: ['from-use'], fixture, today: last.today },
    turns: stored.map(({ text }) => ({ text })),
    expect: expectedOf(last),
    // What was not right is no expectation: the case says so until somebody corrects it.
    ...(thumb?.thumb === 'down' && { known: `said to be wrong: ${thumb.reason ?? 'no reason given'}` }),
  }
  const texts = stringsOf(made)
  const say = redactionOf(texts, own, standIns(), random(seed, 'capture', conversation))
  return caseSchema.parse(said(made, say))
}

const namedIn = (tx: Tx, workspace: string): Promise<Named[]> =>
  rowsOf<Named>(
    tx,
    sql`select 'account' as kind, source_id as id, name, domain as email from accounts where workspace_id = ${workspace}
        union all select 'contact', source_id, name, email from contacts where workspace_id = ${workspace}
        union all select 'user', source_id, name, email from users where workspace_id = ${workspace}`,
  )

function standIns(): Named[] {
  const files = fixtureOf(fixture)?.files ?? new Map<string, string>()
  const read = (kind: Named['kind'], id: string, email: string): Named[] =>
    parse<Record<string, string>>(files.get(`${kind}s.csv`) ?? '', { columns: true }).map((row) => ({
      ...{ kind, id: row[id] ?? '', name: row['name'] ?? '', email: row[email] || null },
    }))
  return [
    ...read('account', 'id', 'domain'),
    ...read('contact', 'id', 'email'),
    ...read('user', 'id', 'email'),
  ]
}

const happened = ({ events }: StoredTurn, kind: string) => events.find((event) => event.kind === kind)

function expectedOf(turn: StoredTurn): Expectation {
  const calls = (turn.plan ?? []) as { tool: string; input: Record<string, unknown> }[]
  const question = happened(turn, 'question')
  if (question?.kind === 'question') return { outcome: ['clarify'], clarify: { options: question.options } }
  if (happened(turn, 'refusal')) return { outcome: ['refuse'] }
  if (happened(turn, 'error')) return { outcome: ['error'] }
  return {
    outcome: ['answer'],
    calls: {
      mode: 'unordered',
      calls: calls.map(({ tool, input }) => ({
        tool,
        args: Object.fromEntries(Object.entries(input).map(([name, is]) => [name, { is }])),
      })),
    },
  }
}

const kindOf = (turn: StoredTurn): string =>
  happened(turn, 'question')
    ? 'clarify'
    : happened(turn, 'refusal')
      ? 'refuse'
      : happened(turn, 'proposal')
        ? 'proposal'
        : 'conversation'

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : []
}

/** Every text of it redacted; names of fields and tools are Steward's own and stand as they are. */
function said(value: unknown, say: (text: string) => string): unknown {
  if (typeof value === 'string') return say(value)
  if (Array.isArray(value)) return value.map((each) => said(each, say))
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, kept.has(key) ? each : said(each, say)]),
  )
}
const kept = new Set([
  'id',
  'kind',
  'tags',
  'fixture',
  'today',
  'outcome',
  'tool',
  'mode',
  'field',
  'op',
  'from',
])
