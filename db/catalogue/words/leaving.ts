/** How people speak of customers who leave, and of those who may: one list for what happened and for what is feared. Data. */
import { words, crossed } from '../fields.ts'

const away =
  'walk|walk away|walk away from us|walk out|walk out on us|jump ship|bail|bail out|bail on us|bolt|defect|go elsewhere|move elsewhere|switch away|run away|run off|walk off|up and leave|pack up|pack up and leave|pack their bags|pack it in|clear off|vote with their feet|take their business elsewhere|take their money elsewhere|take its business elsewhere|slip away from us|slip through our fingers|desert|flee|exit|go away|move away|turn away from us|abandon ship|move on without us'
const off =
  'drop out|drop us|dump us|ditch us|desert us|abandon us|jilt us|forsake us|sack us|fire us|show us the door|send us packing|give us the boot|give us the push|give up on us|get rid of us|wash their hands of us|stop paying us|stop being a customer|stop being customers|stop working with us|stop doing business with us|cancel on us|split up with us|break up with us|kick us out|turn their back on us|turn its back on us|pull the plug|pull out'
const end =
  'part ways|part ways with us|part company|part company with us|part from us|go their separate ways|cut ties|cut ties with us|sever ties|call it quits|call it a day|say goodbye|say goodbye to us|say farewell|say bye|wave goodbye|wave us goodbye|bid us farewell|kiss us goodbye|bow out|opt out|throw in the towel|not renew|end the relationship|end their relationship|end their contract|end their subscription|cancel their contract|cancel their subscription|terminate their contract|terminate the contract|discontinue|discontinue with us|unsubscribe|drop their subscription|hang up their boots'
const gone =
  'churn out|walk out of the door|walk out the door|go out of the door|go out the door|leave us|leave us behind|quit us|quit on us|close their account|head for the exit|head for the exits|make for the exit|make for the door|head for the hills|leave the fold|leave the building'

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
