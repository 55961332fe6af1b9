/** A small bundle to be damaged, and what of it must stand in the store whatever happened to other lines. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '#db/connect.ts'
import { smallFiles } from '../fixtures/bundle-small.ts'
import { lineStarts, type Mutant } from './csv-mutations.ts'

/** `lines` are the record's lines in its file, from 0. */
type Record = { id: string; lines: number[]; names: string[] }
export type Target = { path: string; table: string; bytes: Buffer; records: Record[] }

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** `names` are columns that name rows of the same file. */
function target(
  path: string,
  table: string,
  header: string[],
  rows: string[][],
  names: string[] = [],
): Target {
  let line = 1
  let text = `${header.join(',')}\n`
  const records = rows.map((cells): Record => {
    const written = `${cells.map(quoted).join(',')}\n`
    text += written
    const count = written.split('\n').length - 1
    const lines = Array.from({ length: count }, (_, i) => line + i)
    line += count
    return { id: cells[0] ?? '', lines, names: names.flatMap((name) => cells[header.indexOf(name)] || []) }
  })
  return { path, table, bytes: Buffer.from(text), records }
}

const n = (count: number, row: (i: number) => string[]) => Array.from({ length: count }, (_, i) => row(i))
const account = (i: number) => `A-${(i % 12) + 100}`
const people = ['ada@ours.example', 'mo@ours.example', 'cy@ours.example', '']

export const targets: Target[] = [
  target(
    'accounts.csv',
    'accounts',
    ['id', 'name', 'parent_id', 'segment', 'csm', 'arr', 'renewal_date', 'tags', 'tier', 'points'],
    n(12, (i) => [
      ...[`A-${i + 100}`, i === 4 ? 'Café Élan' : `Company ${i}`, i % 5 === 3 ? `A-${i + 99}` : ''],
      ...[['enterprise', 'mid_market', 'smb', ''][i % 4] ?? '', people[i % 4] ?? '', String(i * 1000.5)],
      ...[
        `2027-0${(i % 9) + 1}-15`,
        i % 3 === 0 ? 'vip;beta' : '',
        ['gold', 'silver'][i % 2] ?? '',
        String(i + 3),
      ],
    ]),
    ['parent_id'],
  ),
  target(
    'contacts.csv',
    'contacts',
    ['id', 'account_id', 'name', 'email', 'role', 'reports_to', 'consent'],
    n(14, (i) => [
      ...[`C-${i + 200}`, account(i), i === 5 ? 'Zoë Núñez' : `Person ${i}`, `person${i}@company.example`],
      ...[
        ['champion', 'user', 'admin'][i % 3] ?? '',
        i % 4 === 2 ? `C-${i + 199}` : '',
        ['yes', 'no', ''][i % 3] ?? '',
      ],
    ]),
    ['reports_to'],
  ),
  target(
    'activities.csv',
    'activities',
    ['id', 'account_id', 'type', 'direction', 'at', 'subject', 'body', 'sentiment'],
    n(10, (i) => [
      ...[
        `X-${i + 300}`,
        account(i),
        ['email', 'call', 'note'][i % 3] ?? '',
        'inbound',
        `2026-10-1${i % 10}T08:00:00Z`,
      ],
      ...[
        `Subject ${i}`,
        i % 2 ? `Dear all,\nthe "plan", as agreed.\nBest, ${i}` : `Plain, with comma ${i}`,
        `0.${i}`,
      ],
    ]),
  ),
  target(
    'tickets.csv',
    'tickets',
    ['id', 'account_id', 'subject', 'priority', 'status', 'opened_at', 'solved_at', 'csat'],
    n(14, (i) => [
      ...[
        `T-${i + 400}`,
        account(i),
        `Ticket ${i}`,
        ['low', 'normal', 'urgent'][i % 3] ?? '',
        ['open', 'solved'][i % 2] ?? '',
      ],
      ...[
        `2026-09-0${(i % 9) + 1}T10:00:00Z`,
        i % 2 ? `2026-09-2${i % 10}T10:00:00Z` : '',
        i % 2 ? String((i % 5) + 1) : '',
      ],
    ]),
  ),
  target(
    'opportunities.csv',
    'opportunities',
    ['id', 'account_id', 'type', 'name', 'amount', 'probability', 'close_on', 'owner', 'status'],
    n(10, (i) => [
      ...[
        `O-${i + 500}`,
        account(i),
        ['renewal', 'expansion'][i % 2] ?? '',
        `Deal, number ${i}`,
        String(i * 99.5),
      ],
      ...[
        String(i * 10),
        `2027-0${(i % 9) + 1}-28`,
        people[i % 4] ?? '',
        ['open', 'won', 'lost'][i % 3] ?? '',
      ],
    ]),
  ),
  target(
    'tasks.csv',
    'tasks',
    ['id', 'account_id', 'title', 'due_on', 'status', 'priority', 'assignee'],
    n(12, (i) => [
      ...[
        `K-${i + 600}`,
        i % 3 ? account(i) : '',
        `Task ${i}`,
        `2026-12-0${(i % 9) + 1}`,
        ['open', 'done'][i % 2] ?? '',
      ],
      ...[['low', 'high'][i % 2] ?? '', people[i % 4] ?? ''],
    ]),
  ),
  target(
    'nps.csv',
    'nps_responses',
    ['id', 'account_id', 'score', 'comment', 'at'],
    n(12, (i) => [
      `N-${i + 700}`,
      account(i),
      String(i % 11),
      i % 4 ? `Fine ${i}` : 'Tout va bien, merci « à bientôt »',
      `2026-08-1${i % 10}T09:30:00Z`,
    ]),
  ),
]

