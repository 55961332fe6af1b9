/** Mails of accounts in difficulty: use that falls, support that fails, a champion gone, people who are unhappy. */
import type { Topic } from './topics.ts'

export const troubleMails: Topic[] = [
  {
    key: 'usage-drop',
    type: 'email',
    from: 'us',
    who: ['champion', 'admin'],
    mood: -0.1,
    subjects: [
      '{feature} is used less',
      'Fewer people in {feature}',
      'A drop I would like to understand',
      '{siteB} has gone quiet',
      'Use in {month}',
    ],
    turns: [
      [
        [
          'Activity at {account} is {pct} lower than four weeks ago, and I would rather ask than guess.',
          'Only {users} of {seats} people logged in last week.',
          'I have watched {feature} for a month now: it is down every single week.',
          'There is a drop in your account that I cannot explain by holidays: {pct} in a month.',
        ],
        [
          'The largest part is {siteB}, where nobody has closed {jobs} since the beginning of {lastMonth}.',
          '{feature2} is the first to go; {user} was the last who used it daily.',
          'Planning still goes on, but what used to be recorded on the phone is not any more.',
          'It looks as if {siteA} and {siteB} have gone back to their own lists.',
        ],
        [
          '¶Has something changed on your side, in the team or in how you work?',
          '¶Is another system taking over, or is it a matter of people?',
          '¶Could we have twenty minutes on {meetDate}? I would bring the list by {site}.',
          '¶If the answer is unpleasant, I would still rather have it now than in {laterMonth}.',
        ],
      ],
      [
        [
          'You are not wrong.',
          'Yes, I have seen it too.',
          'Honest answer: we had other worries.',
          'I should have told you.',
        ],
        [
          'We reorganised in {lastMonth} and the new regional leads each do it their own way.',
          '{siteB} was merged into {siteA}, and the people who knew {feature} have moved on.',
          'The {crew} say that it takes longer than paper, and nobody is there to tell them otherwise.',
          'Head office is trying a tool of its own for the {jobs}; I do not know how serious it is.',
        ],
        [
          'I cannot promise that it gets better before {nextMonth}.',
          'Let us talk, but not this week.',
          'Please speak with {user} first.',
          '',
        ],
      ],
      [
        ['Thank you for being open.', 'That helps me more than a polite answer.', 'Understood.'],
        [
          'I will come with a proposal for {siteA} alone: one team, {few} weeks, one figure to judge by.',
          'May I ask {sponsor} what the plan is for the tool of head office?',
          'I have blocked {meetDate} at {meetTime} and will keep it short.',
        ],
      ],
    ],
  },
  {
    key: 'nudge',
    type: 'email',
    from: 'us',
    who: ['champion', 'economic_buyer', 'admin'],
    mood: -0.1,
    subjects: ['Did my mail arrive?', 'Still there?', 'Second try', 'Shall we find a date?', 'Ten minutes?'],
    turns: [
      [
        [
          'I have written twice since {lastMonth} and may simply have picked bad weeks.',
          'Our last conversation is a while ago, longer than I like.',
          'You did not come to the call on Tuesday, which can happen to anybody.',
          'I tried to reach you by phone in {siteA}.',
        ],
        [
          'I do not want to sell you anything; I want to know whether {feature} still does what you bought it for.',
          'Use has fallen by {pct} and I owe you at least the figure.',
          'If {act} is now somebody else’s job, please give me the name.',
          'There are {few} things I could fix in an afternoon if I knew which one hurts.',
        ],
        [
          '{meetDate} at {meetTime}, ten minutes?',
          'A one-line answer is fine.',
          'If you prefer, I speak with {user}.',
          'If now is the wrong time, tell me when.',
        ],
      ],
      [
        [
          'Sorry, it is hectic here.',
          'Your mails arrived, I had nothing good to answer.',
          'Please write to {admin} for now.',
        ],
        [
          'We are in the middle of a restructuring and I do not know what my job is in {nextMonth}.',
          'To be frank, few people open it any more.',
          'After {laterDate} I can think again.',
        ],
      ],
      [
        ['I understand, and thank you for the answer.', 'That is an honest line, thank you.'],
        [
          'I will be back on {laterDate}, not before.',
          'I wrote to {admin} and keep you in copy.',
          'Until then I prepare what I would do in {siteA}, so that you only need to say yes or no.',
        ],
      ],
    ],
  },
  {
    key: 'exec-reach',
    type: 'email',
    from: 'us',
    who: ['executive_sponsor', 'economic_buyer'],
    mood: 0,
    subjects: [
      '{account} and {vendor}: where we stand',
      'A short word from {csmFull}',
      'Half an hour before {laterMonth}?',
      'What you should know about {feature}',
    ],
    turns: [
      [
        [
          'We have not spoken since the contract was signed, and there is something that you should hear from me first.',
          'I look after {account} at {vendor}, and I write to you because your team is busy and the subject is not small.',
          'My figures and your figures on {feature} should be the same. I doubt that they are.',
        ],
        [
          '{users} of {seats} seats are in use.',
          'Activity has changed by {pct} in four weeks, in the wrong direction.',
          'You pay {arr} a year; at the present level of use that is too much for what you get, and I would rather fix the use than the price.',
        ],
        [
          '¶I ask for thirty minutes, with {champion} if you like. {meetDate} at {meetTime} would suit me.',
          '¶A proposal for the first {few} weeks is ready; I need a word from you that {siteA} may take part.',
          '¶If somebody else decides this today, please point me there.',
        ],
      ],
      [
        [
          'Thank you for the plain words.',
          '{champion} did not mention this.',
          'My assistant will find a time.',
        ],
        [
          'Please bring the use by {site}.',
          'I expect to hear what it costs us to leave things as they are.',
          'I have fifteen minutes, not thirty.',
        ],
      ],
      [
        ['Fifteen minutes are enough.', 'Thank you, I will prepare exactly that.'],
        [
          'You will have one page on {weekday}.',
          'I will bring the list by {site} and one proposal.',
          'The invitation is with your assistant.',
        ],
      ],
    ],
  },
  {
    key: 'escalation',
    type: 'email',
    from: 'them',
    who: ['champion', 'admin', 'user'],
    mood: -0.35,
    subjects: [
      '{fault}: still open',
      'Escalation',
      'This cannot go on',
      'Support',
      '{feature} again',
      'We need somebody to take this seriously',
    ],
    turns: [
      [
        [
          'I am sorry to be direct, but this is the third week.',
          'I have now explained the same thing to {few} different people in your support.',
          'My {crew} stood in {siteA} this morning and could not close a single job.',
          'Your support answered after {hours} with a question that was in the ticket already.',
          'Two tickets were closed without anything having been solved.',
        ],
        [
          '"{fault}" is not a detail for us: without it we do not know which {jobs} were done.',
          'Since {feature} misbehaves, {user} writes everything down twice.',
          '{siteB} has gone back to the telephone.',
          'If the {assets} are not documented by the end of the month, we are in breach of our own contract.',
        ],
        [
          'I want a date, not a ticket number.',
          'Who at {vendor} is responsible for this?',
          'If nothing happens by {dueDate}, {sponsor} will call your management.',
          'Please call me today.',
          'We are paying {arr} a year for this.',
        ],
      ],
      [
        [
          'You are right to be angry, and I am not going to explain it away.',
          'I have read all of the tickets this morning, and we did not do well.',
          'I have taken this out of the normal queue.',
          'I tried to call you twice; here it is in writing.',
        ],
        [
          'The cause is known since yesterday: a change in {feature} that loses its place when the phone goes offline.',
          'The fix is in test and reaches {account} on {dueDate}, before everybody else.',
          'From today one engineer has your tickets, by name, and answers within four hours.',
          '{fault} and the two that were closed are one problem; they are reopened and joined.',
        ],
        [
          'I will write every day at five until it is done, also when there is nothing new.',
          'On {meetDate} I would like to go through the list with you and {user}.',
          'If the date slips, you will hear it from me before you notice.',
        ],
      ],
      [
        ['Thank you for the call.', 'We will see.', 'Better than last week.'],
        [
          '{siteA} works again, {siteB} does not.',
          'What I need now is that it stays that way.',
          'The engineer was good; why not from the beginning?',
        ],
      ],
      [
        [
          'I have put all of this to our head of support, in your words.',
          'Our engineer looks at {siteB} again tonight.',
          'Agreed: I count the days without a new ticket and report them to you.',
        ],
        ['More tomorrow at five.', 'You will have the written account of what went wrong by {laterDate}.'],
      ],
    ],
  },
  {
    key: 'ticket-update',
    type: 'email',
    from: 'us',
    who: ['admin', 'champion'],
    mood: -0.1,
    subjects: [
      'Where we are with your tickets',
      'Update: {fault}',
      'Status for {weekday}',
      'Your open tickets',
    ],
    turns: [
      [
        [
          'Here is where we stand today.',
          'As promised, the update.',
          'Your list is shorter than on Monday, but not yet short.',
        ],
        [
          '"{fault}" is fixed in test and needs {siteA} to confirm.',
          'The first answer took {hours} on average last month; the aim is four hours, and we are not there.',
          'Two of the open ones wait for a log file from {user}, the others for us.',
          'What you see in {siteB} is a different problem and has its own engineer now.',
        ],
        [
          'Next update on {weekday}.',
          'Could {user} try it this afternoon?',
          'If you want a different order, say so and I will change it.',
        ],
      ],
      [
        [
          '{user} has tried it: better, not perfect.',
          'The log file is attached to the ticket.',
          'Please take {siteB} first.',
          'Our people stopped reporting, so do not read too much into the number.',
        ],
        ['It still happens when the phone was offline.', '', 'I will confirm by {weekday}.'],
      ],
      [
        [
          'Thank you, that narrows it down.',
          'Understood, {siteB} first.',
          'I was afraid of that. Please let them report, even by a photo.',
        ],
        ['I am on it.', 'You hear from me on {weekday}.'],
      ],
    ],
  },
  {
    key: 'leaving',
    type: 'email',
    from: 'them',
    who: ['champion'],
    mood: 0,
    parting: true,
    subjects: ['I am leaving {account}', 'Goodbye, and who comes next', 'My last weeks', 'A change'],
    turns: [
      [
        [
          'I wanted you to hear it from me: I am leaving {account}.',
          'After {several} years I am moving on, my last day is soon.',
          'This is one of my last mails from this address.',
        ],
        [
          'It has nothing to do with {vendor}; I was offered something that I could not turn down.',
          'There is no successor yet, and I fear that it will stay so for a while.',
          '{admin} knows the settings, but nobody has the time that I had.',
        ],
        [
          'Please stay close to {buyer}, who only knows the invoice.',
          'Whoever comes will ask why we need {feature}. Be ready for that.',
          'Thank you for all of it, you made my life easier.',
        ],
      ],
      [
        [
          'I am sorry to read this, and glad for you.',
          'That is a loss for us as well.',
          'Congratulations, and thank you for telling me early.',
        ],
        [
          'Could we spend half an hour on a handover with {admin} before you go?',
          'Would you introduce me to {buyer} in one line? It works better from you.',
          'I will write down what you built here, so that your successor sees it.',
          'If your new company has {crew} of its own, you know where I am.',
        ],
      ],
    ],
  },
  {
    key: 'after-champion',
    type: 'email',
    from: 'us',
    who: ['economic_buyer', 'executive_sponsor', 'admin'],
    mood: -0.05,
    subjects: [
      'After {gone}',
      'Who looks after {feature} now?',
      'Introduction',
      'Picking up where {gone} left off',
    ],
    turns: [
      [
        [
          '{gone} has left, and with {gone} the person who asked me questions.',
          'As {gone} is no longer with you, I would like to introduce myself.',
          '{gone} and I spoke every second week; I would like to know with whom I speak now.',
        ],
        [
          'For the moment {users} of {seats} seats are active, fewer than when {gone} was there.',
          'In {gone}’s last weeks we had agreed on {siteC} and {feature2}; both stand still.',
          'A one-page summary of what {gone} set up is attached.',
        ],
        [
          '¶Could you name somebody for the next {few} months, even on paper?',
          '¶May I come by on {meetDate}? Half an hour, no slides.',
          '¶{admin} keeps it running, but it needs somebody who decides.',
        ],
      ],
      [
        [
          'Thank you for the page, I knew little of this.',
          'We are looking for a successor, it takes time.',
          'I am only responsible for the budget.',
        ],
        [
          '{admin} will have to do for now.',
          'Please send me what we pay and what we use.',
          'I do not see how to decide on {siteC} before somebody is there.',
        ],
      ],
      [
        [
          'Thank you, that is a start.',
          'The two figures: you pay {arr}, and {users} of {seats} people use it.',
          'I will not press for {siteC}.',
        ],
        [
          'I will bring {admin} up to date on {meetDay}.',
          'When the successor has a name, I would like to be there in the first week.',
        ],
      ],
    ],
  },
  {
    key: 'poor-nps',
    type: 'email',
    from: 'us',
    who: ['detractor', 'user', 'champion'],
    mood: -0.25,
    subjects: [
      'Your answer to our survey',
      'You were not satisfied',
      'About the score you gave',
      'I would like to hear more',
    ],
    turns: [
      [
        [
          'Thank you for answering our survey, and for not being polite about it.',
          'You gave us a low score and a reason, which is more than most do.',
          'I read your comment twice.',
        ],
        [
          'I would like to understand what happened in {siteB}.',
          'If I read it correctly, {feature} makes your {crew} slower, not faster.',
          'My guess is the ticket "{fault}", but it is only a guess.',
        ],
        [
          'Would you give me fifteen minutes on {meetDate}?',
          'One example from last week would help me most.',
          'What is the one thing that you would change?',
        ],
      ],
      [
        [
          'One example? I have a list.',
          'I did not expect an answer.',
          'Fine, but please do not send me a training link.',
        ],
        [
          'Every job takes {few} more taps than on paper, and my people do {dozen} a day.',
          'We asked for {wish} in {lastQuarter} and heard nothing since.',
          'The decision was made in head office; nobody asked the people in {siteB}.',
          'It is built for {sites} like {siteA}. We are not like {siteA}.',
          'The office loves it, because the work has moved from them to us.',
        ],
        ['That is why I gave the score.', 'I would give the same again.', 'Change that and we can talk.', ''],
      ],
      [
        ['That is fair.', 'I will not argue with any of it.', 'No training link, I promise.'],
        [
          'Next week I would like to stand beside one of your people for a morning and count the taps.',
          'You should have had an answer on {wish}: it is not planned for this year. I will ask again, with your figures.',
          'Three of the fields can be switched off for {siteB} alone, if {champion} agrees.',
        ],
      ],
    ],
  },
]
