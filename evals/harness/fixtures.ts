/** The workspaces that cases are asked over, by name: how each is loaded, what rows it has, which day is today in it, and how its names read after renaming. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { generateDemo } from '#db/demo/generate.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { sharedData } from '../kit/shared.ts'
import { loadStory } from '../naive/load.ts'
import { storyOf } from '../naive/story.ts'
import type { Entry } from '../naive/world.ts'
import { entriesOf } from './oracle.ts'
import { planted } from './planted.ts'
import { renamed, type Say } from './rename.ts'
import { giveRoles, rolesBundle } from './roles.ts'
import { talks } from './talks.ts'

export type Fixture = {
  name: string
  /** Its id as a workspace: letters, digits and hyphens. */
  workspace: string
  today: string
  load: (db: Db) => Promise<void>
  /** All that its files put on record. */
  entries: (recorded: number) => Entry[]
  /** Its own texts, by path. */
  files: ReadonlyMap<string, string>
  /** A text of a case in the names of this workspace. */
  say: Say
}

const fixtureDay = '2026-11-21'
const demoAccounts = 30
const acmeFolder = fileURLToPath(new URL('../fixtures/bundle', import.meta.url))

function folderOf(path: string): Map<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const full = `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/')
      return [full.slice(path.length + 1), readFileSync(full, 'utf8')]
    }),
  )
}

function sharedFolder(name: string): Map<string, string> | null {
  const path = sharedData(name)
  return path === null ? null : folderOf(path)
}

const bundles: Record<string, () => Map<string, string> | null> = {
  acme: () => folderOf(acmeFolder),
  demo: () => generateDemo({ today: fixtureDay, accounts: demoAccounts }).files,
  planted: () => planted(folderOf(acmeFolder)),
  talks: () => talks(folderOf(acmeFolder)),
  roles: rolesBundle,
  shared: () => sharedFolder('workspace'),
  'shared-3': () => sharedFolder('workspace-3'),
}

/** `demo@7` is the demo renamed by seed 7, `story@7` the random workspace of that seed. Null where its data is not here. */
export function fixtureOf(name: string): Fixture | null {
  const [base = '', seed] = name.split('@')
  const workspace = name.replace('@', '-')
  if (base === 'story') return storyFixture(name, workspace, Number(seed))
  const make = bundles[base]
  if (!make)
    throw new Error(`there is no fixture ${name}; there are ${Object.keys(bundles).join(', ')}, story@N`)
  const made = make()
  if (!made) return null
  const { files, say } =
    seed === undefined ? { files: made, say: (text: string) => text } : renamed(made, Number(seed))
  return {
    ...{ name, workspace, files, say, today: fixtureDay },
    entries: (recorded) => entriesOf(files, recorded),
    load: async (db) => {
      const report = await importBundle(db, { workspace, source: fromMemory({ files }) })
      const [problem] = report.problems
      if (problem) throw new Error(`the fixture ${name} was refused: ${JSON.stringify(problem)}`)
      if (base === 'roles')
        await inChange(db, workspace, { kind: 'edit', source: 'steward' }, (tx) => giveRoles(tx, workspace))
      await keepChunks(db, workspace)
    },
  }
}

function storyFixture(name: string, workspace: string, seed: number): Fixture {
  const story = storyOf(seed)
  return {
    ...{ name, workspace, files: new Map(), say: (text) => text, today: story.today },
    entries: () => story.ledger,
    load: (db) => loadStory(db, workspace, story),
  }
}
