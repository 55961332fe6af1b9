/** Mails of ordinary weeks: questions, requests, releases, training, reviews, praise, invoices. */
import type { Topic } from './topics.ts'

export const dailyMails: Topic[] = [
  {
    key: 'checkin',
    type: 'email',
    from: 'us',
    who: ['champion', 'admin'],
    mood: 0.05,
    subjects: [
      'How is {feature} going?',
      '{lastMonth} at {account}',
      'A quick look at {lastMonth}',
      'Your numbers for {lastMonth}',
      '{feature} in {siteA}',
    ],
    turns: [
      [
        [
          'I looked at {lastMonth} before writing: {users} of your {seats} seats were active, and {strong} carried most of it.',
          '{users} people worked in the system last week, {events} actions in all, more of them in {strong} than anywhere else.',
          'Your {crew} closed the month with {users} active seats out of {seats}.',
          'A short note from my side after the monthly review of your account.',
          'I was in your usage figures this morning and two things stood out.',
        ],
        [
          '{siteA} is using {feature2} every day now, while {siteB} opens it once a week at most.',
          'The one thing I cannot explain is {siteB}: hardly any {jobs} have been closed there on the phone.',
          'What I like is that {act} happens in one place now instead of three.',
          'Compared with others of your size, {feature2} is where you have the most left to gain.',
          'The dip in the second week was the holiday, I assume?',
        ],
        [
          '¶Is there anything on your list that I should know of before we talk on {meetDate}?',
          '¶Who would be the right person in {siteB} to ask?',
          '¶Would half an hour with {user} help, or is it a matter of time?',
          '¶If you like, I can send the same figures by {site}.',
          '¶Tell me if you would rather have this as a page in Insights than as a mail.',
        ],
      ],
      [
        [
          'Thanks for this, useful.',
          'Good timing, I have the team meeting tomorrow.',
          'That matches what I hear from {user}.',
          'Sorry for the slow answer, month end.',
          'Interesting. I had expected {siteB} to be higher.',
        ],
        [
          '{siteB} lost its supervisor in {lastMonth} and the new one starts in two weeks.',
          'The {crew} in {siteB} share two phones, which explains a lot.',
          'Part of it is habit: they still ring the office when a job is done.',
          'Could you send the list by {site} so that I can forward it?',
          'We moved {few} {sites} to {feature2} only last week, so give it a month.',
        ],
        [
          '',
          'Let us look at it together when we talk.',
          '{user} can tell you more.',
          'Otherwise all is well here.',
        ],
      ],
      [
        [
          'That explains it.',
          'Clear, thank you.',
          'Good to know, I will leave {siteB} alone until then.',
          'Understood.',
        ],
        [
          'The list by {site} is attached.',
          'I will put it first on the agenda for {meetDate}.',
          'I have asked {user} for fifteen minutes on {meetDay}.',
          'I will look again at the end of {nextMonth}.',
        ],
      ],
    ],
  },
  {
    key: 'question',
    type: 'email',
    from: 'them',
    who: ['user', 'admin'],
    mood: 0.05,
    subjects: [
      'Question about {feature}',
      '{feature}: {question}',
      'How do I …',
      'Small question',
      'Help with {feature}',
    ],
    turns: [
      [
        [
          'I would like to know {question}.',
          'Can you tell me {question}? I could not find it in the guide.',
          'A colleague in {siteA} asked me {question} and I had no answer.',
          'We were wondering {question}.',
          'Quick one: {question}?',
        ],
        [
          'We have {few} cases of this a week.',
          'At the moment we keep a list beside it, which nobody likes.',
          'It came up with the {jobs} in {siteB}.',
          'I tried the settings page but the option is grey for me.',
          'It is not urgent, but it would save us the phone calls.',
        ],
      ],
      [
        [
          'Good question, and there is a short answer.',
          'You are nearly there.',
          'Yes, that works, and it takes about a minute to set up.',
          'Not quite in that form, but there is a way that most of our customers use.',
          'It depends on the role: team leaders can do it, the others cannot.',
        ],
        [
          'Open the settings of {feature}, choose the template for {siteB}, and switch on the second rule from the top.',
          'In {feature}, hold the entry for a second and choose "More"; it is hidden better than it should be.',
          '{admin} has the rights for it; I have copied {admin} so that you can do it together.',
          'I recorded a two-minute video with your own data, see the link in the portal.',
          'Set it for one {site} first and let it run for a week before you roll it out.',
        ],
        [
          'Write to me if it does not look like in the picture.',
          'If it does not do what you need, tell me and I will pass it on as a request.',
          '',
          'I will check on {weekday} whether it took.',
        ],
      ],
    ],
  },
  {
    key: 'request',
    type: 'email',
    from: 'them',
    who: ['champion', 'user', 'admin'],
    mood: 0,
    subjects: [
      'Request: {request}',
      'One for the roadmap',
      'Wish from our {crew}',
      '{feature}: something we miss',
      'Idea',
    ],
    turns: [
      [
        [
          'There is one thing that comes up in every team meeting: {request}.',
          'Our {crew} keep asking for {request}.',
          'Before I forget it again: could you put {request} on the list?',
          'What we miss most in {feature} is {request}.',
          'I promised {user} to write this down properly. We need {request}.',
        ],
        [
          'Today {user} spends about {few} hours a week working around it.',
          'With {siteCount} {sites} the workaround does not scale.',
          'In {siteA} they have started to use a spreadsheet for it, which is how we began years ago.',
          'It matters most for the {assets}, where we have to prove when we were there.',
          'I know that {competitor} has it, not that this is why I ask.',
        ],
        [
          '',
          'Is it planned?',
          'Would it help to talk to your product people directly?',
          'A rough date would already help me.',
          'We would happily test it.',
        ],
      ],
      [
        [
          'Thank you for writing it down so clearly.',
          'You are the fourth customer this quarter to ask for it.',
          'I have logged it with the hours that {user} loses, which is what counts in planning.',
          'I asked the product team before answering.',
        ],
        [
          'It is on the list for {nextQuarter}, not yet promised.',
          'It will not come this quarter, and I would rather say so now than in {nextMonth}.',
          'A first version goes to test customers in {nextMonth}; I have put {siteA} down for it.',
          'They are looking at {request2} first, and yours comes right after.',
          'There is no date. What I can offer is a call with the product manager on {meetDate}.',
        ],
        [
          '',
          'Until then, the export with a filter on {siteA} is the least bad way.',
          'I will tell you when that changes, without being asked.',
        ],
      ],
    ],
  },
  {
    key: 'release',
    type: 'email',
    from: 'us',
    who: ['admin', 'champion'],
    mood: 0.1,
    subjects: [
      'What the {month} release changes for you',
      'New in {feature}',
      '{month} release',
      'Two changes in {feature}',
    ],
    turns: [
      [
        [
          'The {month} release goes live on {meetDate}.',
          'A short one about the release of {meetDate}, only the parts that touch {account}.',
          'Most of the {month} release is under the bonnet. Two things are not.',
        ],
        [
          '{feature} opens about twice as fast on older phones, which should help in {siteB}.',
          '{feature} remembers the last {site} that somebody worked on.',
          'In {feature} the filter moved to the left; expect a day of "where did it go".',
          'The export of {feature2} has three more columns. If you read it by script, check the order.',
        ],
        [
          'Nothing to do on your side.',
          'Please tell the {crew} to update the app before {meetDay}.',
          'I can switch it on for {siteA} first if you prefer.',
          'The notes for administrators are in the portal.',
          'And {request} is now in test; tell me if you want to be part of it.',
        ],
      ],
      [
        [
          'Thank you, noted.',
          'Good to know in advance.',
          'If you can choose, {siteA} first, please.',
          'Will the old phones still work?',
        ],
        [
          '',
          '{user} will tell the others.',
          'I will put it in our newsletter on {weekday}.',
          'We are in the middle of the count, so not before {laterDate}, please.',
        ],
      ],
      [
        ['Good.', 'Noted.', 'Thank you for the quick answer.', 'Fine with me.'],
        [
          'It runs on all phones from the last six years, in case somebody asks.',
          'Call me if anything looks odd.',
          'I will look at the logs on {meetDay} myself.',
        ],
      ],
    ],
  },
  {
    key: 'training',
    type: 'email',
    from: 'us',
    who: ['user', 'admin', 'champion'],
    mood: 0.15,
    subjects: [
      'Training for {siteB}',
      'Session on {feature}: {meetDate}',
      'Half an hour on {feature}?',
      'New starters',
    ],
    turns: [
      [
        [
          '{champion} mentioned that {few} new people start in {siteB}.',
          'I see {few} logins that have not been used since the invitation.',
          'For {act}, most teams need one session and one reminder.',
          'The last session on {feature} was before half of the present {crew} joined.',
        ],
        [
          'I suggest {meetDay} at {meetTime}: twenty minutes on {feature}, ten for questions, on their own phones.',
          'How about {meetDate}, {meetTime}, with the {jobs} of that morning as the example?',
          'I can do it for {siteA} and {siteB} together or for each of them.',
        ],
        [
          'It works best if the team leader is there.',
          'The recording stays with you.',
          '',
          'No slides, I promise.',
        ],
      ],
      [
        [
          '{meetDay} is good.',
          'Gladly, but early: they are on the road from eight.',
          'Together, please.',
          'Yes, and please start with {act}.',
        ],
        [
          '{several} people will be there.',
          'Two of them have never used it on a phone.',
          'I booked the room next to the store.',
          'Could you also show how a failed check becomes a job?',
        ],
      ],
      [
        [
          'Perfect.',
          'Booked, the invitation is out.',
          'Then {meetTime} it is.',
          'Will do, I will bring a real example from {siteB}.',
        ],
        ['See you on {meetDate}.', 'I will send a one-page summary afterwards.', ''],
      ],
    ],
  },
  {
    key: 'praise',
    type: 'email',
    from: 'them',
    who: ['champion', 'user', 'executive_sponsor'],
    mood: 0.4,
    subjects: ['Thank you', 'Good news from {siteA}', 'Something nice for once', 'Audit passed', '{feature}'],
    turns: [
      [
        [
          'I only ever write when something is broken, so here is the other kind.',
          'You asked me in {lastMonth} what {feature} has brought us. I have an answer now: {gain}.',
          'We had the auditor in {siteA} yesterday and it went better than ever.',
          'Just to let you know that {siteB} is the first {site} without paper.',
          '{sponsor} mentioned your team in the management meeting, in a good way.',
        ],
        [
          'Since we use {feature}, {gain}.',
          'The {crew} who were against it ask for it in the other {sites} now.',
          'What convinced people was that {gain}.',
          '{user} deserves most of the credit, but please thank your support people as well.',
          'Nobody has asked for the old forms in {few} weeks.',
        ],
        ['', 'Have a good weekend.', 'That is all.', 'Next up is {siteC}.'],
      ],
      [
        [
          'You have just made the morning of {few} people here.',
          'Thank you, I read this out in our team meeting.',
          'That is the best mail of the month.',
          'Wonderful, and well deserved by {user}.',
        ],
        [
          'May I quote the sentence about {feature} to a customer in the same trade, without your name?',
          'When {siteC} starts, I would like to come by in person.',
          'I have kept the figure for the review in {nextQuarter}.',
          'If {sponsor} ever has ten minutes, I would love to hear it directly.',
        ],
      ],
    ],
  },
  {
    key: 'rollout',
    type: 'email',
    from: 'them',
    who: ['champion', 'admin'],
    mood: 0.15,
    subjects: ['{siteC} joins in {nextMonth}', 'Next {sites}', 'Adding {few} {sites}', 'Plan for {siteC}'],
    turns: [
      [
        [
          'We want to bring {siteC} in by the end of {nextMonth}.',
          'The board agreed to add {few} more {sites} this year.',
          '{siteC} asked to start earlier than planned, which never happened before.',
        ],
        [
          'They have {several} {crew} and about {dozen} {jobs} a day.',
          'Their list of {assets} is in Excel and not in good shape.',
          'The people there know {feature} from {siteA}, so training can be short.',
          'Do we have enough seats, or do we need to talk to {ae}?',
        ],
        [
          'What do you need from us?',
          'Could you send the checklist we used for {siteB}?',
          'Can you be there on the first day?',
          'I would like to avoid what happened with {siteB}.',
        ],
      ],
      [
        [
          'Good plan.',
          'That works if the list of {assets} is clean by {dueDate}.',
          'The checklist from {siteB} is attached, with two lines added.',
          'You have {idle} seats free, so no need for {ae}.',
        ],
        [
          'I would import {assets} first, then {feature}, and leave {feature2} for the second month.',
          'Send me the Excel as it is and I will tell you what has to change.',
          'I will be there on {laterDate} and stay for the day.',
          'The one lesson of {siteB}: tell the team leader two weeks before, not two days.',
        ],
      ],
    ],
  },
  {
    key: 'agenda',
    type: 'email',
    from: 'us',
    who: ['champion', 'admin'],
    mood: 0.1,
    subjects: [
      'Agenda for {meetDate}',
      'Our {quarter} review',
      'Before the review on {meetDay}',
      '{account}: {quarter} review',
    ],
    turns: [
      [
        [
          'For {meetDate} I suggest four points and no slides.',
          'Here is what I would like to cover on {meetDay}.',
          'To use the hour well on {meetDate}, three questions beforehand.',
        ],
        [
          '¶1. What changed at {account} since {lastQuarter}\n2. {feature} in numbers, by {site}\n3. {request}: where it stands\n4. What has to be true by {laterMonth}',
          '¶- {feature} and {feature2}: what they brought, in your figures\n- {siteB}, which is behind the others\n- your plans for {nextQuarter}',
          '¶First, did {lastQuarter} bring what you had promised upstairs? Second, which of the {siteCount} {sites} would you show a visitor? Third, what should we stop doing?',
        ],
        [
          '¶If {sponsor} can join for the first quarter of an hour, it would help.',
          '¶Please add what is missing.',
          '¶I will bring the figures up to the end of {lastMonth}.',
        ],
      ],
      [
        [
          'Fine with me.',
          'Please add one point: {request2}.',
          'Good list.',
          '{sponsor} joins for fifteen minutes at the start.',
        ],
        [
          'I would put {siteB} first, that is where the questions will be.',
          'Keep the figures short, we know them.',
          'Can we finish ten minutes early? I have the {sites} call right after.',
          '',
        ],
      ],
      [
        [
          'Added.',
          'Will do, {siteB} first.',
          'Understood, one page of figures.',
          'Then we start sharp at {meetTime}.',
        ],
        ['See you on {meetDay}.', '', 'The invitation has the new order.'],
      ],
    ],
  },
  {
    key: 'invoice',
    type: 'email',
    from: 'them',
    who: ['economic_buyer'],
    mood: -0.05,
    subjects: ['Invoice {invoice}', 'Purchase order missing on {invoice}', 'Question on invoice {invoice}'],
    turns: [
      [
        [
          'Invoice {invoice} came without our purchase order number, so it sits in our system.',
          'On invoice {invoice} I see {seats} seats; our order says the same but with another start date.',
          'Our accounts department sent back {invoice} because of the address.',
        ],
        [
          'Could you send a corrected one by {dueDate}?',
          'Who is the right person for this?',
          'We want to pay, we only cannot book it.',
        ],
      ],
      [
        [
          'Sorry about that.',
          'You are right, that was our mistake.',
          'I passed it to our billing team and stay on it.',
        ],
        [
          'The corrected invoice leaves us by {weekday}.',
          'The order number is in the record now, so the next one will carry it.',
          'No reminder will go out in the meantime.',
        ],
      ],
    ],
  },
  {
    key: 'security',
    type: 'email',
    from: 'them',
    who: ['admin'],
    mood: -0.02,
    subjects: ['Security questionnaire', 'Single sign-on', 'Data protection review', 'Where is our data?'],
    turns: [
      [
        [
          'Our security team reviews all suppliers this quarter and has {dozen} questions for you.',
          'We want to move {account} to single sign-on before {nextMonth} ends.',
          'Our data protection officer asks where photos from {feature} are stored and for how long.',
        ],
        [
          'The form is attached.',
          'The deadline is {laterDate}, sorry for that.',
          'Is there a standard document?',
          'The old accounts should stop working on the same day.',
        ],
      ],
      [
        [
          'That is quickly done.',
          'We get this every month, so most of it is ready.',
          'I asked our security lead, who answers by {weekday}.',
        ],
        [
          'Most answers are in our trust document, attached; the remaining {few} follow.',
          'For single sign-on we need the metadata file and two people for half an hour.',
          'Photos stay in the region of your contract and are deleted after the period you set, seven years by default.',
        ],
      ],
    ],
  },
]
