/** Tools that are understood before they exist: their frames and inputs, and what is said until a tool file of the same name takes their place. Data. */
import { z } from 'zod'
import { selectionSchema } from '#db/effects/contract.ts'
import type { NamedTool } from '#tools/kit/define-tool.ts'
import { selectionOf } from '#tools/kit/selection.ts'
import { parseFrame, type Part } from './frame-syntax.ts'

export type ComingTool = {
  name: string
  /** After "I understand that you want to": what it would do, slots in braces. */
  does: string
  frames: string[]
  /** Frames that only hold where no earlier question is there to be narrowed: "remove the SMB ones". */
  fresh?: string[]
  /** Of one that acts on rows: read as commands are, with every word in its place. */
  input?: z.ZodObject
  /** What it would make, one a row. */
  makes?: string
  /** It waits for something to come true. */
  watches?: true
}

const on = '(for|on|to|at|with|in|across|against|over at|upon|towards)'
const start =
  '(start|launch|run|kick off|begin|trigger|initiate|apply|enroll|enrol|fire|fire off|fire up|roll out|activate|spin up|open|use|do|execute|set off|get going with|put in place|deploy|start up|set up|get started with|play|unleash|set in motion|get going on|go with|send in|bring in|crank up|switch on|turn on|rev up|set going|start running|schedule|order)'
const file = '(excel|csv|xlsx|spreadsheet|file|pdf|sheet|google sheet|google sheets|powerpoint|slides)'
const a = '[a|an|the|my|our]'
const issue =
  '(raise|issue|send|send out|make out|write|write up|draw up|generate|produce|create|prepare|print|cut|email|e-mail|mail|mail out|post|post out|void|cancel|reissue|re-issue|resend|re-send|correct|amend|process|file|get out|put through|run|approve|submit|forward|give|make|request|book|order|pay|transfer|wire|arrange|adjust|refund|waive|write off|settle|collect|chase|reverse|return)'
const paper =
  '(invoice|invoices|bill|bills|credit note|credit notes|receipt|receipts|payment|payments|payment link|payment reminder|payment reminders|payment run|dunning letter|dunning letters|refund|refunds|reimbursement|deposit|account statement|statement of account|purchase order|purchase orders|po|order form|order forms|order confirmation|sales order|quotation|price quote|estimate|rebate|voucher|discount|discount code|coupon|goodwill credit|account credit|service credit|payroll|expense report|expense reports|expenses|wire transfer|bank transfer|direct debit|nda|msa|sow|statement of work|dpa|data processing agreement|licence key|licence keys|license key|license keys)'
const some =
  '[a|an|the|another|their|its|our|my|his|her|all|all the|one|any|this|that] [{:number}] [%|percent] [last|latest|new|first|final|open|unpaid|full|partial|signed|pro forma|proforma|monthly|annual|quarterly|outstanding|overdue|goodwill|small|big]'

const startsPlaybook: ComingTool = {
  name: 'playbooks_start_playbook',
  does: 'start the playbook {playbook} on {set}',
  input: z.strictObject({ of: selectionOf('account'), playbook: z.string() }),
  makes: 'playbook_run',
  frames: [
    `${start} [the|a|an] {playbook:playbook} [playbook|play] ${on} {of:set}`,
    `${start} [the|a|an] (playbook|play) {playbook:playbook} ${on} {of:set}`,
    `(put|add|enroll|enrol|place|get|move|take|bring) {of:set} (on|in|into|onto|to|through) [the|a|an] {playbook:playbook} [playbook|play]`,
    `(give) {of:set} [the|a|an] {playbook:playbook} [playbook|play]`,
    `{playbook:playbook} [playbook|play] (for|on) {of:set}`,
    '{playbook:playbook} [playbook|play] [,|:] (start|launch|run|kick off|go|activate|start it) [,|:|for|on] {of:set}',
    `{of:set} (should get|gets|get|needs|need|should go on|go on|goes on|should be on|should go through) [the|a|an] {playbook:playbook} [playbook|play] [started|launched|kicked off|running|run] [on|for] [it|them]`,
    `{of:set} (into|onto|on|→) [the|a|an] {playbook:playbook} [playbook|play]`,
    `(get|set|have|let us have|keep) [the|a|an] {playbook:playbook} [playbook|play] (going|started|running|rolling|moving|off the ground|in motion|under way|underway|up and running|on the go|in place) ${on} {of:set}`,
    `${on} {of:set} [,] ${start} [the|a|an] {playbook:playbook} [playbook|play]`,
    `(sign up|enter|include|involve|start|get started|kick off) {of:set} (in|for|on|with|to|into) [the|a|an] {playbook:playbook} [playbook|play]`,
    `{of:set} (is|are) (due|ready|ripe|a case|cases) for [the|a|an] {playbook:playbook} [playbook|play]`,
    `{of:set} (should|must|need to|needs to|have to|are to|is to) (run through|go into|enter|start|get|be on|go through|be put on|be put through|do) [the|a|an] {playbook:playbook} [playbook|play]`,
    `{of:set} (could do with|could use|would benefit from|calls for|call for|cries out for|cry out for|wants|want|deserves|deserve|is crying out for|are crying out for|is asking for|are asking for) [the|a|an] {playbook:playbook} [playbook|play]`,
    `(use|try|apply|go for) [the|a|an] {playbook:playbook} [playbook|play] (for|on|at|with) {of:set}`,
    `time for [the|a|an] {playbook:playbook} [playbook|play] ${on} {of:set}`,
  ],
}

