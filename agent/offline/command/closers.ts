/** What is said around an order without ordering anything itself: announcements before it, requests to carry it out behind it. Pure. */
import type { Piece } from './slots.ts'

const act =
  '(?:make|do|arrange|set|update|change|fix|action|sort|handle|switch|book|log|note|record|register|save|add|apply|start|enter|put|write|reflect|amend|correct|adjust|create|file|execute|effect)'
const what = '(?:that|this|the|it|them|those|these)'
const change =
  '(?:change|switch|swap|move|handover|hand-over|update|transfer|edit|adjustment|correction|amendment|reassignment|entry|note|record|arrangement|so)'
const forUs = '(?: (?:for me|for us|please|now|today|right away|accordingly))*'

/** Said before what holds from now on: "please be informed that …". */
export const announcement =
  /^\W*(?:(?:please|kindly|pls)\s+)*(?:be (?:informed|advised|aware)|take note|note|i (?:would like to |want to |wish to )?(?:inform|tell) you|this is to (?:inform|tell) you|for your information|fyi|heads up|just so you know|as discussed|as agreed)\b(?:\s+(?:that|about))?[\s,:–-]*/i

/** "…: all to Friday": of the rows that stand before the mark. */
const allOfThem =
  /^(?:please\s+)?(?:all|both|each|everything|everyone|every one|them|those|these|it|the lot)(?:\s+of\s+(?:them|those|these|it))?\s+(?=(?:over |on |back |out |up )?to\s)/i

/** What stands behind the mark, without "all" of the rows before it. */
export function ofThem({ text, at }: Piece, from: number): Piece {
  const said = text.slice(from)
  const rest = said.replace(allOfThem, '')
  return { text: rest, at: at + from + said.length - rest.length }
}

/** Said after the command itself: "can you make the change?", "please set that up", "would you?". */
const closers = new RegExp(
  `[\\s,.!?–-]*(?<![\\p{L}\\d])(?:(?:can|could|would|will|won't|may) (?:you|u|i ask you to|i have you) (?:please |kindly |just )*${act} (?:(?:${what} )?${change}|${what}(?: up| down| in| on| happen)?)${forUs}|(?:please |pls |kindly |just |can you |could you |go ahead and |and )+${act} (?:(?:${what} )?${change}|${what}(?: up| down| in| on| happen)?)?${forUs}|(?<=[,;.!–-]\\s*)(?:please |pls |kindly |just |can you |could you )*${act}(?: ${what})?${forUs}|(?<=[,;.!–-]\\s*)(?:please |pls |kindly |just |can you |could you )*(?:update|change|adjust|correct|amend|edit) (?:the|its|their|his|her) \\p{L}+(?: \\p{L}+)?${forUs}|close ${what}(?: out| off| up| down)?${forUs}|(?:tick|cross|check|strike) ${what} off${forUs}|make it so|${act} ${what} (?:${change}|up|down|in)${forUs}|(?:would|will|could|can|won't) (?:you|u|ya)(?: please| kindly| be so kind| mind| do that| that is)?|if (?:you|u) (?:would|could|can|please|don't mind|wouldn't mind|would be so kind)|when (?:you|u) (?:can|get (?:a|the) (?:chance|minute|sec|second|moment))|(?:please|pls|plz|(?:(?:many|much|lots of) )?(?:thanks|thank you|thx|ta)(?: (?:a lot|so much|very much|again|in advance|a million))?|cheers|asap)|(?:log|record|update) (?:it|that|this)|(?:please |pls |can you |could you |and )*(?:put|get|keep|place) (?:it|that|this) (?:on|in) (?:the )?(?:record|file|log|book|books|diary|system)|instead(?: please)?|(?:in|on) (?:the |our |your )?(?:system|crm|records|database|tool|books)|\\(?(?:please )?(?:make|create|log|file|save|add) (?:it|that|this)(?: as)? an? (?:task|to-?do|reminder)(?: for me)?\\)?|\\(?as an? (?:task|to-?do|reminder)\\)?|\\(?put (?:it|that|this) on my (?:list|to-?do list|task list)\\)?)(?=[\\s?.!]*$)`,
  'iu',
)

/** What was told of many rows is ordered where the words behind it say so: "…, tick them off". */
const ofMany = /\b(?:them|those|these)\b[^.!?]*[\s.!?]*$/i
export const ordersMany = (text: string): boolean => ofMany.test(text.slice(withoutClosers(text).length))

export const withoutClosers = (text: string): string => {
  const rest = text.replace(closers, '')
  return rest === text || rest.trim() === '' ? text : withoutClosers(rest)
}
