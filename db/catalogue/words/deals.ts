/** What people say of deals: their chances and stages, what becomes of them, who else is after them, and what they are worth by their odds. Data. */
import { crossed, words } from '../fields.ts'
import type { Adjective, Kin } from '../types.ts'
import { goneBy } from './work.ts'

export const chances: Adjective[] = [
  {
    words: [
      ...crossed(
        'better than|more than|over|above',
        'even odds|even|even chance|evens|fifty-fifty|a coin toss',
      ),
      ...crossed('better than|more than|over|above', 'an even chance|a coin flip|50-50'),
      ...crossed('more likely|likelier', 'than not|to close than not|to be won than lost|to win than lose'),
      ...words('odds-on|more probable than not'),
    ],
    where: { field: 'probability', op: 'gt', value: 50 },
  },
  {
    words: [
      ...crossed(
        'less than|worse than|under|below',
        'even odds|even|even chance|evens|fifty-fifty|a coin toss',
      ),
      ...crossed('less than|worse than|under|below', 'an even chance|a coin flip|50-50'),
      ...words('less likely than not|more likely lost than won|odds against'),
    ],
    where: { field: 'probability', op: 'lt', value: 50 },
  },
  {
    words: words('fifty-fifty|50-50|even odds|an even chance|a coin flip|a coin toss|a toss-up|toss-up'),
    where: { field: 'probability', op: 'eq', value: 50 },
  },
]

/** What people say of the stages that most sales go through, whichever of them a workspace has. */
export const stageKin: Kin[] = [
  {
    of: words('negotiation|negotiating|negotiate'),
    nouns: [
      ...words(
        'in negotiation|under negotiation|being negotiated|in negotiations|at the negotiating table|haggling over terms|haggling|hammering out terms',
      ),
      ...words('negotiation stage|in the negotiation stage|in the negotiation phase|negotiation phase'),
    ],
  },
  {
    of: words('discovery'),
    nouns: words(
      'in discovery|discovery stage|in the discovery stage|discovery phase|in the discovery phase',
    ),
  },
  {
    of: words('proposal|quote'),
    nouns: words(
      'in proposal|at proposal|proposal stage|at the proposal stage|in the proposal stage|proposal phase|proposal sent|proposal out|with a proposal out|quoted|quote sent|quote out|with a quote out',
    ),
  },
  {
    of: words('qualification'),
    nouns: words(
      'in qualification|being qualified|still being qualified|qualification stage|in the qualification stage|qualification phase|qualifying stage',
    ),
  },
]

/** Still to be decided. */
export const stillOpen = [
  ...words(
    'still open|in play|live|ongoing|in progress|active|pending|undecided|in flight|up for grabs|on the table|in the works|in the hopper|in the funnel|in pursuit|not closed|not yet closed|unclosed|in motion|alive|still alive|still in play|still running|not decided|not yet decided|being worked|being worked on|still working|still working on|we are still working|we are still working on|are we still working|are we still working on|still chasing|still breathing|breathing|still going|still on|not over|running',
  ),
  ...words(
    'cooking|on the boil|on the stove|in the oven|on the hook|in the air|up in the air|on the go|on the cards|still to play for|to play for|to be won|still to be won|yet to be won|yet to be decided|still to be decided|still undecided|yet to close|still to close|not in the bag|not yet in the bag|not signed yet|not yet signed|not closed out|unsettled|under way|underway|in the balance|hanging in the balance|open ended|still on the table|still on the go|still cooking|still in the works|still pending|still live|in the pot|left in the pot|still under way|in negotiations|ticking along|bubbling away|brewing|in the making|on the burner|on our radar|in contention|still out there',
  ),
]

