/** Tools that are understood before they exist: their frames, and what is said until a tool file takes their place. Data. */

export type ComingTool = {
  name: string
  /** After "I understood: ": what it would do, slots in braces. */
  does: string
  frames: string[]
  /** Frames that only hold where no earlier question is there to be narrowed: "remove the SMB ones". */
  fresh?: string[]
}

const on = '(for|on|to|at|with|in|across)'
const set =
  '(set|change|update|move|put|switch|make|adjust|push|bump|raise|lower|edit|modify|correct|reset|mark|flip|extend|bring)'
const start =
  '(start|launch|run|kick off|begin|trigger|initiate|apply|enroll|enrol|fire|fire off|roll out|activate|spin up|open|use|do)'

export const comingTools: ComingTool[] = [
  {
    name: 'reassign',
    does: 'hand {set} over to {person}',
    frames: [
      '(reassign|move|transfer|hand|hand over|shift|pass|give|switch|assign|reallocate|allocate|handover|swap|change) {set} [over] (to|over to) {person}',
      '(give|hand|assign|pass) {person:user} {set}',
      '{set} (should go to|goes to|go to|should be owned by|should belong to|now belongs to|now belong to|to be handled by) {person}',
      '(make|put) {person} … (of|for|on|in charge of) {set}',
      'have {person} take [over] {set}',
      '{person} (takes over|is taking over|will take over|should take over|takes|gets|should get) {set}',
    ],
  },
  {
    name: 'tag',
    does: 'change the tags of {set}',
    frames: [
      '(tag|label|flag|mark) {set} (as|with) {tag}',
      '(add|put|attach|apply|slap|stick) [the|a] (tag|label) {tag} (to|on|onto|for) {set}',
      '(add|put|attach|apply|slap|stick) [the|a] {tag} (tag|label) (to|on|onto|for) {set}',
      '(remove|delete|drop|take|strip|clear|pull) [the] {tag} (tag|label) (from|off|of|on) {set}',
      '(remove|delete|drop|take|strip|clear|pull) [the] (tag|label) {tag} (from|off|of|on) {set}',
      'take [the] {tag} (tag|label) off {set}',
      '(remove|drop|take|strip|clear|pull|lose) [the] {tag} (tag|label) [off|away]',
      '(untag|unlabel) {set}',
      '{set} (no longer needs|does not need|should lose) [the] {tag} (tag|label)',
    ],
  },
  {
    name: 'change a field',
    does: 'change {field} of {set}',
    frames: [
      `${set} [the] {field} (of|for|on|in) {set} (to|as|at|until|back to) {text}`,
      `${set} [the] {field} (to|as|back|until|back to) {text} (for|on|of|in) {set}`,
      `${set} {set} {field} (to|as|at|until|back to) {text}`,
      `${set} {set} (as|to) {text}`,
      '{set} (is|are) now {value}',
      '(clear|empty|unset) [the] {field} (of|for|on) {set}',
    ],
  },
  {
    name: 'close tasks',
    does: 'close {set}',
    frames: [
      '(close|complete|finish|cancel|reopen|resolve|tick off|check off|close out|solve) {set}',
      'mark {set} (done|as done|complete|completed|as complete|finished)',
    ],
  },
  {
    name: 'create a task',
    does: 'create tasks for {set}',
    frames: [
      `(create|add|make|open|set|log|schedule|put in|set up|raise) [a|an|new] (task|to-do|todo|reminder|tasks|follow up|action item) … ${on} {set}`,
      `(create|add|make|open|set|log|schedule|set up|raise) [a|an] (task|to-do|todo|reminder|tasks|action item) …`,
      '(create|add|make|open|set|log|schedule|set up) {text} (task|tasks|to-do|reminder) …',
      '(remind) (me|us|him|her|them|everyone) (to|about|that|on|when|in|with|by|tomorrow|next|of|via) …',
      'remind {person} …',
      '(schedule|plan|book) [a|an] (call|meeting|check-in|qbr|review|follow up) …',
    ],
  },
  {
    name: 'start a playbook',
    does: 'start the playbook {playbook} on {set}',
    frames: [
      `${start} [the|a|an] {playbook} [playbook|play] ${on} {set}`,
      `${start} [the|a|an] (playbook|play) {playbook} ${on} {set}`,
      `(put|add|enroll|enrol|place|get) {set} (on|in|into|onto|to|through) [the|a|an] {playbook} [playbook|play]`,
      `${start} [the|a|an] {playbook} [playbook|play]`,
      '{playbook} (for|on) {set}',
    ],
  },
  {
    name: 'set up a rule',
    does: 'watch for something and act on it by itself',
    frames: [
      '(when|whenever|if|once|every time|each time|as soon as|should) {text} (create|notify|alert|tell|tag|start|send|remind|ping|assign|launch|message|email|slack|make|add|open|run|warn|let|set|put|flag|post|trigger|kick off) {text}',
      '(create|notify|alert|tag|start|send|remind|ping|message|warn) {text} (when|whenever|if|once|every time|each time|as soon as) {text}',
      '(set up|create|add|make|build|configure) [a|an] (alert|rule|trigger|automation|notification|workflow|watch) …',
      '(alert|notify|warn|ping) (me|us|the) …',
      '(let) (me|us) know (when|if|whenever|once) …',
      'automatically …',
    ],
  },
  {
    name: 'export',
    does: 'write {set} to a file',
    frames: [
      '(export|download|save|dump) {set} (to|as|into|in) [a|an] (excel|csv|xlsx|spreadsheet|file|pdf|sheet|excel file|csv file|google sheet|google sheets|powerpoint|slides)',
      '(export|download|dump) {set}',
      '{set} (as|in|to) [a|an] (excel|csv|xlsx|spreadsheet|pdf|excel file|csv file)',
      '(excel|csv|xlsx|spreadsheet) (of|with|for) {set}',
    ],
  },
  {
    name: 'send a message',
    does: 'write to people',
    frames: [
      '(send|email|mail|message|slack|text|dm|write to|forward|draft|compose|reply to|respond to|invite) …',
      'write [a|an] (email|e-mail|mail|message|reply|note|letter|follow up) …',
    ],
  },
  {
    name: 'delete',
    does: 'delete {set}',
    frames: ['(delete|erase|wipe|purge|destroy|archive|merge|trash|get rid of|wipe out|nuke) {set}'],
    fresh: ['(remove|drop|take out|discard|cut) {set}'],
  },
  {
    name: 'undo',
    does: 'take back what was done',
    frames: [
      '(undo|revert|roll back|rollback|take back|reverse) …',
      '(undo|revert|rollback) [that|it|this]',
      '(approve|reject) [the|this|that|it] …',
    ],
  },
]
