/** Calls and meetings as the person who held them sums them up. */
import type { Topic } from './topics.ts'

const direct = 'us' as const

export const sessions: Topic[] = [
  {
    key: 'call-review',
    type: 'call',
    from: direct,
    who: ['champion', 'admin'],
    mood: 0.1,
    subjects: ['Monthly call', 'Call with {champion}', 'Catch-up', 'Call on {feature}'],
    turns: [
      [
        [
          '{champion} is content with {feature}; {siteB} remains the weak spot.',
          'Went through {lastMonth}: {users} of {seats} active.',
          'Short call, {champion} was on the way to {siteA}.',
          'Mostly about {feature2} and who in {siteB} should own it.',
          '{champion} had collected questions from the {crew}.',
        ],
        [
          'They would like {request}.',
          '{user} runs {act} now and does it well.',
          'Wants the figures by {site} before the management meeting.',
          'They still keep a spreadsheet for the {assets}.',
          'No open tickets that worry them.',
          'Reports that {gain}.',
        ],
        [
          'Next: I send the list by {weekday}.',
          'Agreed: a session with {user} on {meetDate}.',
          'Nothing to follow up but the question on roles.',
          'Will try {feature2} in {siteC} first.',
          'To do: ask product about {request}.',
        ],
      ],
    ],
  },
  {
    key: 'meeting-review',
    type: 'meeting',
    from: direct,
    who: ['executive_sponsor', 'economic_buyer', 'champion'],
    mood: 0.12,
    subjects: [
      '{quarter} review',
      'Business review {quarter}',
      'Review with {sponsor}',
      'Meeting in {siteA}',
    ],
    turns: [
      [
        [
          '{sponsor} stayed for the whole hour, which is new.',
          'Review with {sponsor} and {champion}, figures up to {lastMonth}.',
          'Held on site in {siteA}.',
          'Good turnout, {few} people from their side.',
        ],
        [
          'What counted for them: {gain}.',
          'Asked what {feature2} costs and what it brings; I showed the figures of {siteA}.',
          'They plan {few} more {sites} by {laterMonth}.',
          'Discussion on {idle} idle seats: they keep them for {siteC}.',
          '{sponsor} compares us with what the paper cost, not with other systems.',
        ],
        [
          'Decided: {siteB} gets a named owner by {dueDate}.',
          'Decided: {feature2} runs in {siteA} until {laterMonth}, then a yes or no.',
          'No decision on {request}, they wait for the roadmap.',
          'They want the next review on site.',
        ],
      ],
    ],
  },
  {
    key: 'meeting-working',
    type: 'meeting',
    from: direct,
    who: ['admin', 'user', 'champion'],
    mood: 0.1,
    subjects: [
      'Working session on {feature}',
      'Set-up of {feature2}',
      'Session with {user}',
      'Form workshop',
    ],
    turns: [
      [
        [
          'Rebuilt two forms together with {user}.',
          'Set up roles so that planners see their own region only.',
          'Cleaned the list of {assets}: {dozen} doubles removed.',
          'Walked through a day in {siteB} from the first job to the last.',
        ],
        [
          '{admin} can do the rest alone.',
          'Two steps fewer for each job now.',
          'What is missing is {request}.',
          'They had never found the filter.',
          'Half of the questions were about {feature2}.',
        ],
        ['Test until {dueDate}, then everybody.', '{user} writes down what still annoys.', ''],
      ],
    ],
  },
  {
    key: 'call-trouble',
    type: 'call',
    from: direct,
    who: ['champion', 'admin'],
    mood: -0.3,
    subjects: ['Call on open tickets', 'Escalation call', 'Call: {fault}'],
    turns: [
      [
        [
          '{champion} was angry and had reason to be.',
          'Tense call, {admin} read the list of tickets aloud.',
          'They are tired of explaining the same thing again.',
        ],
        [
          'Main point is "{fault}"; the rest is impatience.',
          'First answers take {hours}; they had been promised four hours.',
          '{siteA} writes on paper until it is fixed.',
          '{sponsor} has been informed on their side.',
        ],
        [
          'Promised: a named engineer and an update each day.',
          'Promised: fix for {siteA} by {dueDate}.',
          'Our head of support joins on {meetDate}.',
        ],
      ],
    ],
  },
  {
    key: 'call-fading',
    type: 'call',
    from: direct,
    who: ['champion', 'admin', 'economic_buyer'],
    mood: -0.15,
    subjects: ['Call on usage', 'Catch-up', 'Call with {champion}'],
    turns: [
      [
        [
          '{champion} polite but short; the old energy is gone.',
          'Asked about the drop of {pct}: no clear answer.',
          'Spoke with {admin}, as {champion} did not come.',
        ],
        [
          '{siteB} works from its own list again.',
          'New regional leads decide each for themselves.',
          'Head office looks at another tool, name not given.',
          'They still plan in {feature}, but nobody records.',
        ],
        [
          'Offered four weeks in {siteA}; no answer yet.',
          'Asked to be put in touch with {sponsor}.',
          'I doubt that anybody there fights for us at the moment.',
        ],
      ],
    ],
  },
  {
    key: 'call-price',
    type: 'call',
    from: direct,
    who: ['economic_buyer', 'executive_sponsor'],
    mood: -0.2,
    renewal: true,
    subjects: ['Renewal call', 'Call with {buyer}', 'Price'],
    turns: [
      [
        [
          '{buyer} has an offer from {competitor}, {rivalCut} below ours.',
          '{buyer} needs {cut} less than today’s {arr}.',
          'Talked about the renewal on {renewal}; price is the only subject.',
        ],
        [
          'The {crew} want to stay, {buyer} knows that.',
          'Two years for {discount} is possible for them if the first payment moves to {laterMonth}.',
          'The {idle} unused seats came up three times.',
          'They underestimate what a move of {siteCount} {sites} would take.',
        ],
        [
          '{ae} sends two versions by {weekday}.',
          'Next step is {sponsor}, who decides.',
          'I prepare what {feature} brought, one page.',
        ],
      ],
    ],
  },
  {
    key: 'call-growth',
    type: 'call',
    from: direct,
    who: ['champion', 'executive_sponsor'],
    mood: 0.35,
    subjects: ['Call on {siteC}', 'Expansion call', 'Next {sites}'],
    turns: [
      [
        [
          '{champion} wants {siteC} live before {laterMonth}.',
          'They are out of seats: {users} on {seats}.',
          '{sponsor} asked for a price without being asked.',
        ],
        [
          'The argument on their side: {gain}.',
          '{feature2} is wanted with it.',
          'Budget is there until the end of {quarter}.',
        ],
        [
          '{ae} sends an offer by {weekday}.',
          'Pilot in {siteC} for four weeks first.',
          'I visit {siteC} on {laterDate}.',
        ],
      ],
    ],
  },
  {
    key: 'call-onboarding',
    type: 'call',
    from: direct,
    who: ['champion', 'admin'],
    mood: 0.05,
    subjects: ['Onboarding call', 'Weekly project call', 'Go-live check'],
    turns: [
      [
        [
          'Went through the list for go-live.',
          'Import stands at {dozen} of the {assets} that {siteA} needs.',
          '{admin} was alone, {champion} in another project.',
          'Training in {siteA} done, {several} people.',
        ],
        [
          'The numbers of the {sites} do not match each other.',
          '{user} is the one who really wants it.',
          'Their IT needs another week for single sign-on.',
          'They like {feature} and are afraid of {feature2}.',
        ],
        ['Go-live in {siteA} on {laterDate}.', 'I send the template again.', 'Next call on {meetDate}.'],
      ],
    ],
  },
  {
    key: 'call-recovery',
    type: 'call',
    from: direct,
    who: ['champion', 'executive_sponsor'],
    mood: 0.1,
    subjects: ['Weekly call on the plan', 'Plan: week {few}', 'Call with {champion}'],
    turns: [
      [
        [
          '{users} of {seats} active, up again.',
          'First call in months without a complaint.',
          '{champion} says the {crew} notice the difference.',
        ],
        [
          'Open: {request} and the training in {siteC}.',
          '{siteB} needs another visit.',
          'Support answers within hours now, which they said unasked.',
        ],
        ['We stay weekly until {laterMonth}.', 'I report the same figure again next week.'],
      ],
    ],
  },
  {
    key: 'exit',
    type: 'call',
    from: direct,
    who: ['economic_buyer', 'champion', 'admin'],
    mood: -0.2,
    subjects: ['Exit conversation', 'Last call'],
    turns: [
      [
        ['{buyer} took the time to explain.', 'Friendly and final.'],
        ['{churnWhy}', 'In their own words: "{churnWhy}"'],
        [
          'Export of all {jobs} agreed, read access for thirty days.',
          'They would come back if {wish} existed; I note it without hope.',
          'I should have spoken with {sponsor} half a year ago.',
        ],
      ],
    ],
  },
]

