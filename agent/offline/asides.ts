/** What is said around a request, of why and for what it is asked: "my boss wants …", "for my QBR tomorrow", "…, need it for the board". By its turn of speech, never by what is asked. Pure. */
import { asksNothing, requestOf } from './background.ts'
import { opensItself } from './kept.ts'
import type { Lexicon } from './lexicon.ts'
import { latticeOfText } from './read.ts'
import { segmentsOf, type Mark, type Segment } from './segments.ts'

/** The request by itself, and what was said around it. */
export type Aside = { text: string; before: string }

/** What people get together or write for: being needed there narrows nothing. */
const occasion =
  '(?:meetings?|calls?|reviews?|qbrs?|ebrs?|mbrs?|stand-?ups?|forecasts?|boards?|decks?|slides?|presentations?|syncs?|1:1s?|one-on-ones?|off-?sites?|on-?sites?|workshops?|briefings?|newsletters?|planning|sessions?|steering(?: committee)?|steerco|interviews?|hand-?overs?|prep|demos?|pitch|talks?|catch-?ups?|kick-?offs?|audits?|all-?hands|check-?ins?|retros?|huddles?|debriefs?|trainings?|conferences?|summits?|trips?|visits?|flights?|lunch|dinner|meet-?ups?)'
const when =
  '(?: (?:today|tomorrow|tonight|later|soon|now|this (?:morning|afternoon|evening|week)|next week|in (?:an?|half an|\\d+|five|ten|twenty|thirty) (?:hours?|minutes?|mins?)|on (?:mon|tues|wednes|thurs|fri)day|at \\d+(?::\\d+)?(?: ?[ap]m)?|(?:mon|tues|wednes|thurs|fri)day|coming up|starting|starts|shortly))*'
const owners =
  "(?:my|our|the|a|an|this|tomorrow['’]s|today['’]s|next week['’]s|monday['’]s|friday['’]s|tonight['’]s)"
const few = "(?:[\\w'’&-]+ ){0,3}?"
const opening =
  "(?=(?:i need|i want|i would|i[’']?d|we need|show|give|list|can you|could you|can i|could i|please|pls|pull|find|get|tell|which|who|what|whose|how many|how much|any|name|let me)\\b)"

