/** Whatever a file suffers, an import ends in rows or in words: a few hundred of the ten thousand mutants that the benchmark tries. */
import { expect, it } from 'vitest'
import { mutate } from './csv-mutations.ts'
import { mustLand, targets } from './fuzz-bundle.ts'
import { fuzzImport } from './fuzz-import.ts'
import { foreignFiles } from './parts/fuzz-import.ts'

it('300 damaged files cost their own rows alone, and nothing fails otherwise than in words', async () => {
  const { mutants, crashes, goodRows, lost, halfWritten } = await fuzzImport(7, 300, foreignFiles())
  expect({ crashes, lost, halfWritten }).toEqual({ crashes: [], lost: [], halfWritten: [] })
  expect(mutants).toBeGreaterThanOrEqual(300)
  expect(goodRows).toBeGreaterThan(1000)
}, 300_000)

it('what must land is told by the damage: no row of a touched line or of a touched header, nearly all rows of the others', () => {
  let possible = 0
  let demanded = 0
  for (let n = 0; n < 500; n++) {
    for (const target of targets) {
      const mutant = mutate(target.bytes, 3, n, target.path)
      const ids = new Set(mustLand(target, mutant))
      for (const { id, lines } of target.records) {
        if (lines.some((line) => mutant.touched.has(line)) || mutant.touched.has(0))
          expect(ids.has(id)).toBe(false)
        else possible++
      }
      demanded += ids.size
    }
  }
  expect(demanded / possible).toBeGreaterThan(0.8)
})
