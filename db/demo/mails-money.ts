/** Mails about money and the contract: price, rivals, renewals, growth, and customers who leave. */
import type { Topic } from './topics.ts'

export const moneyMails: Topic[] = [
  {
    key: 'price',
    type: 'email',
    from: 'them',
    who: ['economic_buyer', 'executive_sponsor'],
    mood: -0.25,
    renewal: true,
    subjects: [
      'Price for the next term',
      'Your renewal offer',
      'We need to talk about the price',
      'Budget {laterMonth}',
    ],
    turns: [
      [
        [
          'I have your offer of {newPrice} on my desk, and a budget that was cut by {cut}.',
          'An increase of {uplift} is not something that I can take to my board this year.',
          'We pay {arr} today. Before I sign anything higher I need to see what {idle} unused seats are for.',
          'Procurement asks all suppliers for a reduction, and you are on the list.',
        ],
        [
          '{competitor} has offered us the same for {rivalCut} less.',
          'The {crew} like it, I do not dispute that. But liking is not a line in my plan.',
          'We opened {feature2} in {lastQuarter} and I still cannot say what it saved.',
          'A longer term would be possible if the price moved.',
        ],
        [
          'What can you do?',
          'Please come back to me by {dueDate}.',
          'I would rather stay than change, so give me a reason.',
          'Please do not send me {ae}; I want to speak with somebody who knows our account.',
        ],
      ],
      [
        [
          'Thank you for saying what the limit is.',
          'I understand the position that you are in.',
          'Let me answer in figures.',
        ],
        [
          'Of {seats} seats {users} are in use; I would rather adjust the seats than the price of each.',
          'What {feature} brought you last year is more than the increase: {gain}.',
          'Against the offer of {competitor} I would put two things: moving {siteCount} {sites} costs a quarter, and {feature2} is not in their price.',
          'For two years instead of one, {discount} is possible; for one year it is not.',
        ],
        [
          '{ae} prepares both versions by {weekday}.',
          'Shall we look at it with {champion} on {meetDate}?',
          'You will have it in writing by {dueDate}.',
        ],
      ],
      [
        ['Two years is hard, with everything that is going on.', 'That is a step.', 'I had hoped for more.'],
        [
          'Send me both versions and I will take them to the meeting on {laterDate}.',
          'If you can hold last year’s price for {seats} seats, I can sign.',
          '{competitor} has given us until the end of {nextMonth}.',
        ],
      ],
      [
        ['Thank you, that is clear.', 'Noted, and I will not play games with the date.'],
        [
          'Both versions are with you on {weekday}, approved on our side.',
          'I have asked for last year’s price and will have an answer by {laterDate}.',
        ],
      ],
    ],
  },
  {
    key: 'rival',
    type: 'email',
    from: 'them',
    who: ['champion', 'admin'],
    mood: -0.15,
    subjects: [
      '{competitor}',
      'For your information',
      'They have been here',
      'A demo that you should know of',
    ],
    turns: [
      [
        [
          'Between us: {competitor} showed their product to {buyer} and {sponsor} in {siteA}.',
          '{buyer} has asked me to compare you with {competitor}.',
          'I do not want you to be surprised, so: there is an offer from {competitor} on the table.',
        ],
        [
          'What impressed people was {wish}, which we have been asking you for.',
          'It is cheaper by {rivalCut}, at least in the first year.',
          'Nobody asked what happens to our history of {jobs}.',
          'The {crew} were not invited.',
        ],
        [
          'What would you say to that?',
          'If you have something in writing about the switch, I need it by {weekday}.',
          'I am on your side, but I need arguments.',
        ],
      ],
      [
        ['Thank you for the trust.', 'I am glad that you told me.'],
        [
          'In the first year, yes. In the second the price of {competitor} includes neither {feature2} nor support by phone.',
          'A customer of your size moved there and came back; I may give you the name of the person who ran it.',
          'The honest weak point is {wish}: they have it, we do not, and it comes in {nextQuarter} at the earliest.',
          'I attach two pages: what a move would mean for {siteCount} {sites}, by week, without adjectives.',
        ],
        ['Would {buyer} see me on {meetDate}?', 'You can use it as if it were yours.', ''],
      ],
    ],
  },
  {
    key: 'renewal-notice',
    type: 'email',
    from: 'us',
    who: ['economic_buyer', 'champion'],
    mood: 0.05,
    renewal: true,
    subjects: [
      'Your renewal on {renewal}',
      '{account}: renewal in {renewalMonth}',
      'Before {renewal}',
      'Renewal',
    ],
    turns: [
      [
        [
          'Your contract ends on {renewal}, in {weeksLeft}.',
          'On {renewal} the present term ends, so this is the time to say what should change.',
          '{weeksLeft} to go until {renewal}: a first word on the renewal.',
        ],
        [
          'Today it covers {seats} seats at {arr} a year; {users} people were active last week.',
          'I propose to renew for twelve months at the same scope, and to look at the seats together first.',
          'Before {ae} sends figures, I want to know from you whether {feature2} should stay in.',
        ],
        [
          '¶Is there anything that would make you hesitate? I would rather hear it now.',
          '¶Could we use {meetDate} at {meetTime} for it?',
          '¶Who signs on your side this time?',
        ],
      ],
      [
        [
          'Thanks for the early word.',
          'That is on my list for {nextMonth}.',
          'We want to go on, that much I can say.',
        ],
        [
          'Please send the figures for {seats} seats and for a tenth fewer.',
          '{sponsor} signs from a certain amount on, so allow two weeks more.',
          'I will ask {champion} what is really used.',
          'What would three years cost?',
        ],
      ],
      [
        [
          'The figures come from {ae} by {weekday}.',
          'Good, I will plan for the two weeks.',
          'Thank you. The figures by {site} are attached, so that {champion} need not search.',
        ],
        ['I will ring on {meetDay}.', '', 'Until then nothing is needed from you.'],
      ],
    ],
  },
  {
    key: 'expansion',
    type: 'email',
    from: 'them',
    who: ['champion', 'executive_sponsor'],
    mood: 0.35,
    subjects: [
      '{siteC} wants it too',
      'More seats',
      '{feature2} for everybody',
      'Next step',
      'What would it cost …',
    ],
    turns: [
      [
        [
          'The people in {siteC} have seen what {siteA} does and want the same.',
          '{sponsor} asked me this morning what {few} more {sites} would cost.',
          'We are short of seats: {users} active on {seats}.',
          'After the figures of {lastMonth} nobody asks whether, only when.',
        ],
        [
          'What convinced them is simple: {gain}.',
          'I have {dozen} more {crew} to bring in before {laterMonth}.',
          'We would take {feature2} along if it can be live by {nextMonth}.',
          'There is budget until the end of {quarter}, after that it is gone.',
        ],
        [
          'Can you send me a figure that I can show?',
          'Who do I talk to, you or {ae}?',
          'Please do not make it complicated.',
          'What did others of our size pay?',
        ],
      ],
      [
        ['This is good to read.', 'With pleasure.', 'That is a nice problem to have.'],
        [
          'For {dozen} seats on the present contract {ae} sends a one-page offer by {weekday}.',
          'I suggest {siteC} first, four weeks, then the rest in one go.',
          'It runs to the same end date as what you have, so there is only one renewal.',
          'Before you buy: {idle} seats in {siteB} are idle. Let us move those first.',
        ],
        ['Shall we go through it on {meetDate}?', 'You talk to me; {ae} only does the paper.', ''],
      ],
      [
        [
          'The offer looks fine.',
          'You are the first supplier who talks me out of seats.',
          'Agreed on {siteC} first.',
        ],
        [
          '{buyer} has one question on the payment date.',
          'I need the order form by {dueDate}.',
          'We start on the first of {nextMonth}.',
        ],
      ],
      [
        [
          'The form is on its way.',
          'I have asked {ae} to call {buyer}.',
          'Then I book the kick-off in {siteC}.',
        ],
        ['Thank you for the trust.', 'I will be there in person.'],
      ],
    ],
  },
  {
    key: 'reference',
    type: 'email',
    from: 'us',
    who: ['champion', 'executive_sponsor'],
    mood: 0.3,
    subjects: ['Would you tell somebody else?', 'A favour', 'Reference call', 'Speaking in {siteA}?'],
    turns: [
      [
        [
          'A company in your trade, with {sites} much like yours, asks me whom they could talk to.',
          'I have a favour to ask and you may say no.',
          'We hold a small meeting of customers in {laterMonth}, thirty people, no sales.',
        ],
        [
          'You told me that {gain}. That is the sentence they want to hear, and the doubts as well.',
          'Twenty minutes by phone, without us on the line.',
          'Would you or {user} show how {siteA} uses {feature}?',
        ],
        ['', 'If it is too much just now, that is a fine answer too.'],
      ],
      [
        [
          'Happy to.',
          'Yes, if it stays at twenty minutes.',
          'For you, yes.',
          'I have to ask {sponsor} first, but I think so.',
        ],
        [
          'I will also tell them what took us so long in {siteB}.',
          '{user} would be better than me.',
          '{meetDate} in the afternoon is free.',
        ],
      ],
      [
        ['Thank you, and please do tell them about {siteB}.', 'That is kind.', 'Wonderful.'],
        ['I pass on your number and nothing else.', 'Details by {weekday}.'],
      ],
    ],
  },
  {
    key: 'overdue',
    type: 'email',
    from: 'us',
    who: ['economic_buyer', 'champion'],
    mood: -0.05,
    subjects: ['Your contract ended on {renewal}', 'Signature missing', 'Renewal: what is holding it up?'],
    turns: [
      [
        [
          'The term ended on {renewal}, and I have no signature from you yet.',
          'Your contract ran out on {renewal}. Nothing has been switched off, and nothing will be without a word from me.',
          'I notice that the renewal of {renewal} is still with you.',
        ],
        [
          'Is it the paper or is it the decision?',
          'If it is the amount, I would like to know which part of the {arr}.',
          'If legal has questions, {ae} can answer them today.',
          'If {sponsor} has to sign as well, I can send it again, with two signatures.',
        ],
        [
          'A short answer by {weekday} would help, because our finance people ask me.',
          'Can I ring on {meetDay} at {meetTime}?',
          '',
        ],
      ],
      [
        [
          'It is the paper.',
          'It lies with our legal department.',
          'I wanted to speak with you before, sorry.',
        ],
        [
          'One clause on support hours is not clear to them.',
          '{sponsor} wants to see what we use before signing.',
          'We have not decided for how many seats.',
          'You will have it when the new budget is released.',
        ],
      ],
      [
        ['Thank you, that is good to know.', 'Understood.'],
        [
          '{ae} sends two lines on it today.',
          'What you use is attached: {users} of {seats} people last week.',
          'I will keep everything running until {laterDate} and ask again then.',
        ],
      ],
    ],
  },
  {
    key: 'notice',
    type: 'email',
    from: 'them',
    who: ['economic_buyer', 'executive_sponsor'],
    mood: -0.3,
    subjects: ['Termination of our contract', 'We will not renew', 'End of contract'],
    turns: [
      [
        [
          'I write to tell you that {account} will not renew.',
          'Please take this as our notice for the end of the term.',
          'The management has decided to end the contract, and I would like to tell you before the letter does.',
        ],
        [
          '{churnWhy}',
          '{churnWhy} It was not an easy decision.',
          'You asked for reasons, so here they are. {churnWhy}',
        ],
        [
          'Please confirm the date and tell us how we get our data.',
          'We need an export of all {jobs} by then.',
          'Thank you for your work; it was not a matter of people.',
        ],
      ],
      [
        [
          'I am sorry, and I will not pretend otherwise.',
          'Thank you for telling me yourself.',
          'I confirm the date.',
        ],
        [
          'The export of all {jobs} with photos is ready two weeks before; {admin} gets the link.',
          'Would you give me twenty minutes, not to turn you round but to learn from it?',
          'Your people can log in until the last day, and read for thirty days after it.',
        ],
      ],
    ],
  },
]
