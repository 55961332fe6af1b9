/** A part of the benchmark: the figures that it owes, and the run that tells them. */
import { lineOf, type Figure, type Line, type Reading } from './report.ts'
import type { Workshop } from './workshop.ts'

export type Part<Key extends string = string> = {
  name: string
  figures: Record<Key, Figure>
  run: (workshop: Workshop, tell: (figure: Key, reading: Reading) => void) => Promise<void>
}

/** Runs a part and gives a line for each figure that it owes; where it broke off, the rest is short and says why. */
export async function linesOf<Key extends string>(part: Part<Key>, workshop: Workshop): Promise<Line[]> {
  const readings = new Map<string, Reading>()
  let why: string | undefined
  try {
    await part.run(workshop, (figure, reading) => readings.set(figure, reading))
  } catch (error) {
    why = error instanceof Error ? error.message : String(error)
    workshop.note(`${part.name} broke off: ${error instanceof Error ? error.stack : why}`)
  }
  return Object.entries<Figure>(part.figures).map(([key, figure]) =>
    lineOf(figure, readings.get(key), why?.replace(/\s+/g, ' ').slice(0, 100)),
  )
}
