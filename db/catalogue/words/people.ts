/** What people say of the customer's people, of being in touch with them, and of silence: shared by accounts and contacts. Data. */
import { crossed, words } from '../fields.ts'

/** Nouns for who plays which part. */
export const roleWords = {
  champion: words(
    'champ|cheerleader|evangelist|internal advocate|inside advocate|internal champion|ally|ambassador|internal supporter|friend inside|friend on the inside|friend in the house|supporter|advocate|promoter inside|fan inside|inside supporter|inside champion|inside ally|inside friend|cheer leader|standard bearer|flag bearer|torch bearer|booster|our man inside|our woman inside|person on our side|people on our side|biggest supporter|main supporter|internal sponsor of ours|internal promoter',
  ),
  economic_buyer: words(
    'person with a say in the budget|people with a say in the budget|with a say in the budget|with a say in spending|with a say about the money|with a say in the purchase|who can sign|with signing power|with signing authority|buyer|budget holder|decision maker|decision-maker|eb|budget owner|money person|money guy|money folks|purse holder|signatory|cheque signer|check signer|budget approver|paymaster|purchaser|budget keeper|budget controller|purse string holder|person with the budget|money man|keeper of the purse|keeper of the purse strings|holder of the purse strings|purse-string holder|budget person|person with the money|man with the money|whoever has the budget|whoever holds the budget|whoever signs the cheques|whoever signs the checks|whoever signs off the spend|spending authority|approver|commercial decision maker|final decision maker|person who pays|payer',
  ),
  executive_sponsor: words(
    'exec sponsor|sponsor|executive|exec|executive backer|exec backer|senior sponsor|backer|sponsoring executive|patron|sponsoring exec|executive stakeholder|sponsor at the top|sponsor in the c-suite|top-level sponsor|top level sponsor|executive champion|exec champion|big boss|senior backer|senior executive|high-level sponsor|high level sponsor|godfather|sponsor upstairs|backer upstairs',
  ),
  admin: words(
    'administrator|admin contact|tech admin|technical admin|system admin|system administrator|sysadmin|it admin|it contact|technical contact|tech contact|admin user|superadmin|super admin|tech lead|system owner|platform admin|tool admin|product admin|platform administrator|person who runs the system|keeper of the system|it person|it guy|technical owner|technical lead|workspace admin|account admin|config person|power admin',
  ),
  detractor: words(
    'opponent|blocker|naysayer|nay sayer|sceptic|skeptic|adversary|troublemaker|saboteur|hater|detractor contact|internal critic|antagonist|critic|enemy|enemy inside|foe|doubter|knocker|moaner|grumbler|bad-mouther|obstacle|person against us|people against us|somebody against us|those against us|nay-sayer|spoiler|thorn in our side|heckler|dissenter',
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
    ...crossed(
      'hold|control|own|have|pull|keep|clutch',
      'the purse string|the purse-strings|the wallet|the cheque book|the checkbook|the chequebook|the money bags|the keys to the budget',
    ),
    ...crossed(
      'sign off on|approve|greenlight|okay|decide on|decide about|sign',
      'the purchase|purchases|the budget|budgets|spending|the spending|the spend|what gets bought',
    ),
    ...words('foot the bill|pay for it all|decide what gets bought|release the money|release the funds'),
  ],
  champion: words(
    'champion us|champion our cause|fight our corner for us|be on our side|be in our corner|be in our camp|be on our team|speak up for us|speak well of us|sing our praises|push for us|plead our case|argue our case|argue for us|make our case|make the case for us|advocate for us|vouch for us|have our back|have our backs|stick up for us|stick their neck out for us|wave our flag|beat the drum for us|preach our gospel|sell us internally|sell us inside|promote us internally|talk us up|cheer for us|cheer us on|back us|support us|take our side|stand behind us|defend us|lobby for us|fight our corner|fight for us|root for us|stand up for us|bang the drum for us|go in to bat for us|go to bat for us|carry our flag',
  ),

  detractor: words(
    'work against us|be against us|block us|stand in our way|bad-mouth us|badmouth us|talk us down|run us down|slag us off|undermine us|torpedo us|sabotage us|speak ill of us|want us out|want rid of us|want us gone|be out to get us|drag us down|stir against us|argue against us|push against us|rail against us',
  ),
  admin: words(
    'run the system|administer the system|manage the system|run the tool|administer the tool|look after the system|administer the product|keep the system running|set up the users|manage the users|administer the platform|configure the tool|configure the system',
  ),
}