/** Gone our way; the verbs are inflected. */
export const wonVerbs = [
  ...words('bring home|seal the deal|close the deal'),
  ...words(
    'come good|come off|come through|pay off|pull off|go our way|turn our way|work out|pan out|reel in',
  ),
  ...words(
    'haul in|rake in|snag|snap up|walk away with|take home|get the nod|get a yes|say yes|get the green light',
  ),
  ...crossed(
    'end up|end|come out|turn out|go|finish|break|fall|be decided',
    'in our favour|in our favor|our way',
  ),
  ...words(
    'cross the finish line|get over the finish line|get across the line|make it over the line|end in a win',
  ),
  ...words('come up trumps|turn into a win|become a win|turn into business|hit the jackpot'),
]

/** Gone elsewhere, or nowhere; the verbs are inflected. */
export const lostVerbs = [
  ...words('fall over|perish|peter out|fizzle|tank'),
  ...crossed('die|perish|fail', '|on us|on the vine|at the last hurdle|in the end'),
  ...crossed('slip|get|fall|run', 'through our fingers|through our hands|out of our hands'),
  ...crossed(
    'go',
    'down the drain|down the tubes|up in smoke|begging|belly up|against us|the other way|the wrong way|elsewhere|out of the window|out the window|pear shaped|nowhere|to somebody else|to someone else',
  ),
  ...words(
    'get away from us|let slip|let slip away|pass on us|pass us over|say no|get a no|choose somebody else',
  ),
  ...words(
    'choose someone else|bomb|flop|crash and burn|come a cropper|fizzle out|slip our grasp|walked away from',
  ),
  ...crossed('end up|end|come out|turn out|be decided', 'against us|in a loss|in a defeat'),
  ...words(
    'go down in flames|bite the dust|fall flat|come to nothing|die on us|die on the vine|fall by the wayside',
  ),
]

export const lostWords = [
  ...words('losing|losing out on|missing out on'),
  ...crossed(
    'not|never',
    'work out|pan out|come off|go our way|come through|make it|land|happen|come in|come good|worked out|panned out|came off|went our way|came through|made it|landed|happened|come to pass',
  ),
  ...words('a no|no go|a no-go|dead in the water|down and out|kaput|history'),
]

/** Won or lost. */
export const decided = words(
  'decided|already decided|closed out|settled|concluded|done and dusted|over and done with|over with|no longer open|no longer in play|won or lost|wrapped up and decided|either won or lost',
)

/** Who takes a deal away from us; beside a name it says who did. */
export const beating = words(
  'beaten by|beat us|beats us|beating us|pipped by|snatched by|took off us|take off us|takes off us|taking off us|taken off us by|lost out to|outbid by|undercut by|pipped at the post by|stolen by|poached by|snapped up by|outgunned by|outplayed by|nicked by|outdone by|bested by|trumped by|outmanoeuvred by|outmaneuvered by',
)

/** Taking one away from us, which somebody else does. */
export const snatching = {
  words: words(
    'from under our noses|from under our nose|right from under our noses|right under our noses|under our noses|out from under us',
  ),
  verbs: [
    ...crossed(
      'snatch|steal|nick|pinch|swipe|poach|grab|take|whip|pluck|wrest|win|nab',
      'from under our noses|from under our nose|from us|away from us|off us|out from under us|out of our hands|right from under our noses|from right under our noses',
    ),
    ...words('snatch|snatch away|steal|nick|pinch|swipe|poach|filch|pilfer|purloin'),
    ...words(
      'beat us|beat us to|beat us to it|pip us|pip us to|outbid us|undercut us|edge us out|elbow us out',
    ),
    ...words(
      'push us out|knock us out|trump us|best us|outdo us|win against us|win out|get the better of us',
    ),
    ...words(
      'lose out to|lose against|get beaten by|be beaten by|get pipped by|be edged out by|be outbid by',
    ),
  ],
}

