/** Ids of the test workspace: the same id for the same name. */
import { v7 as uuid } from 'uuid'

export const workspaceId = 'w'
const ids = new Map<string, string>()
export const idOf = (name: string): string => {
  const id = ids.get(name) ?? uuid()
  ids.set(name, id)
  return id
}

export const own = { workspaceId }
export const named = (sourceId: string) => ({ ...own, id: idOf(sourceId), sourceId })
