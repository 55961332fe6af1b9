/** What people say of mails and who waits for an answer, of the mood of what was said, and of those who did not come. Data. */
import { crossed, words } from '../fields.ts'

/** Waiting for an answer to a mail. */
export const awaited = {
  /** How long an answer takes. */
  time: words(
    'time to answer|time to reply|reply time|answer time|response time|turnaround|mail response time|e-mail response time|email response time|time to respond|answering time|time to get back',
  ),
  answering: words('answer|reply|respond|write back|get back to|get back|mail back|come back to'),
  /** A mail that waits. */
  mails: [
    ...words('unanswered|unreplied|unaddressed|left unanswered|left hanging|left lying|awaiting an answer'),
    ...crossed(
      'nobody|no one|noone|nobody on our side|no one on our side|we have not|we did not|we never|we still have not|we still did not|we have still not|nobody here|nobody has|no one has|nobody on our side has',
      'answered|replied to|replied|responded to|responded|got back on|reacted to|answer|reply to|respond to|dealt with',
    ),
    ...crossed(
      'not|never|not yet|still not|not been|never been',
      'answered|replied to|responded to|reacted to',
    ),
    ...crossed('without|without an|without a|with no|lacking a|lacking an', 'answer|reply|response'),
    ...crossed(
      'awaiting|waiting for|waiting on|still awaiting|still waiting for',
      'an answer|a reply|a response',
    ),
    ...crossed('awaiting|waiting for|waiting on', 'our answer|our reply|our response|answer|reply|response'),
    ...crossed('need|needs|still need|still needs', 'an answer|a reply|a response|answering'),
    ...crossed(
      'we owe|still owed|owed',
      'an answer|a reply|a response|an answer to|a reply to|a response to',
    ),
    ...words(
      'to be answered|that fell through the cracks|fell through the cracks|slipped through the cracks',
    ),
    ...words(
      'slipped through the net|we dropped the ball on|we forgot to answer|we forgot about|still waiting',
    ),
  ],
  /** A customer who waits for us. */
  customers: [
    ...words('unanswered|left hanging|left on read|unreplied|not replied to|not answered|ignored by us'),
    ...words('wrote us without an answer|left waiting|kept waiting|kept hanging|wrote and got nothing back'),
    ...crossed(
      'waiting for|waiting on|still waiting for',
      'us|a reply|an answer|a response|our reply|our answer',
    ),
    ...crossed('awaiting|awaiting a|awaiting our', 'reply|answer|response'),
    ...crossed(
      'waiting on|waiting for',
      'our response|us to write back|us to reply|us to answer|us to respond',
    ),
    ...crossed(
      'waiting on|waiting for',
      'us to get back|us to get back to them|word from us|an email back|a mail back',
    ),
    ...crossed('waiting to|still waiting to', 'hear back|hear from us|hear back from us'),
    ...crossed('left without|without', 'a reply from us|an answer from us|a response from us|word from us'),
    ...crossed('left hanging without|left waiting without', 'a reply|an answer|a response'),
    ...crossed('left without', 'a reply|an answer|a response'),
    ...crossed('we owe|we still owe', 'a reply|an answer|a response|a mail|an email|a reply to|an answer to'),
    ...crossed('owed|still owed', 'a reply|an answer|a response|a reply by us|an answer by us'),
    ...crossed(
      'not|never',
      'heard back|heard back from us|got a reply|got an answer|had a reply|had an answer',
    ),
    ...crossed('got|had|received', 'no reply|no answer|no response|no reply from us|no answer from us'),
    ...crossed(
      'we have not|we did not|we never|we still have not|we still did not|we have still not',
      'answered|replied to|got back to|get back to|answer|reply to',
    ),
    ...words('we left hanging|we left on read|we have been ignoring|we are ignoring|we keep waiting'),
    ...words('ball in our court|ball is in our court|the ball is in our court|in our court'),
  ],
  /** A customer who waits for whoever asks. */
  byMe: [
    ...crossed(
      'waiting on|waiting for',
      'me|me to write back|me to reply|me to answer|me to respond|my reply',
    ),
    ...crossed(
      'waiting on|waiting for',
      'my answer|my response|me to get back|me to get back to them|word from me',
    ),
    ...crossed('waiting to', 'hear from me|hear back from me'),
    ...crossed(
      'i owe|do i owe|i still owe|do i still owe',
      'a reply|an answer|a response|a reply to|an answer to',
    ),
    ...crossed('i owe|do i owe', 'a mail|an email|a response to|a mail to|an email to'),
    ...crossed('i have not|i did not|i never', 'answered|replied to|got back to|get back to|answer|reply to'),
    ...words('i left hanging|i left on read|i have been ignoring'),
  ],
}

