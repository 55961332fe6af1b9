/** Suggests a mapping for files of another system: what each holds, how its columns are read, and how sure that is. Writes nothing. */
import type { Db } from '../../connect.ts'
import { Problem } from '../../problem.ts'
import { FileFault } from '../refusal.ts'
import type { BundleSource, SourceFile } from '../source.ts'
import { objectsOf, type Assigned } from './assign.ts'
import { referenced, storedEntries } from './directory.ts'
import { Draft } from './draft.ts'
import { foreignRows } from './foreign-file.ts'
import type { Duplicate, Mapping, MappedColumn } from './mapping.ts'
import { profileFile, type FileProfile } from './profile.ts'
import { addTarget, addTargets, noTargets, type Targets } from './references.ts'
import { addFields, addRequired, addRest, columnOf } from './suggest-columns.ts'
import { addSamples } from './samples.ts'
import { duplicatesOf, readRows } from './suggest-keys.ts'
import { addPersonReferences, peopleOf } from './suggest-people.ts'
import { matchesOf, sourceOf } from './suggest-source.ts'
import {
  accountsOfChildren,
  addRowReferences,
  contactsOfAccounts,
  contactsOfChildren,
} from './suggest-references.ts'
import { habitsOf, type Habits } from './transform-guess.ts'

export type Suggestion = {
  mapping: Mapping
  /** Files that were left out, and why. */
  notes: { file: string; reason: string }[]
}

const leastObject = 0.34
const isTable = (file: SourceFile, isAlone: boolean) =>
  file.sheet !== undefined ||
  (!file.path.includes('/') && (isAlone || /\.(?:csv|tsv|tab|txt)$/i.test(file.path)))

/** `workspace` is the id of one that exists, or null: what it holds tells what the files' references mean. */
export async function suggestMapping(
  db: Db,
  workspace: string | null,
  source: BundleSource,
): Promise<Suggestion> {
  const list = await source.list()
  const files = list.filter((file) => isTable(file, list.length === 1))
  const notes: Suggestion['notes'] = []
  const drafts: Draft[] = []
  for (const file of files) {
    const profile = await profileFile(source, file)
    if (profile instanceof FileFault) notes.push({ file: file.path, reason: profile.message })
    else {
      const draft = draftOf(profile)
      if (draft) drafts.push(draft)
      else
        notes.push({
          file: file.path,
          reason: 'its columns resemble no object of Steward, so it is left out',
        })
    }
  }
  if (drafts.length === 0) {
    const first = notes[0] ? ` ${notes[0].file}: ${notes[0].reason}.` : ''
    throw new Problem('bad_request', `Nothing in ${source.name} can be read as a table.${first}`, {
      next: 'Give a bundle, or .csv or .xlsx files of another system.',
    })
  }
  const targets = await storedTargets(db, workspace)
  return { mapping: await complete(source, drafts, targets, workspace !== null), notes }
}

function draftOf(profile: FileProfile): Draft | null {
  const [best, second] = objectsOf(profile)
  if (!best || best.score < leastObject || best.fits.size === 0) return null
  const draft = new Draft(profile, best.object, best.spec, best.fits, best.all)
  draft.sure = best.nameHit > 0.8 || best.score - (second?.score ?? 0) >= 0.08
  draft.why = draft.sure ? whyObject(best) : `it may also be ${second?.object ?? ''}`
  return draft
}

const whyObject = ({ fits, nameHit, object }: Assigned) =>
  `${nameHit > 0.8 ? 'by its name and ' : ''}${fits.size} columns of ${object}`

async function storedTargets(db: Db, workspace: string | null): Promise<Targets> {
  const targets = noTargets()
  if (workspace === null) return targets
  await db.inWorkspace(
    workspace,
    async (tx) => {
      for (const object of referenced) {
        for (const entry of await storedEntries(tx, workspace, object)) {
          for (const by of ['id', 'name', 'domain', 'email'] as const) {
            const text = entry[by]
            if (text !== undefined) addTarget(targets[object][by], object, by, text)
          }
        }
      }
    },
    'read',
  )
  return targets
}

async function complete(
  source: BundleSource,
  drafts: Draft[],
  stored: Targets,
  exists: boolean,
): Promise<Mapping> {
  const all = habitsOf(drafts.map((draft) => draft.profile))
  const habits = (draft: Draft): Habits => {
    const own = habitsOf([draft.profile])
    return { decimal: own.decimal ?? all.decimal, order: own.order ?? all.order }
  }
  const overlaps = exists ? matchesOf(drafts, stored) : () => {}
  for (const draft of drafts) {
    addId(draft)
    await collectNames(source, draft)
  }
  const targets = stored
  const name = sourceOf(drafts, stored)
  for (const draft of drafts) overlaps(draft, name)
  addTargets(targets, drafts)
  if (!drafts.some((draft) => draft.object === 'accounts') && targets.accounts.name.size === 0) {
    drafts.unshift(...drafts.flatMap((draft) => accountsOfChildren(draft, targets) ?? []))
  }
  drafts.push(...drafts.flatMap((draft) => contactsOfAccounts(draft) ?? []))
  // People last: who is left among the columns is decided when the rest is known.
  for (const draft of drafts) addRowReferences(draft, targets)
  if (targets.contacts.email.size === 0) {
    const made = drafts.flatMap((draft) => contactsOfChildren(draft, targets) ?? [])
    // What they are known by is there now.
    for (const draft of drafts) addRowReferences(draft, targets)
    drafts.push(...made)
  }
  const asked = addPersonReferences(drafts, targets)
  for (const draft of drafts) {
    addFields(draft, habits(draft))
    addRequired(draft)
    addRest(draft, habits(draft))
  }
  const duplicates: Duplicate[] = []
  for (const draft of drafts) {
    duplicates.push(...duplicatesOf(draft, await readRows(source, draft)))
    await addSamples(source, draft)
    order(draft)
  }
  return {
    version: 1,
    source: name,
    tables: drafts.map((draft) => draft.toTable()),
    people: await peopleOf(source, asked, targets),
    people_without_email: null,
    duplicates,
  }
}

/** An id stands in every row, once. */
function addId(draft: Draft): void {
  const id = draft.fits.get('id')?.column
  if (!id) return
  if (id.isUnique && id.filled === draft.profile.rows) draft.map(columnOf([id], 'id', { kind: 'text' }), id)
  else draft.release('id')
}

/** Full names where the file has them in parts: other files may name people by them. */
async function collectNames(source: BundleSource, draft: Draft): Promise<void> {
  const [first, last] = [draft.fits.get('first_name')?.column, draft.fits.get('last_name')?.column]
  if (!first || !last || (draft.object !== 'contacts' && draft.object !== 'users')) return
  for await (const block of foreignRows(source, draft.profile.file, draft.profile.header)) {
    for (const { cells } of block) {
      const name = `${cells[first.at]?.trim() ?? ''} ${cells[last.at]?.trim() ?? ''}`.trim()
      if (name !== '' && draft.joinedNames.size < 200_000) draft.joinedNames.add(name)
    }
  }
}

/** As the file has them, then what no column of the file gives. */
function order(draft: Draft): void {
  const place = (column: MappedColumn) => {
    const at = draft.profile.header.names.indexOf(column.from[0] ?? '')
    return at < 0 ? Infinity : at
  }
  draft.columns.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
}
