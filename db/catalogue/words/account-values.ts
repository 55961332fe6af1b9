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
      'small business|small and medium business|small-business|smbs|sme|small and medium|small & medium|small and mid-size business|small and medium-sized|small and medium-sized business|small biz|small company|small shop|mom and pop|mom-and-pop|mom and pop shop|mom-and-pop shop|micro business|long tail|small fry',
    ),
  ),
]
export const regionValues: EnumValue[] = [
  choice(
    'NA',
    'NA',
    ...words(
      'north america|north american|namer|noram|north-american|n america|us and canada|us & canada|stateside',
    ),
  ),
  choice(
    'EMEA',
    'EMEA',
    ...words(
      'europe|european|europe middle east and africa|europe, the middle east and africa|europe/middle east/africa',
    ),
  ),
  choice(
    'APAC',
    'APAC',
    ...words('asia pacific|asia-pacific|asia|asian|asia pac|asia-pac|apj|asia/pacific|asia and the pacific'),
  ),
  choice(
    'LATAM',
    'LATAM',
    ...words(
      'latin america|latin american|latin-american|south america|south american|lat am|lat-am|central and south america',
    ),
  ),
]

export const lifecycleValues: EnumValue[] = [
  choice(
    'onboarding',
    'Onboarding',
    ...words(
      'being onboarded|still onboarding|getting onboarded|ramping|ramping up|implementing|in implementation|in onboarding|onboardee|being set up|setting up|getting set up|in set-up|in setup|in rollout|in roll-out|in deployment|getting started|going through onboarding|under implementation|finding their feet|in ramp-up|stuck in onboarding|stuck at onboarding|still in onboarding|at onboarding',
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
    ...words('in adoption|being adopted|settling in|bedding in|adopter'),
    ...phased('adoption', 'adopting'),
  ),
  choice(
    'renewing',
    'Renewing',
    ...words(
      'in renewal|in renewal talks|in renewal negotiations|in renewal discussions|in renewal conversations|negotiating renewal|negotiating their renewal|negotiating a renewal|negotiating the renewal|discussing renewal|discussing their renewal|going through renewal|working on renewal|in the middle of renewal',
    ),
    ...phased('renewal', 'renewing'),
  ),
  choice(
    'expanding',
    'Expanding',
    ...words('growing|in expansion|expander'),
    ...phased('expansion', 'growth', 'expanding', 'upsell'),
  ),
  choice(
    'churned',
    'Churned',
    ...words(
      'lost|former|ex|gone|cancelled|canceled|inactive|left us|departed|churned out|no longer with us|no longer a customer|no longer customers|walked away|terminated|bygone|not with us anymore|not with us any more|no longer ours|out of the door|out the door|gone for good|ex-customer|ex-client',
    ),
  ),
]
