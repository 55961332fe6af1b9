/** The command line's entry: runs what it is given, and ends with its status. */
import { enableCompileCache } from 'node:module'
import { silenceTracing } from './env.ts'

silenceTracing()
// What one start compiled, the next one takes as it is.
enableCompileCache()
const { runCommand } = await import('./run-command.ts')
process.exitCode = await runCommand(process.argv.slice(2))
