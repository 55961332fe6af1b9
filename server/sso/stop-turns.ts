/** Ends the running turns of somebody who may do nothing here any more, in whichever process they run. */
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/connect.ts'
import { turns } from '#db/schema/tables.ts'

/** Other processes learn of it with their next beat. Answers the conversations, so that this one's end at once: see below. */
export async function askToStop(tx: Tx, workspace: string, personId: string): Promise<string[]> {
  const stopped = await tx
    .update(turns)
    .set({ stopRequested: true })
    .where(and(eq(turns.workspaceId, workspace), eq(turns.userId, personId), eq(turns.state, 'running')))
    .returning({ conversation: turns.conversationId })
  return stopped.map(({ conversation }) => conversation)
}

export function stopHere(running: Map<string, { stop: () => void }>, conversations: string[]): void {
  for (const conversation of conversations) running.get(conversation)?.stop()
}
