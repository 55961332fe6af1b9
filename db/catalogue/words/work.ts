/** What people say of work that waits, is late, is done or was given up: shared by tickets, tasks, milestones and deals; and how people speak of what they have to do themselves. Data. */
import { crossed, words } from '../fields.ts'

/** Still there, with some reproach in it. */
export const lingering = words(
  'stuck with us|stuck in the queue|stuck in support|stuck with support|dead in the water|hanging around|still hanging|hanging|lying around|sitting around|sitting there|gathering dust|collecting dust|languishing|lingering|dragging on|festering|rotting|still around|still alive|still breathing|piling up|piled up|in limbo|on the pile|not dealt with|still not dealt with|not taken care of',
)

/** How long something has been like that, as a verb with its days. */
export const waitingVerbs = words(
  'sit there|sit around|sit open|sit in the queue|lie around|hang around|drag on|linger|languish|gather dust|collect dust|wait|stay open|stay unsolved|go unsolved|go unresolved|remain open|remain unsolved|remain unresolved|keep dragging on|rot|fester',
)

/** Of what is not over yet: the longest so. */
export const longestLasting = [
  ...words('stalest|dustiest|mouldiest|most ancient|longest waits|longest in the queue|longest in our queue'),
  ...crossed(
    'longest|oldest|longest-|oldest-',
    'open|unsolved|unresolved|waiting|pending|lying around|outstanding|unfixed|unclosed|lingering|sitting|hanging around|untouched',
  ),
  ...words('longest standing|longest-standing|longest running|longest-running|longest lived'),
  ...crossed(
    'open|unsolved|unresolved|waiting|pending|outstanding|unfixed|sitting|sitting there|sitting open|sitting unsolved|sitting in the queue|hanging open|hanging around|hanging there|hanging|lying open|lying around|lying there|standing open|dragging on|dragging|around|been around|with us|in the queue|in our queue|on the pile|without a fix|without a solution|not solved|not fixed|not closed|not resolved',
    'longest|the longest|for longest|for the longest|for the longest time|longest of all|the longest of all|longer than any other',
  ),
]

/** The matter of a priority, said as a question: "by how pressing they are". */
export const pressing = crossed(
  'how',
  'pressing|urgent|important|serious|critical|severe|bad|burning',
  'it is|they are|it was|they were|each is|each was|the ticket is|the tickets are|the case is|the cases are|the task is|the tasks are|',
)

/** Said of a day that lies behind. */
export const goneBy =
  'behind us|already behind us|is behind us|is already behind us|has gone by|has already gone by|passed|is passed|is already passed|has passed|has already passed|already passed|in the past|is in the past|is already in the past|already past|is past|is already past|gone by|is gone|already gone|already gone by|came and went|has come and gone|come and gone|has been and gone|lies behind us|lies in the past|is long gone|is history|is over|is already over'

