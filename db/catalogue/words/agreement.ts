/** What people say of seats and of agreements that renew by themselves, of an account as of a contract. Data. */
import { words, crossed } from '../fields.ts'
import type { Phrases } from '../types.ts'

const itself =
  'automatically|by itself|by themselves|on its own|on their own|by default|tacitly|silently|on autopilot|on auto-pilot|all by itself|all by themselves|of its own accord|of their own accord|by its own|without anyone doing anything|without a signature|without signing|without us lifting a finger|without lifting a finger|unless cancelled|unless they cancel'
const renewing =
  'set to roll over|set to roll|on rollover|on auto-pilot|on autopilot|self-extending|self-prolonging|perpetual|open-ended|automatically renewing|auto-renewing|auto renewing|auto-renewed|auto renewed|auto-renews|auto renews|self-renewing|evergreen|rolling|set to auto-renew|set to renew automatically|self-extending|on autopilot|on auto-pilot|on an evergreen|with an evergreen|with an evergreen clause|on auto|on a rolling contract|on rolling contracts|on rolling terms|auto-extending|auto extending|set to roll over|renewal on autopilot'
const automatic = 'auto-renew|auto renew|autorenew|auto-renewal|automatic renewal|automatic'

export const autoRenewPhrases: Phrases = {
  nouns: words(
    'auto renew|autorenew|auto-renewal|automatic renewal|auto renewal|autorenewal|renewal clause|tacit renewal|automatic extension|auto-extension',
  ),
  adjectives: [
    {
      words: [
        ...words(renewing),
        ...crossed('on', automatic),
        ...crossed(
          'renew|renews|renewing|renewed|get renewed|gets renewed|roll|rolls|rolling|roll on|rolls on|roll over|rolls over|rolling over|roll forward|rolls forward|extend|extends|extending|prolong|prolongs|extended|prolonged|continued|rolled over|rolled forward|get extended|gets extended|continue|continues|continuing|renew over|carry on|carries on|run on|runs on|go on|goes on|re-up|re-ups',
          itself,
        ),
        ...crossed(
          'automatically',
          'renewing|renewed|renew|renews|extended|extending|extend|roll over|rolling over|rolls over|rolled over|prolonged|continued',
        ),
      ],
      where: { field: 'auto_renew', op: 'eq', value: true },
    },
    {
      words: [
        ...words(
          'manually renewed|manual renewal|on manual renewal|not auto-renewing|renewing manually|renew manually|renews manually|renewed by hand|renew by hand|renews by hand|opt-in renewal|non-auto-renewing|non auto-renewing|not on auto-renew|no auto-renew|no auto-renewal|no automatic renewal|without auto-renew|without auto-renewal|without automatic renewal|hand-renewed|renewed only by hand|on manual|manual only|not set to auto-renew|fixed-term|on a fixed term',
        ),
        ...crossed(
          'has to be|have to be|must be|needs to be|need to be',
          'renewed manually|renewed by hand|signed again|signed again by hand|re-signed|signed anew|renewed in person|renewed actively|actively renewed|renewed with a signature',
        ),
        ...words(
          'need a signature|needs a signature|require a signature|requires a signature|want a signature|wants a signature|wait for a signature|must actively renew|have to actively renew|has to actively renew|need to actively renew|actively renew|must be renewed actively|have to renew actively|have to renew by hand|has to renew by hand|must renew by hand|need to renew by hand|need a signature to renew|needs a signature to renew|have to sign to renew|has to sign to renew|have to sign again|has to sign again|have to sign again by hand|has to sign again by hand|need to sign again|needs to sign again|must sign again|have to re-sign|has to re-sign|need to re-sign|needs to re-sign|want a fresh signature|wants a fresh signature|need a fresh signature|needs a fresh signature',
        ),
      ],
      where: { field: 'auto_renew', op: 'eq', value: false },
    },
  ],
}

export const seatPhrases: Phrases = {
  nouns: [
    ...words(
      'seat|licence|license|licences|licenses|seat count|number of seats|bought seats|paid seat|purchased seat|contracted seat|seats bought|seats purchased|user licence|user license|head count in the contract|user seat|seat licence|seat license|seat total|licence total|license total|licence count|license count|licensed user|named user|paid licence|paid license|booked seat|seat volume',
    ),
    ...crossed(
      'seats|licences|licenses|user licences|user licenses',
      'bought|sold|sold to|purchased|booked|contracted|ordered|paid for|bought from us|bought by|taken out|on the contract|under contract|on paper|we have sold|we have sold to|we sold|we sold to|they bought|they have bought|they pay for',
    ),
  ],
  verbs: words(
    'buy|purchase|pay for|sign up for|subscribe to|have bought|get billed for|be billed for|be charged for|be invoiced for',
  ),
  superlatives: {
    high: words(
      'most seats|most licences|most licenses|highest seat count|largest seat count|seat-richest|biggest by seats|biggest in seats|most licensed',
    ),
    low: words('fewest seats|fewest licences|fewest licenses|lowest seat count|smallest seat count'),
  },
  grades: { high: words('seat-rich|seat-heavy|licence-heavy|license-heavy') },
}
