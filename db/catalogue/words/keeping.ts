/** What people say of money and customers that stayed over a time, and of those that did not: "still with us", "held on to", "upsells counted in"; and how a rate is reckoned. Data. */
import { crossed, words } from '../fields.ts'

/** Verbs of what is still there of what was. */
export const keepingVerbs = [
  ...words(
    'keep|retain|hold on to|hold onto|hang on to|hang onto|hold|manage to keep|manage to retain|manage to hold on to|manage to hang on to|still have|still have today|still get|have left|have left today|have still got|have got left|be left|be left today|be still with us|be still with us today|be still here|be still there|be still ours|be still around|be still on the books|be with us today|be with us now|be with us still|have stayed|have stayed with us|have remained|remain|remain with us|survive|stay with us|stay on|stick around|stick with us|be kept|be retained|be still paying|be still paid|still pay',
  ),
]
export const losingVerbs = words('lose|leave|leave us|quit|walk away|be gone|be lost|churn|walk out')

const growth =
  'upsells|upsell|upselling|expansion|expansions|growth|any growth|upsells and losses|upsells and churn|expansion and churn|growth and losses|upsells and downgrades|expansions and losses|expansion and contraction|upgrades and downgrades|upgrades|price rises|add-ons|new sales to them|what they bought on top|what they added'

/** Growth of what was there belongs to it. */
export const growthIn = [
  ...crossed(
    'including|incl|counting|counting in|with|plus|adding|adding in|adding back|and|and counting|net of',
    growth,
  ),
  ...crossed(
    'if you count|if we count|when you count|counting|and count|with',
    growth,
    'in|included|counted in|as well|too',
  ),
  ...crossed(growth, 'counted in|included|in|thrown in|added in|added|on top|taken in'),
]
/** It does not. */
export const growthOut = [
  ...crossed(
    'without|excluding|excl|leaving out|leave out|not counting|without counting|ignoring|ignore|before|disregarding|setting aside|forget|forgetting|minus|less|net of no|never mind',
    growth,
  ),
  ...crossed('leave|leaving|keep|keeping|take|taking', growth, 'out of it|out|aside|out of the picture'),
  ...crossed(growth, 'left out|not counted|excluded|left aside|ignored|not counted in|set aside'),
]

const agreements = 'renewals|agreements|contracts|customers|accounts|deals|subscriptions|what|those|the ones'
/** What was to be renewed. */
export const upForRenewal = [
  ...words(
    'renewals|our renewals|the renewals|due renewals|renewals due|renewals that were due|renewals that came up|renewals which came up|renewals coming up|renewals that were up',
  ),
  ...crossed(
    agreements,
    '|that were|which were|that was|who were|that came|which came|that had|that fell|which fell',
    'up for renewal|due for renewal|up for signing again|due to renew|up for re-signing|to be renewed|due to be renewed',
  ),
  ...crossed(
    agreements,
    'that|which|who',
    'came up for renewal|came due for renewal|had to renew|were meant to renew|were supposed to renew|fell due for renewal',
  ),
]
export const winningVerbs = [
  ...keepingVerbs,
  ...words(
    'win|close|renew|get renewed|be renewed|be won|get over the line|bring home|land|sign|get signed|sign again',
  ),
]
/** What becomes of deals that are decided for us. */
export const winningDeals = words(
  'win|convert|bag|clinch|take home|bring home|get over the line|walk away with|come out on top in|get to win|end up winning|actually win|manage to win',
)

/** How a rate is reckoned: by what the rows are worth, or by how many they are. */
export const byValue = words(
  'by value|in value|by arr|in arr|by amount|by money|in money|by revenue|in revenue|by dollars|in dollars|by dollar value|by worth|value-weighted|weighted by value|weighted by arr|weighted by amount|in terms of value|in terms of money|in terms of arr|in terms of revenue|on value|on a value basis|money-wise|value-wise|in money terms|in value terms|going by value|going by money|measured by value|measured in money|dollar-weighted',
)
export const byCount = words(
  'by count|by number|by numbers|in numbers|by head count|by headcount|by heads|by deal count|by number of deals|by the number of deals|by number of renewals|by the number of renewals|by logo|by logos|by number of customers|by number of accounts|by pieces|in terms of number|in terms of numbers|in terms of count|in terms of deals|on count|on a count basis|number-wise|count-wise|going by count|going by number|counting deals|counting heads|counting renewals|unweighted|measured by count|per head',
)
