/** Follow-ups that ask the same in money or in numbers: "in dollars rather than in number", "as a count instead", "what's that worth?". Pure. */
import type { ObjectType } from '#db/catalogue/types.ts'
import type { Asked } from './compose/build.ts'

const lead =
  '(?:(?:give|show|me|it|that|this|them|those|these|the|same|again|have|get|put|express|expressed|see|like|want|need|we|i|d|would|would like|to|a|now|just|but|what|how|about|is|can|could|you|rather|instead|as|by|in) )*'
const instead =
  '(?: (?:please|again|instead|rather|though|this time|then|terms|now|figures?|all (?:told|together)|altogether|in total))*'
const money =
  '(?:money|dollars?|usd|us dollars?|euros?|eur|pounds?|gbp|francs?|chf|\\$|€|£|cash|currency|monetary|value|worth|amounts?|money terms|revenue|dollar value|dollar amounts?|hard cash|recurring revenue)'
const number =
  '(?:numbers?|counts?|how many|a count|a number|heads?|units|pieces|head ?counts?|quantit(?:y|ies)|volume|volumes)'
const not =
  '(?: (?:(?:rather )?than|instead of|of|not|and not|as opposed to|in place of)(?: (?:in|by|as|the|a|of))*'

const inMoney = new RegExp(
  `^${lead}(?:in|by|as|on|with) (?:the |a |terms of )*${money}(?: (?:value|terms))?${instead}${not} ${number})?${instead}$`,
)
const inNumbers = new RegExp(
  `^${lead}(?:in|by|as|on) (?:the |a |terms of )*${number}${instead}${not} ${money})?${instead}$`,
)
const worth =
  /^(?:and |so )*(?:how much (?:is|are|was|were|money is|does|do) (?:that|this|it|they|those|these|them|all that|all this|all of that|the lot|that lot)(?: (?:lot|all|worth|come to|add up to|amount to|make|bring))*|what (?:is|are|was|were|'s|does|do) (?:that|this|it|they|those|these|them|all that|the lot|that lot)(?: all)? (?:worth|come to|add up to|amount to|total|sum to)|(?:what|how much) (?:does|do) (?:that|it|they|those|these|this) (?:come to|add up to|amount to|total|make))(?: (?:us|to us|in total|all together|altogether|in all|all in all|all told|in money|in sum|a year|per year|combined))*$/

/** The same groups or rows by what they are worth, or by how many they are; null where the words say more, or that is what was asked. */
export function revalued(said: string, previous: Asked, object: ObjectType): Asked | null {
  const amount = object.fields.find(({ implicitFor, additive }) => implicitFor === 'money' && additive)
  const isList = !previous.measures && !previous.groupBy
  const { orderBy: _, select: _s, ...rest } = previous
  if (amount && inMoney.test(said) && !isList)
    return figured(rest, { fn: 'sum', field: amount.key }, previous)
  if (inNumbers.test(said) && previous.limit === undefined) return figured(rest, { fn: 'count' }, previous)
  if (amount && worth.test(said) && previous.limit === undefined && !previous.groupBy)
    return figured(rest, { fn: 'sum', field: amount.key }, previous)
  return null
}

/** One figure is put for another; of groups the order by the old one goes on by the new. */
function figured(
  rest: Asked,
  measure: NonNullable<Asked['measures']>[number],
  { measures, groupBy, limit }: Asked,
): Asked | null {
  if ((measures?.length ?? 0) > 1 || JSON.stringify(measures?.[0]) === JSON.stringify(measure)) return null
  const ranked = groupBy && limit !== undefined
  return ranked ? null : { ...rest, measures: [measure] }
}
