/** NPS responses: what contacts answered when asked whether they would recommend us. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, crossed, derived, of, stored, toAccount, upTo, words } from '../fields.ts'
import type { ObjectType, Part } from '../types.ts'
import { feelings } from '../words/exchanges.ts'
import { npsLadder, npsVerbs, npsWords } from '../words/voice.ts'
import { speaking } from '../words/topics.ts'

const newest: Part = {
  key: 'id',
  sql: (context) => sql`
    select distinct on (x.account_id, coalesce(x.contact_id, x.id)) x.id
    from nps_responses x
    where ${context.ours('x')} and ${upTo(sql`x.at`, context)}
    order by x.account_id, coalesce(x.contact_id, x.id), x.at desc, x.source_id desc`,
}

/** "Nines and tens", "7s". */
const numbered = words('zeros|ones|twos|threes|fours|fives|sixes|sevens|eights|nines|tens').map(
  (said, score) => ({
    words: score === 1 ? [`${score}s`] : [said, `${score}s`],
    where: { field: 'score', op: 'eq' as const, value: score },
  }),
)

const sourFolk =
  'unhappy|angry|annoyed|dissatisfied|frustrated|disgruntled|grumpy|disappointed|upset|negative|critical'
const sweetFolk = 'happy|satisfied|delighted|pleased|enthusiastic|positive|content'
const folk = 'people|person|folks|folk|respondents|respondent|voters|contacts|souls|ones'

