/** The command line's entry: finds the command by its name, and ends with its status. Errors are one line. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Problem } from '#db/problem.ts'
import { WrongUsage, type Command } from './command.ts'
import { isDebugging, silenceTracing } from './env.ts'

const folder = new URL('./commands/', import.meta.url)
const names = readdirSync(fileURLToPath(folder))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))

async function commandOf(name: string): Promise<Command> {
  const { default: command } = (await import(new URL(`${name}.ts`, folder).href)) as { default: Command }
  return command
}

async function usageOf(wanted: string[]): Promise<string> {
  const commands = await Promise.all(wanted.map(commandOf))
  const lines = commands.flatMap(({ usage }) => usage.split('\n').map((line) => `steward ${line}`))
  return `${lines.join('\n')}\nAll: --data DIR (or DATA_DIR) names the embedded database's folder, DATABASE_URL a server's.`
}

async function main(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined) throw new WrongUsage('no command')
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${await usageOf(names)}\n`)
    return 0
  }
  if (!names.includes(name)) throw new WrongUsage(`there is no command ${name}`)
  const { options, run } = await commandOf(name)
  const read = () => {
    try {
      return parseArgs({
        args,
        options: { ...options, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
        allowPositionals: true,
      })
    } catch (error) {
      throw new WrongUsage(error instanceof Error ? error.message : String(error))
    }
  }
  const { values, positionals } = read()
  if (values.help) {
    process.stdout.write(`${await usageOf([name])}\n`)
    return 0
  }
  return run(values, positionals)
}

const [name, ...args] = process.argv.slice(2)
silenceTracing()
try {
  process.exitCode = await main(name, args)
} catch (error) {
  if (error instanceof WrongUsage) {
    const usage = await usageOf(name && names.includes(name) ? [name] : names)
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