/** Whether somebody may be written to. */
const mails =
  'mails|mail|emails|email|newsletters|messages|our mails|our emails|our newsletter|mail from us|mails from us|email from us|emails from us|messages from us'
const write =
  'write to|mail|email|contact by mail|send mails to|send mail to|send emails to|write|write to them'
export const consents = {
  yes: [
    ...words(
      'opted in|opted-in|consented|may be emailed|gave consent|has consented|have consented|agreed to be emailed|mailable|can be mailed|can be emailed|given consent|has given consent|have given consent|with consent|subscribed',
    ),
    ...crossed(
      'agreed|said yes|happy|ok|okay|fine|willing|opted',
      'to get|to receive|with getting|with receiving|into',
      mails,
    ),
    ...crossed(
      'agreed|happy|ok|okay|fine|willing',
      'to be written to|to be mailed|to be contacted|to hear from us|with hearing from us|with being mailed|with being emailed|with being contacted|with being written to|to get our mails',
    ),
    ...crossed(
      'we may|we can|we are allowed to|we are free to|we have permission to|we have consent to|we are permitted to|may we|can we|are we allowed to|let us|lets us|allow us to|allows us to|allowed us to|said we may|said we can',
      write,
    ),
    ...words(
      'said yes to mails|said yes to emails|said yes to our mails|on the mailing list|on our mailing list|signed up for our newsletter|signed up for our mails|may be written to|may be mailed|may be contacted|can be written to|allowed to be mailed|gave us permission|gave permission|have given us permission|has given us permission|gave us the go-ahead|gave us the ok|green light for mails',
    ),
  ],
  no: [
    ...crossed(
      'said no to|say no to|says no to|saying no to|refused|refuse|declined|decline|objected to|object to|turned down|do not want|does not want|did not want|against',
      'marketing|marketing mails|marketing emails|marketing e-mails|mails|emails|e-mails|newsletters|the newsletter|our newsletter|mailings|our mailings|being mailed|being emailed|being written to|mail from us|getting mails',
    ),
    ...words(
      'opted out|opted-out|unsubscribed|do not contact|no consent|may not be emailed|do not email|do not mail|withdrew consent|refused consent|declined consent|on the do not contact list|not mailable|without consent|withdrawn consent|has withdrawn consent|have withdrawn consent|not given consent|not consented|not agreed to be mailed|off the mailing list|off limits for mails|blacklisted',
    ),
    ...crossed(
      'do not want|does not want|did not want|no longer want|no longer wants|refuse|refuses|refused|declined|said no to|object to|objected to|not want|not happy with|not ok with|wants no|want no|opted out of|not agreed to get|not agreed to receive|have not agreed to get|not want to get|not want to receive|unsubscribed from|took themselves off',
      mails,
    ),
    ...crossed(
      'do not want|does not want|would rather not|not want|no longer want|no longer wants|prefer not|asked not',
      'to be written to|to be mailed|to be emailed|to be contacted|to hear from us|to get our mails|to get mail from us|to be bothered by mail',
    ),
    ...crossed(
      'told us to stop|asked us to stop|want us to stop|wants us to stop',
      'mailing|mailing them|emailing|emailing them|writing|writing to them|sending mails|sending emails|contacting them|mailing her|mailing him',
    ),
    ...crossed(
      'asked us not to|told us not to|we may not|we must not|we can not|we cannot|we are not allowed to|we should not|may we not|must we not|we have no permission to|we have no consent to|not allow us to',
      write,
    ),
    ...words(
      'may not be written to|may not be mailed|may not be contacted|must not be mailed|must not be emailed|must not be written to|off our mailing list|said no to mails',
    ),
  ],
  unknown: [
    ...words(
      'consent not known|consent is not known|consent unknown|unknown consent|unclear consent|consent unclear|never asked for consent|not asked for consent|no word on consent|not said whether we may write|consent still open|consent open|undecided on consent',
    ),
    ...crossed(
      'we do not know|we never asked|not clear|nobody knows|unclear|unknown|do not know|not sure|we never found out|we have never asked',
      'whether we may|if we may|whether we can|if we can|whether we are allowed to|if we are allowed to',
      write,
    ),
  ],
}

