/** What people say of how soon a customer gets something out of what was bought. Data. */
import { crossed } from '../fields.ts'

const gaining =
  'get value|get to value|get to first value|get first value|get value out of it|get value out of us|get real value|get something out of it|get something out of us|reach value|reach first value|see value|see first value|see results|see first results|get going|get up to speed|get off the ground|get started|go live|get live|launch|ramp up|onboard|benefit|see a return|be up and running|get up and running|take off'
const gained =
  'got value|got to value|got to first value|got first value|got value out of it|got value out of us|got real value|got real value out of us|got something out of it|got something out of us|reached value|reached first value|saw value|saw first value|saw results|saw first results|got going|got up to speed|got off the ground|went live|got live|launched|ramped up|saw a return|got up and running|were up and running'
const after =
  '|after signing|after signature|after joining|after they signed|after they joined|after coming on board'

/** Said of who took the longest, and of who took the least time. */
export const gainedSlowest = [
  ...crossed('slowest|last|latest|longest', 'to', gaining),
  ...crossed(
    'took|take|taking|needed|need|waited|wait|have taken|has taken',
    'longest|the longest|the longest time|the most time|most time',
    'to',
    gaining,
  ),
  ...crossed(
    'took|take|needed|need|waited|wait',
    'longest|the longest|the longest time',
    'until they|before they|till they|from signing until they|from signature until they',
    gained,
  ),
  ...crossed(gained, 'slowest|the slowest|latest|last|most slowly', after),
]
export const gainedFastest = [
  ...crossed('soonest|fastest|quickest|earliest', 'to', gaining),
  ...crossed(
    'took|take|needed|need',
    'the shortest|shortest|the least|the shortest time|the least time',
    'to',
    gaining,
  ),
  ...crossed(
    gained,
    'soonest|the soonest|fastest|the fastest|quickest|the quickest|earliest|most quickly',
    after,
  ),
]
