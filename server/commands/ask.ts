/** `steward ask`: one turn, or one a line of standard input, from a terminal; the same turn that the page runs. */
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { ProposalPart } from '#agent/contract.ts'
import { startTurn } from '#agent/run.ts'
import type { Steward } from '#agent/steward.ts'
import { clockOf } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { addEvent, emptyAnswer, type AnswerJson } from '../answer-json.ts'
import { dayOption, defineCommand, WrongUsage } from '../command.ts'
import { decideLines, proposalLines } from '../effects/print-proposal.ts'
import { printTable } from '../print-table.ts'
import { allChanges, proposalJson } from '../effects/proposal-json.ts'
import { askerFor, print, printJson, withSteward, workspaceFor } from '../terminal.ts'

const request = z.strictObject({
  text: z.string(),
  as: z.string().nullish(),
  conversation: z.uuid().nullish(),
  today: z.iso.date().nullish(),
  workspace: z.string().nullish(),
  model: z.string().nullish(),
})
type Request = z.infer<typeof request>

type AskOptions = {
  data?: string | undefined
  text?: string | undefined
  workspace?: string | undefined
  as?: string | undefined
  conversation?: string | undefined
  today?: string | undefined
  model?: string | undefined
  json?: boolean | undefined
  'stdin-jsonl'?: boolean | undefined
}

export default defineCommand({
  usage: `ask "TEXT" [--workspace NAME] [--as EMAIL] [--conversation ID] [--today DATE] [--json] [--model offline|MODEL]
ask --stdin-jsonl --json [--workspace NAME] [--today DATE] [--model …]`,
  options: {
    workspace: { type: 'string' },
    as: { type: 'string' },
    conversation: { type: 'string' },
    today: { type: 'string' },
    model: { type: 'string' },
    json: { type: 'boolean' },
    'stdin-jsonl': { type: 'boolean' },
  },
  run: (values, rest) => {
    if (rest.length !== (values['stdin-jsonl'] ? 0 : 1)) throw new WrongUsage('ask takes one text, in quotes')
    return ask({ ...values, today: dayOption(values.today), text: rest[0] })
  },
})

/** `proposed` gets the proposals as they are shown; the answer holds them with every change. */
async function askOnce(steward: Steward, ask: Request, proposed: ProposalPart[] = []): Promise<AnswerJson> {
  const answer = emptyAnswer()
  const open: { text: string | null } = { text: null }
  try {
    const workspace = await workspaceFor(steward, ask.workspace)
    const asker = await askerFor(steward, workspace.id, ask.as)
    const running = await startTurn(steward, {
      asker,
      surface: 'terminal',
      clock: clockOf(workspace, ask.today ?? undefined),
      text: ask.text,
      conversation: ask.conversation ?? undefined,
      planner: ask.model === 'offline' ? 'offline' : ask.model ? 'model' : undefined,
    })
    for await (const event of running.events()) {
      addEvent(answer, event, open)
      if (event.kind === 'proposal') proposed.push(event)
    }
    await running.ended
    for (const [at, proposal] of proposed.entries())
      answer.proposals[at] = proposalJson(proposal, await allChanges(steward, asker, proposal))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, message: what, done, next } = error
    answer.error = { code, what, done, next }
    answer.answer = [what, done, next].filter(Boolean).join(' ')
  }
  return answer
}

const failed = (answer: AnswerJson) => answer.error !== null && answer.error.code !== 'cancelled'

/** Returns the exit status: 0 answered (a question is an answer), 1 failed, 2 wrong usage. */
async function ask(options: AskOptions): Promise<number> {
  const model = options.model === 'offline' ? undefined : options.model
  return withSteward({ data: options.data, model }, async (steward) => {
    if (options['stdin-jsonl']) return askLines(steward, options)
    const { text, as, conversation, today, workspace } = options
    if (!text) throw new Problem('bad_request', 'Nothing was asked.', { next: 'steward ask "TEXT"' })
    const proposed: ProposalPart[] = []
    const request = { text, as, conversation, today, workspace, model: options.model }
    const answer = await askOnce(steward, request, proposed)
    if (options.json) printJson(answer)
    else show(answer, proposed)
    return failed(answer) ? 1 : 0
  })
}

async function askLines(steward: Steward, defaults: AskOptions): Promise<number> {
  let status = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue
    const answer = await askLine(steward, line, defaults)
    if (failed(answer)) status = 1
    printJson(answer)
  }
  return status
}

async function askLine(
  steward: Steward,
  line: string,
  { as, today, workspace, model }: AskOptions,
): Promise<AnswerJson> {
  const parsed = z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue('not JSON')
        return z.NEVER
      }
    })
    .pipe(request)
    .safeParse(line)
  if (parsed.success) return askOnce(steward, { as, today, workspace, model, ...parsed.data })
  const what = `A line of standard input is not right: ${z.prettifyError(parsed.error)}`
  return {
    ...emptyAnswer(),
    answer: what,
    error: {
      code: 'bad_request',
      what,
      done: 'Nothing was asked.',
      next: 'Send one JSON object a line with "text".',
    },
  }
}

function show(answer: AnswerJson, proposed: ProposalPart[]): void {
  if (answer.error) {
    const { what, done, next } = answer.error
    process.stderr.write(`steward: ${[what, done, next].filter(Boolean).join(' ')}\n`)
  } else print(answer.answer)
  for (const block of answer.data) print(`\n${printTable(block)}`)
  for (const { n, title, locator, speaker } of answer.citations)
    print(`  [${n}] ${[title, locator, speaker].filter(Boolean).join(', ')}`)
  for (const option of answer.clarify?.options ?? []) print(`  - ${option}`)
  // The answer has said what was left out.
  for (const proposal of proposed) {
    const heading = proposed.length > 1 ? [`${proposal.summary}:`] : []
    print(['', ...heading, ...proposalLines({ ...proposal, notes: [] })].join('\n'))
    if (proposal.state === 'open') print(decideLines(proposal).join('\n'))
    else if (proposal.run !== null) print(`Take it back with: steward undo ${proposal.run}`)
  }
  print(`\n(conversation ${answer.conversation}, ${answer.route}, ${answer.ms} ms)`)
}