const nosing = 'sniffing|circling|lurking|hovering|prowling|nosing|poking|snooping|buzzing'
const about = `${crossed(nosing, 'around|round|about').join('|')}|sniffing|circling|lurking|hovering|prowling|in the mix|in the picture|in the running|in the race|in the frame|in the ring|in the game|in play|at the table|on the shortlist|shortlisted|involved|bidding|bidding as well|also bidding|also in play|pitching|also pitching|muscling in|butting in|making a play|making a move|trying to get in|trying to muscle in|breathing down our neck|breathing down our necks|on our heels|hot on our heels|after it too|after it as well|after the business|also after|also involved|also in the mix|also in the picture|also in the running|also competing|competing|in contention|courting them|wooing them|eyeing it|eyeing|chasing too|in the wings|waiting in the wings|with a foot in the door|on the scene|knocking|knocking on the door|knocking at the door|at the door`
/** Being after a deal too, said behind a name: "where X is sniffing around". */
export const rivalling = [
  ...words(about),
  ...words(
    'bidding on|also bidding on|bidding for|also bidding for|pitching for|pitching against|fighting us for|fighting us',
  ),
  ...words('competing for|competing with us|up against us|going after|eyeing up|contesting'),
  ...words(
    'head to head with|going head to head with|toe to toe with|going toe to toe with|in a fight with|at war with',
  ),
  ...words(
    'locking horns with|lock horns with|crossing swords with|duelling with|slugging it out with|in a battle with',
  ),
  ...words('threatening|threatening us|on the other side|is on the other side'),
]

const someone =
  'a competitor|a rival|somebody else|someone else|another vendor|the competition|competitors|rivals|any competitor|any rival'
const noOne = 'nobody else|no one else|no competitor|no rival|no competition'
export const contested = [
  ...words(
    'contested|competitive|with a competitor|in competition|with competition|with a rival|against a competitor|up against somebody|with a competitor in play|with a competitor named',
  ),
  ...crossed(someone, 'is|are', about),
  ...crossed(`with ${someone.split('|').join('|with ')}`, about),
  ...words(
    'up against someone|up against someone else|up against somebody else|up against a rival|up against a competitor',
  ),
  ...words(
    'up against competition|facing competition|facing a rival|facing a competitor|we are not alone|not alone',
  ),
]
export const uncontested = [
  ...words(
    'uncontested|without competition|without a competitor|no competitor|unopposed|without a rival|no rival|no competition|without competitors|non-competitive|with nobody else in the race',
  ),
  ...crossed(`${noOne}|where ${noOne.split('|').join('|where ')}`, `is ${about.split('|').join('|is ')}`),
  ...crossed(`with ${noOne.split('|').join('|with ')}`, about),
  ...words(
    'all to ourselves|to ourselves|we have to ourselves|have to ourselves|without rivals|with nobody against us|nobody against us|no one against us|nobody competing|no one competing',
  ),
]

const weighing =
  'allow for|allowing for|factor in|factoring in|account for|accounting for|adjust for|adjusted for|adjusted by|correct for|corrected for|apply|consider|considering|price in|bake in|weigh in|weight by|weighted by|weighted with|weighted for|weigh by|weighed by|multiply by|multiplied by|discount by|discounted by|discounted for|scale by|scaled by|counted by|counted at|valued by|each counted by|each weighted by|each discounted by|each multiplied by|each times'
const weighingEach =
  'discount each by|discount them by|discount it by|weight each by|weight them by|weight it by|weigh each by|weigh them by|weigh it by|multiply each by|multiply them by|multiply it by|scale each by|scale them by|adjust each for|adjust them for|adjust it for|count each by|count them by|each at|take each at'
const theOdds =
  'odds|the odds|its odds|their odds|probability|the probability|its probability|their probability|likelihood|the likelihood|its likelihood|their likelihood|the chance|the chances|its chances|their chances|its chance|the win probability|the chance of winning|chance of winning|the odds of winning'
const howLikely =
  'they are|it is|each is|each one is|we are to win|we are to win it|we are to win them|we are to get it|we are to get them|they are to close|it is to close|they are to come in|it is to come in|we are to land it|we are to close it|we are to close them|that is'

