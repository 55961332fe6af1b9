/** What people say of support's first answer, and of tickets that still wait for it. Data. */
import { crossed, words } from '../fields.ts'

/** Giving the first answer, or waiting for it: verbs whose amount is the time it takes. */
export const answeringTicket = [
  ...words(
    'answer|respond|reply|get back to|get back|first respond|first answer|come back to|react|react to',
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
  ...crossed('take to', 'answer|respond|reply|get a first answer|get a first response|get back|be answered'),
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
  ...crossed('no|no first|no initial', 'response|reply|answer|response yet|reply yet|answer yet|reaction'),
  ...crossed('not|never|not yet|still not|not been|never been', 'answered|responded to|replied to|picked up'),
  ...crossed(
    'nobody|no one|noone|nobody has|no one has|nobody ever|nobody from support|support has not|we have not',
    'answered|replied to|responded to|picked up|looked at|replied|responded|got back on|reacted to|touched',
  ),
  ...crossed(
    'not had|not even had|never had|not got|never got|not received|have not had',
    'a first reply|a first response|a first answer|a reply|a response|an answer|any reply|any answer|any response',
  ),
  ...crossed(
    'awaiting|awaiting a|awaiting an|awaiting our|waiting for|waiting for a|waiting for an|waiting for our|waiting on a',
    'first response|first reply|first answer|response|reply|answer|initial response',
  ),
]
