/** What the parts of one run share about language: the store that the scorer filled, and what it said of each set. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Workshop } from '../workshop.ts'
import { itemsOf, scored, sharedSet, type Item, type Judged, type Place } from './items.ts'

export type LanguageBench = {
  place: Place
  /** The set's requests and what became of each; asked once a run. */
  judged: (set: string) => Promise<{ items: Item[]; judged: Map<string, Judged> }>
  /** Those of the sets that are answered right: what noise can spoil. */
  right: (sets: readonly string[]) => Promise<Item[]>
  /** The store is there, with the workspace in it. */
  filled: () => Promise<void>
}

const open = new WeakMap<Workshop, LanguageBench>()

export function languageBench(workshop: Workshop): LanguageBench {
  const known = open.get(workshop)
  if (known) return known
  const folder = mkdtempSync(join(tmpdir(), 'steward-language-'))
  mkdirSync(join(folder, 'scores'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const place: Place = { folder, workspace: 'language', isImported: false }
  const kept = new Map<string, ReturnType<LanguageBench['judged']>>()
  // One after the other: they share the store.
  let last: Promise<unknown> = Promise.resolve()
  const judged: LanguageBench['judged'] = (set) => {
    const running =
      kept.get(set) ??
      last.then(async () => ({ items: itemsOf(sharedSet(set)), judged: await scored(sharedSet(set), place) }))
    kept.set(set, running)
    last = running.catch(() => undefined)
    return running
  }
  const right: LanguageBench['right'] = async (sets) => {
    const all: Item[] = []
    for (const set of sets) {
      const { items, judged: found } = await judged(set)
      all.push(...items.filter(({ id }) => found.get(id)?.ok))
    }
    return all
  }
  const filled = async () => {
    if (!place.isImported) await judged(openSets[0])
  }
  const bench = { place, judged, right, filled }
  open.set(workshop, bench)
  return bench
}

/** Those that people may read and tune on; others are asked for by name. */
export const openSets = ['requests', 'paraphrases'] as const
