/** The rows of a proposal: what an approval is bound to, what moved since, what is out of a person's rights, and how they read. */
import { sql, type SQL } from 'drizzle-orm'
import { loadCatalogue } from '../catalogue/load.ts'
import type { Catalogue } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Asker } from '../contract.ts'
import { mayAct, personalColumn } from './acting.ts'
import type { Change, RowOperation, RowOutcome, RowState } from './contract.ts'
import { isSeries, seriesMoved } from './series.ts'
import { tableOf, writablesOf } from './writable.ts'

type Of = { workspace: string; proposal: string; asker: Asker }

const ofProposal = (workspace: string, proposal: string): SQL =>
  sql`p.workspace_id = ${workspace} and p.proposal_id = ${proposal}::uuid`

/** Rows that are to be written: not unticked, and not there only to say why they are left. */
const included = sql`not p.excluded and (p.write <> '{}' or p.restore <> '{}')`

/** SHA-256, hex. The same rows with the same values give the same, in whatever state they are. */
export async function targetsOf(tx: Tx, workspace: string, proposal: string): Promise<string> {
  const [row] = await rowsOf<{ targets: string }>(
    tx,
    sql`select encode(sha256(coalesce(string_agg(sha256(convert_to(
              p.seq || ' ' || p.object || ' ' || p.table || ' ' || p.operation || ' ' || p.row_id || ' ' || coalesce(p.account_id::text, '-') || ' '
                || coalesce(p.version, '-') || E'\n' || to_json(array[p.source_id, p.name]) || E'\n' || p.write || E'\n'
                || p.restore || E'\n' || p.before || E'\n' || p.after, 'UTF8')), ''::bytea order by p.seq), ''::bytea)), 'hex') as targets
        from proposal_rows p where ${ofProposal(workspace, proposal)} and ${included}`,
  )
  if (!row) throw new Error('an aggregate without a row')
  return row.targets
}

type Kind = { object: string; table: string; operation: RowOperation }

const kindsOf = (tx: Tx, workspace: string, proposal: string): Promise<Kind[]> =>
  rowsOf<Kind>(
    tx,
    sql`select distinct p.object, p.table, p.operation from proposal_rows p
        where ${ofProposal(workspace, proposal)} and ${included} order by 1, 3`,
  )

const mostNamed = 10

/** The account that a new row would belong to is gone, and does not come back with it. */
const isOrphan = sql`(p.account_id is not null
  and not exists (select from accounts a where a.workspace_id = p.workspace_id and a.id = p.account_id)
  and not exists (select from proposal_rows s where s.workspace_id = p.workspace_id and s.proposal_id = p.proposal_id
    and s.row_id = p.account_id and s.operation = 'create'))`

/** Rows that are no longer as they were when they were proposed, and the names of the first of them. */
export async function drifted(
  tx: Tx,
  workspace: string,
  proposal: string,
): Promise<{ rows: number; names: string[] }> {
  const found = { rows: 0, names: [] as string[] }
  for (const { object, table, operation } of await kindsOf(tx, workspace, proposal)) {
    tableOf(table)
    const name = sql.identifier(table)
    const here = sql`t.workspace_id = p.workspace_id and t.id = p.row_id`
    const moved = isSeries(table)
      ? seriesMoved(table)
      : operation === 'create'
        ? sql`exists (select from ${name} t where ${here})
            or exists (select from ${name} t where t.workspace_id = p.workspace_id and t.source_id = p.source_id) or ${isOrphan}`
        : sql`not exists (select from ${name} t where ${here} and t.xmin::text = p.version)`
    const [row] = await rowsOf<{ rows: number; names: string[] | null }>(
      tx,
      sql`select count(*)::int as rows, to_json((array_agg(m.name order by m.seq))[1:${sql.raw(String(mostNamed))}]) as names
          from (select p.seq, p.name from proposal_rows p
                where ${ofProposal(workspace, proposal)} and ${included} and p.object = ${object}
                  and p.operation = ${operation} and (${moved})) m`,
    )
    found.rows += row?.rows ?? 0
    found.names.push(...(row?.names ?? []))
  }
  return { rows: found.rows, names: found.names.slice(0, mostNamed) }
}

