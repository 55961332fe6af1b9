/** What requests that are understood lose when they are typed badly, said otherwise, or speak of a workspace with other names. */
import { random } from '#db/demo/random.ts'
import { planTurns } from '../../kit/said.ts'
import { languageBench, openSets } from '../language/bench.ts'
import type { Item } from '../language/items.ts'
import { bare, courtesy, synonyms, typo, type Noise } from '../language/noise.ts'
import { companyWords, headsSaid, personWords, rename, type Lists } from '../language/rename.ts'
import { meaningOf, withSaid, type Said } from '../language/said.ts'
import type { Part } from '../part.ts'
import type { Reading } from '../report.ts'
import { noiseLost, renamingLost } from '../targets.ts'

const noises = { typo, bare, courtesy, synonyms }
const listsOf = {
  renamed: { company: [], person: [] },
  operators: { company: companyWords, person: personWords },
} satisfies Record<string, Lists>

type Key = keyof typeof noises | keyof typeof listsOf
const most = (name: string, bound: typeof noiseLost) => ({ name, unit: 'points', bound, leastCases: 50 })

type Told = { reading: Reading; lost: string[] }
const told = (cases: number, lost: string[]): Told => ({
  reading: { cases, value: (100 * lost.length) / cases },
  lost,
})

/** Lost is what comes to another plan, even one that happens to give the same rows. */
function underNoise(said: Said, items: readonly Item[], name: string, noise: Noise, seed: number): Told {
  const lost: string[] = []
  let cases = 0
  for (const item of items) {
    const last = item.turns.at(-1) ?? ''
    const noisy = noise(last, said.lexicon, random(seed, name, item.id))
    if (noisy === null) continue
    cases++
    const turns = [...item.turns.slice(0, -1), noisy]
    const [was, is] = [item.turns, turns].map((each) => meaningOf(item, said.plan(each, item.as).plan))
    if (was !== is) lost.push(`${item.id} ${JSON.stringify(noisy)}`)
  }
  return told(cases, lost)
}

function renamed(said: Said, items: readonly Item[], name: string, lists: Lists, seed: number): Told {
  const workspace = rename(said.lexicon, random(seed, 'renamed', name), headsSaid(said, items), lists)
  const lost: string[] = []
  let cases = 0
  for (const item of items) {
    const plans = item.turns.map((_, n) =>
      JSON.stringify(said.plan(item.turns.slice(0, n + 1), item.as).plan),
    )
    const turns = item.turns.flatMap((text) => workspace.text(text, plans.join(' ')) ?? [])
    if (turns.length < item.turns.length || turns.join() === item.turns.join()) continue
    cases++
    const { plan } = planTurns(turns, { ...said.setting(item.as), lexicon: workspace.lexicon })
    const is = meaningOf(item, workspace.formerly(plan))
    if (is !== meaningOf(item, said.plan(item.turns, item.as).plan))
      lost.push(`${item.id} ${JSON.stringify(turns)}`)
  }
  return told(cases, lost)
}

export const languageNoise: Part<Key> = {
  name: 'language-noise',
  figures: {
    typo: most('lost to a slip in a content word', noiseLost),
    bare: most('lost to lower case without punctuation', noiseLost),
    courtesy: most('lost to courtesy around it', noiseLost),
    synonyms: most('lost to two synonyms swapped', noiseLost),
    renamed: most('lost to other names of everything', renamingLost),
    operators: most('lost to names that are operator words', renamingLost),
  },
  async run(workshop, tell) {
    const bench = languageBench(workshop)
    const items = await bench.right(openSets)
    await withSaid(bench.place, (said) => {
      const say = (key: Key, { reading, lost }: Told) => {
        tell(key, reading)
        for (const each of lost) workshop.note(`${key}: ${each}`)
      }
      for (const [name, noise] of Object.entries(noises) as [keyof typeof noises, Noise][])
        say(name, underNoise(said, items, name, noise, workshop.seed))
      for (const [name, lists] of Object.entries(listsOf) as [keyof typeof listsOf, Lists][])
        say(name, renamed(said, items, name, lists, workshop.seed))
      return Promise.resolve()
    })
  },
}