const rows = z.strictObject({ object: z.string(), of: selectionSchema })

export const comingTools: ComingTool[] = [
  startsPlaybook,
  {
    name: 'start a playbook',
    does: 'start the playbook {playbook}',
    frames: [
      `${start} [the|a|an] {playbook} [playbook|play]`,
      `${start} [the|a|an] (playbook|play) {playbook}`,
    ],
  },
  {
    name: 'records_export_records',
    does: 'write {set} to a file',
    input: rows,
    frames: [
      `(export|download|save|dump) {of:set} (to|as|into|in) ${a} ${file} [file|sheet|workbook]`,
      '(export|download|dump) {of:set}',
      `{of:set} (as|in|to|into) ${a} ${file} [file|sheet|workbook]`,
      `${file} [file|sheet|export|list] (of|with|for|:|,) {of:set}`,
      `(give|get|show|send|have|need|want|bring|make|pull|see) [me|us] (in|as|into|on) ${a} ${file} [file|sheet] {of:set}`,
      `(give|get|show|send|have|need|want|bring|make|pull|see) [me|us] ${a} ${file} [file|sheet|export|list] (of|with|for) {of:set}`,
      `(in|as|into|on) ${a} ${file} [file|sheet] [,|:] {of:set}`,
    ],
  },
  {
    name: 'records_delete_records',
    does: 'delete {set}',
    input: rows,
    frames: [
      '(delete|erase|wipe|purge|destroy|archive|trash|get rid of|wipe out|nuke) {of:set}',
      '(delete|erase|remove) {of:set} from [the|our] (system|records|database|crm)',
    ],
  },
  {
    name: 'delete',
    does: 'delete {set}',
    frames: ['(delete|erase|wipe|purge|destroy|archive|merge|trash|get rid of|wipe out|nuke) {set}'],
    fresh: ['(remove|drop|take out|discard|cut) {set}'],
  },
  {
    name: 'set up a rule',
    watches: true,
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
    name: 'schedule a report',
    does: 'send a report again and again',
    frames: [
      '(send|mail|email|post|schedule|set up) … (every|each) (day|morning|week|month|quarter|monday|tuesday|wednesday|thursday|friday|weekday) …',
      '(every|each) (day|morning|week|month|quarter|monday|tuesday|wednesday|thursday|friday|weekday) [,] (send|mail|email|post|give|show|remind|tell) …',
      '(daily|weekly|monthly|quarterly) (report|digest|summary|mail|email|update) …',
    ],
  },
  {
    name: 'send a message',
    does: 'write to people',
    frames: [
      '(send|email|mail|message|slack|text|dm|write to|forward|draft|compose|reply to|respond to|invite) …',
      'write [a|an] (email|e-mail|mail|message|reply|note|letter|follow up) …',
      '(call|phone|ring|ring up|dial|fax|call up) {account} [now|right now|today|tomorrow|for me|please|back]',
      '(call|phone|ring|ring up|dial|fax|call up) (him|her|them|everybody|everyone|all) …',
      '(call|phone|ring|ring up|dial|fax|call up) (him|her|them|everybody|everyone|all|them all)',
    ],
  },
  {
    name: 'bill and pay',
    does: 'bill, pay or order something; that is done in the books',
    frames: [
      `${issue} ${some} ${paper}`,
      `(bill|invoice|charge|refund|reimburse|credit|debit|dun|rebill|re-bill|re-invoice|pay|pay back) {account}`,
      `(sign|countersign|counter-sign|e-sign|redline|notarise|notarize|terminate|dissolve|draw up|print out) ${some} (contract|contracts|agreement|agreements|amendment|addendum|renewal contract|paperwork|offer|dpa|terms)`,
      `(give|grant|offer|owe|get|pay|write|make|issue|raise) {account} ${some} ${paper}`,
      `{account} (needs|should get|gets|is owed|are owed|wants|must get|has to get) ${some} ${paper}`,
      `(order|buy|reserve|book|rent|get me|find me) [me|us] [a|an|the|some|two] (table|flight|flights|hotel|hotel room|room|meeting room|taxi|cab|train|train ticket|car|lunch|dinner|pizza|flowers|gift|gifts|swag|cake|coffee|venue)`,
    ].flatMap((frame) => [`${frame} …`, frame]),
  },
  {
    name: 'administer',
    does: 'change who may use Steward and what they may do; an administrator does that in the settings',
    frames: [
      `(make|promote|appoint|turn|upgrade|set|demote|downgrade) {person} [to|into|as|to be] ${a} [new|full|workspace|super] (admin|administrator|manager|viewer|super user|superuser|power user|team lead|teamlead|boss|director|owner of the workspace|workspace owner)`,
      `(add|create|invite|register|sign up|onboard|set up|provision) [a|an|the|another|new] [new] (user|users|colleague|teammate|team member|seat for|login|account manager|csm called|csm named|admin|administrator) …`,
      `(remove|delete|deactivate|disable|block|lock|lock out|kick|kick out|suspend|fire|sack|throw out|drop) {person} [from|out of|off] [the|our] (system|workspace|tool|platform|team|users|steward|company)`,
      `(deactivate|disable|block|lock|lock out|suspend|fire|sack) {person}`,
      `(give|grant|revoke|take|remove|withdraw) {person} … (access|rights|right|permission|permissions|privileges|role|login|licence|license)`,
      `(give|grant|revoke|take|remove|withdraw) [the|all|his|her|their] [admin|write|edit|administrator] (access|rights|right|permission|permissions|privileges) (to|for|of|from) …`,
      `(give|grant|pay|offer) {person} [a|an|the|some] [big|small|pay] (raise|bonus|rise|promotion|day off|holiday|vacation|beer|gift|present) …`,
      `(give|grant|pay|offer) {person} [a|an|the|some] [big|small|pay] (raise|bonus|rise|promotion|day off|holiday|vacation|beer|gift|present)`,
      `(reset|change|set) [the|my|his|her|their] (password|passwords|role|roles|permissions|settings|api key|keys) …`,
      `(turn off|switch off|disable|turn on|switch on|enable|change|edit|skip|bypass) [the|our|all] (audit log|audit|approvals|approval|two factor|2fa|sso|security|permissions|logging|backups|backup) …`,
      `(turn off|switch off|disable|turn on|switch on|enable|change|edit|skip|bypass) [the|our|all] (audit log|audit|approvals|approval|two factor|2fa|sso|security|permissions|logging|backups|backup)`,
    ],
  },
  {
    name: 'decide a proposal',
    does: 'decide about a proposal; that is done on its card, never by a message',
    frames: [
      '(approve|reject|confirm) [the|this|that|my] (proposal|it|that|this|change|changes) …',
      '(approve|reject|confirm|accept|decline) (it|that|this|all|everything|them)',
      '(approve|reject|confirm|accept|decline) [all|every|the|my|our|any|both] [the|my|our|open|pending|waiting] (proposal|proposals|change|changes|request|requests) …',
      '(approve|reject|confirm|accept|decline) [all|every|the|my|our|any|both] [the|my|our|open|pending|waiting] (proposal|proposals|change|changes|request|requests)',
    ],
  },
]

/** Those that act on rows, as tools for reading commands; they do nothing. */
export const comingEffects: NamedTool[] = comingTools.flatMap(({ name, does, frames, input }) =>
  input
    ? [
        {
          name,
          effect: 'write' as const,
          permission: 'act' as const,
          ...{ label: does, description: does, input, phrases: { frames, examples: [] } },
          plan: () => Promise.reject(new Error(`${name} is still to come`)),
        },
      ]
    : [],
)

const literals = (parts: readonly Part[]): string[] =>
  parts.flatMap((each) =>
    each.part === 'words' ? each.options.flat() : each.part === 'maybe' ? literals(each.parts) : [],
  )

/** The words that their sentences are known by: no slips of others ("Excel" is no "except"). */
export const comingWords: ReadonlySet<string> = new Set(
  comingTools.flatMap(({ frames, fresh = [] }) =>
    [...frames, ...fresh].flatMap((text) => literals(parseFrame(text).parts)),
  ),
)
