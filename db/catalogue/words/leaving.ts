/** How people speak of customers who leave, and of those who may: one list for what happened and for what is feared. Data. */
import { words, crossed } from '../fields.ts'

const away =
  'walk|walk away|walk out|walk out on us|jump ship|bail|bail out|bail on us|bolt|defect|go elsewhere|move elsewhere|switch away'
const off =
  'drop out|drop us|dump us|ditch us|desert us|abandon us|kick us out|turn their back on us|turn its back on us|pull the plug|pull out'
const end =
  'part ways|part company|cut ties|call it quits|say goodbye|opt out|throw in the towel|not renew|end the relationship|end their contract'
const gone =
  'churn out|walk out of the door|walk out the door|leave us|quit us|go to a competitor|go to the competition|switch to a competitor|close their account|head for the exit'

/** Verbs of which a customer who leaves is the subject. */
export const leavingVerbs = words(`${away}|${off}|${end}|${gone}`)

/** "About to bolt", "might jump ship": the same verbs of what has not happened. */
export const mayLeave = crossed(
  'will|would|likely to|about to|going to|might|could|may|looking to|threatening to|prone to|set to|poised to|ready to|will probably|probably going to',
  `churn|leave|cancel|quit|lose|${away}|${off}|${end}|${gone}`,
)

export const closeToLeaving = crossed(
  'at risk of|on the verge of|close to|on the brink of|in danger of|thinking of|thinking about|considering|risk of',
  'churning|leaving|leaving us|cancelling|canceling|quitting|walking|walking away|walking out|jumping ship|bailing|bailing out|defecting|going elsewhere|switching|switching away|dropping out|dropping us|pulling the plug|pulling out|being lost|not renewing',
)
