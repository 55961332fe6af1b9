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
      'nobody|no one|noone|no person|not one person|not a soul|no human|no human being|none of us|no colleague|nobody from our side|nobody of us|not one of us|no member of the team|nobody on the team|no one on the team|to which nobody|to which no one|nobody on our side|no one on our side|we have not|we did not|we never|we still have not|we still did not|we have still not|nobody here|nobody has|no one has|nobody on our side has',
      'answered|replied to|replied|responded to|responded|got back on|got back to|reacted to|reacted|answer|reply to|respond to|dealt with|has replied|has replied to|has answered|has responded|has responded to|has yet answered|has written back|has written back to|wrote back|wrote back to|written back|written back to|has got back to|has reacted to|got round to|got around to|touched|picked up|followed up on',
    ),
    ...crossed(
      'not|never|not yet|still not|not been|never been',
      'answered|replied to|responded to|reacted to',
    ),
    ...crossed(
      'without|without an|without a|with no|lacking a|lacking an|without any|still without|still without a|still without an',
      'answer|reply|response|answer from us|reply from us|response from us|word back',
    ),
    ...crossed(
      'sitting on|sat on|still sitting on|sitting there|sitting|still sitting|still sitting there|lying there|hanging|lying around',
      'without a reply|without an answer|without a response|without replying|without answering|unanswered|with no reply|with no answer|with no response',
    ),
    ...crossed(
      'awaiting|waiting for|waiting on|still awaiting|still waiting for|crying out for|begging for|due|overdue for',
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
      'slipped through the net|we forgot to answer|we forgot about|still waiting|left on read|left unread|ignored|ignored by us|stuck in our inbox|stuck in the inbox|rotting in our inbox|rotting in the inbox|gathering dust in our inbox|gathering dust in the inbox|gathering dust|collecting dust|languishing|lost in the inbox|buried in the inbox|forgotten|neglected|overlooked|crying out for an answer|begging for an answer|yet to be answered|still to be answered|yet unanswered|still unanswered|still open|not dealt with|still hanging|hanging in the air|dangling|out in the cold|never got an answer|never got a reply|got no answer|got no reply|got no response|have had no answer|have had no reply|has had no answer|has had no reply|we still have to answer|we have yet to answer',
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
  'icy|chilly|stormy|acrimonious|unfriendly|aggressive|snarky|sarcastic|rude|ill-humoured|ill humoured|ratty|tetchy|resentful|exasperated|aggrieved|negative|unhappy|frustrated|grumpy|annoyed|mad|mad at us|dissatisfied|sour|cranky|complaining|angry|in a bad mood|upset|furious|fuming|livid|irate|hostile|bitter|cross with us|displeased|disgruntled|irritated|sulky|moody|testy|frosty|not happy|ticked off with us|in a foul mood|in a sour mood|pissed off|pissed|fed up|cheesed off|peeved|miffed|ill-tempered|bad-tempered|heated|tense|gloomy|disappointed|sour-faced'
const sweet =
  'lovely|pleasant|grateful|appreciative|jolly|merry|enthused|excited|ecstatic|good-humoured|good humoured|positive|happy|satisfied|in a good mood|delighted|friendly|upbeat|cheerful|pleased|glad|enthusiastic|thrilled|content|cordial|in good spirits|over the moon|chuffed|warm|glowing|sunny'

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
    'loveliest|sweetest|kindest|sunniest mood|best-tempered|best mood|best tempered|best vibe|best vibes|best atmosphere|best tone|rosiest|brightest|pleasantest|most pleasant|most cordial|most positive sounding|happiest sounding|happiest|friendliest|warmest|cheeriest|sunniest|most positive|most cheerful|most satisfied|most upbeat|most delighted|merriest|nicest',
  ),
  worst: words(
    'frostiest|iciest|chilliest|coldest|tensest|most tense|most heated|fieriest|stormiest|ugliest|roughest|toughest|most unpleasant|most awkward|worst-tempered|worst mood|worst tempered|worst vibe|worst vibes|worst atmosphere|worst tone|sulkiest|surliest|testiest|tetchiest|snappiest|most irate|most furious|most bitter|most sour|grimmest|bleakest|darkest|most miserable|sorest|foulest|most irritated|most aggressive|most unfriendly|unfriendliest|most disappointed|unhappiest|angriest|sourest|grumpiest|nastiest|most negative|crankiest|moodiest|maddest|most hostile|bitterest|gloomiest|most annoyed|most frustrated|most upset|most unhappy|most dissatisfied|harshest|rudest|most disgruntled',
  ),
}

