/** What people say of those who would recommend us, and of those who would not. Data. */
import { crossed, words } from '../fields.ts'
import type { Field } from '../types.ts'

/** From those who would not recommend us to those who would. */
export const npsLadder: Field['ladder'] = { rungs: ['detractor', 'passive', 'promoter'], worse: 'down' }

export const npsWords = {
  promoter: words(
    'ambassador|evangelist|cheerleader|champion of ours|admirer|well-wisher|big fan|true fan|devotee|supporter|believer|fan|nps promoter|raving fan|enthusiast|loyalist|recommender|happy camper',
  ),
  passive: words(
    'neutral|nps passive|fence-sitter|fence sitter|on the fence|sitting on the fence|undecided|indifferent|middle of the road|lukewarm|tepid|meh|so-so|middle-of-the-road',
  ),
  detractor: words(
    'grump|complainer|whiner|malcontent|unhappy camper|unhappy one|sourpuss|nitpicker|faultfinder|opponent of ours|disparager|critic|nps detractor|hater|naysayer|badmouther|basher|moaner|grumbler|knocker',
  ),
}

export const npsVerbs = {
  promoter: [
    ...words('recommend us|sing our praises|speak highly of us|speak well of us|rave about us|vouch for us'),
    ...words('put in a good word for us|talk us up|love us'),
  ],
  detractor: [
    ...words(
      'badmouth us|bad-mouth us|run us down|slag us off|talk us down|trash us|bash us|knock us|hate us',
    ),
    ...words(
      'badmouth|bad-mouth|speak ill of us|warn others off us|warn others about us|drag our name through the mud',
    ),
    ...crossed('not|never', 'recommend us|recommend us to anyone|recommend us to anybody'),
  ],
}
