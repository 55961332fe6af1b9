/** The one look-up of the benchmark's model turn, as Steward's query and as the SQL that somebody would write by hand. */

export const demoWorkspace = 'demo'
/** The demo is made for this day and asked on it, so that a seed gives the same figures on any day. */
export const benchDay = '2026-11-21'

const rowsAsked = 10

export const toolCall = {
  name: 'records_query_records',
  arguments: {
    from: 'account',
    where: {
      and: [
        { field: 'segment', op: 'eq', value: 'enterprise' },
        { field: 'renewal_date', op: 'during', value: { next: 365, unit: 'day' } },
      ],
    },
    select: ['name', 'arr', 'renewal_date'],
    orderBy: [{ by: 'arr', dir: 'desc' }],
    limit: rowsAsked,
  },
}

export const handWritten = `
  select source_id as id, name, arr, renewal_date, count(*) over () as total
  from accounts
  where workspace_id = $1 and lifecycle is distinct from 'churned' and segment = 'enterprise'
    and renewal_date between $2::date and $2::date + 365
  order by arr desc nulls last, source_id
  limit ${rowsAsked}`

/** Words without figures, so that no answer is marked as doubtful. */
export const answerOf = (words: number): string =>
  Array.from(
    { length: words },
    (_, i) => ['accounts', 'renew', 'with', 'their', 'usual', 'calm'][i % 6],
  ).join(' ')