export const fuzzFiles = (): Map<string, string | Uint8Array> =>
  new Map<string, string | Uint8Array>([
    ['users.csv', smallFiles['users.csv'] ?? ''],
    ...targets.map(({ path, bytes }): [string, Uint8Array] => [path, bytes]),
  ])

/** The ids of rows that must have landed as if nothing had happened: none of their bytes, nor of what they name, was touched. */
export function mustLand({ records, bytes }: Target, mutant: Mutant): string[] {
  const { touched, text, quotes } = mutant
  if (touched.has(0)) return []
  const first = Math.min(...touched)
  const last = Math.max(...touched)
  const starts = lineStarts(bytes)
  // A quote that was opened or lost may go on to the next quote in the file; where none follows it costs its row alone.
  const reaches = quotes && bytes.includes('"', starts[last + 1] ?? bytes.length)
  const isSound = ({ id, lines }: Record) => {
    if (lines.some((line) => touched.has(line))) return false
    if (reaches && (lines.at(-1) ?? 0) > first) return false
    // Between two places of damage a quote of the first may meet one of the second.
    if (quotes && lines.some((line) => line > first && line < last)) return false
    return !text.includes(id)
  }
  const sound = new Set(records.filter(isSound).map(({ id }) => id))
  for (let before = -1; before !== sound.size;) {
    before = sound.size
    for (const { id, names } of records) if (names.some((name) => !sound.has(name))) sound.delete(id)
  }
  return [...sound]
}

const references: { [table: string]: string } = {
  accounts: `(select p.source_id from accounts p where p.workspace_id = t.workspace_id and p.id = t.parent_id) as named, (select u.email from users u where u.workspace_id = t.workspace_id and u.id = t.csm_id) as whose`,
  contacts: `(select p.source_id from contacts p where p.workspace_id = t.workspace_id and p.id = t.reports_to_id) as named, (select a.source_id from accounts a where a.workspace_id = t.workspace_id and a.id = t.account_id) as whose`,
}
const ofAccount = `null as named, (select a.source_id from accounts a where a.workspace_id = t.workspace_id and a.id = t.account_id) as whose`

/** What the store holds of a file's rows, by id, with what they name told by its id. */
export async function landed(db: Db, workspace: string, { table }: Target): Promise<Map<string, string>> {
  const own = ['workspace_id', 'id', 'created_at', 'updated_at', 'change_id', 'account_id', 'parent_id', 'reports_to_id', 'csm_id', 'owner_id', 'assignee_id', 'custom'].map((name) => `'${name}'`) // prettier-ignore
  const rows = await db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<{ id: string; row: string }>(
        tx,
        sql.raw(`select t.source_id as id, ((to_jsonb(t) - array[${own.join(', ')}]) || jsonb_build_object('r', r,
                   'custom', (select jsonb_object_agg(key, value) from jsonb_each_text(t.custom))))::text as row
                 from ${table} t cross join lateral (select ${references[table] ?? ofAccount}) r`),
      ),
    'read',
  )
  return new Map(rows.map(({ id, row }) => [id, row]))
}