const leading: RegExp[] = [
  // "for my QBR tomorrow, …", "heading into the Tuesday call, …"
  new RegExp(
    `^(?:so |ok(?:ay)? |and )*(?:for|ahead of|before|prior to|in preparation for|preparing (?:for)?|prepping(?: for)?|getting ready for|heading into|going into|walking into|in time for|as prep for|in prep for|to prep for|to prepare for|as input for|re) ${owners} ${few}${occasion}${when}\\s*(?:[,:;–—-]+\\s*|${opening})`,
    'i',
  ),
  // "I'm prepping a pipeline review, …"
  /^(?:so |ok(?:ay)? )*(?:i am|i[’']?m|we are|we[’']?re)\s+(?:just |now |currently )?(?:prepping|preparing|putting together|building|working on|writing|drafting|updating|about to|getting ready|heading|going|planning|doing|trying to|presenting|meeting)\b[^,.:;!?–—]{0,70}[,.:;–—]\s*/i,
  // "the board meets thursday, …"
  new RegExp(
    `^(?:the |my |our |we have |i have |there['’]?s )(?:an? |the |my |our )?${few}${occasion} (?:meets|is|are|presents|starts|happens|on|at|in|this|next|today|tomorrow|tonight|coming)\\b[^,;:–—]{0,30}[,;:–—]\\s*`,
    'i',
  ),
  // "exec review is coming, …", "QBR season is upon us: …"
  new RegExp(
    `^${few}${occasion}(?: season)? (?:is|are|['’]s) (?:coming(?: up)?|upon us|around the corner|looming|near|nearing|here|next|on (?:mon|tues|wednes|thurs|fri)day|tomorrow|today|tonight|this week|next week|in (?:an?|half an|\\d+|two|three|five|ten|twenty|thirty) (?:hours?|minutes?|mins?|days?|weeks?))\\b[^,;:.!?–—]{0,20}[,;:.!–—-]\\s*`,
    'i',
  ),
  // "Monday morning, coffee in hand. …"
  /^(?:right|so|ok(?:ay)?|well)?[\s,]*(?:it[’']?s )?(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:morning|afternoon|evening|again)\b[^.:!?–—]{0,40}[.:!–—-]+\s*/i,
  // "my boss wants the list of …"
  new RegExp(
    `^(?:so |ok(?:ay)? |and )*(?:(?:my|our|the|his|her) )?${few}(?:boss|manager|management|leadership|ceo|cfo|cro|coo|cto|cco|board|finance|legal|sales|marketing|product|ops|revops|accounting|director|vp|exec|execs|executives|team lead|lead|chief|head|director|investors?|auditors?|everyone|somebody|someone)(?: team| folks| guys| people)? (?:really |just |now |always |also )*(?:wants?|needs?|asked|asks|is asking|are asking|keeps asking|keep asking|was asking|were asking|is after|are after|is chasing|are chasing|would like|wanted|needed|requested|requests|expects?|demands?|pinged)(?: again)?(?: (?:me|us))?(?: (?:for|about|after|to (?:know|see|have|get|find out|understand|hear)))?\\b[,:]?\\s*`,
    'i',
  ),
  // "sorry to bug you again but …"
  /^(?:so )?(?:sorry|apologies|apologise|pardon|excuse me|forgive me)\b[^.:;!?]{0,45}?(?:\bbut\b|[,:;–—-])\s*/i,
  // "before I forget - …", "quick one, …"
  /^(?:before i forget|while i(?:[’']?m| am) at it|while i have you|while you(?:[’']?re| are) at it|quick one|quick q|quick question|quick check|quick ask|quickie|one more|one more thing|one more question|last one|last thing|last question|random question|dumb question|stupid question|silly question|not urgent|no rush|real quick|heads up|fyi|by the way|btw|listen|right|next up|planning ahead|just checking|sanity check|favou?r to ask|small favou?r|out of curiosity|just curious|for context|context|curious)\s*[,:;.!–—-]+\s*/i,
  // "because finance is asking: …"
  /^(?:because|since|as|given that|seeing that|seeing as|now that|considering)\s+(?=[^,:;–—]*\b(?:is|are|was|were|has|have|wants?|needs?|asked|asking|asks|left|going|starts?|comes?)\b)[^,:;–—]{3,80}[,:;–—]\s*/i,
]

const trailing: RegExp[] = [
  // "… for my QBR tomorrow"
  new RegExp(
    `(?:[\\s,;.!?–—-]*(?:[,;.!?–—-]|\\b(?:need|want)(?:ed)? (?:it|this|that|them)|it[’']?s|this is|that[’']?s)\\s*(?:for|ahead of|before|in time for|to take into|to bring to|to show in|to share in|to use in) ${owners}|\\s+(?:for|ahead of|before|in time for) (?:my|our|tomorrow['’]s|today['’]s|monday['’]s|friday['’]s)) ${few}${occasion}${when}[.!]*$`,
    'i',
  ),
  // "…, need it for the forecast"
  /\s*[,;.!?–—-]+\s*(?:i |we |they |you know |just )?(?:need|needed|needs|want|wants|must have) (?:it|this|that|them|the list|the numbers?)\b[^,;:]{0,60}$/i,
  // "…? board meeting in an hour"
  new RegExp(
    `\\s*[,;.!?–—-]+\\s*(?:there[’']?s |we have |i have |i[’']?ve got |got )?(?:an? |the |my |our )?${few}${occasion}${when.replace(/\*$/, '+')}[.!]*$`,
    'i',
  ),
  // "…, finance is asking again", "…, because legal wants it"
  /\s*[,;.!?–—-]+\s*(?:because |since |as |so )?(?:my |our |the )?(?:[\w’'-]+ ){0,2}?(?:boss|manager|management|leadership|ceo|cfo|cro|board|finance|legal|sales|marketing|product|ops|revops|director|vp|team)(?: team| folks)? (?:is |are |keeps |keep |was )?(?:asking|asked|asks|wants?|needs?|chasing|waiting|breathing)\b[^:;]{0,50}$/i,
  // "…? my boss is on my back"
  /\s*[;.!?–—]+\s*(?:because |since |as |so )?(?:my |our |the )?(?:[\w’'-]+ ){0,2}?(?:boss|manager|management|leadership|ceo|cfo|cro|board|finance|legal)(?:['’]s| is| are| has| have| will| keeps?) [^:;?]{3,50}$/i,
  /\s*[,;.!?–—-]+\s*(?:asap|thanks|thx|ty|cheers|please and thank you|urgent|urgently|no rush|when you can|whenever you can|if you can|if possible)[.! ]*$/i,
]

/** Greetings, good wishes, apologies: whom they name or what they wish is no condition. */
const hello =
  '(?:hi|hello|hey|heya|hiya|howdy|yo|dear|greetings|good (?:morning|afternoon|evening|day)|happy (?:new year|holidays|(?:mon|tues|wednes|thurs|fri|satur|sun)day))'
const greetings: RegExp[] = [
  new RegExp(`^${hello}(?: [\\p{L}'’]+){0,2}\\s*[,.!–—-]+\\s*`, 'iu'),
  new RegExp(`^${hello}(?: (?:there|all|team|everyone|everybody|folks|guys|again))*\\s+`, 'i'),
  /^(?:morning|afternoon|evening)(?: (?:all|team|everyone|folks|guys))?\s*[,.!–—-]+\s*/i,
  /^(?:i )?hope(?: that)? (?:you|all|this|everything|everyone|your)\b[^,.!?;:]{0,45}[,.!?]+\s*/i,
  /^(?:how are you|how['’]?s it going|how are things|long time no see|nice to (?:see|meet) you|thanks for (?:that|this|the help))\b[^,.!?;:]{0,20}[,.!?]+\s*/i,
  // "Thanks, that's lovely."
  /^(?:(?:thanks|thank you|thx|cheers|ok(?:ay)?|great|cool|nice|perfect|lovely|brilliant|right)[\s,.!]+)*(?:that|this)(?:['’]s| is| was) (?:really |very |just |so |quite |most )?(?:lovely|great|good|perfect|nice|helpful|useful|brilliant|fine|wonderful|awesome|excellent|super|handy|interesting|fantastic|what i (?:needed|wanted)|it)\s*[,.!;–—]+\s*(?=\p{L})/iu,
  /^(?:when|if|once) (?:you|u) (?:get|have|find|can spare|['’]?ve got|got) (?:a |some |the )?(?:minute|min|second|sec|moment|chance|time|spare moment|free moment)\b\s*,?\s*/i,
  /^(?:ok(?:ay)?(?: so)?|alright(?: so)?|right so|well so|so|um+|uh+|erm|hmm+)[,.…]*\s+(?=\p{L})/iu,
]
const farewells: RegExp[] = [
  /[\s,.!?;–—-]+(?:[Cc]heers|[Tt]hanks|[Tt]hank you|[Bb]est|[Rr]egards|[Kk]ind regards|[Bb]est regards|[Ww]arm regards|[Aa]ll the best|BR|[Yy]ours|[Ss]incerely)[,!.]?\s+[–—-]?\s*[A-Z][a-z]+(?: [A-Z][a-z]+)?[.!]?$/,
  /[\s,.!?;–—-]+(?:and |pls |please )?(?:many |a million |loads of )?(?:thanks|thank you|thx|tks|ty|cheers)(?: (?:a lot|a million|a bunch|so much|very much|again|in advance|ever so much|kindly|team|guys|all|you|mate|heaps|loads))*[.! ]*$/i,
  /[\s,.!?;–—-]+(?:(?:it(?: would|['’]?d) be |that(?: would|['’]?d) be |is |would be )?(?:much|greatly|highly|very much|really)? ?appreciated|(?:i |we )?(?:really )?appreciate (?:it|that|the help|your help)|no rush(?: at all| on this)?|not urgent|take your time|take care|have a (?:good|nice|great|lovely) \w+)[.! ]*$/i,
  /\s*[,.!;–—]+\s*(?:(?:kind|best|warm) regards|regards|best|sincerely|all the best)[.! ]*$/i,
  /[\s,.!;–—-]+(?:pls|please|plz)(?: (?:&|and) (?:thx|thanks|ty|thank you))?[.! ]*$/i,
]

/** Cuts a pattern off as often as one fits; what is left must still say something. */
function stripped(text: string, patterns: readonly RegExp[]): string {
  let rest = text
  for (let found = true; found;) {
    found = false
    for (const pattern of patterns) {
      const match = pattern.exec(rest)
      // "Sixty" ends with no "ty".
      const isInside = match && /[\p{L}\d]$/u.test(rest.slice(0, match.index)) && /^[\p{L}\d]/u.test(match[0])
      if (!match || isInside) continue
      const without = rest.replace(pattern, '')
      if (without === rest || !/\p{L}{2}/u.test(without)) continue
      rest = without
      found = true
    }
  }
  return rest
}

/** What stands in quotes or behind a colon may be text to be written. */
const isWritten = (text: string): boolean => /["“”:]/.test(text)

/** ":)": a face ends what was said. */
const faces =
  /(?<=\s)(?:[:;=]['’]?-?[)(DPpO|/\\*]+|<3|\^\^|xD|\p{Extended_Pictographic}[\u{FE0F}\u{1F3FB}-\u{1F3FF}]*)(?=[\s.,!?]|$)\s*/gu

const withoutFaces = (text: string): string =>
  /["“”]/.test(text)
    ? text
    : text
        .replace(faces, (face: string, at: number) =>
          /^\p{Lu}/u.test(text.slice(at + face.length)) ? '. ' : ' ',
        )
        .replace(/\s+(?=\. )/g, '')
        .trim()

/** The request without greeting, good wishes and thanks, which are not worth telling. */
export function withoutCourtesy(text: string): string {
  const met = stripped(withoutFaces(text.trim()), greetings)
  return isWritten(met) ? met : stripped(met, farewells)
}

const isOccasion = new RegExp(`^${occasion}$`, 'i')

/** A stretch that names a row, a value or a figure says more than why it is asked. */
function saysMore(text: string, lexicon: Lexicon): boolean {
  const main = lexicon.catalogue.objects.keys().next().value
  return latticeOfText(text, lexicon).best.some(
    ({ meaning, from, text: word }, n, spans) =>
      meaning.kind === 'name' ||
      // "Prepping EMEA", "need it by region".
      (meaning.kind === 'entry' &&
        meaning.role === 'value' &&
        meaning.refs.some((ref) => ref.is === 'value' && ref.object === main && !ref.isPart) &&
        !/\p{L}/u.test(spans[n + 1]?.text ?? '')) ||
      (meaning.kind === 'op' &&
        meaning.ops.some(({ op }) => op === 'group') &&
        spans[n + 1]?.meaning.kind === 'entry') ||
      // "Meeting Zentrix": a name that nobody knows.
      (meaning.kind === 'unknown' && from > 1 && /^\p{Lu}\p{Ll}/u.test(word) && !isOccasion.test(word)) ||
      (meaning.kind === 'entry' && /^(?:superlative|portfolio)$/.test(meaning.role)) ||
      (meaning.kind === 'op' &&
        meaning.ops.some(({ op }) => op === 'count' || op === 'rank' || op === 'those' || op === 'it')),
  )
}

const mostSegments = 12
/** Ends a clause by itself. */
const isPlain = (mark: Mark | undefined): boolean =>
  mark !== undefined && /^(?:sentence|question|colon|dash)$/.test(mark)
const isHeading = (mark: Mark | undefined): boolean => mark === 'colon' || mark === 'dash'
/** What a comma parts from the request says by its first words that it is none of it. */
const isApart =
  /^(?:it['’]s|this is|that['’]s|need(?:ed)? (?:it|this|them)|so (?:that )?(?:i|we)|because|cos|cause|trying|i['’]m|i am|i have to|i['’]ve to|my|in case|before i|as i)\b/i
/** "I'm off to the gym, so how many …": within a sentence a request begins with its own words. */
const joint =
  /[\s,]+(?:and|but|so|then|cos|because|hence|therefore)\s+(?=(?:now |please |pls |kindly )*(?:i need|i want|i['’]?d like|i would like|we need|we want|show|give|list|can you|could you|can i|could i|pull|find|get me|tell|which|who|what|whose|how many|how much|how often|let me)\b)/i

/** "… because I have a call": a reason behind the request. */
const reasoned =
  /[\s,]+(?=(?:because|cause|cos|coz|bc|as|so(?: that)?|in case|otherwise|or else)\s+(?:i|we|my|our|it|he|she|the|there|somebody|someone)\b)/gi
const links = /^(?:(?:and|but|so|then)\s+)+/i

/** A command may hold a text to the end of the utterance. */
const holdsText =
  /^(?:\W|please |pls |can you |could you |just |and |then )*(?:add|log|create|set|put|note|write|remind|make|leave|record|open|draft|jot|drop|stick|schedule|assign|plan)\b/i

/** Where a reason begins with which the segment ends. */
function reasonIn(text: string, segment: Segment | undefined, lexicon: Lexicon): number | undefined {
  if (!segment || holdsText.test(text)) return undefined
  const found = [...segment.text.matchAll(reasoned)].find(
    ({ index, 0: { length } }) =>
      index > 8 &&
      asksNothing(
        segment.text.slice(index + length),
        requestOf(text.slice(0, segment.from + index), lexicon),
        lexicon,
      ),
  )
  return found && segment.from + found.index
}

/** The request between the clauses that ask nothing, as many as stand on either side of it. */
function betweenBackground(
  text: string,
  lexicon: Lexicon,
): { text: string; before: string[]; after: string[] } {
  const segments = segmentsOf(text)
  const none = { text, before: [], after: [] }
  if (segments.length === 0 || segments.length > mostSegments) return none
  const textOf = (from: number, to: number): string =>
    text.slice(segments[from]?.from ?? 0, segments[to - 1]?.to ?? text.length)
  const markAt = (n: number): Mark | undefined => segments[n]?.mark
  let first = 0
  for (let end = 1; end < segments.length; end++) {
    const rest = textOf(end, segments.length)
    if (!asksNothing(textOf(end - 1, end), requestOf(rest, lexicon), lexicon, isHeading(markAt(end)))) break
    if (isPlain(markAt(end)) || opensItself(rest.replace(links, ''), lexicon)) first = end
  }
  const joined = joint.exec(textOf(first, segments.length))
  const begin = segments[first]?.from ?? 0
  const lead = joined && text.slice(begin, begin + joined.index)
  const isLead =
    lead !== null && asksNothing(lead, requestOf(text.slice(begin + lead.length), lexicon), lexicon)
  let last = segments.length
  while (last > first + 1 && !holdsText.test(textOf(first, last - 1))) {
    const clause = textOf(last - 1, last)
    const mark = markAt(last - 1)
    if (!/^(?:sentence|question|dash)$/.test(mark ?? '') && !(mark === 'comma' && isApart.test(clause))) break
    if (!asksNothing(clause, requestOf(textOf(first, last - 1), lexicon), lexicon)) break
    last--
  }
  const end = reasonIn(text, segments[last - 1], lexicon)
  if (first === 0 && last === segments.length && !isLead && end === undefined) return none
  const start = begin + (isLead && joined ? joined.index + joined[0].length : 0)
  const from = start + (start > 0 ? (links.exec(text.slice(start))?.[0].length ?? 0) : 0)
  return {
    text: text.slice(from, end ?? segments[last - 1]?.to ?? text.length),
    before: from > 0 ? [text.slice(0, from)] : [],
    after: end !== undefined || last < segments.length ? [text.slice(end ?? segments[last]?.from)] : [],
  }
}

/** The request without what is said around it; null where nothing is, or where it may be more than that. */
export function withoutAsides(text: string, lexicon: Lexicon): Aside | null {
  const cut: string[] = []
  let rest = text.trim()
  for (let found = true; found;) {
    found = false
    for (const pattern of leading) {
      const match = pattern.exec(rest)
      if (!match || match[0].length >= rest.length || saysMore(match[0], lexicon)) continue
      cut.push(match[0])
      rest = rest.slice(match[0].length)
      found = true
    }
  }
  if (!isWritten(rest)) {
    for (const pattern of trailing) {
      const match = pattern.exec(rest)
      if (!match || match.index < 8 || saysMore(match[0], lexicon)) continue
      cut.push(match[0])
      rest = rest.slice(0, match.index)
    }
  }
  const between = betweenBackground(rest, lexicon)
  cut.push(...between.before, ...between.after)
  rest = between.text
  const before = cut.map((part) => part.replace(/^[\s,;.!?–—-]+|[\s,;:.!?–—-]+$/g, '')).join(' … ')
  return before && /\p{L}/u.test(rest) ? { text: withoutCourtesy(rest), before } : null
}
