/** Sub-selects that the hand-written SQL of the query cases shares, each the domain's definition of one measure over `accounts a`. `w` and `d` are the workspace and the day as SQL; `of` narrows the accounts where few are asked for. */

export const active = (alias: string) => `${alias}.lifecycle is distinct from 'churned'`
/** Whole working days from one day's end to another's, Monday to Friday. */
export const workday = (day: string) =>
  `((${day} - date '2001-01-01') / 7 * 5 + least(extract(isodow from ${day})::int, 5))`

/** Narrows a table to some accounts: an array of their ids as SQL. */
const some = (of: string | undefined, column = 'account_id') => (of ? `and ${column} = any (${of})` : '')
export const idsOf = (from: string) => `array(select id from ${from})`

export const newestHealth = (w: string, d: string) => `
  left join lateral (select score from health_scores
    where workspace_id = ${w} and account_id = a.id and "on" <= ${d} order by "on" desc limit 1) h on true`

export const touched = (w: string, d: string) => `
  left join lateral (select at::date as last_on from activities
    where workspace_id = ${w} and account_id = a.id and type <> 'note' and at < (${d} + 1)::timestamptz
    order by at desc limit 1) l on true`

export const usageHalves = (w: string, d: string, of?: string) => `
  select account_id, sum(events) filter (where "on" > ${d} - 28) as later,
    sum(events) filter (where "on" <= ${d} - 28) as earlier,
    max(active_users) filter (where "on" > ${d} - 28) as widest
  from usage where workspace_id = ${w} and "on" > ${d} - 56 and "on" <= ${d} ${some(of)} group by account_id`

export const slopes = (w: string, d: string, of?: string) => `
  select account_id, regr_slope(score, "on" - ${d}) * 30 as slope from health_scores
  where workspace_id = ${w} and "on" > ${d} - 90 and "on" <= ${d} ${some(of)} group by account_id`

export const threading = (w: string, d: string, of?: string) => `
  select c.account_id, least(100, 100.0 / 8 * sum(case c.role when 'executive_sponsor' then 3
    when 'economic_buyer' then 3 when 'champion' then 2 else 1 end)) as multithreading
  from contacts c
  where c.workspace_id = ${w} ${some(of, 'c.account_id')} and (c.left_on is null or c.left_on > ${d}) and exists (
    select from activities x where x.workspace_id = ${w} and x.contact_id = c.id and x.account_id = c.account_id
      ${some(of, 'x.account_id')} and x.type <> 'note' and x.at >= (${d} - 89)::timestamptz and x.at < (${d} + 1)::timestamptz)
  group by c.account_id`

export const voices = (w: string, d: string, of?: string) => `
  select account_id, avg(score) as nps, count(*) as responses, count(*) filter (where score >= 9) as promoters,
    count(*) filter (where score <= 6) as detractors
  from (
    select distinct on (account_id, coalesce(contact_id, id)) account_id, score from nps_responses
    where workspace_id = ${w} and at < (${d} + 1)::timestamptz ${some(of)}
    order by account_id, coalesce(contact_id, id), at desc, source_id desc) n
  group by account_id`

export const openTickets = (w: string, of?: string) => `
  select account_id, count(*) as open, count(*) filter (where priority = 'urgent') as urgent
  from tickets where workspace_id = ${w} and status <> 'solved' ${some(of)} group by account_id`

export const moods = (w: string, d: string, of?: string) => `
  select account_id, avg(sentiment::numeric)::float8 as sentiment from activities
  where workspace_id = ${w} and at >= (${d} - 89)::timestamptz and at < (${d} + 1)::timestamptz ${some(of)} group by account_id`

/** Where the account has a per-user feed, the users in it; else the users of the most used feature. */
export const adoptions = (w: string, d: string, of?: string) => `
  select a.id, case when (select true from user_usage f
      where f.workspace_id = ${w} and f.account_id = a.id order by f.contact_id, f."on" limit 1)
    then coalesce(p.active, 0) else u.widest end::float8 / nullif(a.seats, 0) as adoption
  from accounts a left join (${usageHalves(w, d, of)}) u on u.account_id = a.id
  left join (select account_id, count(distinct contact_id) as active from user_usage
    where workspace_id = ${w} and "on" > ${d} - 28 and "on" <= ${d} and events > 0 ${some(of)} group by account_id) p
    on p.account_id = a.id
  where a.workspace_id = ${w} and ${active('a')} ${some(of, 'a.id')}`

/** Every active account with its risk score. */
export const risks = (w: string, d: string, of?: string) => `
  select a.id, a.source_id, a.name, a.csm_id, a.segment, a.currency, a.arr, a.renewal_date,
    h.score as health, s.slope, l.last_on, t.open, t.urgent, m.sentiment, v.nps, p.multithreading,
    (case when h.score is null then 15 else 35 * (100 - h.score) / 100 end
    + case when s.slope < -1 then 10 when s.slope > 1 then 0 else 3 end
    + case when coalesce(u.later, 0)::float8 / nullif(u.earlier, 0) - 1 <= -0.2 then 12
           when coalesce(u.later, 0)::float8 / nullif(u.earlier, 0) - 1 <= -0.1 then 6 else 0 end
    + case when m.sentiment < -0.2 then 8 when m.sentiment < 0 then 4 else 0 end
    + case when t.urgent > 0 then 5 else 0 end + case when t.open >= 4 then 5 else 0 end
    + case when l.last_on is null or ${d} - l.last_on > 30 then 8 else 0 end
    + case when coalesce(p.multithreading, 0) < 40 then 5 else 0 end
    + case when v.nps < 7 then 6 when v.nps < 9 then 2 else 0 end
    + case when a.renewal_date - ${d} <= 30 then 6 when a.renewal_date - ${d} <= 90 then 4
           when a.renewal_date - ${d} <= 120 then 2 else 0 end)::float8 as risk_score
  from accounts a ${newestHealth(w, d)} ${touched(w, d)}
  left join (${slopes(w, d, of)}) s on s.account_id = a.id
  left join (${usageHalves(w, d, of)}) u on u.account_id = a.id
  left join (${moods(w, d, of)}) m on m.account_id = a.id
  left join (${openTickets(w, of)}) t on t.account_id = a.id
  left join (${threading(w, d, of)}) p on p.account_id = a.id
  left join (${voices(w, d, of)}) v on v.account_id = a.id
  where a.workspace_id = ${w} and ${active('a')} ${some(of, 'a.id')}`

/** ARR of every account on a day, from its contracts. */
export const arrOn = (w: string, day: string) => `
  select a.id, a.segment, a.currency, case when a.churned_on <= ${day} then 0 when c.contracts > 0 then c.arr
    when coalesce(a.customer_since <= ${day}, true) then coalesce(a.arr, 0) else 0 end as arr
  from accounts a left join (
    select account_id, count(*) as contracts, coalesce(sum(arr) filter (where status <> 'draft'
      and coalesce(start_on <= ${day}, true) and (coalesce(end_on >= ${day}, true) or status = 'active')), 0) as arr
    from contracts where workspace_id = ${w} group by account_id) c on c.account_id = a.id
  where a.workspace_id = ${w}`
