/** What people say of support's first answer, and of tickets that still wait for it. Data. */
import { crossed, words } from '../fields.ts'

/** Giving the first answer, or waiting for it: verbs whose amount is the time it takes. */
export const answeringTicket = [
  ...words(
    'answer|respond|reply|get back to|get back|first respond|first answer|come back to|react|react to|pick up|look at|look into|attend to|acknowledge|respond to|reply to',
  ),
  ...crossed(
    'wait for|wait for a|wait for an|wait for the|wait for their',
    'first answer|first response|first reply',
  ),
  ...crossed(
    'get|receive|have to wait for',
    'a first answer|a first response|a first reply|the first answer',
  ),
  ...crossed(
    'wait for',
    'an answer|a reply|a response|support|support to answer|support to reply|support to respond',
  ),
  ...crossed(
    'take to',
    'answer|respond|reply|get a first answer|get a first response|get back|be answered|get back to them|get back to them the first time|write back|first answer|first respond|first reply|react|react to|first react|say anything|come back to them|get back to the customer|get back to customers|acknowledge|pick up',
  ),
  ...crossed(
    'take us to|take support to|take us until we|take to first',
    'answer|respond|reply|get back|get back to them|write back|react',
  ),
  ...words(
    'hear back|hear back from us|hear from us|hear from support|first hear back|wait to hear back|wait to hear from us|wait to hear back from us|wait to be answered|write back|first write back|say anything back|first get back to|first get back|first look at|first react|first react to|first pick up|first acknowledge|first come back to|take for a first reply|take for a first answer|take for a first response|get a first reply|get an answer|get a reply',
  ),
]

/** What support does first, said of the time until then. */
const replies =
  'write back|writes back|answer|answers|respond|responds|reply|replies|respond to|responds to|reply to|replies to|get back|gets back|get back to|gets back to|get back to them|gets back to them|say anything|says anything|say anything back|says anything back|react|reacts|look at|looks at|pick up|picks up|touch|touches|come back to them'

/** The wait for the first answer, by what ends it: "until somebody first writes back", "before support says anything". */
export const untilAnswered = [
  ...crossed('until|till|before', 'we|somebody|someone|support|anybody|anyone', 'first|', replies),
  ...crossed(
    'until|till|before',
    'they hear|they first hear|hearing|they get to hear',
    'back|back from us|from us|from support|anything|anything back',
  ),
  ...crossed(
    'until|till|before',
    'the first|a first|their first|they get a first|they get the first|they get their first|getting a first',
    'answer|reply|response|sign of life|reaction',
  ),
]

/** Ranks by that wait. */
export const answeredLast = [
  ...crossed(
    'wait longest|wait the longest|waits longest|waits the longest|waited longest|waited the longest|waiting longest|waiting the longest|longest',
    'for a|for the|for their|for our|to get a|before a|until a|before the',
    'first answer|first reply|first response|answer|reply|response',
  ),
  ...crossed(
    'answer|answered|reply to|replied to|respond to|responded to|react to|reacted to|get back to|got back to|we answer',
    'slowest|the slowest|last of all|most slowly|latest',
  ),
  ...crossed(
    'take longest to|took longest to|take the longest to|took the longest to|longest to|slowest to',
    'answer|reply to|respond to|get back to|react to|be answered|get an answer|get a reply|get a first reply|get a first answer|first answer|first respond to',
  ),
  ...crossed(
    'wait longest|wait the longest|waited longest|waited the longest|longest wait',
    'to hear back|to hear from us|to hear from support|for support|for us',
  ),
]
export const answeredFirst = [
  ...crossed(
    'answer|answered|reply to|replied to|respond to|responded to|react to|get back to|got back to',
    'fastest|the fastest|quickest|the quickest|most quickly|soonest',
  ),
  ...crossed('fastest|quickest', 'to be answered|to get an answer|to get a reply|first answer|first reply'),
]

export const unansweredTickets = [
  ...words(
    'unanswered|still unanswered|left unanswered|unacknowledged|not acknowledged|untouched|unattended',
  ),
  ...words('not picked up|not picked up yet|not looked at|not attended to|not responded|ignored|unopened'),
  ...crossed(
    'without|without a|without an|without any|without the|without even a|without so much as a',
    'response|first response|reply|first reply|answer|first answer|initial response|reaction',
  ),
  ...crossed(
    'without|without a|without an|without any|without the|without even a|without so much as a|left without|left without a|left without an|left without any|still without|still without a|still without an|still without any|left hanging without a|sitting there without a|yet without a',
    'first answer|first reply|first response|answer|reply|response|word|reaction|sign of life|word back|reply back',
    'from us|from support|from our side|from our support|from the support team|from anybody|from anyone|from our end',
  ),
  ...crossed(
    'left without|left without a|left without an|left without any|left hanging without a|still without|still without a|still without an|still without any|still lacking a|still missing a|missing a|missing their|lacking a',
    'first answer|first reply|first response|answer|reply|response|reaction',
  ),
  ...crossed('no|no first|no initial', 'response|reply|answer|response yet|reply yet|answer yet|reaction'),
  ...crossed('not|never|not yet|still not|not been|never been', 'answered|responded to|replied to|picked up'),
  ...crossed(
    'nobody|no one|noone|nobody has|no one has|nobody ever|nobody from support|support has not|we have not',
    'answered|replied to|responded to|picked up|looked at|replied|responded|got back on|reacted to|touched|written back on|written back to|written back|wrote back|got back to|gotten back to|come back on|come back to|taken a look at|taken a look|had a look at|had a look|looked into|attended to|acknowledged|got round to|gotten around to|said a word on|said anything on',
  ),
  ...crossed(
    'nobody at support has|no one at support has|nobody in support has|nobody on our side has|no one on our side has|nobody on our end has|nobody here has|none of us has|no agent has|support never|support has never|support has not yet|support still has not|we never|we have not yet|we still have not|we have yet to|support has yet to|nobody has ever|nobody has even',
    'answered|answer|replied to|reply to|responded to|respond to|picked up|pick up|looked at|look at|reacted to|react to|got back to|get back to|written back on|written back to|wrote back|acknowledged|acknowledge|said a word|said anything',
  ),
  ...crossed(
    'still to be|yet to be|waiting to be|still waiting to be|due to be',
    'answered|replied to|responded to|picked up|looked at|acknowledged|touched|attended to',
  ),
  ...crossed(
    'not had|not even had|never had|not got|never got|not received|have not had',
    'a first reply|a first response|a first answer|a reply|a response|an answer|any reply|any answer|any response',
  ),
  ...crossed(
    'awaiting|awaiting a|awaiting an|awaiting our|waiting for|waiting for a|waiting for an|waiting for our|waiting on a|waiting on|waiting on an|waiting on our|waiting on the|waiting for the|waiting for any|queueing for a|hanging on for a|hoping for a',
    'first response|first reply|first answer|response|reply|answer|initial response',
    '|from us|from support|from our side|from the support team|from our support',
  ),
  ...words(
    'waiting to hear from us|waiting to hear from support|waiting to hear back|waiting to hear anything|yet to hear from us|yet to hear from support|yet to hear back|not heard back|not heard back from us|not heard from us|not heard from support|no sign of life from us|no word from us|no word from support|no word back|nothing back from us|nothing back from support|nothing heard back|met with silence|left on read|no human look|no look at them|not even opened by us|not even looked at|radio silence from us',
  ),
]