const sour =
  'negative|unhappy|frustrated|grumpy|annoyed|mad|mad at us|dissatisfied|sour|cranky|complaining|angry|in a bad mood|upset|furious|fuming|livid|irate|hostile|bitter|cross with us|displeased|disgruntled|irritated|sulky|moody|testy|frosty|not happy|ticked off with us|in a foul mood|in a sour mood|pissed off|pissed|fed up|cheesed off|peeved|miffed|ill-tempered|bad-tempered|heated|tense|gloomy|disappointed|sour-faced'
const sweet =
  'positive|happy|satisfied|in a good mood|delighted|friendly|upbeat|cheerful|pleased|glad|enthusiastic|thrilled|content|cordial|in good spirits|over the moon|chuffed|warm|glowing|sunny'

/** Mood, of a message or of all that was said in a while. */
export const feelings = {
  nouns: words(
    'mood|tone|sentiment score|vibe|vibes|temper|tone of voice|atmosphere|feeling|attitude|sentiment value',
  ),
  bad: [
    ...words(sour),
    ...words(
      'negative sentiment|nasty|negative in tone|negative in sentiment|negative mood|negative tone|bad mood',
    ),
    ...crossed(
      'mood|tone|sentiment',
      'turned sour|gone sour|went sour|has turned sour|soured|has soured|turned bad',
    ),
  ],
  good: [
    ...words(sweet),
    ...words(
      'positive sentiment|positive in tone|positive in sentiment|positive mood|positive tone|good mood',
    ),
  ],
  best: words(
    'happiest|friendliest|warmest|cheeriest|sunniest|most positive|most cheerful|most satisfied|most upbeat|most delighted|merriest|nicest',
  ),
  worst: words(
    'unhappiest|angriest|sourest|grumpiest|nastiest|most negative|crankiest|moodiest|maddest|most hostile|bitterest|gloomiest|most annoyed|most frustrated|most upset|most unhappy|most dissatisfied|harshest|rudest|most disgruntled',
  ),
}

/** The customer who did not come. */
export const noShows = {
  words: [
    ...words('no-show|no show|noshow|no-shows|no shows|noshows|missed|stood up|not attended|skipped|bailed'),
    ...crossed(
      'not|never|failed to',
      'show up|show|turn up|come|appear|attend|join|make it|dial in|pitch up',
    ),
    ...crossed(
      'never|not',
      'showed up|showed|turned up|came|appeared|attended|joined|made it|dialled in|shown up',
    ),
    ...crossed(
      'nobody|no one|noone|none of them',
      'came|showed up|turned up|joined|attended|showed|appeared',
    ),
    ...words('did not show up|did not come|blown off|left us waiting|empty chair|failed to show|ghosted'),
  ],
  verbs: words(
    'stand us up|skip|bail|bail on us|blow us off|blow off|no-show|fail to show|fail to turn up|fail to show up|fail to appear|fail to attend|flake|flake out|flake on us|leave us waiting|leave us standing|stay away|ditch us|leave us sitting there|ghost us',
  ),
}
