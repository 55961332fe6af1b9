/** The closed vocabulary: operators, figures, ranks and orders. Data; attached to fields by type alone. */
import type { Op } from './ops.ts'

export type Entry = { op: Op; value?: string; words: string }

/** "Line them up by", "rank those on", "go by". */
const orderBy = [
  'sort',
  'order',
  'rank',
  'arrange',
  'organise',
  'organize',
  'sequence',
  'prioritise',
  'prioritize',
  'stack',
  'rate',
  'grade',
]
  .flatMap((verb) =>
    ['', ' them', ' those', ' these', ' it', ' that', ' everything'].map((what) => `${verb}${what}`),
  )
  // "Renewal rate by segment" orders nothing.
  .filter((verb) => !/^(rate|grade)$/.test(verb))
  .concat(
    ['', ' them', ' those', ' these', ' it', ' that'].map((what) => `line${what} up`),
    'go',
    'lined up',
    'stacked',
    'organised',
    'organized',
    'base it',
    'base that',
    'base the order',
    'base the ranking',
    'make the order',
    'put them in order',
    'put those in order',
    'put it in order',
    'put that in order',
  )
  .flatMap((verb) =>
    [
      'by',
      'on',
      'according to',
      'in order of',
      'based on',
      'by how many',
      'on how many',
      'by how much',
      'on how much',
      'by how far',
      'by how hard',
      'on how hard',
      'by how badly',
      'on how badly',
      'by how fast',
      'by the number of',
      'on the number of',
    ].map((by) => `${verb} ${by}`),
  )
  .concat('base it on', 'base that on', 'base the order on', 'put them in order of', 'go by', 'line up')
  .filter((phrase) => !/^go (?!by)/.test(phrase))
  .join('|')

