/** Collects what an import did: counts a file, and the first thousand problems with the number of all. */
import type { ImportCounts, ImportProblem } from '../schema/workspaces.ts'

const mostProblems = 1000

export class ImportLog {
  readonly counts: Record<string, ImportCounts> = {}
  readonly problems: ImportProblem[] = []
  problemCount = 0

  of(file: string): ImportCounts {
    return (this.counts[file] ??= { read: 0, created: 0, changed: 0, unchanged: 0, refused: 0 })
  }

  /** A row that does not land. `counted` is where its file counts, if not as itself. */
  refuse(problem: ImportProblem, counted = problem.file): void {
    this.of(counted).refused++
    this.note(problem)
  }

  /** Something to know that cost no row. */
  note(problem: ImportProblem): void {
    this.problemCount++
    if (this.problems.length < mostProblems) this.problems.push(problem)
  }

  get changed(): boolean {
    return Object.values(this.counts).some((one) => one.created + one.changed > 0)
  }
}
