/** The form of a clause beside a request: the one who speaks, others, a purpose or a mere fragment; none where it asks, commands, restricts or wishes. By its closed words alone. Pure. */
import { ofRules, ownPast } from './colour-place.ts'

/** What a clause is by its form. */
export type Form = 'speaker' | 'others' | 'purpose' | 'fragment'

const lead =
  '(?:(?:so|and|but|ok|okay|well|right|anyway|look|listen|honestly|frankly|sorry|oh|ah|ugh|ooh|hey|hi|hello|yeah|yes|also|now|just|basically|currently|still|then|plus|um+|uh+|lol|tbh|fyi|(?:one )?(?:last|more|first|quick|other) (?:thing|one|question|bit))[\\s,.!…]+)*'
const why =
  '(?:(?:because|since|as|before|after|until|till|while|whilst|when|if|once|now that|given(?: that)?|in case|seeing (?:as|that)|considering(?: that)?|although|even though|though|cause|cos|otherwise|or)\\s+)?'

/** "I'm in the car", "before I forget", "we have the board on Thursday". */
const ofSpeaker = new RegExp(
  `^${lead}${why}(?:(?:i|we)\\b|(?:i|we)['’](?:m|ve|ll|d|re)\\b|(?:been|just got|got to|gotta|had|off to|back (?:from|at)|stuck|about to|can['’]?t|cannot|couldn['’]?t|don['’]?t|didn['’]?t|haven['’]?t|won['’]?t|hate|hope|lost|gonna|dying|dreading|need to|have to|let me|let['’]?s)\\b)`,
  'i',
)
/** "The board meets on Thursday", "my boss is on my back", "it's for the deck". */
const ofOthers = new RegExp(
  `^${lead}${why}(?:the |my |our |a |an |his |her |their |this |that |it|there|he |she |they |somebody |someone |everyone |everybody |people )?(?:[\\w'’&-]+ ){0,4}?(?:(?:is|are|was|were|has|have|had|will|would|wants?|wanted|needs?|needed|keeps?|kept|asked|asks|meets?|starts?|begins?|comes?|goes|says?|said|gets?|got|just|expects?|loves?|likes?|hates?|insists?|swears?|reckons?|thinks?|may|might|must|should|could|can|does|did|told|went|came|sent|gave|made|took|fell|broke|died|ran|sat|saw|knew|thought|forgot|felt|means?|looks?|feels?|sounds?|\\p{L}{2,}ed)\\b|\\w*['’](?:s|re|ve|ll|d)\\b)`,
  'iu',
)
/** "For the budget pack", "to take to the board", "trying to sort my life out", "in prep for the offsite". */
const ofPurpose = new RegExp(
  `^${lead}(?:for (?:the|my|our|a|an|this|tomorrow|today|next|tonight)|to \\p{L}+|so (?:that )?(?:i|we|they|he|she)|in order to|ahead of|before|after|until|in time for|in (?:prep|preparation)|as (?:prep|input|part)|prep(?:ping)? for|need(?:ed)? (?:it|this|that|them)|want (?:it|this|that|them)|(?:\\p{L}+ing) (?:because|since|to|for|with|my|our|the|a|an|into|on|through|up|out|off|from|at|over|here|some)\\b)`,
  'iu',
)

/** Wishes to be told something are the request itself. */
const wishes =
  /\b(?:(?:need|want|like|love|wish|hope|hoping|trying|try|dying|keen|have|got|going|here|after|required?)\s+(?:for (?:us|you) )?to\s+(?:\w+\s+)?(?:see|know|get|have|find|look|check|view|understand|hear|learn|list|pull|read|count|compare|figure|identify|review|track|establish|determine|work out|dig)\b(?! (?:my|up)\b)|wonder\w*|curious|cares?|caring|interested|interest|looking (?:for|at|into)|asking for|search\w*|focus\w*|concentrat\w*|mean|meant|(?:am|['’]m|are|['’]re|is|be) after|owns?|manages?|handles?|cover|covers|covering|look after|responsible|in charge|inherit\w*|t[ao]k(?:e|es|en|ing) over|took over|taking on|took on|stand\w* in|fill\w* in)\b/i
/** Questions ask, wherever they stand. */
const asks =
  /(?:^|\b(?:me|us|you|know|and|tell|see|wonder|ask) )(?:who|whom|whose|what|which|when|where|why|how)(?:s|re|d)?\b|\bhow (?:many|much|often|long)\b/i
/** "No idea how to put this": what the one who speaks does not know asks nothing. */
const ownDoubt =
  /\b(?:idea|clue|sure|remember|recall|know) (?:how|where|what|why|who|when|which|if|whether)(?: else)? (?:to|i|we|it|that|this)\b/gi
/** Said of rows before, or of all of them: "the ones that …", "only mine". */
const restricts =
  /\b(?:ones|mine|except|excluding|without(?! (?:it|this|that|you)\b)|unless|whose|including|include|exclude|ignore|drop|count|skip|limit|same|instead|rather than|sort\w* by|group\w*|order\w* by|top|each|every|per|all(?! (?:week|day|morning|night|afternoon|month|over|about|the way|right|good|set|hands|along|ears)\b))\b|^(?:they|it|these|those|he|she)\b.*\b(?:must|should|ha(?:s|ve) to|needs?|ought|can['’]?t|cannot|mustn|shouldn)/i
/** Said of rows that were named. */
export const pronoun = /^(?:they|these|those)\b/i
/** A deed or a rule is a command. */
const commands =
  /^(?:please |pls |can you |could you |just |and |then )*(?:delete|wipe|erase|remove|send|mail|email|call|phone|book|order|pay|wire|transfer|translate|write|draft|set|tag|assign|reassign|move|create|open|close|schedule|cancel|start|launch|put|change|update|approve|export|add|log|note|mark|give|make|let(?! me\b|['’]?s\b| us\b)|snooze|postpone|push|bump|show|list|find|name|get|pull|tell|count|remind)\b/i

/** "Here", "in hand", "my brain": said of the one who speaks, by the way. */
const ofHere = /\b(?:here|hand|hands|me|i|my|brain|again|question|quick|one|thing|please|morning|lol)\b/i

const formOf = (text: string): Form | null => {
  if (ofSpeaker.test(text)) return 'speaker'
  if (ofPurpose.test(text)) return 'purpose'
  if (ofOthers.test(text)) return 'others'
  return /\s/.test(text.trim()) ? 'fragment' : null
}

/** The form of a clause that may ask nothing; null where it asks, commands, restricts, or may be what the request is about. */
export function quietForm(clause: string, isHeading: boolean): Form | null {
  const form = formOf(clause)
  if (form === null || (form === 'fragment' && isHeading && !ofHere.test(clause))) return null
  if (commands.test(clause) || asks.test(clause.replace(ownDoubt, ' ')) || restricts.test(clause)) return null
  return ofRules.test(clause) || ownPast.test(clause) || (form !== 'fragment' && wishes.test(clause))
    ? null
    : form
}