/** Alternatives are parted by "|"; words are folded as a request is. */
export const closedWords: Entry[] = [
  { op: 'unit', value: 'points', words: 'points|point|pts|pt|pp' },
  { op: 'unit', value: 'hours', words: 'hours|hour|hrs|hr|h' },
  { op: 'unit', value: 'minutes', words: 'minutes|minute|mins' },
  { op: 'unit', value: 'percent', words: 'percentage points|per cent' },
  { op: 'unit', value: 'days', words: 'days|day|business days|working days' },
  {
    op: 'compare',
    value: 'gt',
    words:
      'more than|over|above|greater than|north of|exceeding|exceed|exceeds|bigger than|larger than|higher than|beyond|longer than|better than|in excess of|>|more|upward of|older than|past',
  },
  {
    op: 'compare',
    value: 'gte',
    words:
      'at least|no less than|not less than|no fewer than|a minimum of|minimum of|minimum|min|>=|≥|=>|upwards of|from|starting at|not under|not below',
  },
  {
    op: 'compare',
    value: 'lt',
    words:
      'has not reached|have not reached|has not hit|have not hit|not reached|not yet reached|yet to reach|less than|under|below|fewer than|lower than|smaller than|south of|sub|<|beneath|short of|shorter than|younger than|newer than|worse than|inside of|cheaper than',
  },
  {
    op: 'compare',
    value: 'lte',
    words:
      'at most|no more than|not more than|not over|not above|up to|a maximum of|maximum of|maximum|max|<=|≤|=<|not exceeding|within|no higher than|no longer than|capped at',
  },
  { op: 'compare', value: 'eq', words: '=|==|equals|equal to|exactly|precisely|equaling' },
  { op: 'compare', value: 'ne', words: '!=|<>|≠|not equal to|different from' },
  {
    op: 'compareAfter',
    value: 'gte',
    words:
      'or even more|or even higher|or even longer|or more|or above|or higher|or greater|or better|and up|and above|and over|and more|or over|or longer|or later|plus|upwards|and higher|or bigger|+',
  },
  {
    op: 'compareAfter',
    value: 'lte',
    words:
      'or even less|or even fewer|or even lower|or less|or below|or lower|or fewer|or under|and below|and under|and down|or worse|or shorter|or smaller|and less|tops|max|at most|or earlier',
  },
  { op: 'between', words: 'between|in the range of|in the range|ranging from|anywhere between|in between' },
  {
    op: 'not',
    words:
      'the opposite|the reverse|other way round|the other way round|wrong way round|the wrong way round|other way around|the other way around|vice versa|not|never|arent|non|neither|other than being|not already|not currently|not yet|anything but',
  },
  {
    op: 'absent',
    words:
      'with nothing|have nothing|has nothing|no|without|lacking|lack|lacks|missing|none|have not got|do not have|does not have|have no|has no|there is no|zero|nobody|no one|with no|without a|without any|without an|with none|devoid of|not having|not a single|has neither|have neither|had neither|with neither|neither a|neither an|neither any|nor a|nor an|nor any|nor even a|nor even an',
  },
  {
    op: 'except',
    words:
      'hide|hiding|except|except for|excluding|exclude|excl|ex|other than|apart from|aside from|leave out|leaving out|minus|but not|besides|barring|outside|outside of|skip|take out|drop|remove|without counting|not counting|not including|ignore|ignoring|everything but|all but|save for|less the|filter out|not in|cut out|omit|discard',
  },
  { op: 'and', words: 'and|as well as|along with|together with|,|and also|in addition to|/' },
  { op: 'or', words: 'or|nor|and/or|or else|either' },
  { op: 'but', words: 'but|yet|while|though|however|;|that are|which are|who are' },
  {
    op: 'count',
    words:
      'how many|number of|number|count of|count|total number of|no . of|# of|# |the number|how often|how many times|number of times|the number of times|how frequently|head count of|tally of|nr of|num of|num|how many of|a count of|quantity of|counts|volume of|howmany|volume|volumes|headcount of|headcount|tally',
  },
  { op: 'long', words: 'how long|how fast|how quickly|how slow|how old|how far' },
  {
    op: 'much',
    words: 'how much|what amount|the amount of|how big is|how large is|how big are|how large are',
  },
  {
    op: 'total',
    words:
      'total|tot|ttl|sum|sum of|combined|altogether|overall|in total|all together|add up|summed|aggregate|add up to|adds up to|adding up to|amount to|amounts to|come to in total|entire|grand total|sum up|totals|between them|between the two|between the three|between the two of them|put together|taken together|all told|jointly|together between them|adding up|adds up|add together|adding together|added together|added up|tot up|tots up|totting up|tot up to|tots up to|tally up|tallying up|tallied up|sum up to|sums up to|summing|summing up|come to|comes to|came to|work out to|works out to|work out at|works out at|run to|runs to|ring up to|where do we land|where does that land us|where does that leave us|what do we get to|what do they make together|what do they make|sum to|sums to|sum total|sum total of|the sum total of',
  },
  { op: 'average', words: 'average|avg|mean|on average|typical|averaged|averages|the average|ave' },
  {
    op: 'median',
    words:
      'median|the median|medians|middle value|the middle value|middle value of|the middle value of|midpoint|the midpoint',
  },
  { op: 'minimum', words: 'minimum|the minimum|min' },
  { op: 'maximum', words: 'maximum|the maximum|max' },
  {
    op: 'share',
    words:
      'chunk of|what chunk of|how big a chunk of|how large a chunk of|what piece of|what cut of|what sort of share of|what kind of share of|share of|percentage of|what percentage of|what percent of|what share of|proportion of|fraction of|what proportion of|% of|percent of|what fraction of|ratio of|what % of|what part of|what portion of|what portion|what share|what proportion|what fraction|portion of|slice of|what slice of|how big a slice of|how big a share of|how large a share of|how big a part of|how large a part of|as a % of|as a percentage of|as a percent of|as a share of|as a proportion of|as % of|in % of|in percent of|per cent of|what per cent of|the share of|the percentage of|the proportion of|what percentage|what percent|how many percent of|how many percent|how many % of|how many per cent of|percentage|as a percentage|as a share|in percent|in per cent',
  },
  {
    op: 'earlier',
    value: 'previous',
    words:
      'the previous one|the one before|the one before that|the prior one|the last one|previous one|prior one|the previous period|the prior period|previous period|prior period|the period before|the month before|the quarter before|the week before|the previous equivalent|month on month|month over month|quarter on quarter|quarter over quarter|week on week|week over week|mom|qoq|wow',
  },
  {
    op: 'earlier',
    value: 'year',
    words:
      'the same quarter last year|same quarter last year|the same quarter of last year|the same month last year|same month last year|the same month of last year|the same week last year|the same period last year|same period last year|the same period of last year|the same time last year|same time last year|this time last year|a year earlier|one year earlier|the year before|year on year|year over year|yoy|y/y',
  },
  {
    op: 'running',
    words:
      'running total of|running totals of|running total|running sum of|cumulative|cumulatively|cumulated|accumulated|running tally of',
  },
  {
    op: 'trend',
    words:
      'trend|trends|trending|trended|trend of|trend in|trend for|trend line|trendline|over time|through time|develop|developed|developing|development of|development|evolve|evolved|evolving|evolution of|evolution|history of|trajectory|trajectory of|progression of|progression|progress over time|time series of|time series|curve of',
  },
  {
    op: 'group',
    words:
      'by how many|on how many|by how much|by the number of|by how hard|by how far|by how badly|divided for|divided per|divided in|separated by|separated per|separated for|separated into|distinguished by|differentiated by|subdivided by|subdivided into|x|split|split into|by|per|for each|for every|across|over all|spread over|spread across|divided among|divided between|divided over|divided across|distributed over|distributed across|distributed among|split among|split between|split over|shared between|broken down by|break down by|break that down by|break it down by|break them down by|breakdown by|breakdown per|split by|grouped by|group by|group them by|group that by|split out by|segmented by|sliced by|slice by|according to|in each|in every|by each|cut by|divided by|split per|broken out by|break this down by|sorted into|bucketed by|of each|split across|distribution by|distribution across|distribution of|distribution|the distribution of|the mix of|mix of|the make up of|makeup of|the spread of|spread of|broken down per|split that by|split it by|split them by|each|every|depending on|carve|carve up|pivot|slice|slice up|slice and dice|chop up|tabulate|apiece|one line per|a line per|one row per|a row per|one line for each|one row for each|a line for each|a row for each|one line for every|one row for every|a line for every|one entry per|one figure per|one number per|one figure for each|one number for each|a figure for each|a number for each|tallied by|tallied per|tally by|tally per|counted by|counted per|shared out among|shared out amongst|shared out between|shared out across|shared out over|shared out by|shared among|shared amongst|shared across|shared by|divided up among|divided up between|divided up by|divided amongst|divvied up among|divvied up between|divvied up by|divide up by|divide up among|divide up between|divide up across|divide up into|divide among|divide between|divide into|divide up|divides up|divided up|divide|divides|divvy up|divvy up by|carved up by|carved up into|carved up among|parcelled out among|parcelled out by|spread among|spread amongst|spread between|spread out over|spread out across|spread by|distributed between|distributed by|distributed amongst|dispersed across|allocated across|allocated among|split up by|split up into|split up across|split up among|split up between|split up|splits up|split amongst|splits into|splits by|splits across|split out per|split out|set against the|set against|plotted against|grouped into|grouped per|bucketed into|organised by|organized by|categorised by|categorized by|classified by|classed by|clustered by|lumped together by|subtotalled by|subtotaled by|subtotals by|subtotals per|subtotal by|subtotal per|with subtotals by|with subtotals per|aggregated by|aggregated per|summarised by|summarized by|summarised per|summarized per|totalled by|totaled by|totalled per|totaled per|rolled up by|rolled up per|pivoted by|pivot by|pivoted on|chopped up by|cut along|viewed by|broken out per|breaks down by|breaks down into|break down into|broken down into|broken down along|break down across|breaks down across|break down|breaks down|broken down|break out by|breaks out by|break out|fall into|falls into|sort into|sorts into',
  },
  {
    op: 'group',
    value: 'owner',
    words:
      'each of us|each one of us|every one of us|each of you|each of our people|each person on the team|each person on my team|each team member|every team member|each member of the team|every member of the team|each of the team|everyone on the team|everybody on the team|everyone on my team|everybody on my team|everyone in the team|everybody in the team|does everyone have|does everybody have|did everyone have|has everyone got|has everybody got|do we each have|have we each got|does everyone|does everybody|did everyone|did everybody|has everyone|has everybody|do we each|did we each|have we each|are we each|we each|each teammate|every teammate|each colleague|every colleague',
  },
  {
    op: 'order',
    words:
      orderBy +
      '|order|please arrange|arrange in order of|arrange them in order of|arrange|arranged|arranging|put in order of|sort by|sorted by|order by|ordered by|rank by|ranked by|in order of|arranged by|sort them by|order them by|rank them by|sort those by|sort it by|sort on|order on|sorted on|ordered on|sort that by|ordering by|sequence by|arrange by|sort|sorted|ordered|ranked|rank|rank those by|order those by|prioritised by|prioritized by',
  },
  {
    op: 'direction',
    value: 'asc',
    words:
      'from worst to best|worst to best|from worst to less bad|from worst to least bad|from bad to good|from worst to better|from the worst to the best|from low to less low|from weakest to strongest|ascending|asc|lowest first|smallest first|low to high|earliest first|soonest first|oldest first|least first|smallest to largest|alphabetically|worst first|from low to high|from lowest to highest|increasing|a to z|nearest first',
  },
  {
    op: 'direction',
    value: 'desc',
    words:
      'from best to worst|best to worst|from good to bad|from best to less good|from the best to the worst|from strongest to weakest|descending|desc|highest first|largest first|biggest first|high to low|latest first|newest first|most first|largest to smallest|from high to low|from highest to lowest|decreasing|most recent first|best first|z to a|in descending order|furthest first',
  },
  {
    op: 'rank',
    value: 'high',
    words:
      'top|highest|most|largest|biggest|greatest|max|maximum|the maximum|maximum number of|the maximum number of|the most|with the most|longest|heaviest|the highest|number one|the number one|no 1|top one|the top one|single biggest|single largest|single highest|single most|steepest|most common|most frequent|commonest|furthest|farthest|the furthest|the farthest|most often|most frequently|most commonly|the most often|most of all|the hardest|hardest|sharpest|the longest|usual',
  },
  {
    op: 'rank',
    value: 'low',
    words:
      'lowest|least|fewest|smallest|bottom|minimum|the minimum|minimum number of|the minimum number of|the least|shortest|the lowest|tiniest|lightest|rarest|least often|least frequently|least common|least frequent|the shortest|the fewest|the smallest',
  },
  {
    op: 'rank',
    value: 'best',
    words: 'fastest|quickest|best|best performing|top performing|strongest|healthiest',
  },
  { op: 'rank', value: 'worst', words: 'slowest|worst|worst performing|weakest|poorest' },
  { op: 'rank', value: 'last', words: 'latest|newest|most recent|last|most recently|the latest' },
  {
    op: 'rank',
    value: 'first',
    words:
      'earliest|soonest|next|oldest|first|nearest|upcoming|furthest back|farthest back|longest ago|the longest ago',
  },
  { op: 'grade', value: 'high', words: 'high|large|big|strong|great|good|huge|heavy|elevated|long' },
  { op: 'grade', value: 'low', words: 'low|small|weak|poor|bad|tiny|light|short|little' },
]
