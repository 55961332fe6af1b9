/** What people say of a deal's chances, even odds being the measure. Data. */
import { crossed, words } from '../fields.ts'
import type { Adjective } from '../types.ts'

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
