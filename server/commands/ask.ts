/** `steward ask`: one turn, or one a line of standard input, from a terminal; the same turn that the page runs. */
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { startTurn } from '#agent/run.ts'
import type { Steward } from '#agent/steward.ts'
import { ensureDemo } from '#db/demo/enter.ts'
import { clockOf, findAsker, findWorkspace, listWorkspaces, type Workspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { addEvent, emptyAnswer, type AnswerJson } from '../answer-json.ts'
import { dayOption, defineCommand, WrongUsage } from '../command.ts'
import { readEnv } from '../env.ts'
import { openLog, openSteward } from '../open.ts'
import { printTable } from '../print-table.ts'

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

/** The workspace named, or the only one that is not the demo, or the demo (made when there is none). */
async function workspaceFor(steward: Steward, name: string | undefined | null): Promise<Workspace> {
  if (name) return findWorkspace(steward.db, name)
  const all = await listWorkspaces(steward.db)
  const real = all.filter((workspace) => !workspace.isDemo)
  if (real.length === 1 && real[0]) return real[0]
  if (real.length > 1) {
    throw new Problem('bad_request', 'There are several workspaces.', {
      next: `Name one with --workspace: ${all.map((workspace) => workspace.id).join(', ')}.`,
    })
  }
  await ensureDemo(steward.db, { today: clockOf({ id: 'demo', name: '', isDemo: true, settings: {} }).today })
  return findWorkspace(steward.db, 'demo')
}

async function askOnce(steward: Steward, ask: Request): Promise<AnswerJson> {
  const answer = emptyAnswer()
  const open: { text: string | null } = { text: null }
  try {
    const workspace = await workspaceFor(steward, ask.workspace)
    const asker = await steward.db.inWorkspace(
      workspace.id,
      (tx) => findAsker(tx, workspace.id, ask.as ?? undefined),
      'read',
    )
    const running = await startTurn(steward, {
      asker,
      clock: clockOf(workspace, ask.today ?? undefined),
      text: ask.text,
      conversation: ask.conversation ?? undefined,
      planner: ask.model === 'offline' ? 'offline' : ask.model ? 'model' : undefined,
    })
    for await (const event of running.events()) addEvent(answer, event, open)
    await running.ended
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
  const env = readEnv(options.data)
  const modelName = options.model === 'offline' ? undefined : options.model
  const { steward, close } = await openSteward(
    env,
    openLog({ ...env, logLevel: env.logLevel === 'info' ? 'warn' : env.logLevel }).log,
    modelName,
  )
  try {
    if (options['stdin-jsonl']) return await askLines(steward, options)
    const { text, as, conversation, today, workspace, model } = options
    if (!text) throw new Problem('bad_request', 'Nothing was asked.', { next: 'steward ask "TEXT"' })
    const answer = await askOnce(steward, { text, as, conversation, today, workspace, model })
    if (options.json) process.stdout.write(`${JSON.stringify(answer)}\n`)
    else print(answer)
    return failed(answer) ? 1 : 0
  } finally {
    await close()
  }
}

async function askLines(steward: Steward, defaults: AskOptions): Promise<number> {
  let status = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue
    const answer = await askLine(steward, line, defaults)
    if (failed(answer)) status = 1
    process.stdout.write(`${JSON.stringify(answer)}\n`)
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

function print(answer: AnswerJson): void {
  if (answer.error) {
    const { what, done, next } = answer.error
    process.stderr.write(`steward: ${[what, done, next].filter(Boolean).join(' ')}\n`)
  } else process.stdout.write(`${answer.answer}\n`)
  for (const block of answer.data) process.stdout.write(`\n${printTable(block)}\n`)
  for (const { n, title, locator, speaker } of answer.citations)
    process.stdout.write(`  [${n}] ${[title, locator, speaker].filter(Boolean).join(', ')}\n`)
  for (const option of answer.clarify?.options ?? []) process.stdout.write(`  - ${option}\n`)
  process.stdout.write(`\n(conversation ${answer.conversation}, ${answer.route}, ${answer.ms} ms)\n`)
}
