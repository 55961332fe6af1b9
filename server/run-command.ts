/** Finds a command by its name and runs it to its status: 0 done, 1 failed, 2 wrong usage. Errors are one line on standard error. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Problem } from '#db/problem.ts'
import { WrongUsage, type Command } from './command.ts'
import { isDebugging } from './env.ts'

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

async function runNamed(name: string | undefined, args: string[]): Promise<number> {
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

export async function runCommand([name, ...args]: string[]): Promise<number> {
  try {
    return await runNamed(name, args)
  } catch (error) {
    if (error instanceof WrongUsage) {
      const usage = await usageOf(name && names.includes(name) ? [name] : names)
      process.stderr.write(`steward: ${error.message}\n${usage}\n`)
      return 2
    }
    if (error instanceof Problem) {
      process.stderr.write(`steward: ${error.inOneLine()}\n`)
      return 1
    }
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(
      `steward: unexpected failure: ${reason} Run again with LOG_LEVEL=debug to see where.\n`,
    )
    if (isDebugging() && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    return 1
  }
}
