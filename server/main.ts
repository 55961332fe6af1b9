/** The command line's entry: reads the arguments, runs one command, and ends with its status. Errors are one line. */
import { parseArgs } from 'node:util'
import { Problem } from '#db/problem.ts'
import { isDebugging, silenceTracing } from './env.ts'

const usage = `steward serve [--port N] [--host H]                 the service
steward import DIR --workspace NAME                 a workspace bundle
steward ask "TEXT" [--workspace NAME] [--as EMAIL] [--conversation ID] [--today DATE] [--json] [--model offline|MODEL]
steward ask --stdin-jsonl --json [--workspace NAME] [--today DATE] [--model …]
All: --data DIR (or DATA_DIR) names the embedded database's folder, DATABASE_URL a server's.`

const options = {
  workspace: { type: 'string' },
  as: { type: 'string' },
  conversation: { type: 'string' },
  today: { type: 'string' },
  model: { type: 'string' },
  json: { type: 'boolean' },
  'stdin-jsonl': { type: 'boolean' },
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

class WrongUsage extends Error {}

function read(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = read(args)
  const [command, ...rest] = positionals
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  if (values.today !== undefined && !/^\d{4}-\d\d-\d\d$/.test(values.today)) {
    throw new WrongUsage(`--today ${values.today} is not a day like 2026-11-21`)
  }
  if (command === 'serve') {
    const { serve } = await import('./commands/serve.ts')
    return serve({ ...values, port: values.port === undefined ? undefined : Number(values.port) })
  }
  if (command === 'import') {
    const [source] = rest
    if (!source || !values.workspace) throw new WrongUsage('import needs a folder and --workspace NAME')
    const { importCommand } = await import('./commands/import.ts')
    return importCommand({ source, workspace: values.workspace, json: values.json, data: values.data })
  }
  if (command === 'ask') {
    if (rest.length !== (values['stdin-jsonl'] ? 0 : 1)) throw new WrongUsage('ask takes one text, in quotes')
    const { ask } = await import('./commands/ask.ts')
    return ask({ ...values, text: rest[0] })
  }
  throw new WrongUsage(command ? `there is no command ${command}` : 'no command')
}

silenceTracing()
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof WrongUsage) {
    process.stderr.write(`steward: ${error.message}\n${usage}\n`)
    process.exitCode = 2
  } else if (error instanceof Problem) {
    process.stderr.write(`steward: ${[error.message, error.done, error.next].filter(Boolean).join(' ')}\n`)
    process.exitCode = 1
  } else {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(
      `steward: unexpected failure: ${reason} Run again with LOG_LEVEL=debug to see where.\n`,
    )
    if (isDebugging() && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  }
}
