/** What people say of seats and of agreements that renew by themselves, of an account as of a contract. Data. */
import { words, crossed } from '../fields.ts'
import type { Phrases } from '../types.ts'

const itself = 'automatically|by itself|by themselves|on its own|on their own|by default|tacitly|silently'
const renewing =
  'auto-renewing|auto renewing|auto-renewed|auto renewed|auto-renews|auto renews|self-renewing|evergreen|rolling|set to auto-renew|set to renew automatically'
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
          'renew|renews|renewing|renewed|roll|rolls|rolling|roll over|rolls over|rolling over|extend|extends|extending|prolong|prolongs|continue|continues|renew over',
          itself,
        ),
        ...crossed(
          'automatically',
          'renewing|renewed|renew|renews|extended|extending|extend|roll over|rolling over|rolls over|prolonged',
        ),
      ],
      where: { field: 'auto_renew', op: 'eq', value: true },
    },
    {
      words: [
        ...words(
          'manually renewed|manual renewal|on manual renewal|not auto-renewing|renewing manually|renew manually|renews manually|renewed by hand|renew by hand|renews by hand|opt-in renewal|non-auto-renewing|non auto-renewing|not on auto-renew',
        ),
        ...crossed(
          'has to be|have to be|must be|needs to be|need to be',
          'renewed manually|renewed by hand|signed again|re-signed',
        ),
        ...words(
          'need a signature to renew|needs a signature to renew|have to sign to renew|has to sign to renew',
        ),
      ],
      where: { field: 'auto_renew', op: 'eq', value: false },
    },
  ],
}

export const seatPhrases: Phrases = {
  nouns: words(
    'seat|licence|license|licences|licenses|seat count|number of seats|bought seats|paid seat|purchased seat|contracted seat|seats bought|seats purchased|user licence|user license|licence count|license count|licensed user|named user|paid licence|paid license|booked seat|seat volume',
  ),
  verbs: words('buy|purchase|pay for|sign up for|subscribe to|have bought'),
  superlatives: {
    high: words('most seats|most licences|most licenses|highest seat count|largest seat count|seat-richest'),
    low: words('fewest seats|fewest licences|fewest licenses|lowest seat count|smallest seat count'),
  },
  grades: { high: words('seat-rich|seat-heavy|licence-heavy|license-heavy') },
}