export const nps: ObjectType = {
  key: 'nps',
  label: 'NPS response',
  plural: 'NPS responses',
  nouns: words(
    'would-you-recommend-us reply|would-you-recommend-us answer|would-you-recommend reply|would-you-recommend answer|would-you-recommend-us response|recommendation score|nps response|survey response|survey answer|nps answer|nps reply|survey reply|nps|survey|nps score|response|nps submission|survey submission|nps vote|nps rating|survey rating|nps feedback|nps entry|survey entry|nps result|survey result|questionnaire|recommendation survey|recommendation answer|recommendation response|answer to the recommendation survey|answer to the recommendation question|answer to the survey|reply to the survey|response to the survey|answer to our survey|would-you-recommend response|would you recommend us answer|would you recommend us response|would you recommend answer|likelihood to recommend answer|loyalty survey|nps survey|nps questionnaire|loyalty survey answer|loyalty survey response|survey return|survey form|returned survey|completed survey|nps return|nps reaction|zero to ten answer|answers|0-10 answer|0 to 10 answer',
  ),
  kinds: [
    ...numbered,
    {
      words: words(
        'survey comment|nps comment|comments|verbatims|feedback|survey feedback|customer comment|survey remark|written answer|written feedback|nps verbatim|survey verbatim|remarks|free-text answer|quotes|survey quote|customer quote|nps quote|written comment|written response|written reply',
      ),
      where: { field: 'comment', op: 'not_null' },
    },
    {
      words: crossed(
        'things|words|lines|what',
        'customers|people|clients|they|folks|users|contacts',
        'wrote|said|have written|had to say|told us|put down',
        'in the survey|in the nps survey|in surveys|in our survey|in the nps',
      ),
      where: { field: 'comment', op: 'not_null' },
    },
  ],
  description: 'One answer of a contact to the NPS question.',
  table: 'nps_responses',
  title: 'score',
  id: 'source_id',
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the response.', { column: 'source_id' }),
    stored('score', 'Score', 'number', 'How likely the contact is to recommend us, 0–10.', {
      unit: 'score',
      highest: 10,
      better: 'high',
      phrases: {
        nouns: words(
          'next to a|next to an|beside a|alongside a|attached to a|underneath a|zero to ten score|0 to 10 score|0-10 score|zero-to-ten score|zero to ten|ten point score|score from zero to ten|score from 0 to 10|nps score|nps|rating|nps rating|mark|score out of ten|score out of 10|grade',
        ),
        verbs: words(
          'score|rate|rate us|give us|score us|mark us|award us|grade us|give|mark|grade|award|leave us|put us at|put down|vote|assign us|hand us|slap us with|rank us',
        ),
        superlatives: {
          high: words(
            'best|highest scoring|kindest|most positive|happiest|most favourable|most favorable|nicest',
          ),
          low: words(
            'worst|lowest scoring|harshest|grumpiest|meanest|most critical|most negative|unhappiest|nastiest|toughest|sourest|angriest|loudest',
          ),
        },
      },
    }),
    derived('band', 'Band', 'enum', 'Promoter 9–10, passive 7–8, detractor 0–6.', {
      values: [
        choice('promoter', 'Promoter', 'positive', ...npsWords.promoter),
        choice('passive', 'Passive', ...npsWords.passive),
        choice('detractor', 'Detractor', 'negative', 'unfavourable', ...npsWords.detractor),
      ],
      ladder: npsLadder,
      sql: (c) => {
        const score = column(c.row, 'score')
        return sql`case when ${score} >= 9 then 'promoter' when ${score} >= 7 then 'passive' else 'detractor' end`
      },
      phrases: {
        nouns: words('nps band|nps category|nps group|nps class'),
        adjectives: [
          {
            words: [...feelings.good, ...crossed(sweetFolk, folk)],
            verbs: npsVerbs.promoter,
            where: { field: 'band', op: 'eq', value: 'promoter' },
          },
          {
            words: [...feelings.bad, ...crossed(sourFolk, folk)],
            verbs: npsVerbs.detractor,
            where: { field: 'band', op: 'eq', value: 'detractor' },
          },
        ],
      },
    }),
    stored('comment', 'Comment', 'text', 'What the contact wrote.', {
      prose: true,
      phrases: {
        nouns: words('remark|verbatim|feedback|free text|written comment|free-text comment'),
        cues: [...speaking, 'on'],
        adjectives: [
          {
            words: [
              ...crossed(
                'with|with a|with any|with some',
                'comment|comments|remark|remarks|feedback|verbatim|verbatims|text',
              ),
              ...crossed(
                'left|leaving|leave|wrote|added|gave|who left|that left|that came with',
                'a comment|comments|a remark|feedback|a verbatim|some feedback|a note',
              ),
              ...words(
                'commented|wrote something|gave a reason|bothered to comment|explained|wrote anything|said anything|with something written|with a few words|with words|with a written comment|with written comments|with a text|in their own words|in the customer’s own words|written out|bothered to write|bothered to write something|that say something|that said something|added a note|left a note|left a line|wrote a line|what people wrote|what customers wrote|what they wrote|whatever people wrote|whatever they wrote|whatever customers wrote|what the customer wrote|what was written|wrote next to|wrote beside|put in writing|with a comment attached|that come with a comment|that came with a comment|had something to say|who had something to say',
              ),
            ],
            where: { field: 'comment', op: 'not_null' },
          },
          {
            words: [
              ...crossed(
                'without|without a|without an|without any|with no|no',
                'explanation|reason given|word of explanation|comment|comments|comment at all|remark|feedback|verbatim|written feedback',
              ),
              ...words(
                'uncommented|wordless|blank ones|empty ones|the blank ones|the empty ones|left blank|wrote nothing|said nothing|wrote nothing at all|nothing written|with nothing written|with nothing in them|not say anything|not write anything|never wrote anything|not write a word|not leave a comment|not commented|not bother to comment|not bother to write|without a word|without words|without text|without any text|just a number|only a number|number only|bare scores|score only|silent ones|comment left blank|comment empty|empty comment|blank comment|left no comment|leaving no comment|left it blank',
              ),
            ],
            where: { field: 'comment', op: 'is_null' },
          },
        ],
      },
    }),
    stored('at', 'Answered', 'time', 'When the contact answered.', {
      event: 'main',
      phrases: {
        nouns: words('date|response date|answer date|survey date'),
        verbs: words(
          'answer|respond|give|score|rate|come in|submit|reply|vote|send in|fill in|fill out|give us|score us|rate us|mark us|receive|return|arrive|reach us|come back|get|collect|leave|write|mark|land|be given|be sent in|be received|roll in',
        ),
        superlatives: { high: ['latest', 'newest', 'most recent', 'last'], low: ['oldest', 'first'] },
      },
    }),
    derived('newest', 'Newest of the contact', 'boolean', 'The contact has no later response.', {
      dated: true,
      sql: (c) => sql`(${of(c, 'newest', 'id')} is not null)`,
      phrases: {
        adjectives: [
          {
            words: [
              ...crossed(
                'newest|latest|most recent|last',
                'of each|of every|per|from each|from every|by each|by every|for each|for every|answer of each|answer of every|answer per|answer from each|answer from every|response of each|response of every|response per|response from each|response from every|reply of each|reply of every|reply per|reply from each|score of each|score of every|score per|score from each|word of each',
                'contact|person|respondent|individual|participant|person we surveyed|person we asked|person surveyed|head',
              ),
              ...words(
                'everybody’s latest|everyone’s latest|everybody’s newest|everyone’s newest|everybody’s last|everyone’s last',
              ),
            ],
            where: { field: 'newest', op: 'eq', value: true },
          },
        ],
      },
    }),
  ],
  relations: [toAccount, belongsTo('contact', 'Contact', 'contact', 'contact_id')],
  portfolio: [
    {
      key: 'portfolio_nps',
      label: 'NPS',
      description:
        '% of promoters (9–10) − % of detractors (0–6) among the newest response of each contact, −100 to 100.',
      type: 'number',
      unit: 'points',
      better: 'high',
      windowed: false,
      sql: (c) => {
        const score = column(c.row, 'score')
        const isNewest = c.field('newest')
        return sql`100.0 * (count(*) filter (where ${isNewest} and ${score} >= 9) - count(*) filter (where ${isNewest} and ${score} <= 6))
          / nullif(count(*) filter (where ${isNewest}), 0)`
      },
      phrases: {
        nouns: words(
          'net promoter score|nps score|overall nps|company nps|portfolio nps|our nps|net promoter|promoters minus detractors|total nps|nps overall|nps figure|nps number',
        ),
      },
    },
  ],
  parts: { newest },
  usually: [],
  columns: ['score', 'account.name', 'contact.name', 'comment', 'at'],
  orderBy: [{ by: 'at', dir: 'desc' }],
  owner: 'account.csm',
}
