/** Contracts: what an account has agreed to pay, for which product and until when. */
import { sql } from 'drizzle-orm'
import { choice, column, derived, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'
import { autoRenewPhrases, seatPhrases } from '../words/agreement.ts'

export const contract: ObjectType = {
  key: 'contract',
  label: 'Contract',
  plural: 'Contracts',
  nouns: words(
    'agreement|subscription|msa|order form|licence agreement|license agreement|service agreement|frame agreement|framework agreement|subscription agreement|subscription contract|paperwork|engagement|sow|statement of work|deal paper|commitment|covenant',
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
        nouns: words('sku|plan|offering|package|bundle|edition|product line|add-on|module'),
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
          'annual recurring revenue|revenue|contract value|value|annual value|acv|annual contract value|contract size|yearly value|contract sum|contract amount|annual fee|yearly fee|yearly price',
        ),
        verbs: words('pay|worth|be worth|be valued at|bring|bring in|yield|cost|be good for'),
        superlatives: {
          high: words(
            'biggest|largest|most valuable|priciest|fattest|chunkiest|most expensive|most lucrative|heftiest|highest value',
          ),
          low: words('smallest|cheapest|least valuable|tiniest|lowest value|skinniest'),
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
          'start|begin|sign|kick in|commence|take effect|come into force|go into force|become effective|go into effect|enter into force|come into effect|be effective from|run since|be in force since',
        ),
        superlatives: {
          high: words('newest|most recent|latest|most recently started|most recently signed|freshest'),
          low: ['oldest', 'earliest', 'first', 'longest-running', 'longest standing'],
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
          'end|expire|run out|lapse|terminate|finish|renew|come to an end|come up|come up for renewal|conclude|cease|wind up|run until|run till|last until|fall due|come due|term out|reach its end|reach their end|come to term|close out|run to|roll off',
        ),
        superlatives: {
          high: words(
            'furthest out|longest running|latest ending|last to end|running longest|running the longest|ending last|latest to run out',
          ),
          low: words(
            'next|soonest|earliest|ending soonest|expiring soonest|running out soonest|run out soonest|run out first|running out first|expire soonest|end soonest|expire first|end first|ending first|expiring first|first to expire|first to end|next to expire|closest to expiry|closest to ending|nearest|lapse soonest|lapse first|next to end|nearest to expiry|next to run out',
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
          'notice|notice days|days of notice|notice time|notice window|cancellation notice|termination notice|notice term|cancellation period|termination period|period of notice|days notice|day notice|notice clause|notice requirement|cancellation window',
        ),
      },
    }),
    stored('status', 'Status', 'enum', 'Whether the contract is being drawn up, runs, or is over.', {
      values: [
        choice(
          'draft',
          'Draft',
          ...words(
            'drafted|unsigned|not signed|not yet signed|not signed yet|being drafted|still a draft|only a draft|in draft|in draft form|draft form|draft stage|in draft stage|awaiting signature|waiting for signature|waiting for a signature|pending signature|out for signature|to be signed|yet to be signed|still to be signed|still unsigned|not executed|unexecuted|in preparation|being negotiated|being prepared|being drawn up|in the works|on the drawing board|not final|not finalised|not finalized',
          ),
        ),
        choice(
          'active',
          'Active',
          ...words(
            'running|current|live|in force|in effect|valid|ongoing|effective|binding|operative|in operation|still running|still valid|still in force|still active|presently running|up and running|not yet expired|alive|signed and running',
          ),
        ),
        choice(
          'ended',
          'Ended',
          ...words(
            'expired|terminated|over|finished|past|old|lapsed|no longer valid|no longer running|no longer active|no longer in force|not running anymore|historic|historical|completed|discontinued|run out|out of date|outdated|dead|closed|concluded|bygone',
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
        sql: (c) => sql`${column(c.row, 'end_on')} - ${c.day}`,
        phrases: {
          nouns: words(
            'days left|days until end|days until expiry|time left|days to expiry|days till expiry|days to run|days remaining|remaining days|remaining term|remaining time|days till the end|days until the end|days before expiry|remaining runtime|runtime left',
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
          nouns: words(
            'notice deadline|notice date|last day for notice|cancellation deadline|notice due|cancel-by date|last date to cancel|last day to cancel|deadline to cancel|deadline for notice|notice cutoff|notice cut-off|last day to give notice|latest notice date|termination deadline',
          ),
          verbs: words(
            'give notice|have to give notice|must give notice|be cancelled by|must be cancelled|can be cancelled',
          ),
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
