/** Decides which workspace an import goes into: the one of that id or name, else a new one whose id is made from the name. */
import { createHash } from 'node:crypto'
import type { Db } from '../connect.ts'
import { listWorkspaces, type Workspace } from '../people.ts'
import { Problem } from '../problem.ts'
import type { WorkspaceSettings } from '../schema/workspaces.ts'

export type TargetWorkspace = {
  id: string
  name: string
  isDemo: boolean
  settings: WorkspaceSettings
  exists: boolean
}

type Wanted = string | { id: string; name: string; isDemo?: boolean; settings?: WorkspaceSettings }

/** Lower-case words joined by hyphens; a name without a Latin letter or digit gets a short mark of its own. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  return slug || `w-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

export async function targetWorkspace(db: Db, wanted: Wanted): Promise<TargetWorkspace> {
  const { id, name, isDemo = false, settings = {} } = typeof wanted === 'string' ? fromName(wanted) : wanted
  const all = await listWorkspaces(db)
  if (typeof wanted === 'string') refuseLikeness(all, id, name)
  const found =
    all.find((one) => one.id === id) ?? all.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (!found) return { id, name, isDemo, settings, exists: false }
  // Named by its id, it keeps its name.
  return { ...found, name: name === found.id ? found.name : name, exists: true }
}

/** "Acme Inc" and "Acme, Inc." make one id: that they are one workspace is for a person to say, by its id or its name. */
function refuseLikeness(all: Workspace[], id: string, name: string): void {
  const isNamed = all.some((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase())
  const other = all.find((one) => one.id === id)
  if (isNamed || !other) return
  throw new Problem(
    'conflict',
    `The name "${name}" makes the id ${id}, which the workspace "${other.name}" has.`,
    { next: `To import into that one, name it ${id}; for a new one choose another name.` },
  )
}

function fromName(text: string): {
  id: string
  name: string
  isDemo?: boolean
  settings?: WorkspaceSettings
} {
  const name = text.trim()
  if (name === '' || name.length > 200) {
    throw new Problem('bad_request', 'A workspace needs a name of 1 to 200 characters.', {
      next: 'Give one with --workspace NAME.',
    })
  }
  return { id: slugOf(name), name }
}
