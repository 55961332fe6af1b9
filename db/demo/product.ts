/** What the invented vendor sells: its features, add-ons, rivals, and how its customers speak of them. */

export type Feature = {
  name: string
  /** What people do with it, after "for" or "in". */
  act: string
  /** Events of one active person in a week. */
  pace: number
  /** Part of the account's active people who use it. */
  reach: [number, number]
  requests: string[]
  faults: string[]
  questions: string[]
  /** What it brought somebody, after "since we use it". */
  gains: string[]
}

export const vendor = 'Marlwood'
export const vendorDomain = 'marlwood.example'

export const features: Feature[] = [
  {
    name: 'Scheduler',
    act: 'planning the week',
    pace: 22,
    reach: [0.9, 1],
    requests: [
      'recurring jobs that skip public holidays',
      'a way to copy last week into next week',
      'a view of who is certified for what before a job is assigned',
      'swapping two jobs on the phone without calling the planner',
    ],
    faults: [
      'Jobs moved to another day jump back',
      'Calendar shows the wrong shift after the clock change',
      'Cannot assign two people to one job',
      'Planning board takes half a minute to open',
      'Cancelled jobs are still on the board',
      'Drag and drop stops working after lunch',
      'Public holidays are missing from the plan',
    ],
    questions: [
      'how to plan a job that takes two shifts',
      'whether a planner can see only their own region',
      'how to lock a day once it has been agreed',
      'what happens to open jobs when somebody is on leave',
    ],
    gains: [
      'the morning call went from forty minutes to ten',
      'nobody prints the plan any more',
      'overtime is down by a sixth',
    ],
  },
  {
    name: 'Inspections',
    act: 'recording checks on the phone',
    pace: 14,
    reach: [0.6, 0.95],
    requests: [
      'photos that keep their position',
      'signatures on a phone that has no connection',
      'questions that appear only when the answer before was "failed"',
      'the same form in two languages',
    ],
    faults: [
      'Photos are missing from finished inspections',
      'Form loses answers when the phone locks',
      'PDF of an inspection is cut off at page two',
      'Signature field is too small on older phones',
      'Inspection stays in "sending" for hours',
      'Wrong template is offered for new assets',
      'Offline inspections come in twice',
    ],
    questions: [
      'how to change a form without losing the old answers',
      'whether a failed check can open a job by itself',
      'how to send the finished report to the customer',
      'how long photos are kept',
    ],
    gains: [
      'the auditor asked for three files and had them in five minutes',
      'we found eleven faults that the paper forms had hidden',
      'reports reach the customer the same day',
    ],
  },
  {
    name: 'Route Planner',
    act: 'ordering the day’s visits',
    pace: 9,
    reach: [0.35, 0.65],
    requests: [
      'lunch breaks inside the route',
      'routes that stay out of low-emission zones',
      'one route for two vehicles that meet on site',
      'toll costs beside the distance',
    ],
    faults: [
      'Route sends vans over a closed bridge',
      'Travel times are an hour too long',
      'Start address resets to head office',
      'Route Planner ignores time windows',
      'Map is grey on tablets',
      'Last visit of the day is dropped',
    ],
    questions: [
      'how to give one customer a fixed time',
      'whether the start point can be the home address',
      'how traffic enters the estimate',
    ],
    gains: [
      'each van does one more visit a day',
      'fuel went down by nine per cent',
      'customers get a window of two hours, not a whole morning',
    ],
  },
  {
    name: 'Customer Portal',
    act: 'letting customers follow their visits',
    pace: 7,
    reach: [0.3, 0.6],
    requests: [
      'letting customers move a visit by themselves',
      'our own logo on the confirmation',
      'a link that works without signing in',
      'a message to the customer when the van is twenty minutes away',
    ],
    faults: [
      'Customers get the confirmation twice',
      'Portal shows visits of another building',
      'Invitation link expires at once',
      'Attachments cannot be opened in the portal',
      'Portal is in English for Spanish customers',
      'Comments of customers do not reach the planner',
    ],
    questions: [
      'how to hide prices from tenants',
      'whether one login can cover several addresses',
      'how to switch off the reminder for one customer',
    ],
    gains: [
      'calls to the front desk are down by a third',
      'our customers approve quotes the same afternoon',
      'complaints about missed visits have almost stopped',
    ],
  },
  {
    name: 'Stock Ledger',
    act: 'counting parts in the vans',
    pace: 11,
    reach: [0.3, 0.6],
    requests: [
      'a minimum stock for each van',
      'counting by scanning the label on the shelf',
      'returns from the van to the store room',
      'the price of the part that was used on the job',
    ],
    faults: [
      'Stock is negative after a transfer',
      'Scanner reads the same label twice',
      'Parts used on a job are not deducted',
      'Import of the price list stops at row 500',
      'Serial numbers are cut to ten digits',
      'Reorder list is empty although stock is low',
    ],
    questions: [
      'how to correct a count without a second person',
      'how to mark a part as obsolete',
      'whether two store rooms can share one list',
    ],
    gains: [
      'second visits for a missing part have halved',
      'the yearly count took one day instead of three',
      'we wrote off a fifth of what we wrote off last year',
    ],
  },
  {
    name: 'Insights',
    act: 'preparing the monthly figures',
    pace: 5,
    reach: [0.15, 0.4],
    requests: [
      'a PDF that goes to the board by itself',
      'this year beside last year in one chart',
      'exports that carry the job number',
      'a filter by contract',
    ],
    faults: [
      'Monthly report counts cancelled jobs',
      'Export to Excel is empty',
      'Figures differ from the planning board',
      'Chart shows last month twice',
      'Shared report asks for a password',
      'Dashboard has not refreshed since the weekend',
    ],
    questions: [
      'how "on schedule" is counted',
      'how to share a report with somebody who has no seat',
      'whether figures can be cut by team leader',
    ],
    gains: [
      'the board pack takes an hour, not two days',
      'we finally see which contracts lose money',
      'team leaders look at their own figures on Monday',
    ],
  },
]

/** Added to a fault so that the same one reads differently in another place. */
export const faultTails = ['', '', '', ' since the last update', ' in {siteA}', ' in {siteB}', ' again']

export const baseProduct = 'Platform'
export const careProduct = 'Premium Care'
export const competitors = ['Crewlane', 'Ordanza', 'Fieldmint', 'Jobwright']
