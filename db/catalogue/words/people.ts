/** What people say of the customer's people, of being in touch with them, and of silence: shared by accounts and contacts. Data. */
import { crossed, words } from '../fields.ts'

/** Nouns for who plays which part. */
export const roleWords = {
  champion: words(
    'champ|cheerleader|evangelist|internal advocate|inside advocate|internal champion|ally|ambassador|internal supporter',
  ),
  economic_buyer: words(
    'buyer|budget holder|decision maker|decision-maker|eb|budget owner|money person|purse holder|signatory|cheque signer|check signer|budget approver|paymaster|purchaser|budget keeper|budget controller|purse string holder|person with the budget|money man',
  ),
  executive_sponsor: words(
    'exec sponsor|sponsor|executive|exec|executive backer|exec backer|senior sponsor|backer|sponsoring executive|patron|sponsoring exec|executive stakeholder',
  ),
  admin: words(
    'administrator|admin contact|tech admin|technical admin|system admin|system administrator|sysadmin|it admin|it contact|technical contact|tech contact|admin user|superadmin|super admin|tech lead',
  ),
  detractor: words(
    'opponent|blocker|naysayer|nay sayer|sceptic|skeptic|adversary|troublemaker|saboteur|hater|detractor contact|internal critic|antagonist',
  ),
}

/** What who plays a part does. */
export const roleVerbs = {
  economic_buyer: [
    ...crossed('sign|write', 'the cheques|the checks|the cheque|the check|our cheques|our checks'),
    ...crossed(
      'hold|control|own|approve|manage|have|sit on|handle|guard|keep',
      'the budget|the purse strings|the purse|the money',
    ),
    ...crossed('sign off', 'the budget|on the budget|the spend|on the spend|the money|on the money|spending'),
    ...words('approve the spend|approve spending|pay the bills|call the shots|make the buying decision'),
    ...words('decide on the money|decide about money|decide on money|have the final say|have the last word'),
  ],
  champion: words(
    'champion us|champion our cause|fight our corner|fight for us|root for us|stand up for us|bang the drum for us|go in to bat for us|go to bat for us|carry our flag',
  ),
}

/** Leaving a job, in the words of people who sell to those that leave. */
export const leavingVerbs = [
  ...words('leave|depart|quit|move on|walk out|resign|exit|retire|step down|bow out|drop out|jump ship'),
  ...words(
    'walk out on us|walk away|walk away from their job|walk away from their jobs|walk out of the door|walk out the door|walk out on them',
  ),
  ...crossed('pack', 'their bags|his bags|her bags|up'),
  ...crossed('hand in|turn in|give in', 'their notice|his notice|her notice|notice'),
  ...crossed('change|switch', 'jobs|job|employer|employers|company|companies'),
  ...crossed(
    'leave|quit',
    'the company|the firm|the business|the building|the organisation|the organization',
  ),
  ...crossed('leave|quit', 'their company|their job|his job|her job|their post|their role|the job|the ship'),
  ...crossed(
    'move to|go to|take|find|start',
    'another company|another job|a new job|a new employer|pastures new',
  ),
  ...words('be let go|get fired|get sacked|be laid off|be made redundant|clear their desk|fly the coop'),
  ...words('hang up their boots|say farewell'),
]

/** Being in touch, either way. */
export const touchVerbs = [
  ...words('speak|speak to|speak with|talk|talk to|talk with|contact|hear|hear from|reach|engage'),
  ...words('reach out to|connect with|interact with|engage with|catch up with|chat with|chat to'),
  ...words(
    'in contact with|in touch with|be in contact|be in touch|be in contact with|be in touch with|get in touch with|keep in touch with',
  ),
  ...words(
    'stay in touch with|check in|check in with|touch base|touch base with|touch|sync with|get hold of',
  ),
  ...words('have contact with|converse with|communicate with|say hello to'),
  ...crossed('have|exchange|get', 'a word|a word with|words with|a word from|word from|a word out of'),
  ...crossed(
    'hear',
    'a peep|a peep from|a peep out of|a word|a word from|anything from|a thing from|back from',
  ),
  ...crossed('get', 'a peep out of|a squeak out of|a sign of life from|a sign of life'),
]

/** Saying nothing any more. */
export const silence = {
  words: words(
    'silent|quiet|ghosting|ghosting us|not responding|not replying|not answering|unresponsive|unreachable|mute|radio silent|awol|mia|incommunicado|out of touch|uncommunicative|on radio silence|dead silent|tight lipped|off the radar|off the grid|no sign of life|no longer responding|no longer replying|no longer answering|no longer talking to us|no longer in touch',
  ),
  verbs: [
    ...crossed('go', 'silent|quiet|dark|cold|mute|radio silent|awol|mia|off the radar|off radar|off grid'),
    ...crossed(
      'go',
      'off the grid|to ground|underground|into hiding|awol on us|dark on us|silent on us|quiet on us',
    ),
    ...crossed('fall', 'silent|quiet|off the radar|off the face of the earth|off the map'),
    ...crossed('drop', 'off the radar|off the face of the earth|off the map|off the grid'),
    ...crossed(
      'stop',
      'responding|replying|answering|talking|talking to us|writing|writing back|writing to us',
    ),
    ...crossed(
      'stop',
      'picking up|engaging|engaging with us|speaking to us|communicating|returning our calls',
    ),
    ...crossed(
      'stop',
      'answering us|replying to us|responding to us|answering our mails|answering our calls',
    ),
    ...words(
      'ghost|ghost us|clam up|ignore us|blank us|freeze us out|cut us off|disappear on us|vanish on us',
    ),
    ...words(
      'give us the cold shoulder|give us the silent treatment|leave us on read|shut us out|turn silent',
    ),
    ...words('lose touch with us|break off contact|turn their back on us|cold shoulder us|drop out of sight'),
  ],
}
