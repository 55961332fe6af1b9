/** Collects what an import did: counts a file, and the first thousand problems with the number of all. */
import type { ImportCounts, ImportProblem } from '../schema/workspaces.ts'
import { printable } from './refusal.ts'

const mostProblems = 1000
const longestReason = 1000
const longestColumn = 200

export class ImportLog {
  readonly counts: Record<string, ImportCounts> = {}
  readonly problems: ImportProblem[] = []
  problemCount = 0
  private readonly noted = new Set<string>()

  of(file: string): ImportCounts {
    return (this.counts[file] ??= { read: 0, created: 0, changed: 0, unchanged: 0, refused: 0 })
  }

  /** Hears of every refused row, where the list keeps a thousand problems; `value` is the cell at fault. */
  onRefused: ((problem: ImportProblem, value: string | undefined) => void) | undefined

  /** A row that does not land. `counted` is where its file counts, if not as itself. */
  refuse(problem: ImportProblem, counted = problem.file, value?: string): void {
    this.of(counted).refused++
    this.onRefused?.(problem, value)
    this.note(problem)
  }

  /** Something to know that cost no row. */
  note(problem: ImportProblem): void {
    this.problemCount++
    if (this.problems.length < mostProblems) this.problems.push(cleaned(problem))
  }

  /** As `note`, where the same may be found out again. */
  noteOnce(problem: ImportProblem): void {
    const key = `${problem.file}\n${problem.reason}`
    if (this.noted.has(key)) return
    this.noted.add(key)
    this.note(problem)
  }

  /** Why the whole import failed: it leads the list, and nothing counts as written. */
  fail(reason: string): void {
    this.problemCount++
    this.problems.unshift(cleaned({ file: '', line: null, column: null, reason }))
    this.problems.splice(mostProblems)
    for (const counts of Object.values(this.counts))
      Object.assign(counts, { created: 0, changed: 0, unchanged: 0 })
  }

  get changed(): boolean {
    return Object.values(this.counts).some((one) => one.created + one.changed > 0)
  }
}

/** Names and messages quote the bundle, which may hold anything. */
const cleaned = ({ file, line, column, reason }: ImportProblem): ImportProblem => ({
  file: printable(file),
  line,
  column: column === null ? null : printable(column.slice(0, longestColumn)),
  reason: printable(reason.slice(0, longestReason)),
})
