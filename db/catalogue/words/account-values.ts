/** The listed values of accounts (segments, regions, lifecycle stages), with what people call them. Data. */
import { choice, crossed, words } from '../fields.ts'
import type { EnumValue } from '../types.ts'

const phased = (...stages: string[]): string[] =>
  stages
    .flatMap((stage) => crossed('in the|in', stage, 'phase|stage|mode'))
    .concat(crossed(stages.join('|'), 'phase|stage'))

export const segmentValues: EnumValue[] = [
  choice(
    'enterprise',
    'Enterprise',
    ...words(
      'ent|entreprise|large enterprise|big enterprise|corporate|large corporate|blue chip|blue-chip|enterprise-size|enterprise-sized|enterprise-level|enterprise-grade|enterprise tier|enterprise class|enterprise segment|enterprise company|enterprise business',
    ),
  ),
  choice(
    'mid_market',
    'Mid-market',
    ...words(
      'mid market|midmarket|mid-size|midsize|mid size|mid-sized|mid sized|midsized|medium-sized|medium-size|medium size|medium|middle market|middle-market|mid-tier|mid tier|mid-mkt|mid-segment|mid segment|mids|mittelstand|mm|mid-market company',
    ),
  ),
  choice(
    'smb',
    'SMB',
    ...words(
      'small business|small and medium business|small-business|smbs|sme|small and medium|small & medium|small and mid-size business|small and medium-sized|small and medium-sized business|small biz|small company|small shop|mom and pop|mom-and-pop|mom and pop shop|mom-and-pop shop|micro business|long tail|small fry|small ones|smaller ones|tiny ones|little ones|small guys|little guys|small player|small outfit|small firm|tiddler|minnow',
    ),
  ),
]
/** A place, and what it is to be there. */
const located = (names: string): string[] => [
  ...words(names),
  ...crossed('live in|lives in|living in|at home in|based in|headquartered in|out of', names),
]

export const regionValues: EnumValue[] = [
  choice(
    'NA',
    'NA',
    ...located(
      'north america|north american|namer|noram|north-american|n america|us and canada|us & canada|stateside|the states and canada|canada and the us|usa and canada|north americas|the americas north|across the pond',
    ),
  ),
  choice(
    'EMEA',
    'EMEA',
    ...located(
      'europe|european|europe and africa|europe and the middle east|the old continent|old continent|emea region|the continent|europe middle east and africa|europe, the middle east and africa|europe, middle east and africa|europe, middle east & africa|europe middle east africa|europe, middle east, africa|europe/middle east/africa',
    ),
  ),
  choice(
    'APAC',
    'APAC',
    ...located(
      'asia pacific|asia-pacific|asia|asian|asia pac|asia-pac|apj|asia/pacific|asia and the pacific|far east|the far east|asia and australia|asia and oceania|down under and asia|asia region',
    ),
  ),
  choice(
    'LATAM',
    'LATAM',
    ...located(
      'latin america|latin american|latin-american|south america|south american|lat am|lat-am|central and south america|south and central america|south americas|latin americas|latin america and the caribbean',
    ),
  ),
]

export const lifecycleValues: EnumValue[] = [
  choice(
    'onboarding',
    'Onboarding',
    ...words(
      'being onboarded|still onboarding|getting onboarded|ramping|ramping up|implementing|in implementation|in onboarding|onboardee|being set up|setting up|getting set up|in set-up|in setup|in rollout|in roll-out|in deployment|getting started|going through onboarding|under implementation|finding their feet|finding its feet|in ramp-up|stuck in onboarding|stuck at onboarding|still in onboarding|at onboarding|getting their feet wet|just getting set up|still getting set up|just getting started|just getting going|still getting going|getting off the ground|in their first steps|taking their first steps|taking its first steps|learning the ropes|being implemented|getting implemented|being rolled out|getting rolled out|in the middle of onboarding|mid-onboarding|midway through onboarding|onboarding right now|being brought on board|coming on board|in the onboarding stage|being deployed|not done onboarding|not through with onboarding|not through onboarding|being ramped up|warming up to the product|still rolling out|getting ready to launch|still in the starting blocks|in the starting blocks|still setting up|still implementing|still ramping|still ramping up|still being set up|still being onboarded|getting to know the product|in training wheels|on training wheels|in the setup|up for go-live',
    ),
    ...phased('onboarding', 'implementation', 'setup', 'ramp-up'),
    ...crossed(
      'never|not|not yet|has not|have not|still not',
      'made it out of|got out of|gotten out of|out of|left|finished|completed|through|done with',
      'onboarding',
    ),
  ),
  choice(
    'adopting',
    'Adopting',
    ...words(
      'in adoption|being adopted|settling in|bedding in|adopter|adopting the product|growing into the product|getting into the swing|getting into the swing of it|getting to grips with the product|in steady use|past onboarding',
    ),
    ...phased('adoption', 'adopting'),
  ),
  choice(
    'renewing',
    'Renewing',
    ...words(
      'in renewal|in renewal talks|in renewal negotiations|in renewal discussions|in renewal conversations|negotiating renewal|negotiating their renewal|negotiating a renewal|negotiating the renewal|discussing renewal|discussing their renewal|going through renewal|working on renewal|in the middle of renewal|at the renewal stage|at renewal stage|in the renewal process|in the renewal cycle|in the renewal window|at the negotiating table|negotiating an extension|talking renewal|in talks to renew|in talks about renewal|mid-renewal|re-signing',
    ),
    ...phased('renewal', 'renewing'),
  ),
  choice(
    'expanding',
    'Expanding',
    ...words(
      'growing|in expansion|expander|branching out|scaling up|upsizing|adding seats|buying more|growing with us|on the growth path|in growth|broadening|extending with us|ramping spend|taking on more',
    ),
    ...phased('expansion', 'growth', 'expanding', 'upsell'),
  ),
  choice(
    'churned',
    'Churned',
    ...words(
      'lost|former|ex|gone|cancelled|canceled|inactive|left us|departed|churned out|no longer with us|no longer a customer|no longer customers|walked away|terminated|bygone|not with us anymore|not with us any more|no longer ours|out of the door|out the door|gone for good|ex-customer|ex-client|lost and gone|done with us|through with us|off the books|off our books|once ours|used to be ours|used to be a customer|used to be customers|not our customer any more|not a customer any more|not customers any more|not a customer anymore|not customers anymore|no longer a client|no longer clients|no longer paying us|no longer on board|defunct|past customer|one-time customer|erstwhile|cancelled on us',
    ),
  ),
]
