/** Runs a command as the command line does, in this process: what it prints and its status. Crashes, signals and standard input take a process of their own (process.ts). */
import { variables } from '#server/env.ts'
import { runCommand } from '#server/run-command.ts'
import type { Finished } from './process.ts'
import type { Place } from './store.ts'

/** What is written there meanwhile goes into the answer instead. */
function listen(stream: NodeJS.WriteStream): { text: () => string; end: () => void } {
  const write = stream.write.bind(stream)
  let said = ''
  stream.write = (chunk: string | Uint8Array) => {
    said += Buffer.from(chunk).toString()
    return true
  }
  return {
    text: () => said,
    end: () => {
      stream.write = write
    },
  }
}

/** One after the other: the environment and the output are the process's. */
export async function run(place: Place, args: string[], env: Record<string, string> = {}): Promise<Finished> {
  const before = new Map(variables.map((name) => [name, process.env[name]]))
  const set = (values: Iterable<[string, string | undefined]>) => {
    for (const [name, value] of values)
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
  }
  const own: Record<string, string | undefined> = { LOG_LEVEL: 'error', ...place.env, ...env }
  set(variables.map((name) => [name, own[name]]))
  const [out, err] = [listen(process.stdout), listen(process.stderr)]
  try {
    const status = await runCommand(args)
    return { status, out: out.text(), err: err.text() }
  } finally {
    out.end()
    err.end()
    set(before)
  }
}
