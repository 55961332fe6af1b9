/** A process that opens archives as the import does and tells what came of each, how long it took, and what memory it itself took. */
import { fromPath } from '#db/import/source.ts'
import { Problem } from '#db/problem.ts'

export type Opening = {
  ms: number
  /** The refusal's words, or null where it was opened. */
  refused: string | null
  /** What should not happen: an error that names no reason. */
  failed: string | null
  /** The most memory that this process held so far, and what it held when it began. */
  mostMb: number
  baseMb: number
}

const residentMb = () => process.memoryUsage.rss() / 1e6
const baseMb = residentMb()
/** Looked at often: what the system calls the most also counts the process that started this one. */
let mostMb = baseMb
setInterval(() => (mostMb = Math.max(mostMb, residentMb())), 5)

async function open(path: string): Promise<Opening> {
  const start = performance.now()
  let refused: string | null = null
  let failed: string | null = null
  try {
    const source = await fromPath(path)
    await source.close?.()
  } catch (error) {
    if (error instanceof Problem) refused = error.message
    else failed = error instanceof Error ? error.message : String(error)
  }
  return { ms: performance.now() - start, refused, failed, mostMb, baseMb }
}

process.on('message', (path: string) => {
  void open(path).then((opening) => process.send?.(opening))
})
process.once('disconnect', () => process.exit(0))
