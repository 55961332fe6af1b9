/** Runs one tool over the query's test workspace on a fresh store, by the only road there is: run-tool. A failure is thrown. */
import { z } from 'zod'
import { block } from '#agent/contract.ts'
import { runTool } from '#agent/run-tool.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Db } from '#db/connect.ts'
import { workspaceId } from '#db/query/test-ids.ts'
import { asker, clock, insertTestWorkspace } from '#db/query/test-workspace.ts'
import type { Answer, Tool } from '#tools/kit/define-tool.ts'
import { freshDb } from './store.ts'

export type ToolRuns = {
  run: <I extends z.ZodType>(tool: Tool<I>, input: z.input<I>) => Promise<Answer>
  close: () => Promise<void>
}

/** `prepare` changes the workspace before the tools see it. */
export async function testTools(prepare: (db: Db) => Promise<void> = async () => {}): Promise<ToolRuns> {
  const db = await freshDb()
  await insertTestWorkspace(db)
  await prepare(db)
  return {
    run: async (tool, input) => {
      const name = 'tool_under_test'
      const outcome = await runTool(
        { id: '1', tool: name, input },
        {
          db,
          tools: new Map([[name, { ...(tool as unknown as Tool), name }]]),
          asker: { ...asker(), workspace: workspaceId },
          clock,
          catalogue: await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId)),
          signal: new AbortController().signal,
          emit: () => {},
          log: ({ error }) => console.error(error),
        },
      )
      if (!outcome.ok) throw outcome.problem
      z.array(block).parse(outcome.answer.blocks)
      return outcome.answer
    },
    close: () => db.close(),
  }
}
