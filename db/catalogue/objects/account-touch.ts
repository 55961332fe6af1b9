/** The account's measures of contact with its people, each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { crossed, derived, of, words } from '../fields.ts'
import type { Settings } from '../../settings.ts'
import type { Field } from '../types.ts'
import { awaited, feelings } from '../words/exchanges.ts'
import { silence, touchVerbs } from '../words/people.ts'

const threadWords = (weights: Settings['multithreading']['weights']): string => {
  const { executive_sponsor: sponsor, economic_buyer: buyer, champion, other } = weights
  const heads =
    sponsor === buyer
      ? `executive sponsor and economic buyer ${buyer}`
      : `executive sponsor ${sponsor}, economic buyer ${buyer}`
  return `${heads}, champion ${champion}, others ${other}`
}

export const touchMeasures: Field[] = [
  derived(
    'last_touch_on',
    'Last touch',
    'date',
    'The day of the newest activity that is not a note, either direction.',
    {
      dated: true,
      event: 'past',
      sql: (c) => of(c, 'touch', 'last_on'),
      phrases: {
        nouns: words(
          'last contact|last touchpoint|last activity|last interaction|last spoke|last conversation|last sign of life|last exchange|last time we spoke|last time we talked|last time we spoke to|last time we talked to|last time we heard from|last time we were in touch|last time anyone spoke to|last time anybody spoke to|last time somebody spoke to|last heard from|last spoken to|last word|last outreach|last chat|last catch-up|most recent contact|most recent touch|most recent touchpoint|most recent interaction|latest contact|latest touch|latest touchpoint|last sign of them|last peep|last time in touch|last contact date|last touch date|date of last touch|date of last contact|date of the last touch',
        ),
        verbs: touchVerbs,
      },
    },
  ),
  derived(
    'days_since_touch',
    'Days since last touch',
    'number',
    'Days since the newest activity that is not a note; none where there was never one.',
    {
      unit: 'days',
      dated: true,
      better: 'low',
      sql: (c) => sql`${c.day} - ${of(c, 'touch', 'last_on')}`,
      phrases: ({ touch }) => ({
        nouns: [
          'touch',
          'days without touch',
          'days without contact',
          'days since contact',
          'time since last touch',
          'days since last contact',
          ...words(
            'contact gap|touch gap|gap in contact|days of silence|silence in days|length of silence|how long since we spoke|how long since we talked|how long since the last touch|how long since last contact|time without contact|days out of touch|time out of touch|days quiet|days since we spoke|days since we talked|days since anyone spoke to them|time since we last spoke|time since last contact|back and forth|back-and-forth|sign of life|exchange of words|peep|squeak|whisper|line of communication|contact with them|communication',
          ),
        ],
        adjectives: [
          {
            words: [
              ...silence.words,
              ...words(
                'untouched|neglected|dormant|cold|lost contact with|lost touch with|no contact|forgotten',
              ),
              ...words(
                'lost track of|lost sight of|we have lost track of|let slip|out of sight|out of sight out of mind|on the back burner|gathering cobwebs|left in the cold|left out in the cold|left by the wayside|fallen through the cracks|slipped through the cracks|slipped off the radar|slipped off our radar|fallen off our radar|fallen by the wayside|off our radar|in a communication blackout|gone missing|missing in action|all quiet|crickets|uncontacted|unattended|left unattended|not looked after lately|left to their own devices|left to fend for themselves|left dangling|gone cold on us|no recent touch|not contacted recently|not touched recently|not spoken to recently|ghosted',
              ),
              ...words(
                'left alone|unloved|forgotten about|fallen off the radar|on radio silence|no recent contact',
              ),
              ...words(
                'not heard from recently|not heard from lately|not spoken to lately|not touched lately',
              ),
            ],
            verbs: silence.verbs,
            where: {
              or: [
                { field: 'days_since_touch', op: 'gt', value: touch.quietDays },
                { field: 'days_since_touch', op: 'is_null' },
              ],
            },
          },
          {
            words: words(
              'never touched|never contacted|never spoken to|no touch ever|never heard from|never talked to|never been touched|never been contacted|no touch on record|no contact on record|no touch at all|no contact at all|no contact ever',
            ),
            where: { field: 'last_touch_on', op: 'is_null' },
          },
        ],
        superlatives: {
          high: words(
            'longest without contact|longest without a touch|longest since touch|longest silent|longest quiet|longest radio silence|longest silence|quietest|most neglected|most silent|longest untouched|longest uncontacted|longest neglected|longest ignored|longest out of touch|longest without a word|longest without a call|longest without hearing from us|longest without talking|longest without us|longest since contact|longest since last contact|longest since the last touch|longest since last touch|longest gap|quiet the longest|silent the longest|neglected the longest|untouched the longest|ignored the longest|waiting the longest for a touch|out of touch the longest|coldest|most ignored|most forgotten|most untouched|most out of touch|longest dormant|most dormant|left alone the longest|longest left alone|not heard from us the longest|left alone longest|neglected longest|quiet longest|silent longest|ignored longest|untouched longest|longest without a sign of life|longest time without a sign of life|longest time without contact|longest time without a touch|longest time since contact|longest time since we spoke|longest time since the last touch|longest time out of touch|longest stretch without contact|longest stretch of silence|longest contact gap|biggest contact gap|biggest gap in contact|longest gap in contact|furthest back in touch|longest since we spoke|longest since we talked|longest since anyone called|longest since anyone spoke to them|longest in the dark|most left behind|most off the radar|longest off the radar|most overlooked|longest overlooked|longest time ignored|longest time neglected',
          ),
          low: words(
            'most recently touched|most recently contacted|most recently spoken to|latest touched|freshest touch|last touched|most recently in touch|freshest contact|closest contact|shortest time since contact|spoken to most recently|contacted most recently|touched most recently',
          ),
        },
      }),
    },
  ),
  derived(
    'response_time_h',
    'Response time',
    'number',
    'Median hours from an inbound e-mail to the first later outbound one of its thread.',
    {
      unit: 'hours',
      dated: true,
      better: 'low',
      sql: (c) => of(c, 'threads', 'response_time_h'),
      phrases: {
        nouns: [
          ...awaited.time,
          ...crossed(
            'until we|till we|before we|for us to',
            'answer their mails|answer their emails|answer their e-mails|reply to their mails|reply to their emails|reply to their e-mails|answer their mail|reply|answer|respond|write back|get back to them',
          ),
          ...words('our response time|our reply time|our answer time|our turnaround|our speed of reply'),
        ],
        verbs: [
          ...awaited.answering,
          ...crossed(
            'wait for|wait for our|wait on|wait until we|wait till we|wait before we|wait for us to',
            'answer|reply|response|respond|write back|get back to them|answer them|reply to them|answer their mails|answer their emails|answer their e-mails|reply to their mails|reply to their emails|reply to their e-mails|answer their mail|get back',
          ),
          ...crossed('wait for', 'a reply|an answer|a response|us|our answers|our replies'),
          ...crossed('take to', 'answer|reply|respond|write back|get back to them|get back'),
        ],
        superlatives: {
          high: words(
            'wait longest for us to answer|wait the longest for us to answer|wait longest for us to reply|wait the longest for us to reply|wait longest for us to answer their mails|wait longest for us to answer their emails|wait longest for us to answer their e-mails|wait longest for us to write back|wait longest for us to get back to them|wait longest for our answer|wait longest for an answer|wait longest for our reply|slowest answered|wait the longest for a reply|wait longest for a reply|wait the longest for our reply|wait the longest for an answer to mail|slowest replied to|longest response time|longest reply time|waiting longest for a reply|answered the slowest|answered slowest|replied to slowest|longest to answer',
          ),
          low: words(
            'fastest answered|fastest replied to|quickest answered|answered the fastest|answered fastest|shortest response time|shortest reply time',
          ),
        },
      },
    },
  ),
  derived(
    'unanswered',
    'Unanswered e-mails',
    'number',
    ({ touch: { answerDays } }) =>
      `E-mail threads whose newest inbound message has no later answer after ${answerDays} working day${answerDays === 1 ? '' : 's'}.`,
    {
      unit: 'items',
      dated: true,
      better: 'low',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'threads', 'unanswered')}, 0)`,
      phrases: ({ touch: { answerDays } }) => ({
        superlatives: {
          low: ['fewest unanswered'],
          high: words(
            'most unanswered|most unanswered mails|most unanswered emails|most unanswered e-mails|most mails waiting|most owed replies',
          ),
        },
        nouns: [
          'unanswered e-mail',
          'unanswered email',
          'unanswered mail',
          'unanswered message',
          'unanswered thread',
          'unreplied email',
          'pending reply',
          'open mail',
          'mail backlog',
          'unreplied mail',
          'unreplied message',
        ],
        adjectives: [
          { words: awaited.customers, days: answerDays, where: { field: 'unanswered', op: 'gt', value: 0 } },
          {
            words: awaited.byMe,
            days: answerDays,
            where: {
              and: [
                { field: 'unanswered', op: 'gt', value: 0 },
                { field: 'csm', op: 'eq', value: { person: 'me' } },
              ],
            },
          },
        ],
      }),
    },
  ),
  derived(
    'multithreading',
    'Multithreading',
    'number',
    ({ multithreading: m }) =>
      `Contacts still there and in touch in the last ${m.windowDays} days, weighted (${threadWords(m.weights)}), × 100 ÷ ${m.full}, at most 100. Under ${m.single} is single-threaded.`,
    {
      unit: 'score',
      dated: true,
      better: 'high',
      evidence: ['silent_contacts', 'champion_left_on'],
      sql: (c) => sql`coalesce(${of(c, 'relations', 'multithreading')}, 0)`,
      phrases: ({ multithreading: { single } }) => ({
        superlatives: {
          low: [
            'most single-threaded',
            'most single threaded',
            'least multithreaded',
            'least connected',
            'thinnest',
          ],
          high: words(
            'most multi-threaded|most multithreaded|best connected|widest|most connected|best networked|broadest',
          ),
        },
        nouns: [
          'multi-threading',
          'multithreading score',
          'threading',
          'relationship breadth',
          'relationship depth',
        ],
        adjectives: [
          {
            words: [
              ...words(
                'single-threaded|single threaded|singlethreaded|single thread|thin relationship|one-contact',
              ),
              ...words(
                'only know one person|know only one person|we only know one person|we know only one person|we know just one person|only have one contact|only speak to one person|only talk to one person|only one person to talk to|all eggs in one basket|with all eggs in one basket|poorly connected|thinly connected|thinly covered|poorly networked|one-trick|badly connected',
              ),
              ...crossed(
                'hanging by|hang by|hangs by|hung by|hanging on|hang on|hangs on|hung on|dangling by|dangle by|dangles by|dangling on|dangle on|clinging by|on|by',
                'one thread|a single thread|a thread|just one thread|only one thread',
              ),
              ...crossed(
                'reliant on|dependent on|tied to|held together by|kept alive by',
                '|only|just',
                'one contact|a single contact|one person|a single person|one relationship|a single relationship|one stakeholder|a single stakeholder',
              ),
              ...crossed(
                'know|talk to|speak to|speak with|deal with|in touch with|in contact with',
                'just one person|only one person|just one contact|only one contact|just one soul|one person only|one contact only',
              ),
              ...crossed(
                'only know|know only|only talk to|talk only to|only speak to|speak only to|only deal with|only in touch with|only in contact with',
                'a single person|a single contact|a single soul|one person|one contact|one soul',
              ),
              ...crossed(
                'with|have|has|with only|with just|only have|only has',
                'only one person|just one person|only one contact|only one contact in touch|a single point of contact|one point of contact',
              ),
            ],
            verbs: crossed(
              'rely on|depend on|rest on|hang on|hinge on|ride on|stand on|bank on|lean on|count on|run through|go through|come down to|boil down to',
              '|only|just',
              'one contact|a single contact|one person|a single person|one relationship|a single relationship|one individual|one name|one stakeholder|a single stakeholder',
            ),
            where: { field: 'multithreading', op: 'lt', value: single },
          },
          {
            words: words(
              'multi-threaded|multithreaded|well connected|well-connected|broadly connected|well networked',
            ),
            where: { field: 'multithreading', op: 'gte', value: single },
          },
        ],
      }),
    },
  ),
  derived(
    'champion_left_on',
    'Champion left on',
    'date',
    'The newest day on which a contact of role champion left.',
    {
      dated: true,
      event: 'past',
      sql: (c) => of(c, 'relations', 'champion_left_on'),
      phrases: {
        nouns: ['champion departure', 'champion left', 'champion loss'],
        adjectives: [
          {
            words: [
              ...words('champion left|whose champion left|champion gone|champion is gone|championless since'),
              ...crossed(
                'lost|lose|losing',
                'their champion|there champion|its champion|a champion|the champion|our champion|his champion|her champion|their champ|their biggest fan|their main supporter|their inside supporter|our main supporter|our biggest fan|our ally|our inside man|our inside woman|our advocate|our inside advocate|our sponsor inside',
              ),
              ...crossed(
                'champion|champion has|whose champion|whose champion has|ally|ally has|biggest fan|biggest fan has|internal supporter|internal supporter has|inside advocate|inside advocate has|person promoting us|person who was promoting us|person who promoted us|person promoting us from inside|person who was promoting us from inside|person who was promoting us from inside has|person who pushed us|person who fought for us|person who championed us|supporter inside|our supporter|our supporter has|our cheerleader|our cheerleader has',
                'left|departed|quit|walked out|moved on|gone|resigned|jumped ship|walked|changed jobs|packed their bags|packed his bags|packed her bags|bowed out|stepped down|retired|left us|left the company|gone away|went away|has gone away|disappeared|dropped out|handed in their notice|handed in his notice|handed in her notice|called it a day|went elsewhere|gone elsewhere|fell away|flew the nest|said goodbye|is no longer there|no longer there|no longer works there|is no more there|not there any more|not there anymore',
              ),
            ],
            where: { field: 'champion_left_on', op: 'not_null' },
          },
          {
            words: crossed(
              'no|not one|without a|without any|without a single|not a single|not got a',
              'champion left|champion left standing|champion left there|champion still there|champions left',
            ),
            where: {
              none: 'contacts',
              where: {
                and: [
                  { field: 'role', op: 'eq', value: 'champion' },
                  { field: 'left', op: 'eq', value: false },
                ],
              },
            },
          },
        ],
      },
    },
  ),
  derived(
    'silent_contacts',
    'Silent key contacts',
    'number',
    ({ touch }) =>
      `Champions, economic buyers and executive sponsors who are still there and had no activity (notes excluded) in ${touch.silentDays} days.`,
    {
      unit: 'items',
      dated: true,
      better: 'low',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'relations', 'silent_contacts')}, 0)`,
      phrases: {
        superlatives: { high: ['most silent contacts', 'most quiet contacts'] },
        nouns: [
          'silent contacts',
          'number of silent contacts',
          'silent key contact count',
          'quiet key contact',
        ],
      },
    },
  ),
  derived(
    'sentiment',
    'Sentiment',
    'number',
    ({ sentiment }) => `Mean sentiment of the activities of the last ${sentiment.windowDays} days, −1 to 1.`,
    {
      dated: true,
      better: 'high',
      sql: (c) => of(c, 'mood', 'sentiment'),
      phrases: {
        nouns: [
          ...feelings.nouns,
          ...words('customer sentiment|mean sentiment|average sentiment|overall sentiment'),
        ],
        adjectives: [
          { words: feelings.bad, where: { field: 'sentiment', op: 'lt', value: 0 } },
          { words: feelings.good, where: { field: 'sentiment', op: 'gt', value: 0 } },
        ],
        superlatives: {
          high: words(
            'happiest|cheeriest|sunniest|most positive|best mood|merriest|friendliest|most upbeat|most cheerful|warmest|in the best mood|most satisfied|jolliest|most delighted',
          ),
          low: words(
            'unhappiest|angriest|sourest|grumpiest|grouchiest|moodiest|saddest|most negative|worst mood|crankiest|most unhappy|bitterest|gloomiest|least happy|most upset|in the worst mood|most annoyed|most frustrated|most angry|maddest|crossest|most irritated|most miserable|most furious|most hostile|least positive|surliest',
          ),
        },
      },
    },
  ),
]
