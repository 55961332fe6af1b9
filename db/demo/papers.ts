/** The texts of the demo's documents; `{months}` and `{features}` stand for tables of the account's own figures. */

export const goodReview = `# {account}: review of {lastQuarter}

Held with {champion}, {sponsor} and {user}. Prepared by {csmFull}.

## What was promised and what came
- {siteA} without paper before {quarter}: done, two weeks late.
- {feature2} in daily use in one {site}: done, {siteC} follows.
- Figures by {site} every Monday: done.
- An answer on {request}: given, it comes in {nextQuarter}.

## In figures
{months}

{features}

In the customer's own words: "{Gain}."

## What is weak
{siteB} closes about two thirds of its {jobs} on the phone; the other {sites} are above nine tenths. {user} thinks that the supervisor was never asked. {idle} seats were idle last week.

## Decisions
1. {siteB} above nine tenths before the audit in {laterMonth}. Owner: {user}.
2. A call every second month, a page in the month between. Owner: {csm}.
3. {few} more {sites} next year: {ae} sends a first figure by {laterDate}.
`

export const hardReview = `# {account}: review of {lastQuarter}

Held with {champion} and {buyer}; {sponsor} could not come. Prepared by {csmFull}.

## The short version
Use has fallen by {pct} in a month. It is not everybody a little less: {siteB} has stopped, {siteA} goes on.

## In figures
{months}

{features}

## What the customer says
- {siteB} was merged with {siteA} and keeps its own spreadsheet, because it has four columns and ours has nine fields.
- The people who had been trained have moved on.
- Nobody has said that {feature} must be used.
- {competitor} has been mentioned. No offer has been seen.

## What we agreed
1. One team in {siteA}, four weeks, three fields. Figure: {jobs} closed on the day itself.
2. {csm} asks {sponsor} for half an hour about what head office plans.
3. If the figure does not move by {laterDate}, we say so and talk about fewer seats before {renewal}.

## Risk
Without somebody who may decide, the four weeks will not be enough.
`

export const agreement = `# Master agreement between {account} and {vendor} (excerpt)

The complete text is with the legal departments of both parties. This excerpt is for daily use.

## 2. Scope
{vendor} provides the {products} for {seats} named seats at {siteCount} {sites}. The yearly fee is {arr}, payable within 30 days of the invoice.

## 4. Term and renewal
4.1 The present term ends on {renewal} {renewalYear}.
4.2 {renewalRule}
4.3 The fee may rise at a renewal by at most 7 per cent. {vendor} gives notice of a rise 120 days before.

## 6. Support
6.1 Support answers from Monday to Friday, 7:00 to 19:00 in the customer's time zone.
6.2 First answer: urgent within 2 hours, high within 4 hours, normal within one working day.
6.3 If 6.2 is missed in more than one ticket out of ten in a quarter, the customer may claim a credit of 5 per cent of that quarter's fee.

## 9. Data
9.1 Data stays in the region of the customer. Photos are kept for three years unless the customer sets another period.
9.2 At the end of the contract {vendor} provides all {jobs} with photos and signatures as files, one folder for each {site}, and read access for 30 days.

## 11. Ending early
The customer may end the contract with three months' notice if it closes more than a quarter of its {sites} within a year.
`

export const successPlan = `# Success plan: {account}

Agreed by {champion} and {csmFull}. One goal, three steps, one figure.

## Goal
By {laterMonth}: everybody sees the right plan for the day on the phone before the day starts. Today the plan hangs in the office.

## Figure
{jobs} closed on the phone on the day itself. Now: not measured. Goal: nine out of ten in {siteA}, seven out of ten everywhere.

## Steps
| step | by | who | done when |
|---|---|---|---|
| List of {assets} in {siteA} | {dueDate} | {admin} | every label that is scanned is found |
| First real day in {siteA} | {laterDate} | {csm}, {user} | the plan is no longer on the wall |
| Inspections for the checks of the {assets} | {laterMonth} | {admin} | a check with photo and signature is found within a minute |

## Not in this plan
{siteB}, {siteC}, single sign-on for temporary {crew}. They come when {siteA} is boring.

## What could go wrong
- The list of {assets}: each {site} has its own numbers.
- Training too early: people forget it within two weeks.
- {sponsor} wants all {siteCount} {sites} at once.
`

export const recoveryPlan = `# {account}: plan for the way back

Lead: {csmFull}. Read by {champion} every week. Begun when fewer than half of the {seats} seats were in use.

## What must be true
In the words of {sponsor}: "I no longer want to hear about it." In ours: no ticket older than two days, and people who use it although nobody looks.

## The figure
{months}

## What we gave
- One engineer by name, until the end of {nextQuarter}.
- Two days on site in {siteA} and one in {siteB}.
- The form in {feature} cut from nine fields to three.

## What helped, as far as we know
The three fields. The visits were friendly and changed little; the named engineer changed the tone of the mails within a week.

## Open
- {siteB} works only while somebody looks. Test: plan of the next day on the phone by four in the afternoon.
- {request}: no date. Said so.
- Weekly call until {laterMonth}, not a week less.
`

export const handoverNotes = `# {account}: what {gone} did here

Written down by {csmFull} after {gone} had left, from mails, calls and what {admin} remembers.

## Every week
- Monday: plan for {siteCount} {sites} in the Scheduler, changed by hand where {crew} were ill.
- Wednesday: call with the {site} managers, twenty minutes. Has not taken place since.
- Friday: figures to {buyer}, one page. Nobody has asked for them yet.

## Every quarter
- Templates for the checks of the {assets}. The exceptions for customers with special wishes are in {gone}'s head only.
- The review with {sponsor}.

## What was agreed and stands still
{feature2} in {siteC}, {few} {crew}, no cost until {renewalMonth}.

## What must not break
The reports for the customers of {siteB}, which are in their contract, and the checks that the law requires.

## Who could take it on
{user} knows the product best and may not decide. {admin} may, and has no time. {buyer} decides on {renewal} and has seen only the invoice.
`

export const spokenPrice = `# {account}: meeting notes on the renewal

{dateWords}. Present: {buyer}, {champion}, {ae}, {csm}.

- {buyer}: budget cut by {cut} for all suppliers. Pays {arr}, offer is {newPrice}.
- {competitor} has offered {rivalCut} less. Seen by {buyer} and {sponsor}, not by the {crew}.
- {champion}: the {crew} want to stay. Value last year by their own sum: {saving}. "{Gain}."
- {ae}: fewer seats ({idle} are idle) or two years with {discount} and a way out after twelve months.
- Open: {wish}, which {competitor} has and we do not.

## To do
- {ae}: both versions by {weekday}.
- {csm}: one page on value, with {champion}'s name under it, by {dueDate}.
- {buyer}: answer by {laterDate}.
`

export const seasonNotes = `# {account}: notes on the season

For whoever looks after {account} in {peak}.

- Low use outside the season is normal. {siteB} is nearly closed until then; do not write about it.
- Last time {dozen} seasonal workers needed a login on one Monday morning, and waited until Wednesday.
- This time: logins without names, prepared two weeks before, handed out on cards.
- {feature} took a minute to open at seven in the morning. The part has been replaced; a test with ten phones is agreed.
- {champion} cannot be reached in {peak}. {user} can.
- A contract that counts by season is wished for. {ae} has it.
`
