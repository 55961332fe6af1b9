/** A run carried out by the command that asks for it, with its progress told as it goes, and what became of its rows. */
import type { Steward } from '#agent/steward.ts'
import type { Asker } from '#db/contract.ts'
import type { RowOutcome, RunView } from '#db/effects/contract.ts'
import { readRun } from '#db/effects/runs.ts'
import { workRun } from '#db/effects/work-run.ts'
import type { RowsPage } from '../contract-effects.ts'
import { outcomesPage } from './outcomes.ts'
import { outcomeLine, runSentence, shownLines, undoLine } from './print-proposal.ts'
import { print, printJson } from '../terminal.ts'

/** To its end, unless another process is at it. Progress goes to standard error, where somebody watches. */
export async function carriedOut({ db }: Pick<Steward, 'db'>, asker: Asker, run: string): Promise<RunView> {
  await workRun(db, {
    ...{ workspace: asker.workspace, run },
    onProgress: ({ done, skipped, failed, total }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done + skipped + failed} of ${total} rows `)
    },
  })
  if (process.stderr.isTTY) process.stderr.write('\r')
  return readRun(db, asker, run)
}

const pageRows = 2_000

export async function rowsOfRun(
  { db }: Pick<Steward, 'db'>,
  asker: Asker,
  { proposal }: RunView,
  most: number,
): Promise<RowOutcome[]> {
  const all: RowOutcome[] = []
  let from: number | null = 1
  while (from !== null && all.length < most) {
    const query = { from, limit: Math.min(pageRows, most) }
    const { rows, next } = await db.inWorkspace(
      asker.workspace,
      (tx): Promise<RowsPage> => outcomesPage(tx, asker, proposal, query),
      'read',
    )
    all.push(...rows)
    from = next
  }
  return all
}

/** The run with its rows: all of them for a script, the first ones for a person. Answers the exit status. */
export async function showRun(
  steward: Pick<Steward, 'db'>,
  asker: Asker,
  run: RunView,
  isJson: boolean,
): Promise<number> {
  if (isJson) printJson({ run, rows: await rowsOfRun(steward, asker, run, Infinity) })
  else {
    const rows = await rowsOfRun(steward, asker, run, shownLines)
    print(`${run.summary}. ${runSentence(run)}`)
    for (const row of rows.slice(0, shownLines)) print(outcomeLine(row))
    if (run.total > shownLines) print(`  … all of them: steward runs ${run.id} --json`)
    for (const line of undoLine(run)) print(line)
  }
  return run.state === 'failed' ? 1 : 0
}