/** How many of its rows the person may not act on, as accounts and rows stand now. */
export async function outsideOf(tx: Tx, { workspace, proposal, asker }: Of): Promise<number> {
  if (asker.rights.acts === 'all') return 0
  const { objects } = await loadCatalogue(tx, workspace)
  let outside = 0
  for (const { object: key, operation } of await kindsOf(tx, workspace, proposal)) {
    const object = objects.get(key)
    const own = object && personalColumn(object)
    const row =
      own && object && operation !== 'create'
        ? sql`left join ${sql.identifier(object.table)} x on x.workspace_id = p.workspace_id and x.id = p.row_id`
        : sql``
    const person =
      own === undefined
        ? undefined
        : operation === 'create'
          ? sql`(p.write ->> ${own}::text)::uuid`
          : sql`x.${sql.identifier(own)}`
    const [found] = await rowsOf<{ rows: number }>(
      tx,
      sql`select count(*)::int as rows from proposal_rows p
          left join accounts a on a.workspace_id = p.workspace_id and a.id = p.account_id ${row}
          where ${ofProposal(workspace, proposal)} and ${included} and p.object = ${key} and p.operation = ${operation}
            and not ${mayAct(asker, 'a', person)}`,
    )
    outside += found?.rows ?? 0
  }
  return outside
}

type Stored = {
  seq: number
  object: string
  operation: RowOperation
  sourceId: string | null
  name: string
  before: Record<string, unknown>
  after: Record<string, unknown>
  state: RowState
  note: string | null
}

type Page = {
  /** The first row's place. */
  from: number
  /** Of rows. */
  limit: number
}

const read = (tx: Tx, workspace: string, proposal: string, { from, limit }: Page, which: SQL) =>
  rowsOf<Stored>(
    tx,
    sql`select p.seq, p.object, p.operation, p.source_id as "sourceId", p.name, p.before, p.after, p.state, p.note
        from proposal_rows p where ${ofProposal(workspace, proposal)} and p.seq >= ${from} and ${which}
        order by p.seq limit ${limit}`,
  )

/** What would change, row by row, a line each field; what was unticked is not among it. */
export async function changesOf(tx: Tx, workspace: string, proposal: string, page: Page): Promise<Change[]> {
  const rows = await read(tx, workspace, proposal, page, included)
  const lines = linesIn(await loadCatalogue(tx, workspace))
  return rows.flatMap((row) => lines(row))
}

/** What became of each row, and of those that were left why. */
export async function outcomesOf(
  tx: Tx,
  workspace: string,
  proposal: string,
  { state, ...page }: Page & { state?: RowState | undefined },
): Promise<RowOutcome[]> {
  const which = state === undefined ? sql`not p.excluded` : sql`not p.excluded and p.state = ${state}`
  const rows = await read(tx, workspace, proposal, page, which)
  const lines = linesIn(await loadCatalogue(tx, workspace))
  return rows.flatMap((row) =>
    lines(row).map((line) => ({
      ...line,
      ...(row.operation === 'create' && row.state === 'done' && { id: row.sourceId }),
      state: row.state,
      note: row.note,
    })),
  )
}

/** The lines of a row: a field each in the catalogue's order, or the whole of what is made or removed. */
function linesIn(catalogue: Catalogue): (row: Stored) => Change[] {
  const labels = new Map<string, Map<string, string>>()
  const labelsOf = (key: string) => {
    const object = catalogue.objects.get(key)
    const known =
      labels.get(key) ??
      new Map((object ? writablesOf(catalogue, object) : []).map((cell) => [cell.key, cell.label]))
    labels.set(key, known)
    return known
  }
  return ({ seq, object, operation, sourceId, name, before, after }) => {
    const row = { seq, object, name }
    if (operation === 'create')
      return [{ ...row, id: null, field: null, label: null, before: null, after: after }]
    if (operation === 'delete')
      return [{ ...row, id: sourceId, field: null, label: null, before, after: null }]
    const known = labelsOf(object)
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
    if (keys.length === 0)
      return [{ ...row, id: sourceId, field: null, label: null, before: null, after: null }]
    const places = [...known.keys()]
    const place = (key: string) => (known.has(key) ? places.indexOf(key) : places.length)
    return keys
      .toSorted((a, b) => place(a) - place(b))
      .map((field) => ({
        ...row,
        id: sourceId,
        field,
        label: known.get(field) ?? field,
        before: before[field] ?? null,
        after: after[field] ?? null,
      }))
  }
}
