/** Contracts: what an account has agreed to pay, for which product and until when. */
import { sql } from 'drizzle-orm'
import { choice, column, crossed, derived, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'
import { autoRenewPhrases, seatPhrases } from '../words/agreement.ts'

export const contract: ObjectType = {
  key: 'contract',
  label: 'Contract',
  plural: 'Contracts',
  nouns: words(
    'agreement|subscription|msa|order form|licence agreement|license agreement|service agreement|frame agreement|framework agreement|subscription agreement|subscription contract|paperwork|paper|piece of paper|legal paper|signed paper|contract paper|deed|engagement|sow|statement of work|deal paper|commitment|covenant',
  ),
  description: 'An agreement with an account over one product.',
  table: 'contracts',
  title: 'product',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the contract.', {
      column: 'source_id',
      phrases: { nouns: ['contract id', 'contract number'] },
    }),
    stored('product', 'Product', 'text', 'What was sold.', {
      phrases: {
        nouns: words(
          'what was sold|what we sold|what we sold them|what they bought|what they buy|what it is for|what they are for|what is sold|thing sold|thing we sell|thing we sold|sku|plan|offering|package|bundle|edition|product line|add-on|module|what was bought|line item|item sold|product sold|product bought|article',
        ),
        verbs: words('buy|purchase|subscribe to|license|sign up for|be on|take|cover'),
      },
    }),
    stored('arr', 'ARR', 'money', 'Annual recurring revenue of the contract.', {
      better: 'high',
      additive: true,
      implicitFor: 'money',
      per: 'year',
      phrases: {
        nouns: words(
          'what they bring in|what it brings in|what they bring us|annual recurring revenue|revenue|contract value|value|annual value|acv|annual contract value|contract size|yearly value|contract sum|contract amount|annual fee|yearly fee|yearly price|money a year|contract worth|annual price|annual worth|yearly worth|yearly revenue|annual revenue|yearly amount|annual amount|annual sum',
        ),
        verbs: words(
          'pay|worth|be worth|be valued at|bring|bring in|yield|cost|be good for|generate|earn us|rake in|throw off|come to|run to|net us|bring us',
        ),
        superlatives: {
          high: words(
            'biggest|largest|most valuable|priciest|fattest|chunkiest|most expensive|most lucrative|heftiest|highest value|juiciest|meatiest|dearest|costliest|most money|most profitable|best paying|best paid|highest priced|beefiest',
          ),
          low: words(
            'smallest|cheapest|least valuable|tiniest|lowest value|skinniest|puniest|least money|least expensive|lowest priced|least lucrative',
          ),
        },
      },
    }),
    stored('seats', 'Seats', 'number', 'Seats agreed.', {
      unit: 'seats',
      better: 'high',
      additive: true,
      phrases: seatPhrases,
    }),
    stored('start_on', 'Starts on', 'date', 'The first day of the contract.', {
      event: 'past',
      phrases: {
        nouns: words(
          'start|start date|begin date|beginning|commencement|commencement date|effective date|signature date|first day|kick-off date|contract start',
        ),
        verbs: words(
          'start|begin|sign|kick in|commence|take effect|come into force|go into force|become effective|go into effect|enter into force|come into effect|be effective from|run since|be in force since|go live|get going|get under way|set in|come on stream|enter into effect|be signed|be inked|ink|be in place since|be in effect since|have been running since|have been in place since|have been in force since',
        ),
        superlatives: {
          high: words('newest|most recent|latest|most recently started|most recently signed|freshest'),
          low: [
            'oldest',
            'earliest',
            'first',
            'longest-running',
            'longest standing',
            'running the longest',
            'longest in force',
            'most senior',
            'longest in place',
          ],
        },
      },
    }),
    stored('end_on', 'Ends on', 'date', 'The last day of the contract.', {
      event: 'main',
      phrases: {
        nouns: words(
          'end|end date|expiry|expiry date|expiration|expiration date|last day|contract end|term|end of term|termination date|contract expiry|due date',
        ),
        verbs: words(
          'end|expire|run out|lapse|terminate|finish|renew|come to an end|come up|come up for renewal|conclude|cease|wind up|run until|run till|last until|fall due|come due|term out|reach its end|reach their end|come to term|close out|run to|roll off|draw to a close|come to a close|be up|be over|peter out|drop off|fall away|die|tick over|reach its term|reach their term|run its course|run their course|go out of force|cease to be valid|stop being valid|be done|be finished',
        ),
        superlatives: {
          high: words(
            'furthest out|longest left|most time left|furthest in the future|longest to go|furthest away|last to run out|tied in longest|tied in the longest|locked in longest|locked in the longest|committed the longest|latest ending|last to end|running longest|running the longest|ending last|latest to run out',
          ),
          low: words(
            'next|soonest|earliest|ending soonest|expiring soonest|running out soonest|run out soonest|run out first|running out first|expire soonest|end soonest|expire first|end first|ending first|expiring first|first to expire|first to end|next to expire|closest to expiry|closest to ending|nearest|lapse soonest|lapse first|next to end|nearest to expiry|next to run out|closest to running out|about to end first|first to run out|up first|up soonest|first to go|first to lapse|next to lapse|nearest to its end|closest to its end|shortest left|least time left',
          ),
        },
      },
    }),
    stored('auto_renew', 'Auto-renew', 'boolean', 'Whether the contract renews by itself.', {
      phrases: autoRenewPhrases,
    }),
    stored('notice_days', 'Notice period', 'number', 'Days of notice that either side must give.', {
      unit: 'days',
      phrases: {
        nouns: words(
          'notice|notice days|days of notice|notice time|notice window|cancellation notice|termination notice|notice term|cancellation period|termination period|period of notice|days notice|day notice|notice clause|notice requirement|cancellation window|term of notice|time to give notice|notice we must give|notice they must give|notice to be given|warning period|lead time to cancel|notice span|exit period',
        ),
      },
    }),
    stored('status', 'Status', 'enum', 'Whether the contract is being drawn up, runs, or is over.', {
      values: [
        choice(
          'draft',
          'Draft',
          ...words(
            'drawn up|drawn up but not signed|drawn up but unsigned|written up but not signed|prepared but not signed|ready but not signed|sent but not signed|sent out but not signed|not signed off|still on the desk|put together but not signed|been drawn up but not signed|been drawn up|drafted|unsigned|not signed|not yet signed|not signed yet|being drafted|still a draft|only a draft|in draft|in draft form|draft form|draft stage|in draft stage|awaiting signature|waiting for signature|waiting for a signature|pending signature|out for signature|to be signed|yet to be signed|still to be signed|still unsigned|not executed|unexecuted|in preparation|being negotiated|being prepared|being drawn up|in the works|on the drawing board|not final|not finalised|not finalized|waiting for ink|still waiting for ink|waiting to be signed|still to sign|not inked|not yet inked|without a signature|lacking a signature|missing a signature|signature missing|signature outstanding|nobody has signed|nobody has signed yet|no one has signed|no one has signed yet|they have not signed|not been signed|have not been signed|has not been signed|not countersigned|at the draft stage|in drafting|on paper only|under negotiation|in negotiation|half-baked|half finished|being worked out|in the making|work in progress|wip|at draft|provisional|tentative',
          ),
        ),
        choice(
          'active',
          'Active',
          ...words(
            'running|current|live|in force|in effect|valid|ongoing|effective|binding|operative|in operation|still running|still valid|still in force|still active|presently running|up and running|not yet expired|alive|signed and running|we have running|signed|signed up|countersigned|executed|in play|going|still going|still live|still alive|in place|existing|present|still on|still standing|that run|in full swing|that still run|not over|not over yet|not ended|still good',
          ),
        ),
        choice(
          'ended',
          'Ended',
          ...words(
            'not renewed|never renewed|not extended|never extended|not prolonged|unrenewed|not carried on|expired|terminated|over|finished|past|old|lapsed|no longer valid|no longer running|no longer active|no longer in force|not running anymore|historic|historical|completed|discontinued|run out|out of date|outdated|dead|closed|concluded|bygone|defunct|gone|expired already|already over|already expired|already ended|already run out|history|a thing of the past|no longer alive|no longer live|no longer going|no more running|has run out|have run out|ran its course|ran their course|run its course|run their course|has run its course|have run their course|already run its course|already run their course|out of force|void|cancelled|canceled|long gone|long over|behind us|former|previous|all done|dead and buried|retired',
          ),
        ),
      ],
      phrases: { nouns: ['contract status', 'state'] },
    }),
    derived(
      'days_to_end',
      'Days to end',
      'number',
      'Days until the contract ends; negative when its end has passed.',
      {
        unit: 'days',
        dated: true,
        countdown: true,
        sql: (c) => sql`${column(c.row, 'end_on')} - ${c.day}`,
        phrases: {
          nouns: words(
            'days left|days until end|days until expiry|time left|days to expiry|days till expiry|days to run|days remaining|remaining days|remaining term|remaining time|time to go|left to run|left on|to run|days to go|time remaining|still to run|days till it ends|months left|weeks left|days till the end|days until the end|days before expiry|remaining runtime|runtime left',
          ),
        },
      },
    ),
    derived(
      'notice_by',
      'Notice due',
      'date',
      'The last day on which notice can be given: the end less the notice period; none without a notice period.',
      {
        event: 'future',
        sql: (c) => sql`${column(c.row, 'end_on')} - ${column(c.row, 'notice_days')}`,
        phrases: {
          nouns: [
            ...crossed(
              'last day|last date|last chance|final day|final date|final chance|latest day|latest date|deadline|cut-off|cutoff|last moment|last opportunity|last call',
              'to give notice|for giving notice|to serve notice|for serving notice|for notice|to cancel|for cancelling|for canceling|for cancellation|to get out|for getting out|to terminate|for terminating|for termination|to hand in notice|for handing in notice|to pull out|for pulling out|to quit|to opt out|for opting out|to object|to back out|to walk away|to say no|to end it|to stop it|of notice|to leave',
            ),
            ...words(
              'notice window|cancellation window|termination window|window for termination|window to terminate|notice period window|window to get out|window to walk away|window to cancel|window for cancelling|window to give notice|window for notice|exit window|opt-out window|chance to cancel|chance to give notice|chance to get out|chance to get out of it|notice day|exit date|exit day|get-out date|get-out day|opt-out date|opt-out deadline|escape hatch|cancellation date|cancellation cut-off|notice time limit|time limit for notice',
            ),
            ...crossed(
              'notice window|cancellation window|termination window|exit window|opt-out window|window to cancel|window for notice|window to give notice|window for cancelling|window to get out|notice period|cancellation period|escape hatch|door|chance to cancel|chance to get out|chance to give notice|chance to walk away',
              'shut|shuts|shutting|closing|close|closes|slam shut|slams shut|snap shut|snaps shut|runs out|running out|run out|passes|expires|expiring|expire|is gone|is over|be over|be gone|lapses',
            ),
            ...crossed(
              'notice windows|cancellation windows|termination windows|exit windows|opt-out windows',
              'close|closing|that close|shut|shutting|that shut|run out|running out|expire|expiring|lapsing',
            ),
            ...words(
              'notice windows|cancellation windows|exit windows|opt-out windows|notice deadlines|cancellation deadlines|notice dates',
            ),
            ...words(
              'notice deadline|notice date|last day for notice|cancellation deadline|notice due|cancel-by date|last date to cancel|last day to cancel|deadline to cancel|deadline for notice|notice cutoff|notice cut-off|last day to give notice|latest notice date|termination deadline',
            ),
          ],
          verbs: [
            ...words(
              'give notice|have to give notice|must give notice|be cancelled by|must be cancelled|can be cancelled|serve notice|hand in notice|be terminated by|have to be cancelled',
            ),
            ...crossed(
              'have to|need to|must|would have to|had better|should|ought to|got to',
              'cancel|cancel by|terminate|terminate by|give notice|give notice by|give notice on|serve notice|serve notice on|hand in notice|hand in notice on|quit|quit by|opt out|opt out of|decide on|act on|send notice|send notice for',
            ),
            ...crossed(
              'notice|the notice|a notice|our notice|their notice',
              'has to be given|must be given|needs to be given|is to be given|should be given|has to be served|must be served|has to go out|must go out|has to be in|must be in|needs to be in|has to be handed in|is due|falls due',
            ),
            // "For which contracts must the notice be given by …?"
            ...crossed(
              'must|has|needs|should',
              'notice|the notice|our notice|their notice',
              'be given|be served|be handed in|be in|go out|to be given|to be served|to be in|to go out',
            ),
            ...crossed(
              'cancel in time|terminate in time|give notice in time|get out in time|opt out in time',
              '|of',
            ),
            ...crossed(
              'can|can still|could still|must|have to|may|may still',
              'cancel|terminate|give notice|quit|opt out|get out of|get out|be cancelled|be terminated|pull out of|back out of|walk away from|be got out of|be stopped|be ended',
            ),
          ],
        },
      },
    ),
  ],
  relations: [toAccount],
  usually: [],
  columns: ['product', 'account.name', 'arr', 'seats', 'start_on', 'end_on', 'status'],
  orderBy: [{ by: 'end_on', dir: 'asc' }],
  owner: 'account.csm',
  currency: 'account.currency',
}