/** No way to get hold of somebody: by telephone, by mail. */
const reachBy = (numbers: string, verbs: string): string[] => [
  ...crossed(
    'no|without|without a|without an|without any|with no|lacking a|missing a|missing|there is no|we have no|we lack a|we do not have a|we have not got a|have no|has no',
    numbers,
  ),
  ...crossed(
    'we have no|there is no|have no|with no|without a|without any|we lack a|we do not have a|no',
    numbers,
    'for|on file|on record|on file for|listed|in the system',
  ),
  ...crossed(
    'we cannot|we can not|cannot|can not|we are unable to|there is no way to|no way to|we have no way to|not possible to|impossible to',
    verbs,
  ),
]
export const unreachable = {
  phone: [
    ...reachBy(
      'phone number|phone|telephone number|telephone|number|mobile number|mobile|cell number|direct line|number to ring|number to call|number to dial|phone number to ring|phone number to call|number to phone|number to reach them on|number to ring them on|number to call them on|digits|landline',
      'phone|ring|ring up|call|phone up|be phoned|be rung|be called|reach by phone|call by phone|call up|dial|get on the phone',
    ),
    ...words(
      'phone number missing|phone missing|number missing|phone is missing|phone number is missing|missing their phone number|number not on file|phone unknown|phone number unknown|whose number we lack|whose phone we lack|whose number we do not have|whose phone number we do not have|unreachable by phone|not reachable by phone|not reachable by telephone',
    ),
  ],
  email: [
    ...reachBy(
      'email|e-mail|email address|e-mail address|mail address|address to write to|mail|address to mail|email on file',
      'be mailed|be emailed|reach by mail|reach by email|email|e-mail|mail',
    ),
    ...words(
      'email missing|no email on file|email address missing|mail address missing|email is missing|address missing|email unknown|unreachable by mail|unreachable by email|not reachable by mail|not reachable by email|no address on file|because there is no address|because there is no email|whose email we lack|whose email we do not have|whose address we do not have|whose email address we do not have',
    ),
  ],
}

/** Leaving a job, in the words of people who sell to those that leave. */
export const leavingVerbs = [
  ...words(
    'leave|depart|quit|move on|walk out|resign|exit|retire|step down|bow out|drop out|jump ship|bounce|bail|split|dip out',
  ),
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
  ...words(
    'have contact with|converse with|communicate with|say hello to|get through to|be in conversation with|drop a line|drop a line to|give a ring|give a shout|give a call|ping|reach out|make contact|make contact with|have an exchange with|exchange with|exchange anything with|hear anything from|hear a squeak from|hear a thing',
  ),
  ...crossed(
    'have|exchange|hear|get|say',
    'a single word with|a single word from|a single word to|a single word|so much as a word with|so much as a word from|even a word with|even a word from|words',
  ),
  ...crossed('have|exchange|get', 'a word|a word with|words with|a word from|word from|a word out of'),
  ...crossed(
    'hear',
    'a peep|a peep from|a peep out of|a word|a word from|anything from|a thing from|back from',
  ),
  ...crossed('get', 'a peep out of|a squeak out of|a sign of life from|a sign of life'),
]