/** What an amount comes to once the odds are counted in: said beside any word for the amount, or alone. */
export const byOdds = [
  ...crossed(weighing, theOdds),
  ...crossed(weighing, 'how likely', howLikely),
  ...crossed(
    weighingEach,
    'odds|the odds|its odds|their odds|its probability|their probability|probability|likelihood|its chances|its likelihood',
  ),
  ...crossed(weighingEach, 'how likely', 'it is|they are|we are to win it|we are to get it'),
  ...crossed('adjust for|adjusting for|adjusted for|allow for|discounted for|corrected for', 'risk|the risk'),
  ...crossed('take|taking|taken|with', theOdds, 'into account|into consideration'),
  ...crossed(
    'take|taking|with',
    'how likely',
    'they are|it is|each is|we are to win',
    'into account|into consideration',
  ),
  ...crossed(
    'the odds|odds|probability|the probability|chances|likelihood',
    'included|counted in|factored in|applied|considered|taken into account|baked in|priced in',
  ),
  ...crossed('probability|prob|risk|odds|likelihood', 'adjusted|weighted|discounted'),
  ...words(
    'on a weighted basis|weighted|on a risk-adjusted basis|in weighted terms|in expectation|on expectation|when weighted|once weighted|if weighted',
  ),
]

/** Past the day that a deal was to be closed by. */
export const pastDue = {
  words: [
    ...words('overdue|past due|slipped|slipping|stale|pushed|sliding|behind schedule|lagging'),
    ...words(
      'gathering dust|collecting dust|gone stale|going stale|growing mould|rotting|left to rot|past their sell-by date',
    ),
    ...words(
      'past their best before|past its sell-by date|languishing|dragging on|dragging|dragging their feet|running late|running over|long overdue',
    ),
    ...crossed(
      'past|beyond|after|over|running past|drifting past',
      'its close date|their close date|the close date|close date|its due date|their due date|its closing date|their closing date|the closing date|its date|their date|its deadline|their deadline|the planned close|the expected close|the expected close date|the planned close date',
    ),
    ...crossed('slipped|slid|gone|went|ran', 'past its close date|past their close date|past the close date'),
    ...crossed(
      'should have|should long have|ought to have|were supposed to have|was supposed to have|were meant to have',
      'closed|landed|signed|come in|come through|come home|been closed|been signed|been won|been wrapped up|wrapped up|been done|been decided|been settled|been tied up|been sewn up|been finalised|been finalized|been in the bag|been closed out|been booked|been over the line|been finished|been inked|been concluded',
      '|by now|long ago|already|by now but are not|by now but still are not|by now but have not|by now and have not|but are not|but have not|but did not|but still are not',
    ),
    ...crossed(
      'should be already|should already be|should long be|ought to be already|ought to already be|should have already been|should already have been|should have long been|should by now be|should by now have been|should be by now',
      'closed|done|signed|won|decided|settled|wrapped up|concluded|finished|finalised|finalized',
      '|but are not|but have not|but still are not|and are not',
    ),
    ...crossed(
      'should be|ought to be',
      'closed|closed by now|done by now|signed by now|closed already|in by now|in the bag by now|wrapped up by now|over the line by now|home by now|decided by now',
    ),
    ...crossed(
      'were supposed to|was supposed to|were meant to|was meant to|were to|were due to|was due to|were expected to',
      'close|close by now|land|land by now|come in|come in by now|be closed|be closed by now|be signed|be signed by now|be done by now',
      'but did not|but have not|but never did|and did not|and have not|and still have not|but still have not|and never did',
    ),
    ...crossed(
      'close date|closing date|with a close date|with close date|the date|their date|its date|the day|target date|the target date|the planned date|the expected date|planned close|expected close|the deadline|the date they were meant to land|the date it was meant to land|the date they were meant to close|the date it was meant to close|the date they were supposed to close|the date they should have closed|the date they were due|the date we had down for them',
      goneBy,
    ),
  ],
  verbs: crossed(
    'miss|slip past|slide past|go past|blow past|run past|sail past|drift past|overshoot|overrun|blow through',
    'its close date|their close date|the close date|its closing date|their closing date|its date|their date|their expected close|its expected close|their deadline|its deadline',
  ),
}