/** The customer who did not come. */
export const noShows = {
  words: [
    ...words('no-show|no show|noshow|no-shows|no shows|noshows|missed|stood up|not attended|skipped|bailed'),
    ...crossed(
      'missed|skipped|blown off|bailed on|ignored|not attended|cancelled last minute|ditched',
      'by the customer|by the client|by the account|by customers|by clients|by them|by the other side|by their side',
    ),
    ...crossed(
      'not|never|failed to',
      'show up|show|turn up|come|appear|attend|join|make it|dial in|pitch up|turn up to|turn up for|turn up at|show up to|show up for|show up at|come to|come along|come along to|join us|join in|pick up|dial in to|log on|make an appearance|materialise|materialize|make it to|make it there|appear at|get there|get on the call|get on|hop on|log in to the call|arrive|bother to come|bother to show up|bother to turn up|bother showing up|bother turning up|be there|put in an appearance|keep the appointment|keep their appointment',
    ),
    ...crossed(
      'never|not',
      'showed up|showed|turned up|came|appeared|attended|joined|made it|dialled in|shown up|turned up to|turned up for|showed up to|showed up for|came to|came along|joined us|arrived|materialised|materialized|made an appearance|picked up|dialed in|logged on|bothered to come|bothered to show up|bothered to turn up|made it to|been there',
    ),
    ...crossed(
      'nobody|no one|noone|none of them',
      'came|showed up|turned up|joined|attended|showed|appeared',
    ),
    ...words(
      'did not show up|did not come|blown off|left us waiting|empty chair|failed to show|ghosted|left in the lurch|left standing|left sitting there|left alone in the room|left us hanging|with an empty chair|with nobody there|nobody there|nobody was there|no one there|we sat there alone|sat there alone|sat there by ourselves|sat alone',
    ),
  ],
  verbs: words(
    'stand us up|skip|bail|bail on us|blow us off|blow off|no-show|fail to show|fail to turn up|fail to show up|fail to appear|fail to attend|flake|flake out|flake on us|leave us waiting|leave us standing|stay away|ditch us|leave us sitting there|ghost us|leave us in the lurch|leave us hanging|leave us alone|not show|stood us up|fail to join|fail to dial in|fail to make it|forget to come|forget to show up|forget to turn up|miss it|miss the appointment|miss their appointment|break their appointment|play truant|give it a miss|be a no show|be a no-show|let us wait|keep us waiting|let us sit there|pull a no-show',
  ),
}

/** Telephoning, meeting and writing, as verbs; those of the customer's end in "us". */
export const doings = {
  call: [
    ...words(
      'ring|ring up|phone up|call up|give a ring|give a call|dial up|get on the phone|get on the phone with|get on the line',
    ),
    ...words(
      'get on the blower|pick up the phone|pick up the phone to|pick up the phone and ring|pick up the phone and call|get on a call with|jump on a call with',
    ),
    ...words(
      'hop on a call with|be on the phone with|be on the phone to|be on the phone|be on a call with|have on the phone|have on the line|have on the blower|get on the horn',
    ),
    ...words(
      'speak on the phone|speak by phone|speak over the phone|talk on the phone|talk by phone|talk over the phone|speak to on the phone|talk to on the phone|chat on the phone|hold the line with',
    ),
  ],
  meeting: [
    ...words(
      'sit down with|sit down together|sit down together with|meet with|meet up|meet up with|meet in person|meet face to face|meet up in person|get together with',
    ),
    ...words(
      'see in person|see face to face|get round a table with|get around a table with|sit round a table with|sit around a table with|sit across from|sit at a table with|get in a room with|be in a room with|be in the same room with|get everybody in a room with|visit on site|have a sit-down with|have a meeting with|hold a meeting with|break bread with',
    ),
  ],
  /** Their nouns are kinds of exchange themselves, so that only what was done is a verb. */
  called: words('phoned|telephoned|cold called|cold-called|rung up'),
  mailed: words('emailed|e-mailed|mailed'),
  callIn: [
    ...crossed('ring|phone|call|dial|telephone|buzz', 'us|us up|in|in to us|our number|our office'),
    ...crossed('give us', 'a ring|a call|a bell|a buzz|a tinkle'),
    ...crossed(
      'pick up the phone',
      'to us|and ring us|and call us|and phone us|and rang us|and called us|and phoned us|and dialled us|and rings us|and calls us',
    ),
    ...words(
      'get us on the phone|get us on the line|reach us by phone|reach us on the phone|speak to us on the phone|place a call to us|make a call to us',
    ),
  ],
  mailIn: [
    ...crossed('mail|email|e-mail', 'us|in|us in|our inbox'),
    ...crossed('drop|shoot', 'us', 'a line|a mail|an email|an e-mail|a message by mail|mails|emails|e-mails'),
    ...words(
      'send an email to us|send a mail to us|reach us by mail|reach us by email|contact us by mail|contact us by email',
    ),
  ],
}

/** How an exchange went, and turned. */
export const courses = {
  badly: [
    ...crossed(
      'go|end|turn out|come out|come off|start',
      'badly|poorly|horribly|terribly|really badly|very badly|not so well|awfully|sour',
    ),
    ...words(
      'go south|go sideways|go wrong|go off the rails|go pear-shaped|go downhill|turn ugly|turn nasty|turn sour|turn bad|turn heated|turn tense|get heated|get ugly|get nasty|get tense|get loud|blow up|end in tears|leave a bad taste|leave a sour taste|rub them up the wrong way|end on a bad note|end on a sour note|fall flat',
    ),
  ],
  well: [
    ...crossed(
      'go|end|turn out|come off|start',
      'well|great|nicely|really well|very well|smoothly|swimmingly|brilliantly|beautifully|superbly|fine',
    ),
    ...words(
      'go down well|go down a treat|go like clockwork|end on a good note|end on a high note|end on a high|leave a good taste|hit it off|go without a hitch',
    ),
  ],
}
