/** What people say for the reasons that a workspace's data may give for what was lost, whatever it calls them. Data. */
import { crossed, words } from '../fields.ts'
import type { Kin } from '../types.ts'

const somebodyElse =
  'a competitor|competitors|the competition|a rival|rivals|somebody else|someone else|another vendor|another supplier|another provider|a different vendor|a different supplier|one of our competitors|one of our rivals|a competing product|another product|another tool|a different tool|the other side|the other lot'
const ourselves =
  'themselves|by themselves|it themselves|something themselves|one themselves|a tool themselves'
const ownThing =
  'their own|their own thing|their own tool|their own solution|their own system|their own software|their own product|their own version|something of their own|a tool of their own|an own solution'

export const reasonKin: Kin[] = [
  {
    of: words('price|pricing|cost|costs|expensive'),
    nouns: words(
      'too expensive|too pricey|too costly|too dear|high costs|rising costs|pricing|sticker shock|high price|price increase|price hike|price rise|our prices|too steep a price|being too expensive|too much money|the money question|the cost of it all',
    ),
    verbs: words(
      'find us too expensive|find us too dear|find us too pricey|find it too expensive|think us too expensive|think we are too expensive|find it too dear|can not afford us|could not afford us|could not afford it|be priced out|price us out|balk at the price|baulk at the price|be put off by the price',
    ),
  },
  {
    of: words('competitor|rival|competition|competing'),
    nouns: words(
      'competitor|rival|competition|competitive loss|the competition|a better offer|better offer elsewhere|competitive pressure',
    ),
    verbs: [
      ...crossed(
        'go to|go with|go over to|go for|switch to|switch over to|move to|move over to|move across to|defect to|leave for|choose|pick|sign with|sign up with|fall for|run off with|run off to|run to|jump to|migrate to|prefer|change to|swap us for|replace us with|ditch us for|dump us for|drop us for|trade us in for|join',
        somebodyElse,
      ),
      ...words('be poached|get poached|be lured away|get lured away|be snapped up by the competition'),
    ],
  },
  {
    of: words('adoption|unused|use|usage'),
    nouns: words(
      'poor adoption|weak adoption|lack of adoption|lack of use|lack of usage|poor uptake|weak uptake|low uptake|low usage|too little use|non-use',
    ),
    verbs: words(
      'never take to it|never take to the product|never adopt it|never warm to it|never get used to it|never get into it|never really use it|hardly use it|barely use it|never get it off the ground|not see the use of it',
    ),
  },
  {
    of: words('acquired|acquisition|merger|takeover|merged'),
    nouns: words(
      'acquisition|takeover|merger|buyout|buy-out|a takeover|being acquired|being bought|change of ownership',
    ),
    verbs: [
      ...crossed(
        'be|get',
        'acquired|bought|bought up|bought out|bought by another company|bought by somebody else|bought by someone else|bought by somebody|taken over|swallowed|swallowed up|snapped up|gobbled up|acquired by another company|taken over by another company|sold|merged',
      ),
      ...words('merge|merge with another company|change hands|change owners|change owner'),
    ],
  },
  {
    of: words('champion'),
    nouns: words(
      'loss of the champion|loss of their champion|a lost champion|champion departure|lost champion',
    ),
    verbs: words('lose their champion|lose its champion|lose the champion'),
  },
  {
    of: words('budget|no budget|budget cut|budget freeze|funding'),
    nouns: words(
      'budget|the budget|budget cuts|budget cut|cost cutting|cost-cutting|savings|lack of money|lack of funds|lack of funding|tight budget|frozen budget|no money|money troubles|money problems|austerity|belt-tightening|cutbacks|budget constraints|budget reasons|budget problems|shortage of money|empty coffers|spending freeze',
    ),
    verbs: words(
      'run out of money|run out of budget|run out of funds|run out of cash|have no money|have no budget|have no money left|have no budget left|have their budget cut|have their budget frozen|have to save|have to save money|tighten their belt|tighten their belts|cut their budget|freeze their budget|cut costs|be short of money|be strapped for cash',
    ),
  },
  {
    of: words('in-house|inhouse|own build|in house build|homegrown|diy'),
    nouns: words(
      'home-grown tool|homegrown tool|home-made tool|home-made solution|home-grown solution|own development|building it themselves|do-it-yourself|diy|in-house solution|in-house tool|insourcing|an in-house tool',
    ),
    verbs: [
      ...crossed(
        'build|write|make|develop|create|code|program|roll|cobble together|do',
        `${ourselves}|${ownThing}`,
      ),
      ...crossed(
        'build|bring|take|make|develop|do',
        'in-house|it in-house|in house|it in house|something in-house',
      ),
      ...words('go in-house|go it alone|do it on their own|go their own way'),
    ],
  },
  {
    of: words('tender|rfp|bid|procurement'),
    nouns: words('lost bid|lost rfp|failed tender|failed bid|the tender|the rfp|public tender|the bid'),
    verbs: words('put it out to tender|go out to tender|lose the tender to somebody else'),
  },
  {
    of: words('rollout|roll-out|implementation|deployment'),
    nouns: words(
      'slow implementation|slow deployment|slow launch|sluggish rollout|dragging rollout|long rollout|delayed rollout|rollout delays|a rollout that dragged|slow onboarding|rollout problems|the rollout',
    ),
    verbs: words('get tired of the rollout|never get through the rollout'),
  },
  {
    of: words('closure|closed|bankruptcy|insolvency|out of business|liquidation'),
    nouns: words(
      'bankruptcy|insolvency|going out of business|liquidation|closing down|going bust|shutdown|closure of the business',
    ),
    verbs: words(
      'go bust|go under|go out of business|go bankrupt|go broke|go into administration|go into liquidation|go belly up|go to the wall|close down|close up shop|close their doors|shut up shop|shut their doors|shut down|fold|cease trading|wind up|be wound up|stop trading|cease to exist|be liquidated',
    ),
  },
  {
    of: words('feature|features|functionality|missing feature'),
    nouns: words(
      'missing functionality|missing features|lack of features|lacking features|feature gap|feature gaps|product gap|product gaps|gap in the product|gaps in the product|a missing feature|functional gap|lack of functionality|missing function|missing capability',
    ),
    verbs: words(
      'miss a feature|miss features|miss something in the product|lack a feature|lack features|need a feature that we do not have|need something we do not have|need something we could not do|not find the feature they needed',
    ),
  },
  {
    of: words('support|service|bugs|quality'),
    nouns: words(
      'bad support|poor support|bad service|poor service|slow support|our support|bugs|poor quality',
    ),
  },
  { of: words('timing|not now|no decision'), nouns: words('bad timing|wrong time|wrong moment|poor timing') },
]
