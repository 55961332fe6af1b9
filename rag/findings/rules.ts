/** How people put commitments, decisions, objections, money and wishes into words. Data for `find.ts`; English. */

/** Running a meeting is no matter of business. */
export const housekeeping =
  /\b(share my screen|write (that|this|it) down|keep this short|hear me|next (point|item) on the agenda|minutes left|on mute|recording|get started|anything else\?|thanks? (you )?for (making|the|your) )/i

/** "I will send …": who speaks takes it on. */
export const ownAction =
  /\b(?:I|I['’]?ll|I am going to|let me|allow me to)\b(?:['’]ll)?(?: will| shall| can| could| am going to)?(?: also| then| gladly)* (?<deed>(?:send|share|check|confirm|ask|bring|call|write|escalate|file|log|open|arrange|set|build|run|propose|prepare|draft|price|introduce|report|take|talk|speak|follow|come back|get back|get|find|look|invite|schedule|book|put|add|enable|fix|investigate|review|forward|provide|update|email|make|create|organi[sz]e|push|raise|circle back|ping|work)\b.*)/i
/** Where a sentence goes on to another deed: ", and I will send …". */
export const nextDeed = /,? and (?=(?:I|we|you)(?:['’]ll| will| can| am going to)\b)/i
/** "We will look into it", "you will have it by Friday": somebody takes it on, and who is not said. */
export const sharedAction =
  /\b(?:we(?:['’]ll| will| are going to| shall)|you(?:['’]ll| will) (?:have|get|receive))\b (?<deed>(?!not\b|never\b|be\b|see\b|need\b|have to\b|miss\b).*)/i
/** "Wanda will arrange that", "my manager will call you". */
export const namedAction =
  /(?:^|[,;] |\band )(?<owner>(?:my|our) \p{L}+(?: \p{L}+)?|\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?) (?:will|is going to|shall) (?<deed>(?:send|share|check|confirm|ask|bring|call|write|arrange|set|build|run|prepare|draft|introduce|report|take|talk|follow|come|get|look|schedule|provide|review|organi[sz]e|handle|do)\b.*)/u
/** "Please send me the model number": somebody is asked to. */
export const askedAction =
  /^(?:(?:and|also|then|so|great|ok|okay|fine)[, ]+)*(?:please(?: also)?|(?:could|can|would) you(?: please)?|(?=(?:send|share|forward|copy|introduce|schedule|loop)\b)) ?(?<deed>(?:send|share|check|confirm|forward|introduce|arrange|look|review|provide|prepare|call|copy|schedule|set up|loop|do|remove|finish|sign)\b.*)/i

export const decision =
  /(?:^|[,.] ?)agreed\b|\bwe(?:['’]ve| have)? (?:decided|agreed|chosen|approved|signed|settled)\b|\b(?:I|we) chose\b|\b(?:let us|let['’]s) (?:agree|go with|settle)\b|\bwe(?:['’]ll| will)? (?:renew|go ahead|sign|stay|buy|terminate|cancel) (?!unless)|\bhard date\b|\b(?:has|have|was|were|is) (?:been )?approved\b|\bthe decision (?:is|was)\b|\bhas frozen\b|\bdeal, /i

export const objection =
  /\b(?:too (?:expensive|many|often|much|slow|complex|complicated|hard|long|late|high)|expensive|over ?priced|(?:percent|%) above|not (?:going to|acceptable|happy|good enough|satisfied|working|to renew)|unacceptable|cannot (?!promise)|can['’]t|won['’]t|will not|worr(?:y|ied|ies)|concern(?:s|ed)?|the (?:problem|issue|blocker) is|is the (?:problem|issue|blocker)|(?:is|are) (?:a|the|our) (?:problem|blocker)|my (?:worry|concern|fear)|disappoint\w*|frustrat\w*|unless|no budget|cut (?:\w+ ){0,3}(?:spend|spending|budget|costs?)|frozen|(?:is|are) missing|still (?:is |are )?not|is(?:n['’]t| not) there|struggl\w*|painful|unreliable|crash(?:es|ed|ing)?|fail(?:s|ed|ing)?|outages?|complain\w*|reject(?:s|ed)|hard to use|without notice|takes (?:me )?(?:too long|half|hours|days)|do(?:es)? not help|never (?:trained|answered|worked)|nobody answered|hammered|swallows|drops the|(?:price|discount) .{0,25}(?:high|up without)|too many bugs|support takes)\b/i

export const pricing =
  /\b(?:pric(?:e|es|ed|ing)|discount\w*|per seat|uplift|overage|invoic\w*|expensive|cheaper|budget|spend|(?:service )?credit|refund|licen[cs]e fees?|fees?|flat renewal|list price|ramp|(?:\d[\d,.]*|hundred|thousand|million) (?:dollars|euros|pounds|usd|eur|gbp))\b|[$€£]\s?\d/i

/** What a customer wishes for, with the thing behind it. */
export const wishes: readonly RegExp[] = [
  /^(?:feature )?request(?:ed)?: (?<thing>.+)/i,
  /\b(?:we|i|they|team|users|people|floor|managers) (?:also |really |urgently )?(?:need|want|would like|would love|wish for|require|miss|lack|asked for|are asking for|ask for)s? (?:to (?:have|see|get|be able to) )?(?<thing>.+)/i,
  /\b(?:can|could) (?:you|we) (?:also |please )?(?:add|have|get|support|build|include|offer|make) (?<thing>.+)/i,
  /\bit would (?:be (?:great|nice|good|helpful)|help) (?:if (?:you|we|it) (?:could |had )?|to have )(?<thing>.+)/i,
  /(?:^|\b(?:are|is|am|we['’]re|still|i['’]m) )missing (?:some |the |a |an )?(?!after\b|from\b|in\b|on\b|since\b)(?<thing>.+)/i,
  /\bthe (?<thing>(?:\p{L}+ ){1,4}?)(?:is |still ){1,2}(?:is )?(?:missing|not there)\b/iu,
  /\bwithout (?<thing>(?:\p{L}+ ){0,2}(?:mode|permissions?|module|export|import|integration|api|sync|access|support|report|dashboard|view|search|field|filter|alert|notifications?))\b/iu,
  /\b(?:first|second|third|one more)[,:] (?:the )?(?<thing>(?:api|sdk|csv|\p{L}+) (?:rate limit|limit|export|import|permissions?|mode|integration|filter|view))\b/iu,
]

/** What is bought, met about or written, and no feature of a product. */
export const noFeature =
  /\b(pric\w*|quote|quotes|call|meeting|discount|agreement|contract|document|invoice|credit|credits|hours?|minutes?|time|seats?|licen[cs]es?|approval|answer|apology|paper|money|budget|months?|weeks?|days?|help|it|them|that|this|you|us|number|letter|questionnaire|signature|commitment|introduction|reference|colleagues?|analysis|board|data back)\b/i

/** Where a wish goes on to say why, when or from whom. */
export const afterThing =
  /[,;.!?]| (?:because|so that|so|before|after|until|when|while|and (?:we|i|it|they|the)|but|or else|by (?:the|next|end)|in order|otherwise|every|for (?:us|our|the|now)|it sounds|as soon|to (?:be|have) )/i

/** Names that stand in the place of a rival's. */
export const rivals: readonly RegExp[] = [
  /\b(?:[Cc]ompetitor|[Rr]ival|[Aa]lternative|[Oo]ther vendor)s?(?: like| such as|,| called| named| is| was)? (?<name>\p{Lu}[\p{L}\d&]+(?: \p{Lu}[\p{L}\d&]*)?)/u,
  /\b(?:demo|offer|pitch|proposal|bid|trial) (?:from|by|of) (?<name>\p{Lu}[\p{L}\d&]+(?: \p{Lu}[\p{L}\d&]*)?)/u,
  /\bthe (?<name>\p{Lu}[\p{L}\d&]+(?: \p{Lu}[\p{L}\d&]*)?) (?:offer|demo|price|pitch|trial|proposal)\b/u,
  /\b(?:looking at|evaluating|shortlisted|talking to|switch(?:ing|ed)? to|sign(?:ing|ed)? with|lost (?:it |them )?to|instead of|(?:you|us) over) (?<name>\p{Lu}[\p{L}\d&]+(?: \p{Lu}[\p{L}\d&]*)?)/u,
]
