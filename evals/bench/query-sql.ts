/** Sub-selects that the hand-written SQL of the query cases shares, each the domain's definition of one measure over `accounts a`. `w` and `d` are the workspace and the day as SQL. */

export const active = (alias: string) => `${alias}.lifecycle is distinct from 'churned'`
/** Whole working days from one day's end to another's, Monday to Friday. */
export const workday = (day: string) =>
  `((${day} - date '2001-01-01') / 7 * 5 + least(extract(isodow from ${day})::int, 5))`

export const newestHealth = (w: string, d: string) => `
  left join lateral (select score from health_scores
    where workspace_id = ${w} and account_id = a.id and "on" <= ${d} order by "on" desc limit 1) h on true`

export const touched = (w: string, d: string) => `
  left join lateral (select at::date as last_on from activities
    where workspace_id = ${w} and account_id = a.id and type <> 'note' and at < ${d} + 1
    order by at desc limit 1) l on true`

export const usageHalves = (w: string, d: string) => `
  select account_id, sum(events) filter (where "on" > ${d} - 28) as later,
    sum(events) filter (where "on" <= ${d} - 28) as earlier,
    max(active_users) filter (where "on" > ${d} - 28) as widest
  from usage where workspace_id = ${w} and "on" > ${d} - 56 and "on" <= ${d} group by account_id`

export const slopes = (w: string, d: string) => `
  select account_id, regr_slope(score, "on" - ${d}) * 30 as slope from health_scores
  where workspace_id = ${w} and "on" > ${d} - 90 and "on" <= ${d} group by account_id`

export const threading = (w: string, d: string) => `
  select c.account_id, least(100, 100.0 / 8 * sum(case c.role when 'executive_sponsor' then 3
    when 'economic_buyer' then 3 when 'champion' then 2 else 1 end)) as multithreading
  from contacts c
  where c.workspace_id = ${w} and (c.left_on is null or c.left_on > ${d}) and exists (
    select from activities x where x.workspace_id = ${w} and x.contact_id = c.id and x.account_id = c.account_id
      and x.type <> 'note' and x.at >= ${d} - 89 and x.at < ${d} + 1)
  group by c.account_id`

export const voices = (w: string, d: string) => `
  select account_id, avg(score) as nps from (
    select distinct on (account_id, coalesce(contact_id, id)) account_id, score from nps_responses
    where workspace_id = ${w} and at < ${d} + 1
    order by account_id, coalesce(contact_id, id), at desc, source_id desc) n
  group by account_id`

export const openTickets = (w: string) => `
  select account_id, count(*) as open, count(*) filter (where priority = 'urgent') as urgent
  from tickets where workspace_id = ${w} and status <> 'solved' group by account_id`

export const moods = (w: string, d: string) => `
  select account_id, avg(sentiment) as sentiment from activities
  where workspace_id = ${w} and at >= ${d} - 89 and at < ${d} + 1 group by account_id`

/** Every active account with its risk score. */
export const risks = (w: string, d: string) => `
  select a.id, a.source_id, a.name, a.csm_id, a.currency, a.arr, a.renewal_date,
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
  left join (${slopes(w, d)}) s on s.account_id = a.id
  left join (${usageHalves(w, d)}) u on u.account_id = a.id
  left join (${moods(w, d)}) m on m.account_id = a.id
  left join (${openTickets(w)}) t on t.account_id = a.id
  left join (${threading(w, d)}) p on p.account_id = a.id
  left join (${voices(w, d)}) v on v.account_id = a.id
  where a.workspace_id = ${w} and ${active('a')}`

/** ARR of every account on a day, from its contracts. */
export const arrOn = (w: string, day: string) => `
  select a.id, a.currency, case when a.churned_on <= ${day} then 0 when c.contracts > 0 then c.arr
    when coalesce(a.customer_since <= ${day}, true) then coalesce(a.arr, 0) else 0 end as arr
  from accounts a left join (
    select account_id, count(*) as contracts, coalesce(sum(arr) filter (where status <> 'draft'
      and coalesce(start_on <= ${day}, true) and (coalesce(end_on >= ${day}, true) or status = 'active')), 0) as arr
    from contracts where workspace_id = ${w} group by account_id) c on c.account_id = a.id
  where a.workspace_id = ${w}`
