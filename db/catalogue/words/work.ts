/** What people say of work that waits, is late, is done or was given up: shared by tickets, tasks, milestones and deals. Data. */
import { crossed, words } from '../fields.ts'

/** Still there, with some reproach in it. */
export const lingering = words(
  'hanging around|still hanging|hanging|lying around|sitting around|sitting there|gathering dust|collecting dust|languishing|lingering|dragging on|festering|rotting|still around|still alive|still breathing|piling up|piled up|in limbo|on the pile|not dealt with|still not dealt with|not taken care of',
)

/** How long something has been like that, as a verb with its days. */
export const waitingVerbs = words(
  'sit there|sit around|sit open|sit in the queue|lie around|hang around|drag on|linger|languish|gather dust|collect dust|wait|stay open|stay unsolved|go unsolved|go unresolved|remain open|remain unsolved|remain unresolved|keep dragging on|rot|fester',
)

/** Past its day and not done. */
export const late = {
  words: [
    ...words(
      'overdue|late|past due|missed|slipped|delayed|behind|running late|running behind|lagging|lagging behind',
    ),
    ...words('behind schedule|off schedule|off track|long overdue|overrun|slipping|sliding|slid|tardy'),
    ...crossed(
      'not done|not finished|not completed|not reached',
      'on time|in time|by the due date|by its due date',
    ),
    ...crossed('should|should already|should long', 'be done|be done by now|be finished|be finished by now'),
    ...crossed(
      'should|should already|should long',
      'have been done|have been done by now|have been finished',
    ),
    ...crossed('should have been', 'finished by now|completed|completed by now|ticked off|closed by now'),
    ...crossed('past|after|beyond|over|out of', 'deadline|the deadline|their deadline|its deadline|due date'),
    ...crossed('past|after|beyond|over', 'the due date|their due date|its due date|their date|its date'),
    ...crossed(
      'slipped|slid|gone|went|ran',
      'past their due date|past its due date|past the due date|past deadline',
    ),
    ...crossed(
      'let',
      'slide|slip|slide past their due date|slip past their due date|slide past the due date|lapse',
    ),
    ...crossed(
      'due date|deadline',
      'passed|has passed|missed|blown|behind us|already passed|already behind us',
    ),
    ...words('still not done|still not finished|let slip past the due date|let slide past its due date'),
  ],
  verbs: [
    ...crossed(
      'miss|blow|blow past|go past|run past|slide past|slip past',
      'the deadline|their deadline|its deadline',
    ),
    ...crossed('miss|go past|run past|slide past|slip past', 'the due date|their due date|its due date'),
    ...words('run late|fall behind|lag behind|slip through the cracks'),
  ],
}

/** Done, said of work. */
export const doneWords = words(
  'finished|completed|complete|closed|ticked off|wrapped up|knocked out|crossed off|checked off|struck off|off the list|sorted out|dealt with|taken care of|accomplished|done and dusted|closed out|signed off|in the bag|put to bed|out of the way',
)

/** Given up, said of work. */
export const droppedWords = words(
  'canceled|dropped|scrapped|abandoned|binned|shelved|called off|killed|axed|ditched|discarded|thrown out|given up|given up on|canned|withdrawn|written off|no longer needed|aborted|struck',
)

/** Nobody has it. */
export const ownerless = [
  ...words('unassigned|ownerless|orphaned|orphan|up for grabs|unowned|unclaimed|not taken|not assigned'),
  ...words('without an assignee|without an owner|without owner|without assignee|no assignee|no owner'),
  ...words(
    'not assigned to anyone|not assigned to anybody|belonging to nobody|belongs to nobody|nobody on it',
  ),
  ...crossed(
    'nobody|no one|noone',
    'is assigned to|owns|took|has taken|has taken on|took on|picked up|is on',
  ),
  ...crossed(
    'nobody|no one|noone',
    'has picked up|wants|claimed|has claimed|is responsible for|feels responsible for',
  ),
]
