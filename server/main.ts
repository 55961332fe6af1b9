/** The command line's entry: runs what it is given, and ends with its status. */
import { silenceTracing } from './env.ts'
import { runCommand } from './run-command.ts'

silenceTracing()
process.exitCode = await runCommand(process.argv.slice(2))
