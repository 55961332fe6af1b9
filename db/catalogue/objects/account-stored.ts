/** The account's stored fields, as the bundle brings them, and the words people use for them. */
import { crossed, stored, words } from '../fields.ts'
import type { Field } from '../types.ts'
import { lifecycleValues, regionValues, segmentValues } from '../words/account-values.ts'
import { autoRenewPhrases, seatPhrases } from '../words/agreement.ts'
import { plannedTouch } from '../words/people.ts'
import { leavingVerbs } from '../words/leaving.ts'
import { reasonKin } from '../words/reasons.ts'
import { trades } from '../words/trades.ts'

export const accountStored: Field[] = [
  stored('id', 'Id', 'text', 'The source’s id of the account.', {
    column: 'source_id',
    phrases: { nouns: ['account id'] },
  }),
  stored('name', 'Name', 'text', 'The account’s name.', {
    phrases: { nouns: ['account name', 'company name'], cues: ['called', 'named'] },
  }),
  stored('domain', 'Domain', 'text', 'The account’s web domain.', {
    phrases: { nouns: words('web domain|website|web site|web address|homepage') },
  }),
  stored('industry', 'Industry', 'text', 'The trade the account is in.', {
    phrases: {
      nouns: words(
        'vertical|sector|trade|line of business|industry vertical|field of business|branch|line of work|kind of business|type of business|business sector|space|business|niche|industry sector|market vertical|trade they are in|trades our customers are in|trades they are in|walk of life|kind of company|type of company',
      ),
      kin: trades,
    },
  }),
  stored('segment', 'Segment', 'enum', 'The size class the account is sold and served in.', {
    values: segmentValues,
    ladder: { rungs: ['smb', 'mid_market', 'enterprise'] },
    phrases: {
      nouns: words(
        'tier|size|customer segment|company size|size class|size band|customer tier|account tier|market segment|account segment|bracket|size bracket|size category|customer size|account size',
      ),
    },
  }),
  stored('region', 'Region', 'enum', 'The sales region.', {
    values: regionValues,
    phrases: {
      nouns: words(
        'geo|geography|territory|area|market|sales region|part of the world|continent|theatre|theater|corner of the world|sales area|sales territory|region of the world|world region|geographic region|location',
      ),
      cues: words(
        'live in|lives in|living in|reside in|resides in|sit in|sits in|located in|headquartered in|hq in|hail from|hails from|come from|comes from|at home in|operating in|operate in|operates in',
      ),
    },
  }),
  stored('lifecycle', 'Lifecycle', 'enum', 'Where the account stands in its life as a customer.', {
    values: lifecycleValues,
    phrases: {
      nouns: words(
        'lifecycle stage|stage|phase|life cycle|status|customer stage|lifecycle phase|lifecycle status|lifecycle state|life cycle stage|customer journey|journey stage|account stage|account status|customer status|journey',
      ),
    },
  }),
  stored('csm', 'CSM', 'person', 'The customer success manager who looks after the account.', {
    column: 'csm_id',
    phrases: {
      nouns: words(
        'who on the team|who on our team|who of us|who among us|who of the team|who in the team|which of us|customer success manager|success manager|owner|account owner|account manager|manager|responsible|success lead|success partner|success owner|relationship manager|relationship owner|point person|person in charge|caretaker|responsible person|responsible csm|csm owner|success rep|portfolio owner|portfolio manager',
      ),
      verbs: words(
        'own|manage|handle|look after|cover|run|serve|take care of|babysit|mind|shepherd|tend to|be responsible for|be in charge of|be assigned to|be the csm for|be the csm of|attend to|steward',
      ),
      adjectives: [
        {
          words: [
            ...words(
              'unassigned|unowned|ownerless|orphaned|orphan|without an owner|csm-less|unmanaged|uncovered|homeless|stray|not assigned to anyone|not assigned to anybody|not owned by anyone|not owned by anybody|without anybody|left without a csm|in limbo',
            ),
            ...crossed(
              'owned by|assigned to|covered by|managed by|looked after by|handled by|with',
              'nobody|no one|no csm',
            ),
            ...crossed(
              'nobody|no one',
              'owns|looks after|is looking after|looking after them|looking after it|is on|manages|handles|covers|takes care of|is taking care of|cares for|is responsible for|in charge',
            ),
          ],
          where: { field: 'csm', op: 'is_null' },
        },
        { words: words('assigned|owned'), where: { field: 'csm', op: 'not_null' } },
      ],
      cues: words('book|portfolio|accounts|customers'),
    },
  }),
  stored('ae', 'AE', 'person', 'The account executive who sells to the account.', {
    column: 'ae_id',
    phrases: {
      nouns: words(
        'account executive|sales rep|sales representative|rep|seller|account exec|sales owner|salesperson|sales person|salesman|saleswoman|sales guy|sales exec|sales executive|sales lead|sales manager|commercial owner|commercial lead|sales contact|sales colleague|ae owner',
      ),
      verbs: words('sell|sell to|sell into|be the ae for|be the ae of|be the ae on|be the rep for'),
    },
  }),
  stored('currency', 'Currency', 'text', 'The currency of the account’s money.', {
    phrases: {
      nouns: words('billing currency|invoice currency|contract currency'),
      cues: words('in|billed in|invoiced in|pay in|pays in|paying in'),
    },
  }),
  stored('customer_since', 'Customer since', 'date', 'The first day as a customer.', {
    event: 'past',
    phrases: {
      nouns: words(
        'customers since|clients since|customer since|client since|start date|customer start|signing date|sign date|tenure|since when a customer|with us since|on board since|join date|joining date|date of signature|signature date|acquisition date|signature|day they signed|day they joined|day of signing|date they signed|date they joined|sign-up date|signup date|start of the relationship|first day with us|years with us|time with us|date they came on board|length of relationship|length of the relationship|relationship length|customer age|account age|seniority|customer tenure|customer from',
      ),
      verbs: words(
        'sign|sign up|join|start|close|win|become|land|landed|come on board|come aboard|sign on|sign with us|sign up with us|join us|start with us|come to us|come over to us|come over|get on board|jump on board|climb aboard|jump aboard|ink|put pen to paper|become a customer|become customers|become a client|become clients|become our customer|become ours|bring on board|win over|choose us|pick us|be customers since|be a customer since|be with us since|be on board since|be around since|be with us|with us|been with us|walk in|walk in the door|walk through the door|join the fold|join the family|join our ranks|enter the fold|onboard with us|take out a contract|start out with us|begin with us|become clients of ours|become a customer of ours|become customers of ours|sign their contract|sign the contract|sign the dotted line|sign on the dotted line|get signed up|be a customer|be customers|be a client|be clients|be on board|be around',
      ),
      adjectives: [
        { words: words('signed|joined|won'), where: { field: 'customer_since', op: 'not_null' } },
        {
          words: [
            ...words(
              'new|brand new|brand-new|fresh|newish|just in|freshly minted|new on board|new to us|new in the fold|fresh out of the box|wet behind the ears|new kid on the block|new kids on the block',
            ),
            ...crossed(
              'newly|recently|freshly|just|only just',
              'signed|won|landed|joined|acquired|arrived|onboarded|closed|come on board',
            ),
          ],
          where: { field: 'customer_since', op: 'during', value: { last: 90, unit: 'day' } },
        },
      ],
      superlatives: {
        low: words(
          'with us the longest|with us longest|customer the longest|customers the longest|client the longest|clients the longest|customer longest|customers longest|with us for longest|with us for the longest|longest tenure|longest-tenured|longest tenured|longest relationship|longest with us|first to sign|first to join|earliest to join|most senior|oldest|longest-standing|longest standing|longest-serving|longest-running|most loyal|most tenured|most faithful|most long-standing|been with us the longest|been with us longest|around the longest|been around the longest|been around longest|around longest|longest around|on board the longest|longest customer relationship|with us the very longest|oldest hand|most veteran|longest-lived|longest-lasting|most enduring',
        ),
        high: words(
          'latest to join|latest to sign|most recently signed|most recently joined|most recently won|last to join|last to sign|shortest tenure|freshest|newest|youngest|most recent|last signed',
        ),
      },
    },
  }),
  stored('renewal_date', 'Renewal date', 'date', 'The day the account’s agreement comes up for renewal.', {
    event: 'main',
    phrases: {
      nouns: words(
        'renewal|renewal day|expiry|expiry date|expiration|contract end|end of term|term|contract term|contract renewal|contract expiry|contract expiration|end of contract|end of the contract|contract end date|end of the term|term end|end of their term|end of subscription|end of their contract|renewal deadline|renewal month|anniversary|anniversary date|contract anniversary|next renewal|subscription end|expiration date|renewal event|renewal point',
      ),
      verbs: words(
        'renew|expire|come up|come up for renewal|come due|come due for renewal|up for renewal|due for renewal|due to renew|lapse|run out|roll over|fall due|fall due for renewal|go up for renewal|hit renewal|hit their renewal|reach renewal|reach the end of their term|reach the end of their contract|come to an end|come to term|re-sign|sign again|prolong|re-up|come round for renewal|come around for renewal|be up for renewal|be due for renewal|head into renewal|enter renewal|approach renewal|face renewal|have to renew|need to renew|must renew|set to renew|supposed to renew|scheduled to renew|renew with us|run until|be contracted until|be committed until|be locked in until|be under contract until|come up on renewal|have a renewal coming up|have a renewal',
      ),
      superlatives: {
        low: words(
          'soonest up|first to renew|next to renew|first up|up soonest|up first|closest|most imminent|soonest to renew|earliest to renew|first in line to renew|next in line|next|soonest|nearest|earliest|upcoming|next up for renewal',
        ),
        high: words(
          'furthest out|farthest out|furthest away|farthest away|furthest off|furthest in the future|last to renew|latest to renew|most distant|latest|furthest',
        ),
      },
    },
  }),
  stored('auto_renew', 'Auto-renew', 'boolean', 'Whether the agreement renews by itself.', {
    phrases: autoRenewPhrases,
  }),
  stored('seats', 'Seats', 'number', 'Seats bought.', {
    ...{ unit: 'seats', better: 'high', additive: true },
    phrases: seatPhrases,
  }),
  stored('go_live_on', 'Go-live', 'date', 'The day the account went live.', {
    event: 'other',
    phrases: {
      nouns: words(
        'go live|go live date|go-live day|golive|launch date|launch|launch day|rollout date|roll-out date|deployment date|production date|production start|start of production|cutover|cut-over|cutover date|live date|implementation date',
      ),
      verbs: words(
        'go live|launch|went live|get live|get switched on|get turned on|be up and running|hit production|reach production|reach go-live|come online|go online|come on stream|press the button|get started with the product|get launched|be launched|get deployed|get rolled out|be live|being live|become productive|go operational|go into production|roll out|cut over|go productive|start using|get up and running|be live since|flip the switch|move to production',
      ),
      adjectives: [
        {
          words: words(
            'live|gone live|launched|in production|already live|deployed|rolled out|operational|productive|fully live|in live operation|switched over|live and kicking|up and running|off the launch pad|up and running already',
          ),
          where: { field: 'go_live_on', op: 'lte', value: { today: 0 } },
        },
        {
          words: [
            ...words(
              'pre-launch|pre-live|pre-go-live|unlaunched|undeployed|not live|not yet live|not live yet|still not live|no go-live date|without a go-live date|without a go-live|no go-live|no live date|stuck before go-live|never made it live|not up and running|not up and running yet|no launch date|still waiting to be switched on|not switched on|not switched on yet|never switched on|not operational|not in production|not in production yet|still not operational|still on the launch pad|still on the runway|still stuck before launch|not productive yet',
            ),
            ...crossed(
              'never|not|not yet|has not|have not|has not yet|have not yet|has never|have never|still not|still has not|still have not',
              'gone live|launched|deployed|rolled out|in production|went live|been launched|been live|got live|gone into production|made it into production|made it to production',
            ),
            ...crossed(
              'yet to|still to|still waiting to|waiting to|still has to|still have to',
              'go live|launch|deploy|roll out|go into production|be launched',
            ),
            ...crossed('awaiting|waiting for', 'go-live|launch|their go-live|their launch'),
          ],
          where: { field: 'go_live_on', op: 'is_null' },
        },
        {
          words: [
            ...crossed(
              'should|should already|should long|ought to|ought to already|was supposed to|were supposed to|is supposed to|are supposed to|supposed to|was meant to|were meant to|meant to|was due to|were due to|was to|were to',
              'have gone live|have launched|have been live|be live|be up and running|have been switched on|go live|launch',
              '|by now|already|long ago|and is not|and are not|but is not|but are not|but did not|but has not|but have not',
            ),
            ...crossed(
              'missed|missed the|missed their|missed its|slipped on|slipped on their|slipped on the|past|past their|past the|behind on|behind on their|late with|late with their|overdue for|blew|blew their|overshot|overshot their|delayed',
              'go-live|go-live date|launch|launch date|rollout date|target go-live|planned go-live',
            ),
            ...crossed(
              'go-live|launch|rollout|go-live date|launch date',
              'keeps slipping|kept slipping|is overdue|overdue|is late|was missed|has slipped|slipped|keeps moving|keeps being pushed|is behind schedule|behind schedule|is delayed|delayed|has been delayed|past due|is past due',
            ),
            ...words(
              'late going live|late to go live|overdue to go live|running late to go live|not live on time',
            ),
          ],
          where: {
            some: 'milestones',
            where: {
              and: [
                { field: 'kind', op: 'eq', value: 'go_live' },
                { field: 'late', op: 'eq', value: true },
              ],
            },
          },
        },
      ],
    },
  }),
  stored('next_touch_on', 'Next touch', 'date', 'The day the next touch is planned for.', {
    event: 'future',
    phrases: {
      nouns: words(
        'next touch date|next time we are in contact|next time we are in touch|next time we get in touch|next time we will be in contact|next time we talk|next time we talk to them|next time we speak|next time we will speak|next time we will talk|next time we meet|next time we see them|next time we catch up|next date with them|next point of contact|next chat|next touchpoint|next contact|next meeting|next step|next check-in|planned touch|planned touchpoint|date for the next touch|follow-up date|next conversation|scheduled touch|next call|next activity|next action|next catch-up|next appointment|next outreach|next engagement|next sync|next follow-up|next interaction|next visit|upcoming touch|upcoming touchpoint|planned call|planned meeting|planned contact|planned check-in|scheduled call|scheduled check-in|scheduled meeting|contact date|touch date|callback date|next date|next planned touch|next planned contact|next scheduled touch|planned date|planned day|date we planned|planned date to talk|next touch day|touch planned|touches planned|touches are planned|touch is planned|check-in planned|check-ins planned|check-ins are planned|planned for a touch|planned for a check-in|planned to touch|day we planned to talk|planned conversation|planned catch-up|planned follow-up|next planned call|next ping|next hello',
      ),
      adjectives: [
        {
          words: [
            ...words(
              'overdue|missed touch|touch overdue|overdue touch|overdue touchpoint|next touch is overdue|next touch has passed|late touch|late for a touch|behind on touches|next touch slipped|slipped touch|missed touchpoint|missed check-in|missed follow-up|follow-up overdue|overdue follow-up|overdue check-in|check-in overdue|planned date is behind us|planned date behind us|planned date has passed|planned date already passed|planned day has passed|planned day is behind us|touch date is behind us|touch date has passed|next touch behind us|next touch is behind us|next touch in the past|next touch lies in the past|next touch was missed|stood up by us|forgotten check-in|stale next touch|next touch gone by|next touch has gone by|next touch has slipped|next touch has come and gone',
            ),
            ...crossed(
              'touches|touch|check-ins|check-in|follow-ups|follow-up|touchpoints|catch-ups',
              'did i miss|did we miss|have i missed|have we missed|i missed|we missed|i have missed|we have missed|did i let slip|did we let slip',
            ),
            ...crossed(
              'missed their|missed its|missed the|missed a|missed a planned|missed the planned|missed my|missed our|missed my planned|missed our planned',
              'touch|next touch|check-in|follow-up|touchpoint|catch-up|next check-in|planned touch',
            ),
            ...crossed(
              'overdue for a|due a|due for a|owed a',
              'touch|check-in|call|follow-up|catch-up|touchpoint|conversation|chat|ping|hello|word|meeting|visit|talk|sync|ring',
            ),
            ...crossed(
              'should have been',
              'called|contacted|touched|spoken to|followed up|called already|contacted already',
            ),
          ],
          where: { field: 'next_touch_on', op: 'lt', value: { today: 0 } },
        },
        {
          words: [
            ...crossed(
              'nothing|nothing is|with nothing',
              'planned|scheduled|booked|lined up|coming up|arranged|pencilled in|in the diary|in the calendar|on the calendar|on their calendar|in their calendar|on the books|on the agenda',
            ),
            ...crossed(
              'no|without a|without any|no planned|no scheduled|without a planned|without a scheduled|no upcoming',
              'next touch|next touchpoint|next step|next steps|next date|next contact|next call|next meeting|touch planned|touch scheduled|touch booked|follow-up planned|follow-up scheduled|follow-up|call planned|call scheduled|meeting planned|meeting scheduled|planned touch|appointment|check-in',
            ),
            ...crossed(
              'nobody|no one',
              'has on their calendar|has in their calendar|has on the calendar|has in the calendar|has in the diary|has planned anything with|has anything planned with|plans to call',
            ),
            ...words(
              'not on the calendar|not on anybody’s calendar|not in the calendar|not in anybody’s diary|not scheduled|no next touch',
            ),
          ],
          where: { field: 'next_touch_on', op: 'is_null' },
        },
      ],
      verbs: plannedTouch,
    },
  }),
  stored('churned_on', 'Churned on', 'date', 'The day the account left.', {
    event: 'past',
    evidence: ['churn_reason'],
    phrases: {
      nouns: words(
        'churn date|churn|date of churn|leaving date|lost on|loss|departure|departure date|exit|exit date|cancellation|cancellation date|termination date|churn day|day they left|defection|customer loss|logo loss|attrition|churn event|goodbye|farewell|leave date|last day with us|end of the relationship|exit day|leaving day|day of departure|desertion',
      ),
      verbs: [
        ...words(
          'churn|lose|leave|cancel|quit|cost us|terminate|say farewell to|say goodbye to|wave goodbye to|lose to|see go|see leave',
        ),
        ...leavingVerbs,
      ],
    },
  }),
  stored('churn_reason', 'Churn reason', 'text', 'Why the account left.', {
    phrases: {
      nouns: [
        ...words(
          'reason for churn|reason for leaving|reason|why they left|loss reason|cause of churn|exit reason|lost reason|churn cause|cause|root cause|reason given|motive|cancellation reason|leaving reason|excuse|reason of churn|reason of leaving|why they leave|ground for leaving|reason they left|reason they gave|reason each gave|reason stated|stated reason|given reason|exit cause|what drove them away|what drove them off|what made them leave|what made them quit|what made them go|what made them churn|driver of churn|churn driver',
        ),
        ...crossed(
          'reason for|reasons for|cause for|motive for',
          'churning|leaving us|quitting|cancelling|canceling|walking away|walking out|walking|going|going away|the loss|the churn|their departure|departure|cancellation|the goodbye|jumping ship|defecting|departing|their leaving|their exit|the exit',
        ),
        ...crossed(
          'why',
          'they churned|they quit|they cancelled|they walked|they walked away|we lost them|people leave|customers leave|customers left|they left us|they went|they went away|they walked out|they jumped ship|they departed|customers quit|customers churn|customers walk away|they bailed|they dropped us',
        ),
      ],
      cues: words(
        'because|because of|due to|over|owing to|on account of|for reason|reason|citing|blaming|to|thanks to|as a result of|on grounds of|on the grounds of|giving|stating|naming|down to|with the excuse|cited|blamed|claiming|after|through',
      ),
      kin: reasonKin,
    },
  }),
  stored('time_zone', 'Time zone', 'text', 'The account’s time zone.', {
    phrases: { nouns: words('timezone|tz|local time') },
  }),
  stored('tags', 'Tags', 'list', 'Labels that the team put on the account.', {
    phrases: {
      nouns: words('tag|label|labels|sticker|marker'),
      cues: words(
        'tagged|tagged as|tagged with|tag|labelled|labeled|labelled as|labelled with|marked|marked as|flagged|flagged as|flagged with|carrying|carrying the tag|with the tag|with the label|with the flag|bearing|wearing|stamped|earmarked|earmarked as|branded|branded as|sporting|noted as|down as|having the tag|that have the tag',
      ),
      adjectives: [
        {
          words: words(
            'untagged|without tags|without a tag|no tags|no tag|without any tags|without any tag|without labels|no labels|no label|unlabelled|unlabeled|not tagged|not labelled',
          ),
          where: { field: 'tags', op: 'is_null' },
        },
      ],
    },
  }),
]
