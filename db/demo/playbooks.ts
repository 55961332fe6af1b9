/** The nine playbooks of the demo as Markdown with YAML front matter; entry criteria are in the query's text form. */

export const playbooks: Record<string, string> = {
  'voc-sprint': `---
name: VoC Sprint
entry: nps_band = detractor or sentiment < -0.2
exit: nps >= 7 and sentiment >= 0
measures: [nps, sentiment]
steps:
  - {day: 0, kind: task, title: "Read every comment and the last ten mails, note the three causes", owner: responsible}
  - {day: 1, kind: e-mail, title: "Write to each person who gave a low score, by name and without a survey link", owner: responsible}
  - {day: 4, kind: meeting, title: "Listening calls of fifteen minutes, at most five people", owner: responsible}
  - {day: 8, kind: task, title: "Sort the causes: ours to fix, theirs to change, not solvable", owner: consulted}
  - {day: 10, kind: approval, title: "Agree what is promised and by when", owner: accountable}
  - {day: 11, kind: e-mail, title: "Tell everybody who spoke what will happen, and what will not", owner: responsible}
  - {day: 40, kind: check, title: "Ask the same people again", owner: responsible}
---

# VoC Sprint

The voice of the customer, in six weeks. It begins with reading and listening; nothing is offered before day 10.

## When to run it
Responses are in the detractor band, or the tone of mails and calls has been below −0.2 for a quarter. A single angry mail is not a reason: use SLA Stabilizer if there is a ticket behind it.

## What good looks like
Each person who gave a low score has been spoken to and has heard back. At least one cause is gone, and they know it.

## Traps
- Arguing with a score.
- Sending a training link in place of an answer.
- Promising a feature that is not in the plan.
`,
  'activation-blitz': `---
name: Activation Blitz
entry: adoption < 0.4 and lifecycle != onboarding
exit: adoption >= 0.6
measures: [adoption, usage_change]
steps:
  - {day: 0, kind: task, title: "List by site who stopped, who never started and who carries the use", owner: responsible}
  - {day: 1, kind: e-mail, title: "Send the champion the list and ask what changed", owner: responsible}
  - {day: 3, kind: meeting, title: "Choose one team and one figure for four weeks", owner: responsible}
  - {day: 5, kind: task, title: "Remove what the team does not need from its screens", owner: consulted}
  - {day: 7, kind: meeting, title: "Twenty minutes with the team, on their own phones", owner: responsible}
  - {day: 14, kind: check, title: "Is the figure moving?", owner: responsible}
  - {day: 14, kind: branch, title: "If not: visit the team and watch a morning", owner: responsible}
  - {day: 28, kind: approval, title: "Next team, or stop and say so", owner: accountable}
---

# Activation Blitz

Four weeks, one team, one figure. A team that works is worth more than a mail to everybody.

## When to run it
Less than four seats in ten are in use at a customer whose start is over. For customers in their first weeks use Onboarding.

## What good looks like
The chosen team is above six seats in ten, and a second team has asked.

## Traps
- Starting with all sites at once.
- Counting logins when the customer counts jobs.
- Running it against a reorganisation: ask first who will still be there.
`,
  'sla-stabilizer': `---
name: SLA Stabilizer
entry: urgent_tickets >= 1 or open_tickets >= 4
exit: urgent_tickets = 0 and open_tickets <= 2
measures: [open_tickets, first_response_h, sentiment]
steps:
  - {day: 0, kind: task, title: "Read all tickets of the last eight weeks, join those with one cause", owner: responsible}
  - {day: 0, kind: task, title: "Name one engineer for the account", owner: accountable}
  - {day: 1, kind: meeting, title: "Call the person who suffers most, agree the order", owner: responsible}
  - {day: 1, kind: e-mail, title: "Daily update at a fixed hour, also when there is nothing new", owner: responsible}
  - {day: 7, kind: check, title: "Are first answers under four hours?", owner: consulted}
  - {day: 10, kind: branch, title: "If the cause is not found: head of support calls the customer", owner: accountable}
  - {day: 21, kind: e-mail, title: "Written account of what went wrong and what changed", owner: responsible}
  - {day: 45, kind: check, title: "No relapse: no ticket of the same cause for three weeks", owner: responsible}
---

# SLA Stabilizer

For accounts where support has become the subject of every conversation.

## When to run it
An urgent ticket is open, or four and more of any kind.

## What good looks like
One named engineer, one list, one hour a day at which news arrives. Six weeks later nobody talks about tickets.

## Traps
- Closing tickets to make the list shorter.
- Promising a date on behalf of engineering.
- Stopping the updates when the first fix is out.
`,
  'renewal-safeguard': `---
name: Renewal Safeguard
entry: days_to_renewal <= 120 and health < 70
exit: health >= 70 or days_to_renewal > 120
measures: [renewal_likelihood, risk_score]
steps:
  - {day: 0, kind: task, title: "Write down why they would leave, from the records and not from memory", owner: responsible}
  - {day: 1, kind: meeting, title: "Agree the plan with the account executive", owner: consulted}
  - {day: 3, kind: e-mail, title: "Tell the champion that the renewal is near and ask what would make them hesitate", owner: responsible}
  - {day: 7, kind: meeting, title: "Value review with whoever signs, in their own figures", owner: responsible}
  - {day: 14, kind: task, title: "Two offers, one with fewer seats", owner: consulted}
  - {day: 15, kind: approval, title: "Approve discount and terms", owner: accountable}
  - {day: 21, kind: wait, title: "Their internal decision", owner: informed}
  - {day: 30, kind: check, title: "Has the reason to leave become smaller?", owner: responsible}
  - {day: 31, kind: branch, title: "If not: hand over to Save Play", owner: accountable}
---

# Renewal Safeguard

## When to run it
A renewal is due within 120 days, or already overdue, and health is below green. The earlier the cheaper: at 120 days a price is a subject, at 20 days it is the only one.

## What good looks like
Whoever signs has spoken with us at least twice, knows what the product brought, and has named every reason against it.

## Traps
- Speaking of price first.
- Speaking only with the champion.
- A discount on seats that nobody uses.
`,
  'expansion-timing': `---
name: Expansion Timing
entry: health >= 70 and adoption >= 0.8 and open_tickets <= 2
exit: manual
measures: [arr, adoption]
steps:
  - {day: 0, kind: check, title: "No open escalation, no unanswered mail, no overdue task", owner: responsible}
  - {day: 1, kind: task, title: "Find the team or site that asks already", owner: responsible}
  - {day: 3, kind: meeting, title: "Ask the champion who else has the problem", owner: responsible}
  - {day: 7, kind: task, title: "Value of the first part in the customer's figures, one page", owner: responsible}
  - {day: 10, kind: approval, title: "Offer, with the same end date as the contract", owner: accountable}
  - {day: 12, kind: meeting, title: "Account executive joins for the offer", owner: consulted}
  - {day: 30, kind: check, title: "First month of the new part: is it used?", owner: responsible}
---

# Expansion Timing

## When to run it
Healthy, full, quiet on tickets, and somebody there asks for more. All four, not three.

## What good looks like
The customer brings the next team in and would have done so without an offer.

## Traps
- Selling into an open ticket.
- More seats where there are idle ones: move those first.
- A second end date.
`,
  onboarding: `---
name: Onboarding
entry: lifecycle = onboarding
exit: time_to_value is not null
measures: [time_to_value, adoption]
steps:
  - {day: 0, kind: meeting, title: "Kick-off: one goal, one date, one person on each side", owner: responsible}
  - {day: 3, kind: task, title: "Get the data as it is, however it looks", owner: responsible}
  - {day: 10, kind: check, title: "Is the import in?", owner: responsible}
  - {day: 10, kind: branch, title: "If not: start with one site and a tenth of the data", owner: consulted}
  - {day: 18, kind: meeting, title: "Training of the first team, on their own phones", owner: responsible}
  - {day: 25, kind: task, title: "First real day: be there", owner: responsible}
  - {day: 45, kind: e-mail, title: "First figure against the goal, to the sponsor", owner: responsible}
  - {day: 75, kind: approval, title: "Goal reached? Hand over to the ordinary rhythm", owner: accountable}
---

# Onboarding

## When to run it
From the signature until the first goal has been reached, not until the software runs.

## What good looks like
The sponsor repeats the goal in their own words and has seen one figure of it within ten weeks.

## Traps
- Waiting for clean data.
- Training more than two weeks before the first real day.
- A go-live that nobody on the customer's side announced.
`,
  'executive-briefing': `---
name: Executive Briefing/QBR
entry: segment = enterprise and lifecycle != churned
exit: manual
measures: [multithreading, sentiment]
steps:
  - {day: 0, kind: task, title: "Figures by site, with the worst one first", owner: responsible}
  - {day: 2, kind: e-mail, title: "Three questions to the sponsor, no agenda of ours", owner: responsible}
  - {day: 7, kind: task, title: "One page: what was promised, what came, what is open", owner: responsible}
  - {day: 9, kind: approval, title: "Manager reads the page", owner: accountable}
  - {day: 14, kind: meeting, title: "The review: twenty minutes on them, twenty on us, twenty on next", owner: responsible}
  - {day: 15, kind: e-mail, title: "Decisions and owners, the same day", owner: responsible}
  - {day: 45, kind: check, title: "Have the decisions happened?", owner: responsible}
---

# Executive Briefing/QBR

## When to run it
Once a quarter for enterprise customers, and before any renewal with more than one signature.

## What good looks like
The sponsor speaks for more than half of the time, and there are decisions with names and dates.

## Traps
- Slides.
- Only good figures: they know the others.
- A review without the sponsor is a status call; call it so and ask for another date.
`,
  'save-play': `---
name: Save Play
entry: risk = at_risk
exit: risk != at_risk
measures: [risk_score, renewal_likelihood]
steps:
  - {day: 0, kind: task, title: "The reasons for the risk, in order, each with its evidence", owner: responsible}
  - {day: 1, kind: meeting, title: "Manager, CSM, account executive, support: one plan, one lead", owner: accountable}
  - {day: 2, kind: e-mail, title: "The lead writes to the sponsor: what we see, what we propose, when we speak", owner: accountable}
  - {day: 5, kind: meeting, title: "Ask what would have to be true in ninety days for them to stay", owner: accountable}
  - {day: 6, kind: approval, title: "What we give: people, time, money", owner: accountable}
  - {day: 7, kind: task, title: "The first thing they notice, within a week", owner: responsible}
  - {day: 14, kind: check, title: "Weekly: the one figure that they chose", owner: responsible}
  - {day: 60, kind: branch, title: "If nothing moves: plan a decent end and learn from it", owner: accountable}
---

# Save Play

## When to run it
The risk is high for more than one reason. For a single reason there is a smaller playbook.

## What good looks like
The customer has said what must be true, in one sentence, and sees it move within two weeks.

## Traps
- A discount as the first answer.
- Five people writing to the customer.
- Hope.
`,
  'champion-left': `---
name: Champion Left
entry: champion_left_on is not null and multithreading < 60
exit: multithreading >= 60
measures: [multithreading, usage_change]
steps:
  - {day: 0, kind: task, title: "What the champion did, week by week, that nobody does now", owner: responsible}
  - {day: 1, kind: e-mail, title: "Write to the budget holder: who we are, what you have, one question", owner: responsible}
  - {day: 3, kind: meeting, title: "Half an hour with the administrator: what must not stop", owner: responsible}
  - {day: 7, kind: meeting, title: "Meet the sponsor, in person if possible", owner: accountable}
  - {day: 14, kind: task, title: "Two candidates for the role, and what each would gain", owner: responsible}
  - {day: 30, kind: check, title: "Do three people there know us by name?", owner: responsible}
  - {day: 45, kind: wait, title: "First week of the successor: be there", owner: responsible}
---

# Champion Left

## When to run it
The person who fought for the product has left, and fewer than three people there know us.

## What good looks like
Three relationships instead of one, among them the person who signs.

## Traps
- Waiting for the successor.
- Writing to the old address.
- Making the most helpful user the champion without asking what is in it for them.
`,
}
