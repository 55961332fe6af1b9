/** Which kinds of passages a person may be shown: a field that is withheld from them withholds the passages that repeat its words. */
import { chunkKinds, type ChunkKind } from '#db/schema/chunks.ts'

const fieldsOf: Partial<Record<ChunkKind, string[]>> = {
  mail: ['activity.subject', 'activity.body'],
  message: ['activity.subject', 'activity.body'],
  note: ['activity.subject', 'activity.body'],
  ticket: ['ticket.subject'],
  survey: ['nps.comment'],
  document: ['document.title', 'document.text'],
}

export const shownKinds = (
  withheld: readonly string[],
  of: readonly ChunkKind[] = chunkKinds,
): readonly ChunkKind[] => of.filter((kind) => !fieldsOf[kind]?.some((field) => withheld.includes(field)))
