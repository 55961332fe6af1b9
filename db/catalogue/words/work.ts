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

/** The matter of a priority, said as a question: "by how pressing they are". */
export const pressing = crossed(
  'how',
  'pressing|urgent|important|serious|critical|severe|bad|burning',
  'it is|they are|it was|they were|each is|each was|the ticket is|the tickets are|the case is|the cases are|the task is|the tasks are|',
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
    ...crossed(
      'ought to|ought to already|ought long to|supposed to|were supposed to|was supposed to|are supposed to|is supposed to|meant to|were meant to|was meant to|expected to|were expected to|was expected to|had to|should long|should by now|should already|should by rights|should really',
      'have been|be',
      'done|finished|completed|ticked off|delivered|sorted|sorted out|dealt with|wrapped up|taken care of|out of the way|off the list',
      '|by now|already|long ago|ages ago|by today',
    ),
    ...crossed('past|after|beyond|over|out of', 'deadline|the deadline|their deadline|its deadline|due date'),
    ...crossed('past|after|beyond|over', 'the due date|their due date|its due date|their date|its date'),
    ...crossed(
      'slipped|slid|gone|went|ran',
      'past their due date|past its due date|past the due date|past deadline',
    ),
    ...crossed(
      'should|should already|should long|should by now|ought to|were supposed to|was supposed to|were meant to|was meant to|supposed to|meant to|were to|were due to|were expected to|were scheduled to|was due to',
      'be done|be finished|be completed|be over|be ticked off|be closed|happen|be reached|be behind us|have been done|have been finished|have been completed|have been ticked off|have been reached|have been closed|have been wrapped up|have happened|have taken place|be live|be in place',
      'by now|already|long ago|by today|some time ago|',
    ),
    ...crossed(
      'past|after|beyond',
      'the planned date|their planned date|its planned date|the day they were due|their day',
    ),
    ...words('not done in time|not finished in time|not made in time|in arrears|out of time|over time'),
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

/** What somebody does who is late with it. */
export const letSlip = [
  ...crossed(
    'let',
    'slide|slip|slide past their due date|slip past their due date|slide past the due date|lapse|drop|go',
  ),
  ...crossed(
    'late with|behind with|behind on|late on|in arrears with|not got round to|not gotten round to|not got around to|let slip by|sitting on past their date|sitting on past the due date',
    '',
  ),
]

/** Still to be done, said of whoever has to. */
export const stillToDo = [
  ...crossed(
    'still|still got|still have|still has|still sitting|still lying|still waiting|left|remaining',
    'on his plate|on her plate|on their plate|on my plate|on the plate|on his list|on her list|on their list|on my list|on the list|on his desk|on her desk|on their desk|on his to-do list|on her to-do list|on their to-do list|on the to-do list',
  ),
  ...crossed(
    'still',
    'has to do|have to do|got to do|needs to do|need to do|to get done|has to get done|have to get done|to get through|must do|to tick off|to finish|to be finished|to be ticked off|to be got through|needs doing|need doing|to be completed|to be wrapped up',
  ),
  ...words(
    'has left to do|have left to do|left undone|yet to be ticked off|yet to be finished|not crossed off',
  ),
  ...words('not wrapped up|unticked|not knocked out|not dealt with|yet to be completed|hanging over us'),
]

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