/** Being in touch that is still to come. */
export const plannedTouch = crossed(
  'have to|need to|must|ought to|do i have to|do we have to|should i|should we|i should|we should|supposed to|due to|meant to|planning to|plan to|planned to|scheduled to|slated to|am i to|are we to|i am to|we are to|intend to|promised to',
  'call|contact|touch|talk|talk to|talk with|speak|speak to|speak with|meet|meet with|reach out to|get in touch with|be in touch with|check in|check in with|check in on|catch up with|touch base with|ping|ring|ring up|phone|follow up with|get back in touch with|get hold of',
)

/** Saying nothing any more. */
export const silence = {
  words: [
    ...crossed(
      'we lost|we have lost|we are losing|we fell|we have fallen',
      'touch with|contact with|sight of|track of|out of touch with',
    ),
    ...words(
      'silent|quiet|ghosting|ghosting us|not responding|not replying|not answering|unresponsive|unreachable|mute|radio silent|awol|mia|incommunicado|out of touch|uncommunicative|on radio silence|dead silent|tight lipped|off the radar|off the grid|no sign of life|no longer responding|no longer replying|no longer answering|no longer talking to us|no longer in touch|nothing back or forth|nothing back and forth|no back and forth|no back or forth|nothing back or forth with|nothing back and forth with|no exchange with|nothing from us or them|no sign of life from|without a sign of life|no word from|no word either way|nothing either way|not a word|not one word|not a single word|not a peep|not a squeak|not a sound|nary a word|nary a peep|no word|without a word|not laid eyes on|have not laid eyes on|not set eyes on|fallen off our radar|fell off our radar',
    ),
  ],
  verbs: [
    ...crossed('drop|fall', 'out of touch with us|out of contact with us'),
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

const asBefore =
  'as before|as the month before|as in the month before|as the four weeks before|as in the four weeks before|as the 28 days before|as they used to|as they did|as it was|as it used to|as it used to be|as a month ago|as last month|as previously'
/** Using the product at most half as much as before. */
export const fadingUse = [
  ...crossed(
    'all but|almost|nearly|practically|virtually|as good as',
    'stopped using|given up on|given up using|gave up on|gave up using|abandoned|dropped|stopped touching',
    'the product|it|us|our product|the tool|the platform',
  ),
  ...words(
    'usage off a cliff|clicks off a cliff|activity off a cliff|use off a cliff|clicks halved|use halved|activity halved|halved|cut in half|tapering off|tailing off|trailing off|on the way down|petering out|going off us|going off the product|cooling|cooling off|drifting off|drifting away|disengaging|checked out|checking out|barely logging in any more|hardly logging in any more|with fading usage|with falling usage|with dropping usage|with usage on the wane|slackening|slacking off|in decline|in free fall|down by half|down by half or more|at half|down to half|down to half or less|less active than before|less active than they were|not half as active as before',
  ),
  ...crossed(
    '|clicking|clicking around|using it|using us|using the product|logging in',
    'half as much|half as often|half as active|only half as much|only half as often|around half as much|about half as much|at most half as much|less than half as much|barely half as much|not half as much|half as many clicks',
    `|${asBefore}`,
    '|or less|or even less|, or less|, or even less',
  ),
  ...crossed(
    'half|at most half|half or less|less than half|half or even less|like half|like half or less',
    'of what it was|of what they did|of what they used to do|of the month before|of the four weeks before|of the 28 days before|of before|of what they did before|of last month|of what it used to be|the clicks of before|the clicks they had',
    '|or less|or even less|, or less|, or even less',
  ),
  ...crossed(
    'usage|activity|clicks|use|events|logins',
    'has|have|has been|have been',
    'fallen off a cliff|gone off a cliff|dropped off a cliff|halved|fallen by half|dropped by half|cut in half|collapsed|tanked|cratered|nosedived|plummeted|dried up',
  ),
  ...crossed(
    'usage|activity|clicks|use|events|logins',
    'fell off a cliff|went off a cliff|dropped off a cliff|fell by half|dropped by half|collapsed|tanked|cratered|nosedived|plummeted|dried up|went down the drain|fell through the floor',
  ),
]
