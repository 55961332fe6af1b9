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
const start =
  '(start|launch|run|kick off|begin|trigger|initiate|apply|enroll|enrol|fire|fire off|roll out|activate|spin up|open|use|do)'

export const comingTools: ComingTool[] = [
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
    name: 'decide a proposal',
    does: 'decide about a proposal; that is done on its card, never by a message',
    frames: [
      '(approve|reject|confirm) [the|this|that|my] (proposal|it|that|this|change|changes) …',
      '(approve|reject) (it|that|this)',
    ],
  },
]
