/** What people call the product, and not using it at all. Data. */
import { crossed, words } from '../fields.ts'

export const theProduct =
  'the product|our product|the tool|our tool|the platform|our platform|the software|the app|our app|the system'
/** Not using the product at all. */
export const unused = {
  words: [
    ...crossed(
      'not|never|not once|never once|not even once',
      'used|touched|opened|logged in to|logged into|been in|set foot in|worked in|clicked in|signed in to|signed into',
      `${theProduct}|it`,
    ),
    ...crossed(
      'not|never|not once|never once',
      'logged in|signed in|logged on|clicked anything|been online|been active in the product',
    ),
    ...crossed(
      'no|without|without any|zero',
      'usage|usage events|product usage|logins|log-ins|clicks|activity in the product',
    ),
    ...crossed('not|no longer', 'using|touching|opening|logging in to|logging into', `${theProduct}|it`),
    ...words(
      'not logging in|no longer logging in|do not log in|does not log in|did not log in|dormant user|dormant users|inactive user|inactive users|inactive in the product|idle in the product|absent from the product|without a single event|without a single click|without a single login',
    ),
  ],
  verbs: [
    ...crossed('never|not', 'use|touch|open|log in to|log into', `${theProduct}|it`),
    ...crossed(
      'stop|quit|cease|give up|leave off',
      'using|touching|opening|logging in to|logging into',
      `${theProduct}|it`,
    ),
    ...crossed(
      'stop|quit|cease|give up|leave off',
      'logging in|logging on|signing in|clicking|showing up in the product',
    ),
  ],
}
