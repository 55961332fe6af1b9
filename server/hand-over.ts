/** Hands a command over to a program of the evaluations, which no other part of Steward knows, and ends as it ends. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Problem } from '#db/problem.ts'

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

/** `path` is below evals/. */
export async function handOver(path: string, values: Values, rest: string[]): Promise<number> {
  const program = fileURLToPath(new URL(`../evals/${path}`, import.meta.url))
  if (!existsSync(program))
    throw new Problem('not_found', 'The evaluations are not installed.', {
      done: 'Nothing was run.',
      next: 'Run it from a clone of the repository.',
    })
  const named = Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each) =>
      each === true ? [`--${name}`] : typeof each === 'string' ? [`--${name}`, each] : [],
    ),
  )
  const child = spawn(process.execPath, [program, ...named, ...rest], { stdio: 'inherit' })
  const [status] = (await once(child, 'exit')) as [number | null]
  return status ?? 1
}