export const notes: Topic[] = [
  {
    key: 'note-plain',
    type: 'note',
    from: direct,
    who: ['champion'],
    mood: 0.05,
    subjects: ['Note', 'For the file', 'Before the next call', 'People'],
    turns: [
      [
        [
          '{champion} prefers the phone, mornings before nine.',
          '{user} in {siteA} is worth keeping in touch with: knows {feature} better than we do.',
          '{buyer} decides alone up to a tenth of the contract, above that {sponsor}.',
          '{siteB} has a new supervisor; no contact yet.',
          'Budget year starts in {laterMonth}.',
          'They measure us by {act}, nothing else.',
        ],
        [
          'Asked twice for {request}.',
          '{feature2} is paid for and hardly used in {siteB}.',
          'A case study would be possible after the {quarter} figures.',
          'Reads release notes, so send them early.',
          'Wants no newsletters.',
        ],
      ],
    ],
  },
  {
    key: 'note-fading',
    type: 'note',
    from: direct,
    who: ['champion'],
    mood: -0.1,
    subjects: ['Warning sign', 'Use is falling', 'Before it is too late'],
    turns: [
      [
        [
          'Use down {pct} in four weeks and {champion} does not answer.',
          'Of {seats} seats {users} are active; in {lastQuarter} it was far more.',
          'Third mail without an answer.',
        ],
        [
          'Only {user} still logs in every day.',
          '{siteB} has gone over to its own list, says {admin}.',
          'I do not know {sponsor} well enough to call.',
          'If nobody speaks for us by {laterMonth}, the renewal is lost.',
        ],
        ['Try {buyer} next.', 'Ask {ae} for a way to {sponsor}.', 'Propose a small restart in {siteA}.'],
      ],
    ],
  },
  {
    key: 'note-support',
    type: 'note',
    from: direct,
    who: ['admin'],
    mood: -0.2,
    subjects: ['Support', 'Ticket load', 'Internal: escalation'],
    turns: [
      [
        [
          'Ticket load is several times what it was in {lastQuarter}.',
          'Two tickets were closed too early; I had them reopened.',
          'Engineering has found the cause of "{fault}".',
        ],
        [
          '{champion} defends us inside, but not for ever.',
          'They stopped rating the answers, which worries me more than bad ratings.',
          'If {siteA} goes back to paper for good, use follows.',
        ],
        ['Weekly round with support until it is quiet.', 'Ask for a credit if the date slips again.'],
      ],
    ],
  },
  {
    key: 'note-champion',
    type: 'note',
    from: direct,
    who: ['admin'],
    mood: -0.1,
    subjects: ['After {gone}', 'No champion', 'Who decides now?'],
    turns: [
      [
        [
          '{gone} has left; nobody has taken over.',
          '{admin} keeps the settings alive but has no say.',
          'Without {gone} the weekly planning call no longer happens.',
        ],
        [
          '{buyer} sees only the invoice.',
          'Rumour: the successor comes from a company that used {competitor}.',
          '{user} could grow into it, given time.',
        ],
        ['Meet {sponsor} before somebody else does.', 'Write down what {gone} achieved, in their figures.'],
      ],
    ],
  },
  {
    key: 'note-price',
    type: 'note',
    from: direct,
    who: ['economic_buyer'],
    mood: -0.15,
    renewal: true,
    subjects: ['Renewal', 'Where the price stands', 'Competitor'],
    turns: [
      [
        [
          '{buyer} will not sign above {arr}.',
          '{competitor} is {rivalCut} cheaper in the first year.',
          'Decision at the board meeting on {laterDate}.',
        ],
        [
          'We can give up {idle} seats without losing anybody who works.',
          'The users are for us, the budget is not.',
          'Best argument: {gain}.',
        ],
        ['Approval for {discount} requested from Ruth.', '{ae} leads, I stay with {champion}.'],
      ],
    ],
  },
  {
    key: 'note-growth',
    type: 'note',
    from: direct,
    who: ['champion'],
    mood: 0.3,
    subjects: ['Room to grow', 'Expansion', 'Next year'],
    turns: [
      [
        [
          '{users} active on {seats} seats: they are full.',
          '{siteC} and {siteB} both ask for {feature2}.',
          '{champion} has been promoted and takes us along.',
        ],
        [
          '{sponsor} wants one system for all {sites}.',
          'Their figure: {gain}.',
          'Possible speaker for {laterMonth}.',
        ],
        ['Offer through {ae} once {siteC} is through its first month.', 'No hurry: they come to us.'],
      ],
    ],
  },
]
