/** Sums up a thread of mails in its own sentences: who wrote what, in order, with what was asked, promised and minded. */
import { z } from 'zod'
import { findAccount } from '#db/query/lookup.ts'
import { dayInWords, numberInWords } from '#db/query/print.ts'
import { findThread, type Message } from '#rag/find-source.ts'
import { findIn, sentencesOf } from '#rag/findings/find.ts'
import { shownKinds } from '#rag/shown-kinds.ts'
import { asWords } from '../kit/as-words.ts'
import { citations, quoted, section } from '../kit/cited.ts'
import { defineTool } from '../kit/define-tool.ts'

const thread =
  '(mail thread|email thread|e-mail thread|thread|mail exchange|email exchange|correspondence|mail conversation|email conversation)'
/** A longer thread is told by its last mails. */
const most = 12

export default defineTool({
  effect: 'read',
  permission: 'workspace:read',
  label: 'Summing up the thread',
  description:
    'Use it for a summary of one thread of mails or messages with an account, the newest where none is named: who wrote what in which ' +
    'order, each sentence with its mail, and who has to answer.',
  input: z.strictObject({
    account: z.string().min(1).describe('The account’s id'),
    thread: z.string().optional().describe('The thread’s id; the newest when left out'),
  }),
  phrases: {
    frames: [
      `(summarise|summarize|sum up|recap) [the|our|my] [last|latest|most recent|newest] ${thread} (with|from|of) {account}`,
      `(summarise|summarize|sum up|recap) [the|our|my] [last|latest|most recent|newest] {account} ${thread}`,
      `[a] (summary|recap) of [the|our|my] [last|latest|most recent|newest] ${thread} (with|from|of) {account}`,
      `where (do we stand|are we) in [the|our|my] [last|latest|most recent|newest] ${thread} (with|from|of) {account}`,
    ],
    examples: ['Summarise the latest mail thread with Northwind'],
  },
  run: async ({ account: named, thread: wanted }, context) => {
    const { tx, asker, clock } = context
    const account = await findAccount(tx, context.catalogue, named, context)
    const isShown = shownKinds(asker.rights.withheld, ['mail']).length > 0
    const messages = isShown
      ? await findThread(tx, asker.workspace, { account: account.id, thread: wanted, before: clock.today })
      : []
    const [first, last] = [messages[0], messages.at(-1)]
    if (!first || !last) return { text: `No thread with ${account.name} is on record.`, blocks: [] }
    const cited = citations()
    const lines = section(
      'In order',
      messages.slice(-most),
      (message) => {
        const { source, subject: title, who, at } = message
        const sentence = tellingOf(message)
        const place = cited.at({
          ...{ kind: 'mail', source, title, speaker: who, n: 1, startS: null, endS: null },
          sentence: sentence || title,
        })
        return `${dayInWords(at.slice(0, 10))}, **${asWords(who ?? (message.isInbound ? account.name : 'we'))}**: ${quoted(sentence || title)} ${place}`
      },
      most,
    )
    const turn = last.isInbound
      ? 'The last word is theirs: an answer is due from us.'
      : 'The last word is ours.'
    return {
      text: [
        `**${asWords(first.subject || 'Without a subject')}** (${asWords(account.name)}, ${numberInWords(messages.length)} ${messages.length === 1 ? 'mail' : 'mails'} since ${dayInWords(first.at.slice(0, 10))})`,
        ...lines,
        turn,
      ].join('\n\n'),
      blocks: cited.blocks,
    }
  },
})

/** The sentence that asks, promises, decides or minds something, else the first that is no greeting. */
function tellingOf({ text, who }: Message): string {
  const sentences = sentencesOf(text)
  const known = { ours: new Set<string>(), rivals: [], at: null }
  return (
    sentences.find((one) => one.endsWith('?') || findIn({ text: one, speaker: who }, known).length > 0) ??
    sentences.find((one) => !/^(hi|hello|dear|thanks?)\b/i.test(one)) ??
    sentences[0] ??
    ''
  )
}