/** Past its day and not done. */
export const late = {
  words: [
    ...words(
      'overdue|late|past due|missed|slipped|delayed|behind|running late|running behind|lagging|lagging behind',
    ),
    ...words(
      'behind plan|behind the plan|behind its plan|behind their plan|behind target|behind the timeline|behind timeline|off plan|behind the clock|behind the times|out of schedule',
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
      'should be already|ought to be already|should have already been|should have long been|should be by now|should be long|were already meant to be|was already meant to be|should have been already',
      'done|finished|completed|closed|reached|live|over|ticked off|wrapped up',
    ),
    ...crossed(
      'past|after|beyond',
      'the planned date|their planned date|its planned date|the day they were due|their day',
    ),
    ...words('not done in time|not finished in time|not made in time|in arrears|out of time|over time'),
    ...crossed('due date|deadline', 'missed|blown'),
    ...crossed(
      'due date|deadline|the due date|the deadline|the date|their date|its date|target date|the target date|the planned date',
      goneBy,
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
    'on his plate|on her plate|on their plate|on the plate|on his list|on her list|on their list|on the list|on his desk|on her desk|on their desk|on his to-do list|on her to-do list|on their to-do list|on the to-do list',
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

/** Not done so far, whatever the work is called. */
export const undoneWords = [
  ...crossed(
    'not|not yet|still not|not been|never been|yet to be|still to be|waiting to be|still has to be|still have to be|has yet to be|have yet to be|remain to be|remains to be|left to be',
    'done|made|finished|completed|ticked off|wrapped up|sorted|sorted out|crossed off|checked off|dealt with|taken care of|signed off|got done|gotten done|handled|knocked out|closed out|tackled|taken on|accomplished|delivered',
  ),
  ...crossed(
    'nobody|no one|nobody has|no one has|nobody ever',
    'finished|completed|ticked off|wrapped up|sorted|sorted out|crossed off|checked off|dealt with|taken care of|got done|gotten done|handled|got round to|gotten round to|got around to|gotten around to',
  ),
  ...words(
    'unaccomplished|uncompleted|half done|half-done|half finished|half-finished|unticked|open-ended still',
  ),
]

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

/** What somebody does with what they have to do. */
const doing =
  'do|prepare|prepare for|send|send out|deliver to|get done|get finished|get completed|finish|complete|wrap up|tick off|get through|tackle|sort out|get sorted|deliver|get delivered|clear|cross off|check off|knock out|knock off|get out of the way|get off my plate|get off my list|get over with|get over and done with|get on with|get round to|get around to|see to|attend to|polish off|take care of|deal with|get ticked off|get wrapped up|close out|turn in|have ready|get ready'

/** "What do I still have to get done", "everything I have to finish": the asker's own, as questions and as clauses. */
export const mineToDo = [
  ...crossed(
    'do i|do i still|do i also|do i really|do i personally|do i yet',
    'have to|need to|have got to|got to|gotta',
    doing,
  ),
  ...crossed('must i|must i still|ought i to|am i to|need i', doing),
  ...crossed(
    'should i|should i still|should i really|shall i',
    'get done|get finished|finish|complete|wrap up|tick off|get through|clear|cross off|get out of the way|get off my plate|get off my list',
  ),
  ...crossed('am i|am i still', 'supposed to|meant to|due to|expected to|obliged to', doing),
  ...crossed('have i|have i still', 'got to|left to|yet to|still to|got left to', doing),
  ...crossed(
    'i|i still|i also|i really',
    'have to|need to|have got to|must|should|am supposed to|am meant to|am expected to|have left to|have yet to',
    'do|get done|finish|get finished|complete|wrap up|tick off|get through|tackle|get out of the way|get off my plate|get off my list|cross off|knock out|get over with|get round to|get around to',
  ),
  ...crossed(
    '|still|outstanding|is|is still|are still|remains|remaining|is left|left|left over|still left|still open',
    'for me to',
    'do|get done|finish|complete|wrap up|tick off|get through|tackle|sort out',
  ),
  ...crossed(
    'do i have|do i still have|have i|have i got|have i still got|i have|i still have|i have got|i have still got',
    'on|coming up|planned|scheduled|due|falling due|coming due|outstanding|left to do|left to finish|on my plate|on my list|on my to-do list|on my desk|on my agenda|on my hands',
  ),
  ...crossed(
    'do i have anything|have i got anything|have i anything|anything of mine|anything i have|things do i have|things have i got|stuff do i have|items do i have|i have anything|everything of mine|things of mine|stuff of mine',
    'due|falling due|coming up|outstanding|open|pending|to do|still to do|left to do|to get done|to finish|on my plate|on my list|scheduled|planned|waiting',
  ),
  ...crossed('do i|do i still|i|i still', 'owe|owe to|have to deliver|have to send|have promised'),
  ...crossed('have i promised|did i promise|i promised|i have promised', '|to|to do for'),
  ...crossed('needs|requires|is waiting for|is still waiting for|awaits', 'my attention'),
  ...crossed('am i on the hook|am i', 'for|due to deliver'),
  ...words(
    'is expected of me|is due from me|are due from me|is owed by me|is down to me|falls to me|is up to me',
  ),
]

/** The asker's own that went past its day. */
export const mineLate = [
  ...crossed(
    'am i|have i been|was i|i am|i have been|i was|am i already|am i still|i am already|i am still|have i fallen|i have fallen|i fell|have i got|i am running|am i running',
    'late with|behind with|late on|behind on|overdue on|overdue with|running late with|running behind on|running behind with|sitting on too long|late delivering|late finishing|tardy with|in arrears with|late with anything|behind with anything|behind on anything|late on anything|behind on my tasks|behind with my tasks|behind on my to-dos|behind with my to-dos',
  ),
  ...crossed(
    'have i|did i|do i|i have|i',
    'let slip|let slide|let lapse|miss the deadline on|missed the deadline on|missed the deadline for|missed the date on|dropped the ball on|drop the ball on|failed to finish in time|failed to do in time|not got round to|not gotten round to|not got around to|not gotten around to',
  ),
  ...crossed(
    'do i have anything|have i got anything|have i anything|anything of mine|anything i have|things do i have|stuff do i have|i have anything|everything of mine|things of mine|stuff of mine',
    'overdue|late|past due|that is late|that is overdue|that slipped|that has slipped|running late|behind schedule|past its date|past its due date',
  ),
  ...crossed(
    'should i|i should|should i already|i should already|i ought to',
    'have done by now|have finished by now|have got done by now|have ticked off by now|have done already|have finished already|have done long ago|have finished long ago',
  ),
  ...crossed(
    'was i|i was',
    'supposed to|meant to',
    'have done by now|have finished by now|do by now|finish by now',
  ),
]

/** Behind somebody's name: what they have to do, and where it is kept. */
export const keptBy = [
  ...crossed(
    "'s|on his|on her|on their",
    'list|to-do list|to do list|todo list|task list|plate|desk|agenda|to-dos list|list of to-dos|list of tasks|pile|in-tray|backlog',
  ),
  ...crossed(
    'we|do we|we still|do we still',
    'owe|owe to|have to deliver to|have to send to|have to do for|need to do for',
  ),
  ...crossed(
    'has|has got|still has|has still|still has got',
    'due|to do|to get done|to finish|to get through|left to do|to tick off|to wrap up',
  ),
  ...crossed(
    'needs to|is supposed to|is meant to|has to|still has to|still needs to|is expected to',
    'get done|finish|wrap up|tick off|get through|finish off|get off the list|get out of the way',
  ),
]
