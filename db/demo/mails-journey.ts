/** Mails of the seasons of an account: its first weeks, its busy months, and the way back from trouble. */
import type { Topic } from './topics.ts'

/** A question and its answer in the shared channel. */
function slack(key: string, asked: string[], answered: string[]): Topic[] {
  const turns = [[asked, ['', 'Not urgent.', 'Thanks!']], [answered]]
  return [
    {
      key,
      type: 'slack',
      from: 'them',
      who: ['user', 'admin', 'champion'],
      mood: 0.1,
      subjects: ['Shared channel'],
      turns,
    },
  ]
}

export const journeyMails: Topic[] = [
  {
    key: 'first-steps',
    type: 'email',
    from: 'us',
    who: ['champion', 'admin'],
    mood: 0.2,
    subjects: ['The first {few} weeks', 'Plan until go-live', 'After the kick-off', 'Next steps for {siteA}'],
    turns: [
      [
        [
          'Thank you for the good start.',
          'Here is what we agreed, in the order in which it should happen.',
          'A short summary, so that {sponsor} has something to read.',
        ],
        [
          '¶1. {admin} sends the list of {assets} by {dueDate}\n2. We import it and show it to you on {meetDate}\n3. {siteA} starts with {feature}, {several} people\n4. {siteB} follows when {siteA} has had a quiet week',
          '¶{siteA} first, with {several} people and only {feature}. {feature2} comes when nobody asks about {feature} any more.',
          '¶This week the import, next week the training in {siteA}, and on {laterDate} the first real day.',
        ],
        [
          '¶The one thing that I need from you is the list of {assets}.',
          '¶Please tell the {crew} before I do; it sounds different from you.',
          '¶What would tell you by {laterMonth} that it was worth it? I would like to write that down.',
        ],
      ],
      [
        ['That is realistic.', 'Good plan.', 'Thanks, forwarded to {sponsor}.'],
        [
          'The list is attached, {dozen} lines are doubtful and marked.',
          'If the monthly call is half as long, it was worth it.',
          'In {siteA} please speak with {user}, who is curious.',
          'We would like to have {siteB} in before {laterMonth}.',
        ],
      ],
      [
        ['Received, thank you.', 'Very good, I wrote it down as the goal.', 'Understood.'],
        [
          'The import runs tonight.',
          '{user} has an invitation for {meetDay}.',
          'You see the result on {meetDate}.',
        ],
      ],
    ],
  },
  {
    key: 'late-data',
    type: 'email',
    from: 'them',
    who: ['admin', 'champion'],
    mood: -0.15,
    subjects: ['The list will be late', 'Import', 'Go-live date', 'We are behind'],
    turns: [
      [
        [
          'I have to move the date again.',
          'The list of {assets} is still not finished.',
          'Bad news on the import.',
          'We are not as far as I told you.',
        ],
        [
          'Each of the {sites} keeps its own numbers, and nobody had noticed.',
          'Our IT has frozen all changes until {laterDate}.',
          'The colleague who knew the old system is ill, and the export is in a format that nobody can read.',
          '{user} was taken off the project for the {peak} business.',
        ],
        [
          'Could we start with {siteA} alone?',
          'I would say {nextMonth}, to be honest.',
          'Can you take it as it is?',
          '{sponsor} asks why it takes so long, so I need a few lines.',
        ],
      ],
      [
        [
          'Better to know it now.',
          'This is the most common reason for delay, so you are in good company.',
          'Thank you for saying it plainly.',
        ],
        [
          'Send me what you have, even unreadable. We have seen most formats.',
          'I propose to go live in {siteA} with {dozen} of the {assets}, and add the rest as they come.',
          'I will write the lines for {sponsor} and you change what you like.',
          'If it moves past {nextMonth}, the people we trained will have forgotten it.',
        ],
        [
          'Can I have an hour with whoever exports it, on {meetDay}?',
          'New date on my side: {laterDate}. Do you agree?',
          '',
        ],
      ],
      [
        ['{laterDate} is all right.', 'Yes please, {siteA} alone.', 'I will try to find the hour.'],
        ['File attached, do not laugh.', 'I cannot promise {user}, though.', ''],
      ],
      [
        ['I did not laugh, and it is readable.', 'Good.', 'Thank you.'],
        ['You have a first import on {weekday}.', 'I keep {laterDate} and remind you a week before.'],
      ],
    ],
  },
  {
    key: 'season',
    type: 'email',
    from: 'them',
    who: ['champion', 'user'],
    mood: 0.05,
    subjects: ['Before {peak}', 'Quiet months', 'Seasonal staff', 'Planning the peak'],
    turns: [
      [
        [
          'Do not worry about our figures, it is the quiet time.',
          'As every year, things get busy in {peak}.',
          'We are planning the season and I have two questions.',
        ],
        [
          'In {peak} we have {dozen} seasonal workers who need a login for ten weeks only.',
          'Until then {siteB} is nearly closed, so hardly anybody will log in.',
          'Last time {feature} was slow in the busiest week.',
        ],
        [
          'How do we handle the seats?',
          'Can training happen two weeks before, in one go?',
          'Is the capacity looked after on your side?',
        ],
      ],
      [
        [
          'Thank you, I had marked it as your season and not as a problem.',
          'Good that you ask early.',
          'Both are easy.',
        ],
        [
          'Seasonal logins count for the months in which they are used; I have noted {dozen} for {peak}.',
          'The slow week was our fault, and the part that caused it was replaced in {lastMonth}.',
          'Training for everybody on one day, half an hour each, with the recording for those who come later.',
        ],
        [
          'I will ring three weeks before {peak}.',
          'Send me the names when you have them, first name is enough.',
          '',
        ],
      ],
    ],
  },
  {
    key: 'recovery',
    type: 'email',
    from: 'us',
    who: ['champion', 'executive_sponsor', 'admin'],
    mood: 0.1,
    subjects: [
      'Week {few} of our plan',
      'Where the plan stands',
      'Better figures from {siteA}',
      'Since {lastQuarter}',
    ],
    turns: [
      [
        [
          'Another week of the plan, and for once I enjoy writing this.',
          'We said that we would look at one figure only, so here it is: {users} active people out of {seats}.',
          'Since {lastMonth} the direction is right.',
        ],
        [
          '{siteA} closes all {jobs} on the phone again.',
          'No ticket has been open for longer than two days since {lastMonth}.',
          '{feature2} is back in use in {siteB}, by {several} people.',
          'The two {sites} that had gone back to paper have asked for their logins.',
        ],
        [
          'What is not done: {request}, and the training in {siteC}.',
          'I do not call it solved until {laterMonth}.',
          'On {meetDate} I would like to hear from {user} whether it feels like that as well.',
        ],
      ],
      [
        [
          'It does feel different.',
          'Agreed, and thank you for not giving up on us.',
          'The {crew} say the same.',
          'I am still careful, but yes.',
        ],
        [
          '{sponsor} has stopped asking about it, which is the best sign.',
          'Keep an eye on {siteB}, it can tip over again.',
          'If it holds until {laterMonth}, I will say so in the management meeting.',
        ],
      ],
      [
        [
          'I keep an eye on {siteB}.',
          'That is good enough for me.',
          'Thank you for {user}’s patience as well.',
        ],
        ['Same mail next week.', 'We go on until {laterMonth} as agreed.', ''],
      ],
    ],
  },
  ...slack(
    'slack-slow',
    [
      'Is {feature} slow for anybody else this morning, or is it only {siteA}?',
      '{siteA} cannot open {feature} since eight. Are you on it?',
    ],
    [
      'Only {siteA}, their line was down. Back since ten.',
      'Seen it. A server was restarted, it should be fine by now. Can you check?',
    ],
  ),
  ...slack(
    'slack-people',
    [
      'Who can add {few} people in {siteB} while {admin} is away?',
      '{few} new {crew} in {siteB} need a login by tomorrow, sorry for the short notice.',
    ],
    ['I can, send me the names here.', 'Done, they have their invitations. The links run for a week.'],
  ),
  ...slack(
    'slack-form',
    [
      'The new form works. Took the {crew} one day to stop complaining.',
      'Small success: {siteB} closed everything on the phone today.',
    ],
    ['That is a record. Usually it takes three.', 'Tell them that somebody noticed!'],
  ),
  ...slack(
    'slack-question',
    ['Can you remind me {question}?', '{user} asks {question}. I know that you told us once.'],
    [
      'Sent you the steps in a message.',
      'Two clicks, see the picture. I have put it into the guide for {account} as well.',
    ],
  ),
  ...slack(
    'slack-link',
    ['{user} asks for the link to the recording of last week.', 'Where was the list by {site} again?'],
    ['Pinned to the channel now.', 'Here it is. I pin it, so that nobody has to ask twice.'],
  ),
]
